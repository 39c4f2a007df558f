package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Regression;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

  /** At 0.5: TP .9, FN .2, FP .6, TN .4 .1. */
  private static final Scored<Binary> BINARY =
      Scored.binary(new double[] {1, 1, 0, 0, 0}, new double[] {0.9, 0.2, 0.6, 0.4, 0.1});

  private static final Scored<Multiclass> THREE =
      Scored.multiclass(
          List.of("a", "b", "c"),
          new double[] {0, 1, 2, 2},
          new double[] {
            0.7, 0.2, 0.1,
            0.5, 0.4, 0.1,
            0.1, 0.1, 0.8,
            0.2, 0.2, 0.6
          });

  private static final Scored<Regression> REAL =
      Scored.regression(new double[] {1, 2, 3, 6}, new double[] {1, 3, 3, 4});

  @Test
  void binary_handCase_eachMetric() {
    assertThat(BinaryMetrics.accuracy().of(BINARY)).isEqualTo(defined(3 / 5.0));
    assertThat(BinaryMetrics.precision().of(BINARY)).isEqualTo(defined(0.5));
    assertThat(BinaryMetrics.recall().of(BINARY)).isEqualTo(defined(0.5));
    assertThat(BinaryMetrics.f1().of(BINARY)).isEqualTo(defined(0.5));
    assertThat(BinaryMetrics.balancedAccuracy().of(BINARY)).isEqualTo(defined((0.5 + 2 / 3.0) / 2));
    assertThat(BinaryMetrics.rocAuc().of(BINARY)).isEqualTo(defined((3 + 1) / 6.0));
    assertThat(close(BinaryMetrics.brier(), BINARY))
        .isEqualTo((0.01 + 0.64 + 0.36 + 0.16 + 0.01) / 5, within(1e-15));
    assertThat(close(BinaryMetrics.logLoss(), BINARY))
        .isEqualTo(
            -(Math.log(0.9) + Math.log(0.2) + Math.log(0.4) + Math.log(0.6) + Math.log(0.9)) / 5,
            within(1e-15));
  }

  @Test
  void binary_threshold_movesCountsAndName() {
    assertThat(BinaryMetrics.recall(0.2).of(BINARY)).isEqualTo(defined(1));
    assertThat(BinaryMetrics.recall(0.2).name()).isEqualTo("recall@0.2");
    assertThatThrownBy(() -> BinaryMetrics.recall(1.5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void binary_zeroDivision_isUndefined() {
    Scored<Binary> none = Scored.binary(new double[] {0, 0}, new double[] {0.1, 0.2});
    assertThat(BinaryMetrics.precision().of(none))
        .isEqualTo(MetricValue.undefined("no row is predicted positive"));
    assertThat(BinaryMetrics.recall().of(none))
        .isEqualTo(MetricValue.undefined("no positive rows"));
    assertThat(BinaryMetrics.f1().of(none).isDefined()).isFalse();
    assertThat(BinaryMetrics.averagePrecision().of(none).isDefined()).isFalse();
    assertThat(BinaryMetrics.balancedAccuracy().of(none).isDefined()).isFalse();
  }

  @Test
  void logLoss_certainAndWrong_isClippedNotInfinite() {
    Scored<Binary> wrong = Scored.binary(new double[] {1, 0}, new double[] {0, 1});
    assertThat(close(BinaryMetrics.logLoss(), wrong)).isEqualTo(52 * Math.log(2), within(1e-12));
  }

  @Test
  void multiclass_handCase_eachMetric() {
    assertThat(MulticlassMetrics.accuracy().of(THREE)).isEqualTo(defined(0.75));
    // F1: a 2/3, b 0, c 1.
    assertThat(close(MulticlassMetrics.macroF1(), THREE))
        .isEqualTo((2 / 3.0 + 0 + 1) / 3, within(1e-15));
    // a .7 over .5 .1 .2; b .4 over .2 .1 .2; c .8 .6 over .1 .1.
    assertThat(MulticlassMetrics.rocAuc().of(THREE)).isEqualTo(defined(1));
    assertThat(close(MulticlassMetrics.logLoss(), THREE))
        .isEqualTo(
            -(Math.log(0.7) + Math.log(0.4) + Math.log(0.8) + Math.log(0.6)) / 4, within(1e-15));
  }

  @Test
  void multiclassRocAuc_classWithoutRows_isUndefined() {
    Scored<Multiclass> two = THREE.take(new int[] {0, 1});
    assertThat(MulticlassMetrics.rocAuc().of(two))
        .isEqualTo(MetricValue.undefined("class number 3 of 3 has no rows or all of them"));
  }

  @Test
  void regression_handCase_eachMetric() {
    assertThat(RegressionMetrics.mae().of(REAL)).isEqualTo(defined(0.75));
    assertThat(RegressionMetrics.rmse().of(REAL)).isEqualTo(defined(Math.sqrt(5 / 4.0)));
    // Mean 3, spread 4 + 1 + 0 + 9.
    assertThat(RegressionMetrics.r2().of(REAL)).isEqualTo(defined(1 - 5 / 14.0));
  }

  @Test
  void r2_constantTargetOrOneRow_isUndefined() {
    assertThat(
            RegressionMetrics.r2().of(Scored.regression(new double[] {2, 2}, new double[] {2, 2})))
        .isEqualTo(MetricValue.undefined("the target is constant"));
    assertThat(RegressionMetrics.r2().of(Scored.regression(new double[] {2}, new double[] {2})))
        .isEqualTo(MetricValue.undefined("fewer than 2 rows"));
  }

  @Test
  void rmse_overflow_isUndefinedNotInfinite() {
    assertThat(
            RegressionMetrics.rmse()
                .of(Scored.regression(new double[] {1e200, 0}, new double[] {0, 0})))
        .isEqualTo(MetricValue.undefined("the sum overflows"));
  }

  @Test
  void everyMetric_permutedAndDoubledRows_isTheSame() {
    AllMetrics.BINARY.forEach(m -> invariant(m, BINARY));
    AllMetrics.MULTICLASS.forEach(m -> invariant(m, THREE));
    AllMetrics.REGRESSION.forEach(m -> invariant(m, REAL));
  }

  @Test
  void everyMetric_rowsOfWeightZero_areNotThere() {
    AllMetrics.BINARY.forEach(m -> withoutLast(m, BINARY));
    AllMetrics.MULTICLASS.forEach(m -> withoutLast(m, THREE));
    AllMetrics.REGRESSION.forEach(m -> withoutLast(m, REAL));
  }

  private static <P extends Prediction> void withoutLast(Metric<P> metric, Scored<P> rows) {
    int n = rows.size();
    double[] weights = new double[n];
    Arrays.fill(weights, 0, n - 1, 1);
    int[] first = java.util.stream.IntStream.range(0, n - 1).toArray();
    assertThat(close(metric, rows.withWeights(weights)))
        .as(metric.name())
        .isEqualTo(close(metric, rows.take(first)), within(1e-14));
  }

  @Test
  void everyMetric_worseScores_areWorseInItsDirection() {
    Scored<Binary> perfect =
        Scored.binary(new double[] {1, 1, 0, 0, 0}, new double[] {0.9, 0.8, 0.1, 0.1, 0.1});
    for (Metric<Binary> metric : AllMetrics.BINARY) {
      assertThat(metric.direction().gain(close(metric, perfect), close(metric, BINARY)))
          .as(metric.name())
          .isPositive();
    }
    Scored<Regression> exact =
        Scored.regression(new double[] {1, 2, 3, 6}, new double[] {1, 2, 3, 6});
    for (Metric<Regression> metric : AllMetrics.REGRESSION) {
      assertThat(metric.direction().gain(close(metric, exact), close(metric, REAL)))
          .as(metric.name())
          .isPositive();
    }
  }

  private static <P extends Prediction> void invariant(Metric<P> metric, Scored<P> rows) {
    int n = rows.size();
    double[] weights = new double[n];
    Arrays.setAll(weights, i -> 1 + i % 3);
    int[] repeated =
        java.util.stream.IntStream.range(0, n)
            .flatMap(i -> java.util.stream.IntStream.generate(() -> i).limit(1 + i % 3))
            .toArray();
    double weighted = close(metric, rows.withWeights(weights));
    assertThat(close(metric, rows.take(repeated)))
        .as(metric.name() + " of repeated rows")
        .isEqualTo(weighted, within(1e-14));
    assertThat(close(metric, rows.withWeights(weights).take(Seed.of(5).permutation(n))))
        .as(metric.name() + " of permuted rows")
        .isEqualTo(weighted, within(1e-14));
  }

  @Test
  void scored_faultyRows_areRefusedByRow() {
    assertThatThrownBy(() -> Scored.binary(new double[] {0, 2}, new double[] {0.1, 0.2}))
        .hasMessageContaining("row 1");
    assertThatThrownBy(() -> Scored.binary(new double[] {0, 1}, new double[] {0.1, Double.NaN}))
        .hasMessageContaining("row 1");
    assertThatThrownBy(() -> Scored.regression(new double[] {1}, new double[] {1, 2}))
        .hasMessageContaining("for 1 rows");
    assertThatThrownBy(() -> Scored.regression(new double[0], new double[0]))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> REAL.withWeights(new double[] {1, -1, 1, 1}))
        .hasMessageContaining("row 1");
    assertThatThrownBy(() -> REAL.withWeights(new double[4]))
        .hasMessageContaining("greater than 0");
  }

  private static <P extends Prediction> double close(Metric<P> metric, Scored<P> rows) {
    return ((MetricValue.Defined) metric.of(rows)).value();
  }

  private static MetricValue defined(double value) {
    return new MetricValue.Defined(value);
  }
}
