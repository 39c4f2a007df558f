package io.millwright.eval.metric;

/**
 * The loss of each row of a regression: {@code y} is what happened, {@code p} what was predicted.
 * Means of them are the usual errors.
 */
public final class RegressionLosses {

  private interface Loss {
    double of(double y, double p);
  }

  private RegressionLosses() {}

  /** {@code |y - p|}: its mean is MAE. */
  public static double[] absolute(double[] targets, double[] values) {
    return each(targets, values, (y, p) -> Math.abs(y - p));
  }

  /** {@code (y - p)^2}: its mean is MSE. */
  public static double[] squared(double[] targets, double[] values) {
    return each(targets, values, (y, p) -> (y - p) * (y - p));
  }

  /** {@code |y - p| / max(|y|, 2^-52)}: its mean is MAPE, as a share; huge where y is 0. */
  public static double[] relative(double[] targets, double[] values) {
    return each(
        targets,
        values,
        (y, p) -> Math.abs(y - p) / Math.max(Math.abs(y), ProbabilityLoss.EPSILON));
  }

  /** {@code 2 |y - p| / (|y| + |p|)}, 0 where both are 0: its mean is sMAPE, 0..2. */
  public static double[] symmetricRelative(double[] targets, double[] values) {
    return each(
        targets,
        values,
        (y, p) -> {
          double size = Math.abs(y) + Math.abs(p);
          return size == 0 ? 0 : 2 * Math.abs(y - p) / size;
        });
  }

  /** {@code alpha max(y - p, 0) + (1 - alpha) max(p - y, 0)}: the loss of an alpha-quantile. */
  public static double[] pinball(double[] targets, double[] values, double alpha) {
    return each(
        targets, values, (y, p) -> alpha * Math.max(y - p, 0) + (1 - alpha) * Math.max(p - y, 0));
  }

  private static double[] each(double[] targets, double[] values, Loss loss) {
    if (targets.length != values.length) {
      throw new IllegalArgumentException(
          "Values must be " + targets.length + ", one a row; were " + values.length + ".");
    }
    double[] losses = new double[targets.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = loss.of(targets[i], values[i]);
    }
    return losses;
  }
}
