package io.millwright.table;

import io.millwright.schema.Schema;

/** A row of a table that can be moved. Not thread-safe: one per thread. */
public final class TableCursor implements Row {

  private final Schema schema;
  private final Column[] columns;
  private final int size;
  private int row;

  TableCursor(Table table) {
    schema = table.schema();
    columns = table.columns().toArray(Column[]::new);
    size = table.rowCount();
  }

  /** Moves to a row, 0-based, and returns itself. */
  public TableCursor moveTo(int newRow) {
    row = java.util.Objects.checkIndex(newRow, size);
    return this;
  }

  /** Where it stands, 0-based. */
  public int position() {
    return row;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean isMissing(int field) {
    return columns[field].isMissing(row);
  }

  @Override
  public double number(int field) {
    return columns[field].number(row);
  }

  @Override
  public long integer(int field) {
    return columns[field].integer(row);
  }

  @Override
  public String string(int field) {
    return columns[field].string(row);
  }
}
