package io.millwright.quality.internal;

import java.util.List;

/**
 * Counts rows whose key an earlier row had. Merging keeps that exact: what came twice in the later
 * part still does, and what was new to it may be known here. Mutable, not thread-safe.
 */
public final class Repeats {

  private final KeyTable keys = new KeyTable();
  private final GrownLongs firstSeen = new GrownLongs();
  private final FirstRows firstRows = new FirstRows();
  private long count;

  /** The next row and its key. */
  public void see(long high, long low, long row) {
    int known = keys.size();
    int key = keys.add(high, low);
    if (key < known) {
      count++;
      firstRows.add(row);
    } else {
      firstSeen.set(key, row);
    }
  }

  /** Adds another part, whose rows start at {@code offset} and follow these. */
  public void merge(Repeats other, long offset) {
    count += other.count;
    firstRows.addAll(other.firstRows, offset);
    for (int key = 0; key < other.keys.size(); key++) {
      see(other.keys.high(key), other.keys.low(key), offset + other.firstSeen.get(key));
    }
  }

  /** How many rows repeat an earlier one. */
  public long count() {
    return count;
  }

  /** The first of them. */
  public List<Long> firstRows() {
    return firstRows.list();
  }
}
