package io.millwright.eval.fairness;

import io.millwright.Require;
import io.millwright.eval.metric.BinaryCounts;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;

/**
 * What was decided about each row and what really happened: selected or not, positive or not, the
 * score and the weight. Immutable and thread-safe.
 */
public final class Decisions {

  static final int CELLS = 4;

  private final byte[] cells;
  private final double[] scores;
  private final double[] weights;

  private Decisions(byte[] cells, double[] scores, double[] weights) {
    this.cells = cells;
    this.scores = scores;
    this.weights = weights;
  }

  /**
   * Rows are selected when their probability is at least the threshold.
   *
   * @param threshold from 0 to 1; the one that is used, not one that suits the audit
   */
  public static Decisions at(double threshold, Scored<Binary> rows) {
    Require.share("Threshold", threshold);
    boolean[] selected = new boolean[rows.size()];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = rows.score(i) >= threshold;
    }
    return of(rows, selected);
  }

  /**
   * Decisions made elsewhere, for example by people or with a threshold for each group.
   *
   * @param selected one for each row
   */
  public static Decisions of(Scored<Binary> rows, boolean[] selected) {
    if (selected.length != rows.size()) {
      throw Require.violated("Decisions", "as many as rows, " + rows.size(), selected.length);
    }
    byte[] cells = new byte[selected.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(rows.target(i) == 1, selected[i]);
    }
    return new Decisions(cells, rows.scores(), rows.weights());
  }

  /**
   * One class of several against all others: a row is selected when the class is its most probable
   * one (the first of equals), and positive when it is of the class.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  public static Decisions ofClass(String name, Scored<Multiclass> rows) {
    int position = rows.classes().indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException(
          "Class '" + name + "' must be among the classes; they are " + rows.classes() + ".");
    }
    byte[] cells = new byte[rows.size()];
    double[] scores = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      scores[i] = rows.score(i, position);
      cells[i] = cell(rows.target(i) == position, top(rows, i) == position);
    }
    return new Decisions(cells, scores, rows.weights());
  }

  private static int top(Scored<Multiclass> rows, int row) {
    int best = 0;
    for (int c = 1; c < rows.classes().size(); c++) {
      if (rows.score(row, c) > rows.score(row, best)) {
        best = c;
      }
    }
    return best;
  }

  private static byte cell(boolean positive, boolean selected) {
    return (byte) ((positive ? 2 : 0) + (selected ? 1 : 0));
  }

  /** How many rows. */
  public int size() {
    return cells.length;
  }

  /** Whether the row was selected. */
  public boolean isSelected(int row) {
    return (cells[row] & 1) == 1;
  }

  /** Whether the row is positive. */
  public boolean isPositive(int row) {
    return (cells[row] & 2) == 2;
  }

  /** Probability of the positive class. */
  public double score(int row) {
    return scores[row];
  }

  /** How much the row counts. */
  public double weight(int row) {
    return weights[row];
  }

  /** 0 TN, 1 FP, 2 FN, 3 TP. */
  int cell(int row) {
    return cells[row];
  }

  double[] weights() {
    return weights.clone();
  }

  /** The two-by-two table of these rows. */
  BinaryCounts counts(int[] rows) {
    double[] sums = new double[CELLS];
    for (int row : rows) {
      sums[cells[row]] += weights[row];
    }
    return new BinaryCounts(sums[3], sums[1], sums[0], sums[2]);
  }
}
