package io.millwright.split;

import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.table.Table;

/** Finds the field that folds in time go by. */
final class EventTime {

  private EventTime() {}

  /** The schema's event time. */
  static Field of(Table table, String purpose) {
    return table
        .schema()
        .only(Role.EVENT_TIME)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Schema must have an event time for "
                        + purpose
                        + "; has none. Add eventTime or eventDate."));
  }
}
