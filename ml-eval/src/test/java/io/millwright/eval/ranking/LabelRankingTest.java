package io.millwright.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.eval.metric.MetricValue;
import org.junit.jupiter.api.Test;

class LabelRankingTest {

  private static final double[][] TRUTH = {{1, 0, 0}, {0, 0, 0}, {1, 1, 1}};
  private static final double[][] SCORES = {{0.5, 0.9, 0.5}, {0.1, 0.2, 0.3}, {0.1, 0.2, 0.3}};
  private static final double[] WEIGHTS = {1, 2, 1};

  private static MetricValue defined(double value) {
    return new MetricValue.Defined(value);
  }

  @Test
  void handCase_tiesCountAgainstTheModel() {
    // Row 0: one true label, three scored at least as high; both others are before or tie.
    assertThat(LabelRanking.averagePrecision(TRUTH, SCORES, WEIGHTS))
        .isEqualTo(defined((1 / 3.0 + 2 + 1) / 4));
    assertThat(LabelRanking.coverageError(TRUTH, SCORES, WEIGHTS))
        .isEqualTo(defined((3 + 0 + 3) / 4.0));
    assertThat(LabelRanking.loss(TRUTH, SCORES, WEIGHTS)).isEqualTo(defined(1 / 4.0));
  }

  @Test
  void perfectOrder_isBest() {
    double[][] truth = {{1, 0, 1}};
    double[][] scores = {{0.9, 0.1, 0.8}};
    double[] one = {1};
    assertThat(LabelRanking.averagePrecision(truth, scores, one)).isEqualTo(defined(1));
    assertThat(LabelRanking.coverageError(truth, scores, one)).isEqualTo(defined(2));
    assertThat(LabelRanking.loss(truth, scores, one)).isEqualTo(defined(0));
  }

  @Test
  void faultyInput_isRefused_andNoWeightIsUndefined() {
    assertThat(LabelRanking.loss(TRUTH, SCORES, new double[3]).isDefined()).isFalse();
    assertThat(LabelRanking.loss(new double[0][], new double[0][], new double[0]).isDefined())
        .isFalse();
    assertThatThrownBy(() -> LabelRanking.loss(TRUTH, new double[2][3], WEIGHTS))
        .hasMessageContaining("3, one for each row");
    assertThatThrownBy(() -> LabelRanking.loss(TRUTH, SCORES, new double[2]))
        .hasMessageContaining("3, one for each row");
    assertThatThrownBy(() -> LabelRanking.loss(TRUTH, new double[3][2], WEIGHTS))
        .hasMessageContaining("row 0");
    double[][] faulty = {{1, 0, 0}, {0, 2, 0}, {1, 1, 1}};
    assertThatThrownBy(() -> LabelRanking.loss(faulty, SCORES, WEIGHTS))
        .hasMessageContaining("(row 1, label 1)");
    double[][] nan = {{0, Double.NaN, 0}, {0, 0, 0}, {0, 0, 0}};
    assertThatThrownBy(() -> LabelRanking.loss(TRUTH, nan, WEIGHTS))
        .hasMessageContaining("(row 0, label 1)");
  }
}
