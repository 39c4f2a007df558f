package io.millwright.table;

import io.millwright.MillwrightException;
import java.util.OptionalInt;

/** One row cannot be used: names the field and the reason, never the value. */
public final class InvalidRowException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String reason;
  private final int row;

  /**
   * An exception about a row that has no number, such as a live request.
   *
   * @param field the field at fault
   * @param reason what must hold and what was found, for example {@code "must have a value; was
   *     null"}
   */
  public InvalidRowException(String field, String reason) {
    this(field, reason, -1);
  }

  private InvalidRowException(String field, String reason, int row) {
    super(
        "invalid-row", "Field '" + field + "' " + reason + (row < 0 ? "." : " (row " + row + ")."));
    this.field = field;
    this.reason = reason;
    this.row = row;
  }

  /** The same fault in a row of a batch, 0-based. */
  public InvalidRowException atRow(int position) {
    InvalidRowException located = new InvalidRowException(field, reason, position);
    located.setStackTrace(getStackTrace());
    return located;
  }

  /** The field at fault. */
  public String field() {
    return field;
  }

  /** What must hold and what was found. */
  public String reason() {
    return reason;
  }

  /** The row's 0-based position in its batch, if it has one. */
  public OptionalInt row() {
    return row < 0 ? OptionalInt.empty() : OptionalInt.of(row);
  }
}
