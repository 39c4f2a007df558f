package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbabilityBinsTest {

  private static double[] edges(ProbabilityBins bins) {
    return IntStream.rangeClosed(0, bins.count())
        .mapToDouble(i -> i < bins.count() ? bins.low(i) : bins.high(i - 1))
        .toArray();
  }

  @Test
  void equalWidth_four_hasQuarters() {
    ProbabilityBins bins = ProbabilityBins.equalWidth(4);
    assertThat(bins.count()).isEqualTo(4);
    assertThat(edges(bins)).containsExactly(0, 0.25, 0.5, 0.75, 1);
    assertThat(bins.high(0)).isEqualTo(0.25);
    assertThat(edges(ProbabilityBins.equalWidth(1))).containsExactly(0, 1);
  }

  @Test
  void of_value_isHowManyInnerEdgesAreSmaller() {
    ProbabilityBins bins = ProbabilityBins.equalWidth(4);
    double[] values = {-1, 0, 0.1, 0.25, 0.26, 0.5, 0.51, 0.75, 0.76, 1, 2};
    int[] expected = {0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3};
    for (int i = 0; i < values.length; i++) {
      assertThat(bins.of(values[i])).as("bin of %s", values[i]).isEqualTo(expected[i]);
    }
    assertThat(ProbabilityBins.equalWidth(1).of(0.7)).isZero();
  }

  @Test
  void equalCount_edges_areInterpolatedQuantiles() {
    double[] p = {0.9, 0.1, 0.5, 0.2};
    // Of 0.1 0.2 0.5 0.9: the median lies midway, the thirds on values.
    double[] halves = edges(ProbabilityBins.equalCount(p, 2));
    assertThat(halves[0]).isEqualTo(0.1);
    assertThat(halves[1]).isEqualTo(0.35, within(1e-15));
    assertThat(halves[2]).isEqualTo(0.9);
    double[] thirds = edges(ProbabilityBins.equalCount(p, 3));
    assertThat(thirds[1]).isEqualTo(0.2, within(1e-15));
    assertThat(thirds[2]).isEqualTo(0.5, within(1e-15));
    assertThat(edges(ProbabilityBins.equalCount(new double[] {0.3}, 2)))
        .containsExactly(0.3, 0.3, 0.3);
    assertThat(p).containsExactly(0.9, 0.1, 0.5, 0.2);
  }

  @Test
  void of_edges_areCopied() {
    double[] given = {0.2, 0.4, 0.8};
    ProbabilityBins bins = ProbabilityBins.of(given);
    given[1] = 0.7;
    assertThat(edges(bins)).containsExactly(0.2, 0.4, 0.8);
    assertThat(edges(ProbabilityBins.of(new double[] {0, 1}))).containsExactly(0, 1);
  }

  @Test
  void faultySettings_areRefused() {
    assertThatThrownBy(() -> ProbabilityBins.equalWidth(0)).hasMessageContaining("Bins");
    assertThatThrownBy(() -> ProbabilityBins.equalCount(new double[1], 0))
        .hasMessageContaining("Bins");
    assertThatThrownBy(() -> ProbabilityBins.equalCount(new double[0], 1))
        .hasMessageContaining("Rows");
    assertThatThrownBy(() -> ProbabilityBins.of(new double[] {1})).hasMessageContaining("Edges");
  }
}
