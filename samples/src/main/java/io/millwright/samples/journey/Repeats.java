package io.millwright.samples.journey;

import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.split.Split;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Held-out rows that equal a training row in every feature and the label. */
final class Repeats {

  private Repeats() {}

  /** How many held-out rows there are that the models have seen, value for value. */
  static int count(Split split) {
    Table train = split.train().table();
    Table test = split.test().table();
    Set<List<Object>> seen = new HashSet<>();
    for (int i = 0; i < train.rowCount(); i++) {
      seen.add(values(train, i));
    }
    int repeats = 0;
    for (int i = 0; i < test.rowCount(); i++) {
      repeats += seen.contains(values(test, i)) ? 1 : 0;
    }
    return repeats;
  }

  private static List<Object> values(Table table, int row) {
    return table.schema().fields().stream()
        .filter(f -> f.role() == Role.FEATURE || f.role() == Role.LABEL)
        .map(f -> value(table, f, row))
        .toList();
  }

  private static Object value(Table table, Field field, int row) {
    Column column = table.column(field.name());
    return column.isMissing(row) ? Missing.VALUE : LiveRows.value(column, row);
  }

  private enum Missing {
    VALUE
  }
}
