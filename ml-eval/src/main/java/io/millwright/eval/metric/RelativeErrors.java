package io.millwright.eval.metric;

/** Errors of a regression in relation to the size of its targets. */
final class RelativeErrors {

  private RelativeErrors() {}

  /** Rows of positive weight whose target is 0. */
  static int zeros(double[] targets, double[] weights) {
    int zeros = 0;
    for (int i = 0; i < targets.length; i++) {
      zeros += weights[i] > 0 && targets[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** {@code sum w |y - p| / sum w |y|}. */
  static MetricValue weighted(double[] targets, double[] values, double[] weights) {
    double errors = 0;
    double sizes = 0;
    for (int i = 0; i < targets.length; i++) {
      errors += weights[i] * Math.abs(targets[i] - values[i]);
      sizes += weights[i] * Math.abs(targets[i]);
    }
    return MetricValue.ratio(errors, sizes, "every target is 0");
  }
}
