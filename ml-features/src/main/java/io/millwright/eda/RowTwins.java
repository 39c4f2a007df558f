package io.millwright.eda;

import io.millwright.schema.FieldType;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import java.util.Arrays;
import java.util.List;

/** Counts rows equal to an earlier row: rows with one hash are compared cell by cell. */
final class RowTwins {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private RowTwins() {}

  static long count(List<Column> columns, int rows) {
    if (columns.isEmpty()) {
      return 0;
    }
    int size = Integer.highestOneBit(Math.max(8, Math.min(rows, 1 << 28))) * 4;
    int[] slots = new int[size];
    Arrays.fill(slots, -1);
    long twins = 0;
    for (int row = 0; row < rows; row++) {
      int slot = (int) (hash(columns, row) & (size - 1));
      while (slots[slot] >= 0 && !equal(columns, slots[slot], row)) {
        slot = (slot + 1) & (size - 1);
      }
      if (slots[slot] >= 0) {
        twins++;
      } else {
        slots[slot] = row;
      }
    }
    return twins;
  }

  private static long hash(List<Column> columns, int row) {
    long hash = 0;
    for (Column column : columns) {
      hash = (hash ^ cell(column, row)) * MIX;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  private static boolean equal(List<Column> columns, int a, int b) {
    for (Column column : columns) {
      boolean same =
          column.isMissing(a) == column.isMissing(b)
              && (column.type() == FieldType.TEXT
                  ? column.string(a).equals(column.string(b))
                  : cell(column, a) == cell(column, b));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** The cell as 64 bits; for a TEXT column a hash of it. */
  private static long cell(Column column, int row) {
    if (column.isMissing(row)) {
      return 1;
    }
    return switch (column.type()) {
      case NUMERIC -> Double.doubleToLongBits(column.number(row) + 0.0);
      case CATEGORICAL -> ((CategoricalColumn) column).code(row) + 2L;
      case TEXT -> column.string(row).hashCode() + 2L;
      case INTEGER, BOOLEAN, DATE, TIMESTAMP -> column.integer(row);
    };
  }
}
