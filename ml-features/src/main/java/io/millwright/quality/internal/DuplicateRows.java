package io.millwright.quality.internal;

import io.millwright.schema.FieldType;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import java.util.Arrays;
import java.util.List;

/**
 * Counts rows equal to an earlier row: an open hash table of rows, equality decided by the cells.
 */
public final class DuplicateRows {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final List<Column> columns;
  private final long[] hashes;
  private final FirstRows firstRows = new FirstRows();
  private int count;

  private DuplicateRows(List<Column> columns, int rows) {
    this.columns = columns;
    this.hashes = new long[rows];
  }

  /** Those among the rows of these columns, all of one length. */
  public static DuplicateRows of(List<Column> columns) {
    DuplicateRows rows = new DuplicateRows(columns, columns.isEmpty() ? 0 : columns.get(0).size());
    rows.find();
    return rows;
  }

  /** How many rows are equal to an earlier one. */
  public int count() {
    return count;
  }

  /** The first of them. */
  public List<Long> firstRows() {
    return firstRows.list();
  }

  private void find() {
    for (Column column : columns) {
      for (int i = 0; i < hashes.length; i++) {
        long h = (hashes[i] ^ cell(column, i)) * MIX;
        hashes[i] = h ^ (h >>> 32);
      }
    }
    int size = Integer.highestOneBit(Math.max(8, Math.min(hashes.length, 1 << 28))) * 4;
    int[] slots = new int[size];
    Arrays.fill(slots, -1);
    for (int row = 0; row < hashes.length; row++) {
      int slot = (int) (hashes[row] & (size - 1));
      while (slots[slot] >= 0 && !equal(slots[slot], row)) {
        slot = (slot + 1) & (size - 1);
      }
      if (slots[slot] >= 0) {
        count++;
        firstRows.add(row);
      } else {
        slots[slot] = row;
      }
    }
  }

  private boolean equal(int a, int b) {
    if (hashes[a] != hashes[b]) {
      return false;
    }
    for (Column column : columns) {
      boolean same =
          column.type() == FieldType.TEXT
              ? column.isMissing(a) == column.isMissing(b)
                  && column.string(a).equals(column.string(b))
              : cell(column, a) == cell(column, b) && column.isMissing(a) == column.isMissing(b);
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
