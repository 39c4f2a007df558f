package io.millwright.eval.metric;

import io.millwright.Require;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Rows that were predicted and whose truth is known: targets, scores and weights as primitive
 * arrays.
 *
 * <p>Targets are 0 or 1 for a binary task, the class position for a multiclass one, the value for a
 * regression. Scores are P(positive), one probability for each class, or the predicted value. No
 * value is missing. Immutable and thread-safe.
 *
 * @param <P> what was predicted
 */
public final class Scored<P extends Prediction> {

  private final Task<P> task;
  private final List<String> classes;
  private final int outputs;
  private final double[] targets;
  private final double[] scores;
  private final double[] weights;

  private Scored(
      Task<P> task, List<String> classes, double[] targets, double[] scores, double[] weights) {
    this.task = task;
    this.classes = classes;
    this.outputs = task.outputs(classes);
    this.targets = targets;
    this.scores = scores;
    this.weights = weights;
  }

  /**
   * Rows of any task; the arrays are copied.
   *
   * @param classes class names by position: negative then positive for a binary task, none for a
   *     regression
   * @param targets one for each row, at least one row
   * @param scores {@code task.outputs(classes)} for each row, row after row
   * @param weights one for each row, finite, at least 0 and not all 0
   * @throws IllegalArgumentException if a length or a value does not fit; names the first row
   */
  public static <P extends Prediction> Scored<P> of(
      Task<P> task, List<String> classes, double[] targets, double[] scores, double[] weights) {
    Scored<P> made =
        new Scored<>(task, List.copyOf(classes), targets.clone(), scores.clone(), weights.clone());
    made.check();
    return made;
  }

  /** Binary rows of weight 1: targets 0 or 1, probabilities 0..1. */
  public static Scored<Binary> binary(double[] targets, double[] probabilities) {
    return of(
        Task.binary(),
        List.of("negative", "positive"),
        targets,
        probabilities,
        ones(targets.length));
  }

  /** Multiclass rows of weight 1; probabilities row after row. */
  public static Scored<Multiclass> multiclass(
      List<String> classes, double[] targets, double[] probabilities) {
    return of(Task.multiclass(), classes, targets, probabilities, ones(targets.length));
  }

  /** Regression rows of weight 1. */
  public static Scored<Regression> regression(double[] targets, double[] values) {
    return of(Task.regression(), List.of(), targets, values, ones(targets.length));
  }

  /** The same rows with other weights. */
  public Scored<P> withWeights(double[] other) {
    return of(task, classes, targets, scores, other);
  }

  /** The rows at these positions, in this order; a row may be taken more than once. */
  public Scored<P> take(int[] rows) {
    double[] t = new double[rows.length];
    double[] s = new double[rows.length * outputs];
    double[] w = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int row = Objects.checkIndex(rows[i], targets.length);
      t[i] = targets[row];
      w[i] = weights[row];
      System.arraycopy(scores, row * outputs, s, i * outputs, outputs);
    }
    Scored<P> taken = new Scored<>(task, classes, t, s, w);
    taken.check();
    return taken;
  }

  /** The kind of question. */
  public Task<P> task() {
    return task;
  }

  /** Class names by position; none for a regression. */
  public List<String> classes() {
    return classes;
  }

  /** How many rows, at least 1. */
  public int size() {
    return targets.length;
  }

  /** What really happened in the row. */
  public double target(int row) {
    return targets[row];
  }

  /** P(positive), or the predicted value. */
  public double score(int row) {
    return scores[row * outputs];
  }

  /** Probability of the class at that position. */
  public double score(int row, int position) {
    return scores[row * outputs + Objects.checkIndex(position, outputs)];
  }

  /** How much the row counts. */
  public double weight(int row) {
    return weights[row];
  }

  /** A copy of all targets. */
  public double[] targets() {
    return targets.clone();
  }

  /** A copy of all scores, row after row. */
  public double[] scores() {
    return scores.clone();
  }

  /** A copy of all weights. */
  public double[] weights() {
    return weights.clone();
  }

  double[] rawTargets() {
    return targets;
  }

  double[] rawScores() {
    return scores;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private void check() {
    int n = targets.length;
    Require.atLeast("Rows", n, 1);
    if (weights.length != n || scores.length != (long) n * outputs) {
      throw new IllegalArgumentException(
          "Scores and weights must be "
              + (long) n * outputs
              + " and "
              + n
              + " for "
              + n
              + " rows; were "
              + scores.length
              + " and "
              + weights.length
              + ".");
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Weight must be finite and at least 0; was " + weights[i] + " (row " + i + ").");
      }
      total += weights[i];
      checkTarget(i);
    }
    Require.positive("Sum of weights", total);
    for (int i = 0; i < scores.length; i++) {
      boolean fits =
          task.kind() == Task.Kind.REGRESSION
              ? Double.isFinite(scores[i])
              : scores[i] >= 0 && scores[i] <= 1;
      if (!fits) {
        throw new IllegalArgumentException(
            (task.kind() == Task.Kind.REGRESSION
                    ? "Predicted value must be finite; was "
                    : "Probability must be from 0 to 1; was ")
                + scores[i]
                + " (row "
                + i / outputs
                + ").");
      }
    }
  }

  private void checkTarget(int row) {
    double target = targets[row];
    boolean fits =
        switch (task.kind()) {
          case BINARY -> target == 0 || target == 1;
          case MULTICLASS -> target >= 0 && target < classes.size() && target == Math.rint(target);
          case REGRESSION -> Double.isFinite(target);
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "Target must be "
              + (task.kind() == Task.Kind.REGRESSION
                  ? "finite"
                  : "a class position from 0 to " + (classes.size() - 1))
              + " (row "
              + row
              + ").");
    }
  }
}
