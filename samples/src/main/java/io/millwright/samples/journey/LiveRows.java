package io.millwright.samples.journey;

import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Table rows as an application would send them: values by name, without the label. */
final class LiveRows {

  private LiveRows() {}

  static Map<String, Object> of(Table table, int row) {
    Map<String, Object> values = new HashMap<>();
    for (Field field : table.schema().fields()) {
      Column column = table.column(field.name());
      if (field.role() != Role.LABEL && !column.isMissing(row)) {
        values.put(field.name(), value(column, row));
      }
    }
    return values;
  }

  /** The value of a row that has one. */
  static Object value(Column column, int row) {
    return switch (column.type()) {
      case NUMERIC -> column.number(row);
      case INTEGER -> column.integer(row);
      case BOOLEAN -> column.integer(row) == 1;
      case CATEGORICAL, TEXT -> column.string(row);
      case DATE -> LocalDate.ofEpochDay(column.integer(row));
      case TIMESTAMP -> instant(column.integer(row));
    };
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }
}
