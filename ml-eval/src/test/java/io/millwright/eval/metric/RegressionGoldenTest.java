package io.millwright.eval.metric;

import static java.util.Map.entry;

import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Figures of scikit-learn for regression. Conventions for constant targets are theirs. */
class RegressionGoldenTest {

  private static final Set<String> LATER = Set.of();

  private interface Kernel {
    double of(double[] targets, double[] values, double[] weights);
  }

  private static final Map<String, Operation> COVERED =
      Map.ofEntries(
          entry("mae", c -> columns(c, (y, p, w) -> mean(RegressionLosses.absolute(y, p), w))),
          entry("mse", c -> columns(c, (y, p, w) -> mean(RegressionLosses.squared(y, p), w))),
          entry(
              "rmse",
              c -> columns(c, (y, p, w) -> Math.sqrt(mean(RegressionLosses.squared(y, p), w)))),
          entry("r2", RegressionGoldenTest::r2),
          entry("explained_variance", RegressionGoldenTest::explainedVariance),
          entry("mape", c -> columns(c, (y, p, w) -> mean(RegressionLosses.relative(y, p), w))),
          entry(
              "smape",
              c -> columns(c, (y, p, w) -> mean(RegressionLosses.symmetricRelative(y, p), w))),
          entry("pinball", RegressionGoldenTest::pinball),
          entry("msle", RegressionGoldenTest::msle),
          entry(
              "rmsle",
              c -> msle(c).match(v -> MetricValue.of(Math.sqrt(v)), MetricValue::undefined)),
          entry("adjusted_r2", RegressionGoldenTest::adjustedR2),
          entry("tweedie_deviance", RegressionGoldenTest::tweedie),
          entry("d2_tweedie", RegressionGoldenTest::tweedieExplained),
          entry("d2_pinball", RegressionGoldenTest::pinballExplained),
          entry(
              "median_ae",
              c ->
                  columns(
                      c,
                      (y, p, w) ->
                          (c.has("sample_weight")
                                  ? RegressionScores.medianAbsolute(y, p, w)
                                  : RegressionScores.medianAbsolute(y, p))
                              .orElse(Double.NaN))),
          entry(
              "max_error",
              c -> columns(c, (y, p, w) -> RegressionScores.maxError(y, p).orElse(Double.NaN))));

  @TestFactory
  Stream<DynamicTest> regression() {
    return Goldens.tests("regression.json", COVERED, LATER);
  }

  /** The mean, where overflow is infinite as in the reference. */
  private static double mean(double[] losses, double[] weights) {
    return WeightedMean.of(losses, weights).orElse(Double.POSITIVE_INFINITY);
  }

  private static Object r2(Case c) {
    return columns(
        c,
        (y, p, w) ->
            y.length < 2
                ? Double.NaN
                : RegressionScores.r2(y, p, w)
                    .orElse(mean(RegressionLosses.squared(y, p), w) == 0 ? 1 : 0));
  }

  private static Object explainedVariance(Case c) {
    return columns(
        c,
        (y, p, w) -> {
          double first = y[0] - p[0];
          boolean constantError = true;
          for (int i = 0; i < y.length; i++) {
            constantError &= y[i] - p[i] == first;
          }
          return RegressionScores.explainedVariance(y, p, w).orElse(constantError ? 1 : 0);
        });
  }

  private static MetricValue msle(Case c) {
    double[] y = c.numbers("y_true");
    return RegressionDeviances.meanSquaredLog(y, c.numbers("y_pred"), c.weights(y.length));
  }

  /** A constant target has R2 1 or 0 by their convention. */
  private static Object adjustedR2(Case c) {
    double[] y = c.numbers("y_true");
    double[] p = c.numbers("y_pred");
    double[] ones = c.weights(y.length);
    MetricValue r2 = RegressionScores.r2(y, p, ones);
    if (!r2.isDefined() && y.length > 1) {
      r2 = MetricValue.of(mean(RegressionLosses.squared(y, p), ones) == 0 ? 1 : 0);
    }
    return RegressionDeviances.adjustedR2(r2, y.length, c.param("n_features").intValue());
  }

  private static Object tweedie(Case c) {
    double[] y = c.numbers("y_true");
    return RegressionDeviances.meanTweedie(
        y, c.numbers("y_pred"), c.weights(y.length), c.param("power").doubleValue());
  }

  private static Object tweedieExplained(Case c) {
    double[] y = c.numbers("y_true");
    return RegressionDeviances.tweedieExplained(
            y, c.numbers("y_pred"), c.weights(y.length), c.param("power").doubleValue())
        .orElse(Double.NaN);
  }

  private static Object pinballExplained(Case c) {
    double[] y = c.numbers("y_true");
    double[] p = c.numbers("y_pred");
    double alpha = c.param("alpha").doubleValue();
    MetricValue explained =
        c.has("sample_weight")
            ? RegressionDeviances.pinballExplained(y, p, c.weights(y.length), alpha)
            : RegressionDeviances.pinballExplained(y, p, alpha);
    double loss = mean(RegressionLosses.pinball(y, p, alpha), c.weights(y.length));
    return y.length < 2 ? Double.NaN : explained.orElse(loss == 0 ? 1 : 0);
  }

  private static Object pinball(Case c) {
    double alpha = c.param("alpha").doubleValue();
    return columns(c, (y, p, w) -> mean(RegressionLosses.pinball(y, p, alpha), w));
  }

  /** One result, or one a column, or their plain mean. */
  private static Object columns(Case c, Kernel kernel) {
    if (!c.isMatrix("y_true")) {
      double[] targets = c.numbers("y_true");
      return kernel.of(targets, c.numbers("y_pred"), c.weights(targets.length));
    }
    double[][] targets = c.matrix("y_true");
    double[][] values = c.matrix("y_pred");
    double[] each = new double[targets[0].length];
    Arrays.setAll(
        each, k -> kernel.of(column(targets, k), column(values, k), c.weights(targets.length)));
    String how = c.param("multioutput").asText();
    if (how.equals("raw_values")) {
      return each;
    }
    if (how.equals("variance_weighted")) {
      double sum = 0;
      double total = 0;
      for (int k = 0; k < each.length; k++) {
        double[] column = column(targets, k);
        double centre = Arrays.stream(column).average().orElseThrow();
        double spread = Arrays.stream(column).map(v -> (v - centre) * (v - centre)).sum();
        sum += spread * each[k];
        total += spread;
      }
      return sum / total;
    }
    return Arrays.stream(each).average().orElseThrow();
  }

  private static double[] column(double[][] rows, int k) {
    return Arrays.stream(rows).mapToDouble(r -> r[k]).toArray();
  }
}
