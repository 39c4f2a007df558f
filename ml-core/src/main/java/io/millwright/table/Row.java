package io.millwright.table;

import io.millwright.schema.Schema;

/**
 * One row of a schema, read by field position without boxing.
 *
 * <p>Ask {@link #isMissing} first: for a missing value the accessors return NaN, 0 or the empty
 * string, none of which means missing. An accessor that does not suit the field's type throws
 * {@link IllegalStateException}. Rows are views on something that moves; keep none.
 */
public interface Row {

  /** The fields, whose positions the other methods take. */
  Schema schema();

  /** Whether the field has no value. */
  boolean isMissing(int field);

  /**
   * The value of a NUMERIC, INTEGER or BOOLEAN (0 or 1) field; whole numbers beyond ±2^53 are
   * rounded.
   */
  double number(int field);

  /**
   * The value of an INTEGER or BOOLEAN (0 or 1) field, the epoch day of a DATE, the epoch
   * nanosecond of a TIMESTAMP.
   */
  long integer(int field);

  /** The value of a CATEGORICAL or TEXT field. */
  String string(int field);
}
