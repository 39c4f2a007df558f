package io.millwright.eval.robustness;

import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;

/** Changed copies of NUMERIC and INTEGER columns. */
final class Numbers {

  private Numbers() {}

  /** Whether it holds numbers that differ from each other. */
  static boolean areIn(Column column) {
    boolean type = column.type() == FieldType.NUMERIC || column.type() == FieldType.INTEGER;
    return type && deviation(column) > 0;
  }

  /** Of the finite values, by Welford's update; 0 for fewer than two. */
  static double deviation(Column column) {
    double mean = 0;
    double squares = 0;
    int n = 0;
    for (int i = 0; i < column.size(); i++) {
      double x = column.isMissing(i) ? Double.NaN : column.number(i);
      if (Double.isFinite(x)) {
        n++;
        double before = x - mean;
        mean += before / n;
        squares += before * (x - mean);
      }
    }
    return n < 2 ? 0 : Math.sqrt(squares / (n - 1));
  }

  /**
   * The column with finite values changed; whole numbers are rounded to whole numbers.
   *
   * @param skipped called for each value that is not changed, so that random draws stay in step
   */
  static Column map(Column column, DoubleUnaryOperator change, Runnable skipped) {
    double[] values = new double[column.size()];
    BitSet missing = new BitSet();
    for (int i = 0; i < values.length; i++) {
      missing.set(i, column.isMissing(i));
      values[i] = column.isMissing(i) ? 0 : column.number(i);
      if (!column.isMissing(i) && Double.isFinite(values[i])) {
        values[i] = change.applyAsDouble(values[i]);
      } else {
        skipped.run();
      }
    }
    return of(column.type(), values, missing);
  }

  /** The changed column, where values that a change took out of the range are put to its end. */
  static Column within(Column before, Column after, double low, double high) {
    double[] values = new double[after.size()];
    BitSet missing = new BitSet();
    for (int i = 0; i < values.length; i++) {
      missing.set(i, after.isMissing(i));
      if (!after.isMissing(i)) {
        boolean changed = before.isMissing(i) || before.number(i) != after.number(i);
        values[i] = changed ? Math.max(low, Math.min(high, after.number(i))) : after.number(i);
      }
    }
    return of(after.type(), values, missing);
  }

  private static Column of(FieldType type, double[] values, BitSet missing) {
    if (type == FieldType.NUMERIC) {
      return NumericColumn.of(values, missing);
    }
    long[] whole = new long[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = Math.round(values[i]);
    }
    return LongColumn.of(type, whole, missing);
  }
}
