package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.schema.Schema;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureViewTest {

  @Test
  void view_dateAsEventTime_isRefusedWithEveryOtherFault() {
    Schema schema = Schema.builder().numeric("x").eventDate("day").build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureView.over("My view", schema).build())
        .withMessageContaining("(4)")
        .withMessageContaining("instant with a zone; was DATE")
        .withMessageContaining("exactly one entity key")
        .withMessageContaining("knownAtEventTime()")
        .withMessageContaining("'My view'");
  }

  @Test
  void view_optionalKnownTime_isRefused() {
    Schema schema = Purchases.SCHEMA.edit().optional("recordedAt").build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureView.over("v", schema).knownTime("recordedAt").build())
        .withMessageContaining("'recordedAt' must be required");
  }

  @Test
  void view_values_leaveOutTimesAndKey() {
    FeatureView view =
        FeatureView.over("v", Purchases.SCHEMA)
            .knownTime("recordedAt")
            .ttl(Duration.ofDays(1))
            .freshWithin(Duration.ofHours(1))
            .build();
    assertThat(view.values()).extracting(f -> f.name()).containsExactly("amount", "shop");
    assertThat(view.entity()).isEqualTo("customer");
    assertThat(view.ttl()).contains(Duration.ofDays(1));
  }

  @Test
  void view_knownAtEventTime_usesTheEventTime() {
    Schema schema = Schema.builder().key("k").eventTime("t", ZoneOffset.UTC).numeric("x").build();
    assertThat(FeatureView.over("v", schema).knownAtEventTime().build().knownTime()).isEqualTo("t");
  }

  @Test
  void name_ofTheGrammar_hasItsParts() {
    FeatureName name = FeatureName.parse("customer_purchaseCount_7d_count");
    assertThat(name.entity()).isEqualTo("customer");
    assertThat(name.feature()).isEqualTo("purchaseCount");
    assertThat(name.window()).isEqualTo(FeatureWindow.of(Duration.ofDays(7)));
    assertThat(name.aggregation()).isEqualTo(Aggregation.COUNT);
    assertThat(name).hasToString("customer_purchaseCount_7d_count");
  }

  @Test
  void name_withFaultsInEveryPart_reportsAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureName.parse("Customer_buy-count_24h_average"))
        .withMessageContaining("(4)")
        .withMessageContaining("Entity")
        .withMessageContaining("Feature must")
        .withMessageContaining("spelled 1d")
        .withMessageContaining("Aggregation must be one of count, sum");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a_b_7d",
        "a_b_7d_sum_x",
        "a__7d_sum",
        "a_b_0d_sum",
        "a_b_07d_sum",
        "a_b_7w_sum",
        "a_b_-7d_sum",
        "é_b_7d_sum",
        "a_b_7d_SUM",
        "a_b_60s_sum",
        "a_b_36501d_sum",
        "a_b_9999999999d_sum"
      })
  void name_notOfTheGrammar_isRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> FeatureName.parse(name));
  }

  @ParameterizedTest
  @CsvSource({"90s,90", "1m,60", "90m,5400", "36h,129600", "1d,86400", "365d,31536000"})
  void window_spelling_isOfTheLargestUnit(String text, long seconds) {
    assertThat(FeatureWindow.parse(text)).isEqualTo(FeatureWindow.of(Duration.ofSeconds(seconds)));
    assertThat(FeatureWindow.of(Duration.ofSeconds(seconds))).hasToString(text);
  }

  @Test
  void name_longerThanAllowed_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureName.parse("a_" + "b".repeat(115) + "_7d_sum"))
        .withMessageContaining("at most 120");
  }
}
