package io.millwright.eval.errors;

import io.millwright.eval.metric.ProbabilityLoss;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Task;

/**
 * How wrong each prediction is, as one number of at least 0 for each row. Stateless.
 *
 * <p>Log loss punishes confident errors most and needs no threshold; it is clipped at 36.04 as
 * {@link ProbabilityLoss} says. Squared and absolute error are in the target's unit.
 */
public final class RowLosses {

  private RowLosses() {}

  /** Log loss for classes, absolute error for numbers. */
  public static double[] of(Scored<?> rows) {
    return rows.task().kind() == Task.Kind.REGRESSION ? absolute(rows) : log(rows);
  }

  /** {@code -ln} of the probability of what happened, of a binary or multiclass task. */
  public static double[] log(Scored<?> rows) {
    refuseRegression(rows);
    return rows.task().kind() == Task.Kind.BINARY
        ? ProbabilityLoss.binaryLogLosses(rows.targets(), rows.scores(), ProbabilityLoss.EPSILON)
        : ProbabilityLoss.logLosses(
            rows.targets(), rows.scores(), rows.classes().size(), ProbabilityLoss.EPSILON);
  }

  /** The Brier score of each row, of a binary or multiclass task. */
  public static double[] brier(Scored<?> rows) {
    refuseRegression(rows);
    return rows.task().kind() == Task.Kind.BINARY
        ? ProbabilityLoss.brierScores(rows.targets(), rows.scores())
        : ProbabilityLoss.brierScores(rows.targets(), rows.scores(), rows.classes().size());
  }

  /** {@code |y - p|} of a regression, or of a binary task with its probability. */
  public static double[] absolute(Scored<?> rows) {
    double[] losses = new double[rows.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = Math.abs(rows.target(i) - rows.score(i));
    }
    return losses;
  }

  /** {@code (y - p)^2} of a regression, or of a binary task with its probability. */
  public static double[] squared(Scored<?> rows) {
    double[] losses = absolute(rows);
    for (int i = 0; i < losses.length; i++) {
      losses[i] *= losses[i];
    }
    return losses;
  }

  private static void refuseRegression(Scored<?> rows) {
    if (rows.task().kind() == Task.Kind.REGRESSION) {
      throw new IllegalArgumentException(
          "Rows must be of a binary or multiclass task; were of a regression. Use absolute or"
              + " squared.");
    }
  }
}
