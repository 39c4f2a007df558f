package io.millwright.table;

import io.millwright.schema.FieldType;
import java.util.BitSet;

/** Doubles of a NUMERIC field; NaN and the infinities are values. */
public final class NumericColumn extends Column {

  private final double[] values;

  private NumericColumn(double[] values, Validity validity) {
    super(FieldType.NUMERIC, values.length, validity);
    this.values = values;
  }

  /** A column of a copy of the values, none missing. */
  public static NumericColumn of(double... values) {
    return new NumericColumn(values.clone(), Validity.allPresent());
  }

  /** A column of a copy of the values; the rows in {@code missing} have none. */
  public static NumericColumn of(double[] values, BitSet missing) {
    return wrap(values.clone(), missing);
  }

  static NumericColumn wrap(double[] values, BitSet missing) {
    missing.stream().forEach(i -> values[i] = Double.NaN);
    return new NumericColumn(values, Validity.missing(missing));
  }

  @Override
  public double number(int row) {
    return values[row];
  }

  /** A copy of all values; NaN where missing. */
  public double[] toArray() {
    return values.clone();
  }

  @Override
  public NumericColumn take(int[] rows) {
    double[] taken = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      taken[i] = values[rows[i]];
    }
    return new NumericColumn(taken, validity().take(rows));
  }

  @Override
  boolean sameValue(int row, Column other, int otherRow) {
    return Double.doubleToRawLongBits(values[row])
        == Double.doubleToRawLongBits(other.number(otherRow));
  }
}
