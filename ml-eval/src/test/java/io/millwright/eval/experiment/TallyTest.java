package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.power.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {

  private static final AbTest TEST =
      Designs.even("h")
          .primary(Designs.CONVERSION, 0.02)
          .guardrail(Designs.RATIO.adjustedFor("past"), 0.1)
          .guardrail(Designs.DELAY, 0.1)
          .build();

  private static final AbTest RANKING =
      Designs.even("h")
          .primary(MetricSpec.of("ndcg", Direction.HIGHER_IS_BETTER, Outcome.perQuery(0.3)), 0.1)
          .build();

  private static Tally some(Seed seed, int units) {
    RandomGenerator random = seed.random();
    Tally tally = TEST.tally();
    for (int i = 0; i < units; i++) {
      String arm = random.nextBoolean() ? "old" : "new";
      tally
          .exposed(arm)
          .add(arm, "conversion", random.nextInt(10) == 0)
          .add(arm, "delay", random.nextGaussian() * 1e3)
          .addRatio(
              arm,
              "clicks_per_view",
              random.nextInt(5),
              1 + random.nextInt(9),
              Designs.before(random.nextGaussian()));
    }
    return tally;
  }

  @Test
  void plus_anyOrder_sameText() {
    Tally a = some(Seed.of(1), 50);
    Tally b = some(Seed.of(2), 70);
    Tally c = some(Seed.of(3), 1);
    String text = a.plus(b).plus(c).toJson();
    assertThat(c.plus(b.plus(a)).toJson()).isEqualTo(text);
    assertThat(a.users()).isEqualTo(50);
    assertThat(a.plus(b).users()).isEqualTo(120);
    assertThat(a.users("old") + a.users("new")).isEqualTo(50);
    assertThat(a.units("old", "delay")).isEqualTo(a.users("old"));
    assertThat(a.plus(a).users()).isEqualTo(100);
  }

  @Test
  void add_manyThreads_losesNothing() {
    Tally tally = TEST.tally();
    IntStream.range(0, 4000)
        .parallel()
        .forEach(i -> tally.exposed("old").add("old", "delay", 0.1 * i));
    Tally serial = TEST.tally();
    IntStream.range(0, 4000).forEach(i -> serial.exposed("old").add("old", "delay", 0.1 * i));
    assertThat(tally.toJson()).isEqualTo(serial.toJson());
  }

  @Test
  void json_roundTrip_isTheSame() {
    Tally tally = some(Seed.of(4), 60);
    String json = tally.toJson();
    Tally read = TEST.readTally(json);
    assertThat(read.toJson()).isEqualTo(json);
    assertThat(read.plus(tally).toJson()).isEqualTo(tally.plus(tally).toJson());
    assertThat(TEST.readTally(TEST.tally().toJson()).users()).isZero();
    assertThat(TEST.readTally("\n " + json.replace(",", " ,\t")).toJson()).isEqualTo(json);
  }

  @Test
  void json_byHand_isReadable() {
    AbTest small = Designs.even("h").primary(Designs.CONVERSION, 0.02).build();
    Tally tally = small.tally().exposed("new", 3).add("new", "conversion", true);
    tally.add("new", "conversion", false);
    assertThat(tally.toJson())
        .isEqualTo(
            "{\"formatVersion\":1,\"arms\":{"
                + "\"old\":{\"users\":0,\"metrics\":{\"conversion\":{\"units\":0,\"y\":[],\"yy\":[]}}},"
                + "\"new\":{\"users\":3,\"metrics\":{\"conversion\":{\"units\":2,\"y\":[1.0],\"yy\":[1.0]}}}}}");
  }

  @Test
  void json_faults_areAllNamed() {
    AbTest small = Designs.even("h").primary(Designs.CONVERSION, 0.02).build();
    String json =
        "{\"formatVersion\":2,\"extra\":0,\"arms\":{"
            + "\"old\":{\"users\":-1,\"metrics\":{\"conversion\":{\"units\":2,\"y\":[3],\"yy\":[3]}}},"
            + "\"new\":{\"users\":1.5,\"metrics\":{\"conversion\":{\"units\":1,\"y\":[0.5],\"yy\":[1e999]}}}}}";
    assertThatThrownBy(() -> small.readTally(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "formatVersion must be 1",
            "1 unknown",
            "arms.old.users must be a whole number",
            "arms.old.metrics.conversion must have a sum 'yy'",
            "arms.old.metrics.conversion.y must be a whole number from 0 to units",
            "arms.new.users",
            "arms.new.metrics.conversion.yy must hold finite numbers",
            "equal sums",
            "arms.new.metrics.conversion.y must be a whole number");
  }

  @Test
  void json_membersMissingOrOfAnotherKind_areNamed() {
    AbTest small = Designs.even("h").primary(Designs.CONVERSION, 0.02).build();
    assertThatThrownBy(() -> small.readTally("{\"arms\":{\"old\":[],\"new\":{\"users\":\"1\"}}}"))
        .hasMessageContainingAll(
            "tally must have member 'formatVersion'",
            "arms.old must be an object",
            "arms.new must have member 'metrics'",
            "arms.new.users must be a whole number");
    assertThatThrownBy(() -> small.readTally("[]")).hasMessageContaining("tally must be an object");
    String other = TEST.tally().toJson();
    assertThatThrownBy(() -> small.readTally(other)).hasMessageContaining("2 unknown");
    assertThatThrownBy(() -> TEST.readTally(small.tally().toJson()))
        .hasMessageContaining("member 'delay'");
    assertThatThrownBy(
            () ->
                small.readTally(
                    small
                        .tally()
                        .toJson()
                        .replaceFirst("\"y\":\\[]", "\"y\":" + List.of(new int[51].length))
                        .replaceFirst("\"yy\":\\[]", "\"yy\":3")))
        .hasMessageContaining("an array of at most 50");
  }

  @Test
  void json_sumsOfNoUnits_areRefused() {
    AbTest small = Designs.even("h").primary(Designs.AMOUNT, 0.2).build();
    String json = small.tally().toJson();
    assertThatThrownBy(() -> small.readTally(json.replaceFirst("\"yy\":\\[]", "\"yy\":[1]")))
        .hasMessageContaining("that units can have");
    String two =
        json.replaceFirst(
            "\"units\":0,\"y\":\\[],\"yy\":\\[]", "\"units\":2,\"y\":[2],\"yy\":[%s]");
    assertThat(small.readTally(two.formatted("2")).units("old", "amount")).isEqualTo(2);
    assertThatThrownBy(() -> small.readTally(two.formatted("1.9999999999999998")))
        .hasMessageContaining("that units can have");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,\"a\":2}",
        "{\"a\" 1}",
        "01",
        "1.",
        "NaN",
        "+1",
        "{}x",
        "\"a",
        "[[[[[[[[[[[[1]]]]]]]]]]]]",
        "true",
        "[1 2]",
        "{1:2}"
      })
  void json_malformed_isRefusedWithItsOffset(String json) {
    assertThatThrownBy(() -> TEST.readTally(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("offset");
  }

  @Test
  void json_tooLong_isRefused() {
    assertThatThrownBy(() -> TEST.readTally(" ".repeat((4 << 20) + 1)))
        .hasMessageContaining("at most");
  }

  @ParameterizedTest
  @CsvSource({"0.5, false", "-1, false", "2, false", "NaN, false", "0, true", "1, true"})
  void add_proportion_takesZeroAndOne(double value, boolean fits) {
    Tally tally = TEST.tally();
    if (fits) {
      assertThat(tally.add("old", "conversion", value).units("old", "conversion")).isEqualTo(1);
    } else {
      assertThatThrownBy(() -> tally.add("old", "conversion", value))
          .hasMessageContaining("0 or 1");
      assertThat(tally.units("old", "conversion")).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"-0.01, false", "1.01, false", "NaN, false", "0, true", "1, true"})
  void add_perQuery_takesSharesOnly(double value, boolean fits) {
    Tally tally = RANKING.tally();
    if (fits) {
      assertThat(tally.add("old", "ndcg", value).units("old", "ndcg")).isEqualTo(1);
    } else {
      assertThatThrownBy(() -> tally.add("old", "ndcg", value)).hasMessageContaining("from 0 to 1");
    }
  }

  @Test
  void add_wrongKind_isRefusedAndNothingChanges() {
    Tally tally = TEST.tally();
    String before = tally.toJson();
    assertThatThrownBy(() -> tally.add("old", "clicks_per_view", 1))
        .hasMessageContaining("addRatio");
    assertThatThrownBy(() -> tally.addRatio("old", "delay", 1, 1)).hasMessageContaining("no ratio");
    assertThatThrownBy(() -> tally.addRatio("old", "clicks_per_view", 1, 2))
        .hasMessageContaining("covariate");
    assertThatThrownBy(() -> tally.add("old", "delay", 1, Designs.before(1)))
        .hasMessageContaining("left out");
    assertThatThrownBy(() -> tally.add("old", "delay", Double.POSITIVE_INFINITY))
        .hasMessageContaining("1e140");
    assertThatThrownBy(
            () -> tally.addRatio("old", "clicks_per_view", 1, Double.NaN, Designs.before(1)))
        .hasMessageContaining("denominator");
    assertThatThrownBy(() -> tally.add("none", "delay", 1)).hasMessageContaining("[old, new]");
    assertThatThrownBy(() -> tally.add("old", "none", 1)).hasMessageContaining("delay");
    assertThatThrownBy(() -> tally.exposed("old", -1)).hasMessageContaining("Users");
    assertThatThrownBy(() -> tally.plus(RANKING.tally())).hasMessageContaining("another");
    assertThat(tally.toJson()).isEqualTo(before);
    assertThat(tally.add("old", "delay", 1e140).units("old", "delay")).isEqualTo(1);
  }

  @Test
  void covariate_notBeforeExposure_isRefused() {
    Instant at = Instant.EPOCH;
    assertThatThrownBy(() -> Covariate.of(1, at, at)).hasMessageContaining("before exposure");
    assertThatThrownBy(() -> Covariate.of(Double.NaN, at, at.plusSeconds(1)))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> Covariate.of(1e141, at, at.plusSeconds(1)))
        .hasMessageContaining("1e140");
  }
}
