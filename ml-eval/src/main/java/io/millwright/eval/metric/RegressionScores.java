package io.millwright.eval.metric;

/** Scores of a regression that are not the mean of a loss, for weighted rows. */
public final class RegressionScores {

  private RegressionScores() {}

  /**
   * {@code 1 - sum w (y - p)^2 / sum w (y - mean)^2}: 1 is perfect, 0 no better than the mean of
   * these rows, below 0 worse. Undefined for fewer than 2 rows of positive weight and for a
   * constant target.
   */
  public static MetricValue r2(double[] targets, double[] values, double[] weights) {
    return explained(targets, values, weights, 0);
  }

  /** {@code 1 - Var(y - p) / Var(y)}: as {@link #r2}, but a constant error costs nothing. */
  public static MetricValue explainedVariance(double[] targets, double[] values, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < targets.length; i++) {
      sum += weights[i] * (targets[i] - values[i]);
      total += weights[i];
    }
    return total == 0
        ? MetricValue.undefined("no rows of positive weight")
        : explained(targets, values, weights, sum / total);
  }

  private static MetricValue explained(
      double[] targets, double[] values, double[] weights, double bias) {
    double sum = 0;
    double total = 0;
    int rows = 0;
    for (int i = 0; i < targets.length; i++) {
      sum += weights[i] * targets[i];
      total += weights[i];
      rows += weights[i] > 0 ? 1 : 0;
    }
    if (rows < 2) {
      return MetricValue.undefined("fewer than 2 rows");
    }
    double mean = sum / total;
    double residual = 0;
    double spread = 0;
    for (int i = 0; i < targets.length; i++) {
      double r = targets[i] - values[i] - bias;
      double d = targets[i] - mean;
      residual += weights[i] * r * r;
      spread += weights[i] * d * d;
    }
    return spread == 0
        ? MetricValue.undefined("the target is constant")
        : MetricValue.of(1 - residual / spread);
  }

  /**
   * The median of {@code |y - p|}: the mean of the two middle values for an even number of rows of
   * equal weight.
   */
  public static MetricValue medianAbsolute(double[] targets, double[] values) {
    double[] errors = RegressionLosses.absolute(targets, values);
    java.util.Arrays.sort(errors);
    int n = errors.length;
    return n == 0
        ? MetricValue.undefined("no rows")
        : MetricValue.of(
            n % 2 == 1
                ? errors[n / 2]
                : errors[n / 2 - 1] + (errors[n / 2] - errors[n / 2 - 1]) / 2);
  }

  /**
   * The lower weighted median of {@code |y - p|}: the smallest error at which the cumulative weight
   * reaches half of all.
   */
  public static MetricValue medianAbsolute(double[] targets, double[] values, double[] weights) {
    double[] errors = RegressionLosses.absolute(targets, values);
    double median = lowerQuantile(errors, weights, 0.5);
    return Double.isNaN(median)
        ? MetricValue.undefined("no rows of positive weight")
        : MetricValue.of(median);
  }

  /** The smallest value whose cumulative weight reaches that share of all; NaN without weight. */
  static double lowerQuantile(double[] values, double[] weights, double share) {
    int[] descending = ScoreOrder.descending(values);
    double wanted = 0;
    for (double w : weights) {
      wanted += w;
    }
    wanted *= share;
    double sum = 0;
    for (int i = descending.length - 1; i >= 0; i--) {
      sum += weights[descending[i]];
      if (sum >= wanted && sum > 0) {
        return values[descending[i]];
      }
    }
    return Double.NaN;
  }

  /** The largest {@code |y - p|}. */
  public static MetricValue maxError(double[] targets, double[] values) {
    double largest = 0;
    for (double e : RegressionLosses.absolute(targets, values)) {
      largest = Math.max(largest, e);
    }
    return MetricValue.of(largest);
  }
}
