package io.millwright.eval.metric;

/** The absolute errors of a regression, sorted once. Immutable and thread-safe. */
final class ErrorOrder {

  private static final String NO_WEIGHT = "no rows of positive weight";

  private final double[] errors;
  private final int[] descending;

  private ErrorOrder(double[] errors) {
    this.errors = errors;
    this.descending = ScoreOrder.descending(errors);
  }

  static ErrorOrder of(double[] targets, double[] values) {
    return new ErrorOrder(RegressionLosses.absolute(targets, values));
  }

  /** The largest error that has weight. */
  MetricValue largest(double[] weights) {
    for (int i : descending) {
      if (weights[i] > 0) {
        return MetricValue.of(errors[i]);
      }
    }
    return MetricValue.undefined(NO_WEIGHT);
  }

  /** The error at half of all weight; midway to the next where the half is reached exactly. */
  MetricValue median(double[] weights) {
    double half = 0;
    for (double w : weights) {
      half += w / 2;
    }
    double sum = 0;
    double last = Double.NaN;
    for (int k = descending.length - 1; k >= 0; k--) {
      int i = descending[k];
      if (weights[i] > 0) {
        if (!Double.isNaN(last)) {
          return MetricValue.of(last + (errors[i] - last) / 2);
        }
        sum += weights[i];
        if (sum > half) {
          return MetricValue.of(errors[i]);
        }
        if (sum == half) {
          last = errors[i];
        }
      }
    }
    return MetricValue.undefined(NO_WEIGHT);
  }
}
