package io.millwright.quality.internal;

import java.util.Arrays;
import java.util.List;

/** The smallest few of the row numbers that were added. Mutable, not thread-safe. */
public final class FirstRows {

  /** How many are kept. */
  public static final int MOST = 10;

  private final long[] rows = new long[MOST];
  private int size;

  /** Keeps the row if it is among the first. */
  public void add(long row) {
    if (size == MOST && row >= rows[MOST - 1]) {
      return;
    }
    int at = size == MOST ? MOST - 1 : size++;
    while (at > 0 && rows[at - 1] > row) {
      rows[at] = rows[at - 1];
      at--;
    }
    rows[at] = row;
  }

  /** Adds the rows of another part, which start at {@code offset}. */
  public void addAll(FirstRows other, long offset) {
    for (int i = 0; i < other.size; i++) {
      add(offset + other.rows[i]);
    }
  }

  /** Ascending. */
  public List<Long> list() {
    return Arrays.stream(rows, 0, size).boxed().toList();
  }
}
