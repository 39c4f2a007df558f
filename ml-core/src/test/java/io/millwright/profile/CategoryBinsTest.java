package io.millwright.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CategoryBinsTest {

  private static final Map<String, Long> COUNTS = Map.of("a", 1L, "b", 5L, "c", 5L, "d", 1L);

  @Test
  void cut_moreThanNamed_keepsTheMostFrequentAndTellsOtherFromUnseen() {
    CategoryBins bins = CategoryBins.cut(COUNTS, 2, 10);
    assertThat(bins.names()).containsExactly("b", "c");
    assertThat(bins.slot("c")).isEqualTo(1);
    assertThat(bins.slot("a")).isEqualTo(2 + CategoryBins.OTHER);
    assertThat(bins.slot("d")).isEqualTo(2 + CategoryBins.OTHER);
    assertThat(bins.slot("e")).isEqualTo(2 + CategoryBins.UNSEEN);
    assertThat(bins.singletons()).isEqualTo(2);
    assertThat(bins.isOpen()).isFalse();
  }

  @Test
  void cut_moreThanHashed_isOpenAndKnowsNoUnseen() {
    CategoryBins bins = CategoryBins.cut(COUNTS, 2, 1);
    assertThat(bins.isOpen()).isTrue();
    assertThat(bins.slot("e")).isEqualTo(2 + CategoryBins.OTHER);
  }

  @Test
  void cut_thousandsOfCategories_neverMistakesUnseenForKnown() {
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < 10_200; i++) {
      counts.put("known-" + i, 1L + i % 5);
    }
    CategoryBins bins = CategoryBins.cut(counts, 200, 10_000);
    for (int i = 0; i < 10_200; i++) {
      assertThat(bins.slot("known-" + i)).isNotEqualTo(200 + CategoryBins.UNSEEN);
      assertThat(bins.slot("new-" + i)).isEqualTo(200 + CategoryBins.UNSEEN);
    }
  }

  @Test
  void of_equalNames_isRefusedWithoutNamingThem() {
    assertThatThrownBy(() -> CategoryBins.of(List.of("Ann", "Ann")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("distinct")
        .hasMessageNotContaining("Ann");
  }
}
