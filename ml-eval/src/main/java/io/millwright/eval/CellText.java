package io.millwright.eval;

import io.millwright.table.Column;

/** A present value of a column as text. */
final class CellText {

  private CellText() {}

  static String of(Column column, int row) {
    return switch (column.type()) {
      case CATEGORICAL, TEXT -> column.string(row);
      case BOOLEAN -> column.integer(row) == 1 ? "true" : "false";
      case NUMERIC -> Double.toString(column.number(row));
      default -> Long.toString(column.integer(row));
    };
  }
}
