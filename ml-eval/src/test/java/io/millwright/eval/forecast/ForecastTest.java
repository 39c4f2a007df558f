package io.millwright.eval.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.forecast.Crps.Spread;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate.Measured;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final double[] ONE = {1};

  private static double number(MetricValue value) {
    return ((MetricValue.Defined) value).value();
  }

  @Test
  void gaussian_equalsTheIntegral() {
    for (double y : new double[] {-1, 0.3, 2, 5}) {
      NormalDistribution normal = new NormalDistribution(null, 0.5, 1.5);
      double sum = 0;
      double step = 1e-3;
      for (double x = -15 + step / 2; x < 15; x += step) {
        double f = normal.cumulativeProbability(x) - (x >= y ? 1 : 0);
        sum += f * f * step;
      }
      assertThat(Crps.gaussian(y, 0.5, 1.5)).isEqualTo(sum, within(1e-3));
    }
    // At its own mean: s (sqrt 2 - 1) / sqrt pi.
    assertThat(Crps.gaussian(0, 0, 1))
        .isEqualTo((Math.sqrt(2) - 1) / Math.sqrt(Math.PI), within(1e-15));
    assertThat(Crps.gaussian(3, 1, 0)).isEqualTo(2);
  }

  @Test
  void gaussian_weightedMean_andFaults() {
    double[] y = {3, 0, 99};
    double[] zero = new double[3];
    assertThat(number(Crps.gaussian(y, zero, zero, new double[] {1, 3, 0}))).isEqualTo(0.75);
    assertThat(Crps.gaussian(y, zero, zero, zero))
        .isEqualTo(MetricValue.undefined("no rows of positive weight"));
    assertThatThrownBy(() -> Crps.gaussian(ONE, ONE, new double[] {-1}, ONE))
        .hasMessageContaining("Deviation");
    assertThatThrownBy(() -> Crps.gaussian(ONE, new double[2], ONE, ONE))
        .hasMessageContaining("Means");
    assertThatThrownBy(() -> Crps.gaussian(ONE, ONE, new double[2], ONE))
        .hasMessageContaining("Deviations");
    assertThatThrownBy(() -> Crps.gaussian(ONE, ONE, ONE, new double[2]))
        .hasMessageContaining("Weights");
    assertThatThrownBy(() -> Crps.gaussian(ONE, ONE, ONE, new double[] {-1}))
        .hasMessageContaining("row 0");
    assertThatThrownBy(() -> Crps.gaussian(new double[] {Double.NaN}, ONE, ONE, ONE))
        .hasMessageContaining("row 0");
  }

  @Test
  void ensemble_equalsAllPairs() {
    RandomGenerator random = Seed.of(2).random();
    for (int round = 0; round < 50; round++) {
      int m = 2 + random.nextInt(8);
      double[] x = new double[m];
      Arrays.setAll(x, i -> Math.round(random.nextGaussian() * 4) / 2.0);
      double y = random.nextGaussian();
      double near = 0;
      double pairs = 0;
      for (double a : x) {
        near += Math.abs(a - y) / m;
        for (double b : x) {
          pairs += Math.abs(a - b);
        }
      }
      assertThat(Crps.ensemble(y, x, Spread.EMPIRICAL))
          .isEqualTo(near - pairs / (2.0 * m * m), within(1e-12));
      assertThat(Crps.ensemble(y, x, Spread.FAIR))
          .isEqualTo(near - pairs / (2.0 * m * (m - 1)), within(1e-12));
    }
  }

  @Test
  void ensemble_oneMember_isTheAbsoluteError() {
    double[][] members = {{4}};
    assertThat(number(Crps.ensemble(ONE, members, ONE, Spread.EMPIRICAL))).isEqualTo(3);
    assertThatThrownBy(() -> Crps.ensemble(ONE, members, ONE, Spread.FAIR))
        .hasMessageContaining("Members");
    assertThatThrownBy(() -> Crps.ensemble(ONE, new double[1][0], ONE, Spread.EMPIRICAL))
        .hasMessageContaining("Members");
    assertThatThrownBy(
            () -> Crps.ensemble(ONE, new double[][] {{Double.NaN}}, ONE, Spread.EMPIRICAL))
        .hasMessageContaining("Member");
    assertThatThrownBy(() -> Crps.ensemble(ONE, new double[2][1], ONE, Spread.EMPIRICAL))
        .hasMessageContaining("Ensembles");
  }

  @Test
  void quantiles_manyLevels_tendToTheIntegral() {
    int n = 500;
    double[] levels = new double[n];
    double[] quantiles = new double[n];
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    for (int i = 0; i < n; i++) {
      levels[i] = (i + 0.5) / n;
      quantiles[i] = normal.inverseCumulativeProbability(levels[i]);
    }
    double score =
        number(Crps.quantiles(new double[] {0.7}, new double[][] {quantiles}, levels, ONE));
    assertThat(score).isEqualTo(Crps.gaussian(0.7, 0, 1), within(1e-3));
  }

  @Test
  void quantiles_handCase_andFaults() {
    double[] levels = {0.25, 0.75};
    // y = 1: above 0 by 1 (loss .25), below 3 by 2 (loss .25 * 2).
    assertThat(number(Crps.quantiles(ONE, new double[][] {{0, 3}}, levels, ONE))).isEqualTo(0.75);
    assertThatThrownBy(() -> Crps.quantiles(ONE, new double[1][2], new double[] {0, 1}, ONE))
        .hasMessageContaining("Level");
    assertThatThrownBy(() -> Crps.quantiles(ONE, new double[1][2], new double[0], ONE))
        .hasMessageContaining("Levels");
    assertThatThrownBy(() -> Crps.quantiles(ONE, new double[1][3], levels, ONE))
        .hasMessageContaining("Quantiles of a row");
    assertThatThrownBy(() -> Crps.quantiles(ONE, new double[2][2], levels, ONE))
        .hasMessageContaining("Rows of quantiles");
    assertThatThrownBy(() -> Crps.quantiles(ONE, new double[][] {{0, Double.NaN}}, levels, ONE))
        .hasMessageContaining("Quantile");
  }

  @Test
  void intervals_handCase_coverageWidthAndScore() {
    PredictionIntervals intervals =
        PredictionIntervals.of(
            new double[] {1, 2, 5, 0},
            new double[] {1, 0, 0, 1},
            new double[] {2, 2, 4, 3},
            new double[] {1, 1, 1, 1});
    assertThat(number(intervals.coverage())).isEqualTo(0.5);
    assertThat(number(intervals.meanWidth())).isEqualTo(9 / 4.0);
    // 2 / 0.2 = 10 for each unit outside; two rows are 1 outside.
    assertThat(number(intervals.score(0.8))).isEqualTo((9 + 10 + 10) / 4.0, within(1e-12));
  }

  @Test
  void intervals_coverage_hasAnInterval() {
    int n = 400;
    double[] y = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    Arrays.fill(low, -1.6448536269514722);
    Arrays.fill(high, 1.6448536269514722);
    RandomGenerator random = Seed.of(4).random();
    Arrays.setAll(y, i -> random.nextGaussian());
    PredictionIntervals intervals = PredictionIntervals.of(y, low, high, ones);
    Measured covered = (Measured) intervals.coverage(Bootstrap.of(Seed.of(1)).withReplicates(300));
    assertThat(covered.value()).isEqualTo(number(intervals.coverage()));
    assertThat(covered.interval().low()).isLessThan(0.9);
    assertThat(covered.interval().high()).isGreaterThan(0.9);
  }

  @Test
  void intervals_trueOnes_scoreBestInTheMean() {
    int n = 4000;
    double[] y = new double[n];
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    RandomGenerator random = Seed.of(8).random();
    Arrays.setAll(y, i -> random.nextGaussian());
    double right = score(y, ones, 1.6448536269514722);
    assertThat(score(y, ones, 1.2)).isGreaterThan(right);
    assertThat(score(y, ones, 2.2)).isGreaterThan(right);
  }

  private static double score(double[] y, double[] ones, double half) {
    double[] low = new double[y.length];
    double[] high = new double[y.length];
    Arrays.fill(low, -half);
    Arrays.fill(high, half);
    return number(PredictionIntervals.of(y, low, high, ones).score(0.9));
  }

  @Test
  void intervals_faultyInput_isRefused() {
    double[] zero = {0};
    assertThatThrownBy(() -> PredictionIntervals.of(ONE, ONE, zero, ONE))
        .hasMessageContaining("row 0");
    assertThatThrownBy(
            () -> PredictionIntervals.of(ONE, ONE, new double[] {Double.POSITIVE_INFINITY}, ONE))
        .hasMessageContaining("row 0");
    assertThatThrownBy(
            () -> PredictionIntervals.of(ONE, new double[] {Double.NEGATIVE_INFINITY}, ONE, ONE))
        .hasMessageContaining("row 0");
    assertThatThrownBy(() -> PredictionIntervals.of(ONE, new double[2], ONE, ONE))
        .hasMessageContaining("Lower ends");
    assertThatThrownBy(() -> PredictionIntervals.of(ONE, ONE, new double[2], ONE))
        .hasMessageContaining("Upper ends");
    assertThatThrownBy(() -> PredictionIntervals.of(ONE, ONE, ONE, zero))
        .hasMessageContaining("Sum of weights");
    assertThatThrownBy(
            () ->
                PredictionIntervals.of(new double[0], new double[0], new double[0], new double[0]))
        .hasMessageContaining("Rows");
    assertThatThrownBy(() -> PredictionIntervals.of(ONE, ONE, ONE, ONE).score(1))
        .hasMessageContaining("Level");
  }

  @Test
  void naiveError_handCase_andEdges() {
    double[] series = {1, 3, 2, 6};
    assertThat(number(NaiveError.seasonal(series, 1))).isEqualTo(7 / 3.0);
    assertThat(number(NaiveError.seasonal(series, 2))).isEqualTo(2);
    assertThat(NaiveError.seasonal(series, 4))
        .isEqualTo(MetricValue.undefined("the series is not longer than the period"));
    assertThat(NaiveError.seasonal(new double[] {1, 2, 1, 2}, 2))
        .isEqualTo(MetricValue.undefined("the series repeats itself exactly"));
    assertThatThrownBy(() -> NaiveError.seasonal(series, 0)).hasMessageContaining("Period");
    assertThatThrownBy(() -> NaiveError.seasonal(new double[] {1, Double.NaN}, 1))
        .hasMessageContaining("step 1");
  }
}
