package io.millwright.eval.fairness;

import io.millwright.table.Column;
import java.util.Optional;

/** A value of a column as text. */
final class CellWords {

  private CellWords() {}

  /** The value, or empty if it is missing. */
  static Optional<String> of(Column column, int row) {
    if (column.isMissing(row)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (column.type()) {
          case CATEGORICAL, TEXT -> column.string(row);
          case BOOLEAN -> column.integer(row) == 1 ? "true" : "false";
          case NUMERIC -> Double.toString(column.number(row));
          default -> Long.toString(column.integer(row));
        });
  }
}
