package io.millwright.eval.interval;

/**
 * The ends of an interval from the replicates of a statistic.
 *
 * @param low lower end
 * @param high upper end
 * @param bias the median bias z0; 0 for methods without one
 * @param acceleration the acceleration a; 0 for methods without one
 */
record ReplicateEnds(double low, double high, double bias, double acceleration) {

  /**
   * Linear-interpolated quantiles.
   *
   * @param sorted replicates, ascending, at least one
   * @param z the normal quantile of the upper end, 1.96 for 95 %
   */
  static ReplicateEnds percentile(double[] sorted, double z) {
    double tail = Law.normal(-z);
    return new ReplicateEnds(quantile(sorted, tail), quantile(sorted, 1 - tail), 0, 0);
  }

  /** The quantiles reflected at the value. */
  static ReplicateEnds basic(double[] sorted, double value, double z) {
    ReplicateEnds p = percentile(sorted, z);
    return new ReplicateEnds(2 * value - p.high, 2 * value - p.low, 0, 0);
  }

  /**
   * Bias-corrected and accelerated. NaN ends if all replicates lie on one side of the value, or the
   * acceleration is too large for the formula.
   */
  static ReplicateEnds bca(double[] sorted, double value, double acceleration, double z) {
    double below = 0;
    for (double replicate : sorted) {
      below += replicate < value ? 1 : replicate == value ? 0.5 : 0;
    }
    double bias = Law.normalQuantile(below / sorted.length);
    return new ReplicateEnds(
        shifted(sorted, bias, acceleration, -z),
        shifted(sorted, bias, acceleration, z),
        bias,
        acceleration);
  }

  private static double shifted(double[] sorted, double bias, double acceleration, double z) {
    double scale = 1 - acceleration * (bias + z);
    if (!Double.isFinite(bias) || !(scale > 0)) {
      return Double.NaN;
    }
    return quantile(sorted, Law.normal(bias + (bias + z) / scale));
  }

  boolean areNumbers() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  private static double quantile(double[] sorted, double q) {
    double h = (sorted.length - 1) * q;
    int low = (int) h;
    return low + 1 < sorted.length
        ? sorted[low] + (h - low) * (sorted[low + 1] - sorted[low])
        : sorted[low];
  }
}
