package io.millwright.eval.metric;

import io.millwright.Require;

/**
 * The hinge loss of margins, for models that give decision values and no probabilities: 0 for a row
 * that is right by a margin of at least 1. Means of them by weight are the usual loss.
 *
 * @see <a href="https://www.jmlr.org/papers/v2/crammer01a.html">Crammer, Singer (2001)</a>
 */
public final class HingeLoss {

  private HingeLoss() {}

  /**
   * {@code max(0, 1 - s d)} for each binary row, s being +1 for a positive row and -1 for others.
   *
   * @param targets 1 for positive, anything else for negative
   * @param decisions above 0 for predicted positive, any finite number
   */
  public static double[] binary(double[] targets, double[] decisions) {
    check(targets.length, decisions.length);
    double[] losses = new double[targets.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = Math.max(0, 1 - (targets[i] == 1 ? decisions[i] : -decisions[i]));
    }
    return losses;
  }

  /**
   * {@code max(0, 1 - (d of what happened - the largest other d))} for each row.
   *
   * @param targets class positions
   * @param decisions row after row, {@code classes} each
   * @param classes at least 2
   */
  public static double[] multiclass(double[] targets, double[] decisions, int classes) {
    Require.atLeast("Classes", classes, 2);
    check((long) targets.length * classes, decisions.length);
    double[] losses = new double[targets.length];
    for (int i = 0; i < losses.length; i++) {
      double other = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        if (c != targets[i]) {
          other = Math.max(other, decisions[i * classes + c]);
        }
      }
      losses[i] = Math.max(0, 1 - (decisions[i * classes + (int) targets[i]] - other));
    }
    return losses;
  }

  private static void check(long wanted, int decisions) {
    if (wanted != decisions) {
      throw Require.violated("Number of decisions", String.valueOf(wanted), decisions);
    }
  }
}
