package io.millwright.store.replay;

import io.millwright.Require;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Vectors as they were served: one row each, with whose they were, when they were served, and the
 * plan that made them.
 *
 * @param plan the fingerprint of the plan, for example {@code FittedFeatures}' own
 * @param rows with an EVENT_TIME, a TIMESTAMP: when each was served; KEY fields: whose; and FEATURE
 *     fields: what was served
 */
public record ServedVectors(String plan, Table rows) {

  public ServedVectors {
    Require.notBlank("Plan", plan);
    check(rows.schema());
  }

  static void check(Schema schema) {
    List<String> faults = new ArrayList<>();
    boolean timed =
        schema.only(Role.EVENT_TIME).filter(f -> f.type() == FieldType.TIMESTAMP).isPresent();
    if (!timed) {
      faults.add("Served vectors must have one EVENT_TIME, a TIMESTAMP; had none.");
    }
    if (schema.withRole(Role.KEY).isEmpty()) {
      faults.add("Served vectors must have a KEY; had none.");
    }
    if (schema.features().isEmpty()) {
      faults.add("Served vectors must have a FEATURE; had none.");
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Served vectors", faults);
    }
  }

  /** The rows without what was served: what to compute again. */
  public Table queries() {
    Schema schema = rows.schema();
    Schema.Builder asked = Schema.builder();
    List<Column> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      if (field.role() == Role.KEY || field.role() == Role.EVENT_TIME) {
        asked.add(field);
        columns.add(rows.column(field.name()));
      }
    }
    return Table.of(asked.build(), columns);
  }
}
