package io.millwright.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.RegressionMetrics;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class MetricWarningsTest {

  /** Rows whose true probability is that power of the promised one. */
  private static Scored<Binary> rows(int n, double power, long seed) {
    RandomGenerator random = Seed.of(seed).random();
    double[] targets = new double[n];
    double[] promised = new double[n];
    for (int i = 0; i < n; i++) {
      promised[i] = random.nextDouble();
      targets[i] = random.nextDouble() < StrictMath.pow(promised[i], power) ? 1 : 0;
    }
    return Scored.binary(targets, promised);
  }

  private static List<String> uncalibrated(Scored<Binary> rows, Metric<Binary> metric) {
    List<String> warnings = new ArrayList<>();
    MetricWarnings.uncalibrated(rows, List.of(metric), warnings);
    return warnings;
  }

  @Test
  void uncalibrated_wrongProbabilities_warnForMetricsThatReadThem() {
    Scored<Binary> wrong = rows(2000, 2, 1);
    assertThat(uncalibrated(wrong, BinaryMetrics.brier()))
        .singleElement()
        .asString()
        .startsWith("Probabilities are not calibrated: expected calibration error 0.1");
    assertThat(uncalibrated(wrong, BinaryMetrics.recall(0.3))).hasSize(1);
    assertThat(uncalibrated(wrong, BinaryMetrics.rocAuc())).isEmpty();
    assertThat(uncalibrated(wrong, BinaryMetrics.precisionAt(10))).isEmpty();
  }

  @Test
  void uncalibrated_trueProbabilities_seldomWarn() {
    int warned = 0;
    for (int seed = 0; seed < 200; seed++) {
      warned += uncalibrated(rows(300, 1, seed), BinaryMetrics.logLoss()).size();
    }
    // 1 % of 200 are 2; more than 9 has a probability below 1e-4.
    assertThat(warned).isLessThanOrEqualTo(9);
  }

  @Test
  void uncalibrated_surelyWrongButHarmless_doesNotWarn() {
    // 1 % off in 100,000 rows.
    int n = 100_000;
    double[] targets = new double[n];
    double[] promised = new double[n];
    for (int i = 0; i < n; i++) {
      targets[i] = i % 100 < 30 ? 1 : 0;
      promised[i] = 0.31;
    }
    Scored<Binary> rows = Scored.binary(targets, promised);
    assertThat(Math.abs(Miscalibration.spiegelhalter(rows))).isGreaterThan(6);
    assertThat(uncalibrated(rows, BinaryMetrics.brier())).isEmpty();
  }

  @Test
  void spiegelhalter_handCase_andCertainty() {
    double[] two = {1, 0};
    // (1 - .8)(1 - 1.6) + (0 - .4)(1 - .8) over sqrt(.36 * .16 + .04 * .24).
    assertThat(Miscalibration.spiegelhalter(Scored.binary(two, new double[] {0.8, 0.4})))
        .isEqualTo((0.2 * -0.6 + -0.4 * 0.2) / Math.sqrt(0.36 * 0.16 + 0.04 * 0.24), within(1e-15));
    assertThat(Miscalibration.spiegelhalter(Scored.binary(two, new double[] {1, 0}))).isZero();
    assertThat(Miscalibration.spiegelhalter(Scored.binary(two, new double[] {0, 0})))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Miscalibration.spiegelhalter(Scored.binary(two, new double[] {0.5, 0.5}))).isZero();
  }

  @Test
  void ofGroups_mirroredError_isSeenWhereSpiegelhalterIsBlind() {
    Scored<Binary> wrong = rows(2000, 2, 1);
    assertThat(Math.abs(Miscalibration.spiegelhalter(wrong))).isLessThan(2.5);
    assertThat(Miscalibration.ofGroups(wrong)).isLessThan(1e-9);
    assertThat(Miscalibration.chance(wrong)).isLessThan(1e-9);
  }

  @Test
  void ofGroups_handCase_countsUncertainGroupsOnly() {
    // Ten groups of eight rows at 0.5, variance 2 each: one has 8 positives instead of 4.
    double[] targets = new double[80];
    double[] half = new double[80];
    for (int i = 0; i < 80; i++) {
      half[i] = 0.5;
      targets[i] = i < 8 || i % 2 == 0 ? 1 : 0;
    }
    double eight = 1 - new ChiSquaredDistribution(null, 10).cumulativeProbability(16 / 2.0);
    assertThat(Miscalibration.ofGroups(Scored.binary(targets, half)))
        .isEqualTo(eight, within(1e-12));
    double[] weights = new double[80];
    java.util.Arrays.fill(weights, 3);
    assertThat(Miscalibration.ofGroups(Scored.binary(targets, half).withWeights(weights)))
        .isEqualTo(eight, within(1e-12));
    // Eight rows make groups of one at most, variance 1/4: nothing can be told.
    assertThat(Miscalibration.ofGroups(Scored.binary(new double[8], new double[8]))).isEqualTo(1);
    assertThat(Miscalibration.chance(Scored.binary(new double[8], new double[8]))).isEqualTo(1);
  }

  private static List<String> regression(double[] targets, Metric<Regression> metric) {
    Scored<Regression> rows = Scored.regression(targets, new double[targets.length]);
    List<String> warnings = new ArrayList<>();
    MetricWarnings.nearZero(rows, List.of(metric), warnings);
    MetricWarnings.smallR2(rows, List.of(metric), warnings);
    return warnings;
  }

  @Test
  void regression_nearZeroAndFewRows_warnForTheirMetricOnly() {
    double[] near = {100, 100, 100, 1, -0.5, 1.01};
    assertThat(regression(near, RegressionMetrics.mape()))
        .singleElement()
        .asString()
        .startsWith("MAPE is decided by 2 rows");
    assertThat(regression(new double[] {100, 90}, RegressionMetrics.mape())).isEmpty();
    assertThat(regression(near, RegressionMetrics.wmape())).isEmpty();
    assertThat(regression(near, RegressionMetrics.r2()))
        .singleElement()
        .asString()
        .startsWith("R² of only 6 rows");
    assertThat(regression(new double[29], RegressionMetrics.r2())).hasSize(1);
    assertThat(regression(new double[30], RegressionMetrics.r2())).isEmpty();
  }

  @Test
  void evaluation_carriesTheseWarnings() {
    Split split = RowsAt.split(Loans.table(Loans.draw(1400, 0, Seed.of(1)), Loans.binary()), 400);
    assertThat(
            Evaluator.of(Task.binary())
                .metric(BinaryMetrics.brier())
                .build()
                .evaluate(
                    Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 2, 2), split.test())
                .warnings())
        .anyMatch(w -> w.startsWith("Probabilities are not calibrated"));
    Split few = RowsAt.split(Loans.table(Loans.draw(60, 0, Seed.of(6)), Loans.real()), 40);
    assertThat(
            Evaluator.of(Task.regression())
                .metric(RegressionMetrics.r2(), RegressionMetrics.mape())
                .build()
                .evaluate(Pipelines.linear(few.train(), "risk", 3, 2), few.test())
                .warnings())
        .anyMatch(w -> w.startsWith("R² of only 20 rows"));
  }
}
