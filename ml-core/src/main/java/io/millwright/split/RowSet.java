package io.millwright.split;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of which table: the identity of a split's half. Immutable and thread-safe.
 *
 * <p>Two sets are comparable only when they are of the same table, told by its fingerprint.
 */
public final class RowSet {

  private final String tableFingerprint;
  private final BitSet rows;

  private RowSet(String tableFingerprint, BitSet rows) {
    this.tableFingerprint = tableFingerprint;
    this.rows = rows;
  }

  /**
   * These rows of that table.
   *
   * @param tableFingerprint of the whole table, before it was split
   * @param rows 0-based positions in it, in any order
   */
  public static RowSet of(String tableFingerprint, int[] rows) {
    BitSet set = new BitSet();
    Arrays.stream(rows).forEach(set::set);
    return new RowSet(tableFingerprint, set);
  }

  /** The rows whose bits are set in the words, as {@link #toWords()} gave them. */
  public static RowSet ofWords(String tableFingerprint, long[] words) {
    return new RowSet(tableFingerprint, BitSet.valueOf(words));
  }

  /** Fingerprint of the whole table. */
  public String tableFingerprint() {
    return tableFingerprint;
  }

  /** How many rows. */
  public int size() {
    return rows.cardinality();
  }

  /** Whether the row is in the set. */
  public boolean contains(int row) {
    return rows.get(row);
  }

  /** How many rows both hold; 0 when they are of different tables. */
  public int overlap(RowSet other) {
    if (!tableFingerprint.equals(other.tableFingerprint)) {
      return 0;
    }
    BitSet both = (BitSet) rows.clone();
    both.and(other.rows);
    return both.cardinality();
  }

  /**
   * The rows that either holds.
   *
   * @throws IllegalArgumentException if they are of different tables
   */
  public RowSet union(RowSet other) {
    if (!tableFingerprint.equals(other.tableFingerprint)) {
      throw new IllegalArgumentException(
          "Rows must be of the same table; were of two. Take them from one split.");
    }
    BitSet either = (BitSet) rows.clone();
    either.or(other.rows);
    return new RowSet(tableFingerprint, either);
  }

  /** Those that come at these places, from 0, when the rows are in ascending order. */
  RowSet take(int[] places) {
    int[] all = toArray();
    return of(tableFingerprint, Arrays.stream(places).map(i -> all[i]).toArray());
  }

  /** Positions in ascending order. */
  public int[] toArray() {
    return rows.stream().toArray();
  }

  /** Bit {@code i % 64} of word {@code i / 64} tells of row {@code i}. */
  public long[] toWords() {
    return rows.toLongArray();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowSet that
        && tableFingerprint.equals(that.tableFingerprint)
        && rows.equals(that.rows);
  }

  @Override
  public int hashCode() {
    return 31 * tableFingerprint.hashCode() + rows.hashCode();
  }
}
