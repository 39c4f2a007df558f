package io.millwright.table;

import io.millwright.schema.FieldType;
import java.util.BitSet;

/** Whole numbers of an INTEGER field, epoch days of a DATE, epoch nanoseconds of a TIMESTAMP. */
public final class LongColumn extends Column {

  private final long[] values;

  private LongColumn(FieldType type, long[] values, Validity validity) {
    super(type, values.length, validity);
    if (type != FieldType.INTEGER && !type.isTime()) {
      throw new IllegalArgumentException(
          "Type of a LongColumn must be INTEGER, DATE or TIMESTAMP; was " + type + ".");
    }
    this.values = values;
  }

  /** A column of a copy of the values; the rows in {@code missing} have none. */
  public static LongColumn of(FieldType type, long[] values, BitSet missing) {
    return wrap(type, values.clone(), missing);
  }

  static LongColumn wrap(FieldType type, long[] values, BitSet missing) {
    missing.stream().forEach(i -> values[i] = 0);
    return new LongColumn(type, values, Validity.missing(missing));
  }

  @Override
  public double number(int row) {
    return type() != FieldType.INTEGER
        ? super.number(row)
        : isMissing(row) ? Double.NaN : values[row];
  }

  @Override
  public long integer(int row) {
    return values[row];
  }

  /** A copy of all values; 0 where missing. */
  public long[] toArray() {
    return values.clone();
  }

  @Override
  public LongColumn take(int[] rows) {
    long[] taken = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      taken[i] = values[rows[i]];
    }
    return new LongColumn(type(), taken, validity().take(rows));
  }

  @Override
  boolean sameValue(int row, Column other, int otherRow) {
    return values[row] == other.integer(otherRow);
  }
}
