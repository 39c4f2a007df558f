package io.millwright.table;

import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Collects rows into a table. Not thread-safe; single use. */
public final class TableBuilder {

  private final Schema schema;
  private final List<ColumnBuilder> columns = new ArrayList<>();

  TableBuilder(Schema schema) {
    this.schema = schema;
    for (Field field : schema.fields()) {
      columns.add(new ColumnBuilder(field.type()));
    }
  }

  /**
   * Adds a row by value.
   *
   * @param row of the same schema
   */
  public TableBuilder add(Row row) {
    if (!row.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "Row must be of the table's schema "
              + schema.fingerprint()
              + "; was of "
              + row.schema().fingerprint()
              + ".");
    }
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).addFrom(row, i);
    }
    return this;
  }

  ColumnBuilder column(int field) {
    return columns.get(field);
  }

  /**
   * The table of all rows added.
   *
   * @throws io.millwright.schema.SchemaMismatchException if a required field has missing values
   */
  public Table build() {
    return Table.of(schema, columns.stream().map(ColumnBuilder::build).toList());
  }
}
