package io.millwright.eval.metric;

/**
 * Proper scores of probabilities: log loss and Brier.
 *
 * <p>Log loss clips every probability to {@code [epsilon, 1 - epsilon]} and divides each row by its
 * sum, then takes {@code -ln} of the probability of what happened; so a probability of 0 for what
 * happened costs {@code -ln epsilon} (36.04 with {@link #EPSILON}) and not infinity.
 */
public final class ProbabilityLoss {

  /** 2^-52, the distance from 1 to the next double: the default of clipping. */
  public static final double EPSILON = 0x1.0p-52;

  private ProbabilityLoss() {}

  /** {@code -ln} of the clipped probability of what happened, for each binary row. */
  public static double[] binaryLogLosses(double[] targets, double[] probabilities, double epsilon) {
    double[] losses = new double[targets.length];
    for (int i = 0; i < losses.length; i++) {
      double p = clip(probabilities[i], epsilon);
      losses[i] = -StrictMath.log(targets[i] == 1 ? p : 1 - p);
    }
    return losses;
  }

  /**
   * {@code -ln} of the clipped, renormalised probability of what happened, for each row.
   *
   * @param targets class positions
   * @param probabilities row after row, {@code classes} each
   */
  public static double[] logLosses(
      double[] targets, double[] probabilities, int classes, double epsilon) {
    double[] losses = new double[targets.length];
    for (int i = 0; i < losses.length; i++) {
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += clip(probabilities[i * classes + c], epsilon);
      }
      losses[i] =
          -StrictMath.log(clip(probabilities[i * classes + (int) targets[i]], epsilon) / sum);
    }
    return losses;
  }

  /** {@code (y - p)^2} for each binary row. */
  public static double[] brierScores(double[] targets, double[] probabilities) {
    double[] scores = new double[targets.length];
    for (int i = 0; i < scores.length; i++) {
      double d = (targets[i] == 1 ? 1 : 0) - probabilities[i];
      scores[i] = d * d;
    }
    return scores;
  }

  /** {@code sum over classes (1[y = c] - p_c)^2} for each row, 0..2. */
  public static double[] brierScores(double[] targets, double[] probabilities, int classes) {
    double[] scores = new double[targets.length];
    for (int i = 0; i < scores.length; i++) {
      for (int c = 0; c < classes; c++) {
        double d = (targets[i] == c ? 1 : 0) - probabilities[i * classes + c];
        scores[i] += d * d;
      }
    }
    return scores;
  }

  private static double clip(double p, double epsilon) {
    return Math.max(epsilon, Math.min(1 - epsilon, p));
  }
}
