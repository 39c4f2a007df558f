package io.millwright.eval.metric;

/** The weighted mean of one number for each row. */
final class WeightedMean {

  private WeightedMean() {}

  /** {@code sum w x / sum w}; undefined without weight. */
  static MetricValue of(double[] values, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      if (weights[i] != 0) {
        sum += weights[i] * values[i];
        total += weights[i];
      }
    }
    return MetricValue.ratio(sum, total, "no rows of positive weight");
  }
}
