package io.millwright.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.eval.metric.MetricValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommendationsTest {

  private static final Run RUN =
      Run.ranked(Map.of("u1", List.of("a", "b", "d"), "u2", List.of("a", "c"), "u3", List.of("a")));

  private final Recommendations two = Recommendations.of(RUN, 2);

  @Test
  void catalogueCoverage_firstK_ofTheCatalogue() {
    assertThat(two.catalogueCoverage(Set.of("a", "b", "c", "d")))
        .isEqualTo(new MetricValue.Defined(0.75));
    assertThatThrownBy(() -> two.catalogueCoverage(Set.of("a", "b")))
        .hasMessageContaining("1 that are not");
    assertThat(Recommendations.of(Run.ranked(Map.of()), 1).catalogueCoverage(Set.of()))
        .isEqualTo(MetricValue.undefined("the catalogue is empty"));
  }

  @Test
  void exposureGini_handCase() {
    // Shown 0, 1, 1, 3 times: (-3*0 - 1*1 + 1*1 + 3*3) / (4 * 5).
    assertThat(two.exposureGini(Set.of("a", "b", "c", "d")))
        .isEqualTo(new MetricValue.Defined(9 / 20.0));
    Run even = Run.ranked(Map.of("u1", List.of("a"), "u2", List.of("b")));
    assertThat(Recommendations.of(even, 1).exposureGini(Set.of("a", "b")))
        .isEqualTo(new MetricValue.Defined(0));
    assertThat(Recommendations.of(Run.ranked(Map.of("u", List.of())), 1).exposureGini(Set.of("a")))
        .isEqualTo(MetricValue.undefined("nothing is recommended"));
  }

  @Test
  void novelty_isMeanSelfInformation() {
    QueryValues novelty = two.novelty(Map.of("a", 8L, "b", 1L, "c", 0L), 8);
    // u1: 0 and 3 bits; u2 has an item without users; u3: 0 bits.
    assertThat(novelty.metric()).isEqualTo("novelty@2");
    assertThat(novelty.values().get("u1")).isEqualTo(new MetricValue.Defined(1.5));
    assertThat(novelty.values().get("u2"))
        .isEqualTo(MetricValue.undefined("1 items have no users"));
    assertThat(novelty.mean().orElse(-1)).isEqualTo(0.75, within(1e-15));
    assertThatThrownBy(() -> two.novelty(Map.of("a", 9L), 8)).hasMessageContaining("from 0 to 8");
    assertThatThrownBy(() -> two.novelty(Map.of("a", -1L), 8)).hasMessageContaining("from 0");
    assertThatThrownBy(() -> two.novelty(Map.of(), 0)).hasMessageContaining("Users");
  }

  @Test
  void diversity_isMeanDistanceOfPairs() {
    Recommendations three = Recommendations.of(RUN, 3);
    QueryValues diversity = three.diversity((x, y) -> Math.abs((double) x.charAt(0) - y.charAt(0)));
    // a b d: 1, 3, 2; a c: 2.
    assertThat(diversity.values().get("u1")).isEqualTo(new MetricValue.Defined(2));
    assertThat(diversity.values().get("u2")).isEqualTo(new MetricValue.Defined(2));
    assertThat(diversity.values().get("u3")).isEqualTo(MetricValue.undefined("fewer than 2 items"));
    assertThatThrownBy(() -> Recommendations.of(RUN, 0)).hasMessageContaining("k");
  }
}
