package io.millwright.eval.metric;

import io.millwright.Require;
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

  /** Mean squared error, in the label's unit squared. */
  public static Metric<Regression> mse() {
    return meanLoss("mse", rows -> RegressionLosses.squared(rows.rawTargets(), rows.rawScores()));
  }

  /**
   * Median absolute error: not moved by a few large errors, and so blind to them. With weights the
   * error at which half of all weight is reached; the mean of two if it is reached between them.
   */
  public static Metric<Regression> medianAbsolute() {
    return lower("median_ae", rows -> ErrorOrder.of(rows.rawTargets(), rows.rawScores())::median);
  }

  /** The largest absolute error of a row that has weight. */
  public static Metric<Regression> maxError() {
    return lower("max_error", rows -> ErrorOrder.of(rows.rawTargets(), rows.rawScores())::largest);
  }

  /**
   * Mean of {@code |y - p| / |y|}, a share. Undefined if a row of positive weight has target 0;
   * punishes forecasts that are too high more than those too low. Prefer {@link #wmape()}.
   */
  public static Metric<Regression> mape() {
    return lower(
        "mape",
        rows -> {
          double[] targets = rows.rawTargets();
          double[] each = RegressionLosses.relative(targets, rows.rawScores());
          return weights -> {
            int zeros = RelativeErrors.zeros(targets, weights);
            return zeros > 0
                ? MetricValue.undefined("the target is 0 in " + zeros + " rows")
                : WeightedMean.of(each, weights);
          };
        });
  }

  /** {@code sum |y - p| / sum |y|}, a share; undefined if every target is 0. */
  public static Metric<Regression> wmape() {
    return lower(
        "wmape",
        rows -> {
          double[] targets = rows.rawTargets();
          double[] values = rows.rawScores();
          return weights -> RelativeErrors.weighted(targets, values, weights);
        });
  }

  /** Mean of {@code 2 |y - p| / (|y| + |p|)}, 0..2, where a row with both 0 counts 0. */
  public static Metric<Regression> smape() {
    return meanLoss(
        "smape", rows -> RegressionLosses.symmetricRelative(rows.rawTargets(), rows.rawScores()));
  }

  /**
   * Mean pinball loss of a forecast of a quantile; least in the mean for the true quantile.
   *
   * @param alpha the quantile, strictly between 0 and 1
   */
  public static Metric<Regression> pinball(double alpha) {
    Require.openShare("Alpha", alpha);
    return meanLoss(
        "pinball@" + alpha,
        rows -> RegressionLosses.pinball(rows.rawTargets(), rows.rawScores(), alpha));
  }

  /** Root of the mean squared difference of {@code ln(1 + y)}; undefined below 0. */
  public static Metric<Regression> rmsle() {
    return lower(
        "rmsle",
        rows -> {
          double[] targets = rows.rawTargets();
          double[] values = rows.rawScores();
          return weights ->
              RegressionDeviances.meanSquaredLog(targets, values, weights)
                  .match(m -> MetricValue.of(Math.sqrt(m)), MetricValue::undefined);
        });
  }

  /**
   * Mean Poisson deviance, for counts; undefined unless targets are at least 0 and values above.
   */
  public static Metric<Regression> poissonDeviance() {
    return lower(
        "poisson_deviance",
        rows -> {
          double[] targets = rows.rawTargets();
          double[] values = rows.rawScores();
          return weights -> RegressionDeviances.meanTweedie(targets, values, weights, 1);
        });
  }

  /** As {@link #r2()}, but a constant error costs nothing: says nothing about bias. */
  public static Metric<Regression> explainedVariance() {
    return new NamedMetric<>(
        "explained_variance",
        Direction.HIGHER_IS_BETTER,
        rows -> {
          double[] targets = rows.rawTargets();
          double[] values = rows.rawScores();
          return weights -> RegressionScores.explainedVariance(targets, values, weights);
        });
  }

  /**
   * Mean absolute error divided by that of a naive forecast, so that series of different size
   * compare; below 1 is better than naive.
   *
   * @param naiveError mean absolute error of the naive forecast on the TRAINING series, in the
   *     label's unit, finite and greater than 0; see {@code io.millwright.eval.forecast.NaiveError}
   * @see <a href="https://doi.org/10.1016/j.ijforecast.2006.03.001">Hyndman, Koehler (2006)</a>
   */
  public static Metric<Regression> mase(double naiveError) {
    Require.positive("Naive error", naiveError);
    return lower(
        "mase",
        rows -> {
          double[] each = RegressionLosses.absolute(rows.rawTargets(), rows.rawScores());
          return weights ->
              WeightedMean.of(each, weights)
                  .match(m -> MetricValue.of(m / naiveError), MetricValue::undefined);
        });
  }

  private static Metric<Regression> lower(
      String name, Function<Scored<Regression>, Metric.Prepared> kernel) {
    return new NamedMetric<>(name, Direction.LOWER_IS_BETTER, kernel);
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
