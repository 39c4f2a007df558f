package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RegressionDeviancesTest {

  private static final MetricValue OUTSIDE =
      MetricValue.undefined("a target or a value is outside the domain of the power");

  private static final MetricValue NO_LOSS =
      MetricValue.undefined("a constant prediction has no loss");

  private static double number(MetricValue value) {
    return ((MetricValue.Defined) value).value();
  }

  private static MetricValue one(double y, double p, double power) {
    return RegressionDeviances.meanTweedie(
        new double[] {y}, new double[] {p}, new double[] {1}, power);
  }

  @Test
  void tweedie_eachPower_isComputedByHand() {
    assertThat(one(3, 5, 0)).isEqualTo(new MetricValue.Defined(4));
    assertThat(number(one(3, 5, 1))).isEqualTo(2 * (3 * Math.log(0.6) - 3 + 5), within(1e-14));
    assertThat(number(one(3, 5, 2))).isEqualTo(2 * (Math.log(5 / 3.0) + 0.6 - 1), within(1e-14));
    // Power 3: (y - p)^2 / (y p^2), the inverse Gaussian.
    assertThat(number(one(3, 5, 3))).isEqualTo(4 / 75.0, within(1e-14));
    // Power 3/2: 4 (sqrt(y) - sqrt(p))^2 / sqrt(p).
    assertThat(number(one(4, 9, 1.5))).isEqualTo(4 / 3.0, within(1e-14));
    // Power -1: y^3 / 3 - y p^2 + 2 p^3 / 3.
    assertThat(number(one(3, 2, -1))).isEqualTo(9 - 12 + 16 / 3.0, within(1e-14));
    // A negative target has no power of its own.
    assertThat(number(one(-3, 2, -1))).isEqualTo(12 + 16 / 3.0, within(1e-14));
  }

  @Test
  void tweedie_exactPrediction_costsNothing() {
    for (double power : new double[] {-1, 0, 1, 1.5, 2, 3}) {
      assertThat(number(one(2.5, 2.5, power))).as("%s", power).isEqualTo(0, within(1e-14));
    }
  }

  @Test
  void tweedie_domains_endAtZero() {
    assertThat(one(0, 5, 1)).isEqualTo(new MetricValue.Defined(10));
    assertThat(number(one(0, 4, 1.5))).isEqualTo(8, within(1e-14));
    assertThat(one(-1, 0, 0)).isEqualTo(new MetricValue.Defined(1));
    assertThat(one(1, 0, 1)).isEqualTo(OUTSIDE);
    assertThat(one(-1, 1, 1)).isEqualTo(OUTSIDE);
    assertThat(one(0, 1, 2)).isEqualTo(OUTSIDE);
    assertThat(one(1, 0, 2)).isEqualTo(OUTSIDE);
    assertThat(one(0, 1, 3)).isEqualTo(OUTSIDE);
    assertThat(one(1, 0, -1)).isEqualTo(OUTSIDE);
    assertThat(one(1, 1, 0.5)).isEqualTo(OUTSIDE);
  }

  @Test
  void meanSquaredLog_zeroIsAllowedAndWeightsCount() {
    double[] y = {0, Math.E - 1};
    double[] zero = {0, 0};
    double[] weights = {3, 1};
    assertThat(number(RegressionDeviances.meanSquaredLog(y, zero, weights)))
        .isEqualTo(0.25, within(1e-15));
    MetricValue negative = MetricValue.undefined("a target or a value is negative");
    assertThat(RegressionDeviances.meanSquaredLog(new double[] {-0.1, 1}, zero, weights))
        .isEqualTo(negative);
    assertThat(RegressionDeviances.meanSquaredLog(y, new double[] {0, -0.1}, weights))
        .isEqualTo(negative);
  }

  @Test
  void adjustedR2_needsTwoRowsMoreThanFeatures() {
    MetricValue half = MetricValue.of(0.5);
    assertThat(RegressionDeviances.adjustedR2(half, 11, 4))
        .isEqualTo(MetricValue.of(1 - 0.5 * 10 / 6));
    assertThat(RegressionDeviances.adjustedR2(half, 6, 4)).isEqualTo(MetricValue.of(-1.5));
    assertThat(RegressionDeviances.adjustedR2(half, 3, 0)).isEqualTo(half);
    assertThat(RegressionDeviances.adjustedR2(half, 5, 4))
        .isEqualTo(MetricValue.undefined("there are not more rows than features and one"));
    MetricValue none = MetricValue.undefined("the target is constant");
    assertThat(RegressionDeviances.adjustedR2(none, 9, 1)).isEqualTo(none);
    assertThatThrownBy(() -> RegressionDeviances.adjustedR2(half, 9, -1))
        .hasMessageContaining("Features");
  }

  @Test
  void tweedieExplained_comparesWithTheWeightedMean() {
    double[] y = {1, 5};
    // Weighted mean 2: 3 * 1 + 1 * 9 = 12 against 3 * 1 + 1 * 4 = 7.
    assertThat(
            number(
                RegressionDeviances.tweedieExplained(
                    y, new double[] {0, 3}, new double[] {3, 1}, 0)))
        .isEqualTo(1 - 7 / 12.0, within(1e-15));
    double[] ones = {1, 1};
    assertThat(RegressionDeviances.tweedieExplained(new double[] {2, 2}, y, ones, 0))
        .isEqualTo(NO_LOSS);
    assertThat(RegressionDeviances.tweedieExplained(y, new double[] {0, 3}, ones, 1))
        .isEqualTo(OUTSIDE);
    assertThat(RegressionDeviances.tweedieExplained(new double[1], new double[1], ones, 0))
        .isEqualTo(MetricValue.undefined("fewer than 2 rows"));
  }

  @Test
  void pinballExplained_comparesWithTheQuantile() {
    double[] y = {4, 1, 2};
    double[] p = {3, 1, 4};
    // Quantile 0.75 is 3: losses .75, .5, .25 of it, .75, 0, .5 of ours.
    assertThat(RegressionDeviances.pinballExplained(y, p, 0.75))
        .isEqualTo(MetricValue.of(1 - 1.25 / 1.5));
    // The lower one by weight is 2: with it 3 of 4 are reached.
    double[] weights = {1, 1, 2};
    assertThat(RegressionDeviances.pinballExplained(y, p, weights, 0.75))
        .isEqualTo(MetricValue.of(1 - (0.75 + 2 * 0.5) / (1.5 + 0.25)));
    // Two rows are enough: losses 0 and 1 of ours, 0 and 2 of the lower median 1.
    assertThat(
            RegressionDeviances.pinballExplained(
                new double[] {1, 5}, new double[] {1, 3}, new double[] {1, 1}, 0.5))
        .isEqualTo(MetricValue.of(0.5));
    // Of the largest target nothing is lost at alpha 1.
    assertThat(RegressionDeviances.pinballExplained(y, p, 1)).isEqualTo(NO_LOSS);
    assertThat(RegressionDeviances.pinballExplained(new double[] {2, 2}, new double[2], 0.5))
        .isEqualTo(NO_LOSS);
    MetricValue few = MetricValue.undefined("fewer than 2 rows");
    assertThat(RegressionDeviances.pinballExplained(new double[1], new double[1], 0.5))
        .isEqualTo(few);
    assertThat(
            RegressionDeviances.pinballExplained(
                new double[1], new double[1], new double[] {1}, 0.5))
        .isEqualTo(few);
    assertThatThrownBy(() -> RegressionDeviances.pinballExplained(y, p, 1.5))
        .hasMessageContaining("Alpha");
    assertThatThrownBy(() -> RegressionDeviances.pinballExplained(y, p, weights, -0.5))
        .hasMessageContaining("Alpha");
  }
}
