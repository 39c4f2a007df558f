package io.millwright.eda;

import io.millwright.table.Column;

/** Cells as numbers on one line: days of a DATE, seconds of a TIMESTAMP, 0 and 1 of a BOOLEAN. */
final class Numbers {

  private static final double NANOS_A_SECOND = 1e9;

  private Numbers() {}

  /** The number of the cell; NaN where it is missing or holds NaN. */
  static double of(Column column, int row) {
    if (column.isMissing(row)) {
      return Double.NaN;
    }
    return switch (column.type()) {
      case NUMERIC, INTEGER, BOOLEAN -> column.number(row);
      case DATE -> column.integer(row);
      case TIMESTAMP -> column.integer(row) / NANOS_A_SECOND;
      case CATEGORICAL, TEXT ->
          throw new IllegalArgumentException(
              "Column must hold numbers or times; was " + column.type() + ".");
    };
  }

  /** The finite numbers of a column in ascending order. */
  static double[] sorted(Column column) {
    double[] values = new double[column.size()];
    int finite = 0;
    for (int i = 0; i < values.length; i++) {
      double value = of(column, i);
      if (Double.isFinite(value)) {
        values[finite++] = value + 0.0;
      }
    }
    double[] sorted = java.util.Arrays.copyOf(values, finite);
    java.util.Arrays.sort(sorted);
    return sorted;
  }
}
