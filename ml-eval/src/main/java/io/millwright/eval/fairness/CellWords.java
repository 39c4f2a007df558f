package io.millwright.eval.fairness;

import io.millwright.eval.rows.TableRows;
import io.millwright.table.Column;
import java.util.Optional;

/** A value of a column as text. */
final class CellWords {

  private CellWords() {}

  /** The value, or empty if it is missing. */
  static Optional<String> of(Column column, int row) {
    return column.isMissing(row) ? Optional.empty() : Optional.of(TableRows.text(column, row));
  }
}
