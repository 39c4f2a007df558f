package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RegressionScoresTest {

  private static final MetricValue NO_WEIGHT = MetricValue.undefined("no rows of positive weight");

  private static double number(MetricValue value) {
    return ((MetricValue.Defined) value).value();
  }

  /** Weighted mean 2; spread 3 * 1 + 9 = 12, residuals 3 * 1 + 4 = 7, with bias (3 + 2) / 4. */
  @Test
  void explained_weightedRows_isComputedByHand() {
    double[] y = {1, 5};
    double[] p = {0, 3};
    double[] weights = {3, 1};
    assertThat(number(RegressionScores.r2(y, p, weights))).isEqualTo(5 / 12.0, within(1e-15));
    assertThat(number(RegressionScores.explainedVariance(y, p, weights)))
        .isEqualTo(1 - (3 / 16.0 + 9 / 16.0) / 12, within(1e-15));
  }

  @Test
  void explained_tooFewRowsOfWeight_isUndefined() {
    double[] y = {1, 5, 7};
    double[] one = {0, 2, 0};
    MetricValue few = MetricValue.undefined("fewer than 2 rows");
    assertThat(RegressionScores.r2(y, y, one)).isEqualTo(few);
    assertThat(RegressionScores.explainedVariance(y, y, one)).isEqualTo(few);
    assertThat(RegressionScores.explainedVariance(y, y, new double[3])).isEqualTo(NO_WEIGHT);
    assertThat(number(RegressionScores.r2(y, y, new double[] {1, 1, 0}))).isEqualTo(1);
    assertThat(RegressionScores.r2(new double[] {4, 4}, new double[2], new double[] {1, 1}))
        .isEqualTo(MetricValue.undefined("the target is constant"));
  }

  @Test
  void medianAbsolute_oddAndEven() {
    double[] zeros = new double[4];
    assertThat(RegressionScores.medianAbsolute(new double[] {4, -1, 2}, new double[3]))
        .isEqualTo(MetricValue.of(2));
    assertThat(RegressionScores.medianAbsolute(new double[] {4, -1, 2, 8}, zeros))
        .isEqualTo(MetricValue.of(3));
    assertThat(RegressionScores.medianAbsolute(new double[0], new double[0]))
        .isEqualTo(MetricValue.undefined("no rows"));
  }

  @Test
  void medianAbsolute_weights_isTheLower() {
    double[] y = {4, -1, 2, 8};
    double[] p = new double[4];
    assertThat(RegressionScores.medianAbsolute(y, p, new double[] {1, 1, 1, 1}))
        .isEqualTo(MetricValue.of(2));
    assertThat(RegressionScores.medianAbsolute(y, p, new double[] {1, 1, 1, 1.5}))
        .isEqualTo(MetricValue.of(4));
    assertThat(RegressionScores.medianAbsolute(y, p, new double[4])).isEqualTo(NO_WEIGHT);
  }

  @Test
  void lowerQuantile_ends_needWeight() {
    double[] values = {3, 1, 2};
    assertThat(RegressionScores.lowerQuantile(values, new double[] {1, 0, 1}, 0)).isEqualTo(2);
    assertThat(RegressionScores.lowerQuantile(values, new double[] {1, 1, 1}, 0)).isEqualTo(1);
    assertThat(RegressionScores.lowerQuantile(values, new double[] {1, 1, 1}, 1)).isEqualTo(3);
    assertThat(RegressionScores.lowerQuantile(values, new double[3], 0.5)).isNaN();
  }

  @Test
  void maxError_isTheLargestOrZero() {
    assertThat(RegressionScores.maxError(new double[] {1, -5, 2}, new double[3]))
        .isEqualTo(MetricValue.of(5));
    assertThat(RegressionScores.maxError(new double[0], new double[0]))
        .isEqualTo(MetricValue.of(0));
  }

  @Test
  void losses_eachRow_isComputedByHand() {
    double[] y = {2, 0, -4, 0};
    double[] p = {3, 1, -1, 0};
    assertThat(RegressionLosses.absolute(y, p)).containsExactly(1, 1, 3, 0);
    assertThat(RegressionLosses.squared(y, p)).containsExactly(1, 1, 9, 0);
    assertThat(RegressionLosses.relative(y, p)).containsExactly(0.5, 0x1.0p52, 0.75, 0);
    assertThat(RegressionLosses.symmetricRelative(y, p)).containsExactly(0.4, 2, 1.2, 0);
    assertThat(RegressionLosses.pinball(y, p, 0.75)).containsExactly(0.25, 0.25, 0.75, 0);
    assertThat(RegressionLosses.pinball(p, y, 0.75)).containsExactly(0.75, 0.75, 2.25, 0);
    assertThatThrownBy(() -> RegressionLosses.absolute(y, new double[3]))
        .hasMessage("Values must be 4, one a row; were 3.");
  }
}
