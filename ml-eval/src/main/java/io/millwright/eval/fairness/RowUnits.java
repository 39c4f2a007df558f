package io.millwright.eval.fairness;

import io.millwright.eval.interval.Resampling;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.HashMap;
import java.util.Map;
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
    return table
        .schema()
        .only(Role.GROUP)
        .map(field -> new RowUnits(true, numbers(table.column(field.name()))))
        .orElseGet(() -> new RowUnits(false, IntStream.range(0, table.rowCount()).toArray()));
  }

  /** A row without a group is a group of its own. */
  private static int[] numbers(Column column) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] unitOf = new int[column.size()];
    for (int i = 0; i < unitOf.length; i++) {
      String alone = "row " + i;
      String key = CellWords.of(column, i).map(v -> "group " + v).orElse(alone);
      unitOf[i] = numbers.computeIfAbsent(key, k -> numbers.size());
    }
    return unitOf;
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
