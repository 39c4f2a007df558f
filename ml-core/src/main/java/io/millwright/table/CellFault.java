package io.millwright.table;

/**
 * One cell, or one row, that could not be read. Never holds the value found.
 *
 * @param line 1-based line of the file on which the row starts, or the row number of a source
 *     without lines
 * @param column name of the column; empty when the fault is the row's, such as too few cells
 * @param reason what must hold and what was found, for example {@code "must be a whole number; was
 *     other text"}
 */
public record CellFault(long line, String column, String reason) {

  /** The fault as a sentence without a full stop. */
  @Override
  public String toString() {
    return "line " + line + (column.isEmpty() ? ": row " : ": '" + column + "' ") + reason;
  }
}
