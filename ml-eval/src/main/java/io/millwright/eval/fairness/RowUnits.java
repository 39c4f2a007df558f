package io.millwright.eval.fairness;

import io.millwright.eval.interval.Resampling;
import io.millwright.eval.rows.TableRows;
import io.millwright.table.Table;
import java.util.stream.IntStream;

/** What is independent of each other: rows, or the groups of the schema's GROUP field. */
final class RowUnits {

  private final boolean clustered;
  private final int[] unitOf;

  private RowUnits(boolean clustered, int[] unitOf) {
    this.clustered = clustered;
    this.unitOf = unitOf;
  }

  static RowUnits of(Table table) {
    return TableRows.groups(table)
        .map(groups -> new RowUnits(true, groups))
        .orElseGet(() -> new RowUnits(false, IntStream.range(0, table.rowCount()).toArray()));
  }

  boolean clustered() {
    return clustered;
  }

  int of(int row) {
    return unitOf[row];
  }

  /** {@code rows} or {@code groups}. */
  String what() {
    return clustered ? "groups of rows" : "rows";
  }

  Resampling resampling(double[] weights) {
    return clustered ? Resampling.ofGroups(weights, unitOf) : Resampling.ofRows(weights);
  }
}
