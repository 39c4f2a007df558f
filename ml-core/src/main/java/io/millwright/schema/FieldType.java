package io.millwright.schema;

/** What the values of a field are. Missing is possible in every type and is not a value. */
public enum FieldType {
  /** A double. NaN and the infinities are values, not missing. */
  NUMERIC,
  /** A 64-bit whole number. */
  INTEGER,
  /** True or false. */
  BOOLEAN,
  /** One of a set of strings, dictionary-coded; the empty string is a value. */
  CATEGORICAL,
  /** Free text, or an identifier with about as many values as rows. */
  TEXT,
  /** A calendar day without a zone; stored as days since 1970-01-01. */
  DATE,
  /**
   * An instant; stored as nanoseconds since 1970-01-01T00:00Z, so from 1677-09-21 to 2262-04-11.
   * The field carries the zone in which calendar parts are read.
   */
  TIMESTAMP;

  /**
   * Whether {@link io.millwright.table.Row#number} is meant for it: NUMERIC, INTEGER and BOOLEAN.
   */
  public boolean isNumber() {
    return this == NUMERIC || this == INTEGER || this == BOOLEAN;
  }

  /** Whether {@link io.millwright.table.Row#string} is meant for it: CATEGORICAL and TEXT. */
  public boolean isString() {
    return this == CATEGORICAL || this == TEXT;
  }

  /** Whether it is a point on the time line: DATE and TIMESTAMP. */
  public boolean isTime() {
    return this == DATE || this == TIMESTAMP;
  }
}
