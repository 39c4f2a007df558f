package io.millwright.table;

import io.millwright.schema.FieldType;
import java.util.BitSet;

/** Truth values of a BOOLEAN field, one bit each. */
public final class BooleanColumn extends Column {

  private final BitSet trues;

  private BooleanColumn(int size, BitSet trues, Validity validity) {
    super(FieldType.BOOLEAN, size, validity);
    this.trues = trues;
  }

  /**
   * A column of copies.
   *
   * @param size number of rows
   * @param trues the rows that are true
   * @param missing the rows that have no value
   */
  public static BooleanColumn of(int size, BitSet trues, BitSet missing) {
    BitSet values = (BitSet) trues.clone();
    values.andNot(missing);
    if (values.length() > size) {
      throw new IllegalArgumentException(
          "True rows must be below the column's size "
              + size
              + "; was row "
              + (values.length() - 1)
              + ".");
    }
    return new BooleanColumn(size, values, Validity.missing(missing));
  }

  @Override
  public double number(int row) {
    return isMissing(row) ? Double.NaN : trues.get(row) ? 1 : 0;
  }

  @Override
  public long integer(int row) {
    return trues.get(row) ? 1 : 0;
  }

  @Override
  public BooleanColumn take(int[] rows) {
    BitSet taken = new BitSet(rows.length);
    for (int i = 0; i < rows.length; i++) {
      if (trues.get(rows[i])) {
        taken.set(i);
      }
    }
    return new BooleanColumn(rows.length, taken, validity().take(rows));
  }

  @Override
  boolean sameValue(int row, Column other, int otherRow) {
    return integer(row) == other.integer(otherRow);
  }
}
