package io.millwright.eval.metric;

import io.millwright.model.Regression;
import java.util.function.Function;

/** The metrics of a regression. All count rows by weight; errors are in the label's unit. */
public final class RegressionMetrics {

  private RegressionMetrics() {}

  /** Mean absolute error. */
  public static Metric<Regression> mae() {
    return meanLoss("mae", rows -> RegressionLosses.absolute(rows.rawTargets(), rows.rawScores()));
  }

  /** Square root of the mean squared error. */
  public static Metric<Regression> rmse() {
    return new NamedMetric<>(
        "rmse",
        Direction.LOWER_IS_BETTER,
        rows -> {
          double[] squares = RegressionLosses.squared(rows.rawTargets(), rows.rawScores());
          return weights ->
              WeightedMean.of(squares, weights)
                  .match(mse -> MetricValue.of(Math.sqrt(mse)), MetricValue::undefined);
        });
  }

  /**
   * Share of the target's variance explained; 0 for the mean of these rows, below 0 for worse.
   * Undefined for fewer than 2 rows and for a constant target.
   */
  public static Metric<Regression> r2() {
    return new NamedMetric<>(
        "r2",
        Direction.HIGHER_IS_BETTER,
        rows -> {
          double[] targets = rows.rawTargets();
          double[] values = rows.rawScores();
          return weights -> RegressionScores.r2(targets, values, weights);
        });
  }

  private static Metric<Regression> meanLoss(
      String name, Function<Scored<Regression>, double[]> losses) {
    return new NamedMetric<>(
        name,
        Direction.LOWER_IS_BETTER,
        rows -> {
          double[] each = losses.apply(rows);
          return weights -> WeightedMean.of(each, weights);
        });
  }
}
