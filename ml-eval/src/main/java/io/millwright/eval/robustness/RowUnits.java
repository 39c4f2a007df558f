package io.millwright.eval.robustness;

import io.millwright.eval.interval.Resampling;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.HashMap;
import java.util.Map;

/** What is resampled: rows, or the groups of the schema's GROUP field. */
final class RowUnits {

  private RowUnits() {}

  static Resampling of(Table table, double[] weights) {
    return table
        .schema()
        .only(Role.GROUP)
        .map(field -> Resampling.ofGroups(weights, numbers(table.column(field.name()))))
        .orElseGet(() -> Resampling.ofRows(weights));
  }

  /** A row without a group is a group of its own. */
  private static int[] numbers(Column column) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] unitOf = new int[column.size()];
    for (int i = 0; i < unitOf.length; i++) {
      String value = column.type().isString() ? column.string(i) : Long.toString(column.integer(i));
      String key = column.isMissing(i) ? "row " + i : "group " + value;
      unitOf[i] = numbers.computeIfAbsent(key, k -> numbers.size());
    }
    return unitOf;
  }
}
