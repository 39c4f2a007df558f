package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.model.Regression;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ErrorMetricsTest {

  /** Errors 0, 1, 0, 2. */
  private static final Scored<Regression> REAL =
      Scored.regression(new double[] {1, 2, 3, 6}, new double[] {1, 3, 3, 4});

  private static double close(Metric<Regression> metric, Scored<Regression> rows) {
    return ((MetricValue.Defined) metric.of(rows)).value();
  }

  private static double close(Metric<Regression> metric) {
    return close(metric, REAL);
  }

  @Test
  void regression_handCase_eachMetric() {
    assertThat(close(RegressionMetrics.mse())).isEqualTo(5 / 4.0);
    assertThat(close(RegressionMetrics.medianAbsolute())).isEqualTo(0.5);
    assertThat(close(RegressionMetrics.maxError())).isEqualTo(2);
    assertThat(close(RegressionMetrics.mape())).isEqualTo((0.5 + 1 / 3.0) / 4, within(1e-15));
    assertThat(close(RegressionMetrics.wmape())).isEqualTo(3 / 12.0);
    assertThat(close(RegressionMetrics.smape())).isEqualTo((2 / 5.0 + 4 / 10.0) / 4, within(1e-15));
    assertThat(close(RegressionMetrics.pinball(0.9))).isEqualTo(1.9 / 4, within(1e-15));
    assertThat(close(RegressionMetrics.explainedVariance()))
        .isEqualTo(1 - (5 / 4.0 - 1 / 16.0) / 3.5, within(1e-15));
    assertThat(close(RegressionMetrics.mase(2))).isEqualTo(0.375);
    double a = Math.log(3 / 4.0);
    double b = Math.log(7 / 5.0);
    assertThat(close(RegressionMetrics.rmsle()))
        .isEqualTo(Math.sqrt((a * a + b * b) / 4), within(1e-15));
    assertThat(close(RegressionMetrics.poissonDeviance()))
        .isEqualTo(
            2 * ((2 * Math.log(2 / 3.0) - 2 + 3) + (6 * Math.log(6 / 4.0) - 6 + 4)) / 4,
            within(1e-15));
    assertThat(RegressionMetrics.pinball(0.9).name()).isEqualTo("pinball@0.9");
  }

  @Test
  void mape_targetZero_isUndefinedWhereItCounts() {
    Scored<Regression> zero = Scored.regression(new double[] {0, 2}, new double[] {1, 1});
    assertThat(RegressionMetrics.mape().of(zero))
        .isEqualTo(MetricValue.undefined("the target is 0 in 1 rows"));
    assertThat(close(RegressionMetrics.mape(), zero.withWeights(new double[] {0, 1})))
        .isEqualTo(0.5);
    assertThat(close(RegressionMetrics.wmape(), zero)).isEqualTo(1);
    assertThat(close(RegressionMetrics.smape(), zero)).isEqualTo((2 + 2 / 3.0) / 2, within(1e-15));
    Scored<Regression> zeros = Scored.regression(new double[] {0, 0}, new double[] {1, 0});
    assertThat(RegressionMetrics.wmape().of(zeros))
        .isEqualTo(MetricValue.undefined("every target is 0"));
  }

  @Test
  void domains_outside_areUndefined() {
    Scored<Regression> negative = Scored.regression(new double[] {-1, 2}, new double[] {1, 1});
    assertThat(RegressionMetrics.rmsle().of(negative).isDefined()).isFalse();
    assertThat(RegressionMetrics.poissonDeviance().of(negative).isDefined()).isFalse();
    assertThatThrownBy(() -> RegressionMetrics.mase(0)).hasMessageContaining("Naive error");
    assertThatThrownBy(() -> RegressionMetrics.pinball(1)).hasMessageContaining("Alpha");
  }

  @Test
  void median_weights_halfIsReachedOrCrossed() {
    ErrorOrder errors = ErrorOrder.of(new double[] {1, 2, 3}, new double[3]);
    assertThat(errors.median(new double[] {1, 1, 1})).isEqualTo(new MetricValue.Defined(2));
    assertThat(errors.median(new double[] {1, 0, 1})).isEqualTo(new MetricValue.Defined(2));
    assertThat(errors.median(new double[] {2, 1, 1})).isEqualTo(new MetricValue.Defined(1.5));
    assertThat(errors.median(new double[] {3, 1, 1})).isEqualTo(new MetricValue.Defined(1));
    assertThat(errors.median(new double[] {0, 0, 5})).isEqualTo(new MetricValue.Defined(3));
    assertThat(errors.median(new double[3]).isDefined()).isFalse();
    assertThat(errors.largest(new double[] {1, 1, 0})).isEqualTo(new MetricValue.Defined(2));
    assertThat(errors.largest(new double[3]))
        .isEqualTo(MetricValue.undefined("no rows of positive weight"));
  }

  @Test
  void brierDecomposition_handCase_byValue() {
    BrierDecomposition parts =
        BrierDecomposition.ofValues(
            new double[] {0, 1, 1, 1},
            new double[] {0.2, 0.2, 0.8, 0.8},
            new double[] {1, 1, 1, 1});
    assertThat(parts.reliability()).isEqualTo(0.065, within(1e-15));
    assertThat(parts.resolution()).isEqualTo(0.0625, within(1e-15));
    assertThat(parts.uncertainty()).isEqualTo(0.1875, within(1e-15));
    assertThat(parts.withinVariance()).isEqualTo(0, within(1e-30));
    assertThat(parts.withinCovariance()).isEqualTo(0, within(1e-15));
    assertThat(parts.score()).isEqualTo(0.19, within(1e-15));
  }

  @Test
  void brierDecomposition_anyBinsAndWeights_sumsToTheScore() {
    RandomGenerator random = Seed.of(9).random();
    for (int round = 0; round < 50; round++) {
      int n = 1 + random.nextInt(60);
      double[] targets = new double[n];
      double[] p = new double[n];
      double[] w = new double[n];
      for (int i = 0; i < n; i++) {
        p[i] = i % 7 == 0 ? random.nextInt(2) : Math.round(random.nextDouble() * 20) / 20.0;
        targets[i] = random.nextDouble() < p[i] * p[i] ? 1 : 0;
        w[i] = i == 0 ? 1 : random.nextInt(3) * random.nextDouble();
      }
      double brier = WeightedMean.of(ProbabilityLoss.brierScores(targets, p), w).orElse(-1);
      for (int bins : new int[] {1, 2, 10}) {
        BrierDecomposition parts = BrierDecomposition.ofBins(targets, p, w, bins);
        assertThat(parts.score()).isEqualTo(brier, within(1e-12));
        assertThat(parts.reliability()).isNotNegative();
        assertThat(parts.withinVariance()).isNotNegative();
      }
      BrierDecomposition exact = BrierDecomposition.ofValues(targets, p, w);
      assertThat(exact.score()).isEqualTo(brier, within(1e-12));
      assertThat(exact.withinVariance()).isEqualTo(0, within(1e-28));
    }
  }

  @Test
  void brierDecomposition_edges_belongToTheLowerBin() {
    // With two bins 0.5 goes with 0, and 1 is in the upper.
    BrierDecomposition parts =
        BrierDecomposition.ofBins(
            new double[] {0, 1, 1}, new double[] {0, 0.5, 1}, new double[] {1, 1, 1}, 2);
    assertThat(parts.reliability()).isEqualTo(2 / 3.0 * 0.0625, within(1e-15));
    assertThat(parts.withinVariance()).isEqualTo(2 / 3.0 * 0.0625, within(1e-15));
  }

  @Test
  void brierDecomposition_faultyInput_isRefused() {
    double[] two = {1, 0};
    assertThatThrownBy(() -> BrierDecomposition.ofBins(two, two, two, 0))
        .hasMessageContaining("Bins");
    assertThatThrownBy(() -> BrierDecomposition.ofValues(two, new double[3], two))
        .hasMessageContaining("one for each row");
    assertThatThrownBy(() -> BrierDecomposition.ofValues(two, two, new double[3]))
        .hasMessageContaining("one for each row");
    assertThatThrownBy(() -> BrierDecomposition.ofValues(two, new double[] {0, 1.5}, two))
        .hasMessageContaining("row 1");
    assertThatThrownBy(() -> BrierDecomposition.ofValues(two, two, new double[2]))
        .hasMessageContaining("weights");
  }
}
