package io.millwright.table;

import io.millwright.schema.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * The values of one field over all rows. Immutable and thread-safe.
 *
 * <p>Accessors as in {@link Row}: each subtype answers those that suit it.
 */
public abstract sealed class Column
    permits NumericColumn, LongColumn, BooleanColumn, CategoricalColumn, TextColumn {

  private final FieldType type;
  private final int size;
  private final Validity validity;

  Column(FieldType type, int size, Validity validity) {
    this.type = type;
    this.size = size;
    this.validity = validity;
    validity.checkCovers(size);
  }

  /** What the values are. */
  public final FieldType type() {
    return type;
  }

  /** Number of rows. */
  public final int size() {
    return size;
  }

  /** Whether the row has no value. */
  public final boolean isMissing(int row) {
    return validity.isMissing(row);
  }

  /** How many rows have no value. */
  public final int missingCount() {
    return validity.missingCount();
  }

  /** As {@link Row#number}. */
  public double number(int row) {
    throw unsuited("a number");
  }

  /** As {@link Row#integer}. */
  public long integer(int row) {
    throw unsuited("a whole number or a time");
  }

  /** As {@link Row#string}. */
  public String string(int row) {
    throw unsuited("a string");
  }

  /** The column of these rows, in this order; a row may be taken more than once. */
  public abstract Column take(int[] rows);

  /** Whether both hold the same values in the same rows, doubles compared by bits. */
  abstract boolean sameValue(int row, Column other, int otherRow);

  final Validity validity() {
    return validity;
  }

  /**
   * Equal: same type, size, missing rows and values, doubles compared by bits. Dictionaries may
   * differ in order.
   */
  @Override
  public final boolean equals(@Nullable Object other) {
    if (!(other instanceof Column that) || type != that.type || size != that.size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (isMissing(i) != that.isMissing(i) || (!isMissing(i) && !sameValue(i, that, i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final int hashCode() {
    return 31 * type.hashCode() + size;
  }

  private IllegalStateException unsuited(String wanted) {
    return new IllegalStateException("Column must hold " + wanted + "; was " + type + ".");
  }
}
