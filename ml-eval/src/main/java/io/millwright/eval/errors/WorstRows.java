package io.millwright.eval.errors;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the rows with the highest losses of any number of rows, in memory for those alone.
 *
 * <p>Rows are told by position; nothing of their values is kept. Of equal losses the earlier row
 * stays. O(log most) a row. Mutable and not thread-safe; parts can be merged.
 */
public final class WorstRows {

  /**
   * A row.
   *
   * @param row its position
   * @param loss how wrong the prediction is
   */
  public record WorstRow(long row, double loss) {}

  private static final Comparator<WorstRow> WORST_FIRST =
      Comparator.comparingDouble((WorstRow r) -> -r.loss()).thenComparingLong(WorstRow::row);

  private final int most;
  private final PriorityQueue<WorstRow> kept = new PriorityQueue<>(WORST_FIRST.reversed());

  private WorstRows(int most) {
    this.most = most;
  }

  /**
   * Nothing yet.
   *
   * @param most how many rows are kept, at least 1
   */
  public static WorstRows keeping(int most) {
    return new WorstRows(Require.atLeast("Rows kept", most, 1));
  }

  /** The worst of these rows, worst first; positions are those of the array. */
  public static List<WorstRow> of(double[] losses, int most) {
    WorstRows worst = keeping(most);
    for (int i = 0; i < losses.length; i++) {
      worst.add(i, losses[i]);
    }
    return worst.rows();
  }

  /**
   * Looks at a row.
   *
   * @param loss not NaN
   */
  public void add(long row, double loss) {
    if (Double.isNaN(loss)) {
      throw new IllegalArgumentException("Loss must be a number; was NaN (row " + row + ").");
    }
    WorstRow next = new WorstRow(row, loss);
    if (kept.size() < most) {
      kept.add(next);
    } else if (WORST_FIRST.compare(next, kept.element()) < 0) {
      kept.remove();
      kept.add(next);
    }
  }

  /** Looks at what another has kept. */
  public void merge(WorstRows other) {
    List.copyOf(other.kept).forEach(r -> add(r.row(), r.loss()));
  }

  /** Those kept, worst first. */
  public List<WorstRow> rows() {
    List<WorstRow> rows = new ArrayList<>(kept);
    rows.sort(WORST_FIRST);
    return List.copyOf(rows);
  }
}
