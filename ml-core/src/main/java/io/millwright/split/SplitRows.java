package io.millwright.split;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table are learnt from and which are held out, by position: a split without copies
 * of its rows. Made by {@link Splitter} and {@link Folds}; immutable and thread-safe.
 *
 * <p>Both halves have rows and have none in common. Memory: a quarter of a byte for each row of the
 * table.
 */
public final class SplitRows {

  private final int rowCount;
  private final BitSet train;
  private final BitSet test;
  private final String description;

  private SplitRows(int rowCount, BitSet train, BitSet test, String description) {
    this.rowCount = rowCount;
    this.train = train;
    this.test = test;
    this.description = description;
  }

  /** The rest learnt from, but for those left out. The sets become part of the result. */
  static SplitRows leaving(int rowCount, BitSet test, BitSet left, String description) {
    BitSet train = new BitSet(rowCount);
    train.set(0, rowCount);
    train.andNot(test);
    train.andNot(left);
    return of(rowCount, train, test, description);
  }

  /** These halves, without a common row. The sets become part of the result. */
  static SplitRows of(int rowCount, BitSet train, BitSet test, String description) {
    if (train.isEmpty() || test.isEmpty()) {
      throw new IllegalArgumentException(
          "Split must leave rows on both sides; "
              + (train.isEmpty() ? "none to learn from" : "none to judge on")
              + " ("
              + description
              + ", "
              + rowCount
              + " rows, "
              + (rowCount - train.cardinality() - test.cardinality())
              + " left out). Choose another share, cutoff, gap or number of folds, or bring more"
              + " rows.");
    }
    return new SplitRows(rowCount, train, test, description);
  }

  /** Positions that may be learnt from, ascending; a new array at each call. */
  public int[] train() {
    return train.stream().toArray();
  }

  /** Positions that are held out, ascending; a new array at each call. */
  public int[] test() {
    return test.stream().toArray();
  }

  /** Rows of the table that was cut. */
  public int rowCount() {
    return rowCount;
  }

  /** Rows in neither half: embargoed, purged, in a gap, or without a time or group. */
  public int left() {
    return rowCount - train.cardinality() - test.cardinality();
  }

  /** How it was cut, as {@link Split#description}. */
  public String description() {
    return description;
  }

  /**
   * The halves of a set whose table was cut. They know which rows of the whole table they are, so
   * that they have none in common with whatever the set has none in common with.
   *
   * @throws IllegalArgumentException if the set has another number of rows than the table that was
   *     cut
   */
  public Split split(TrainingSet set) {
    if (set.table().rowCount() != rowCount) {
      throw new IllegalArgumentException(
          "Set must have the "
              + rowCount
              + " rows that were cut; has "
              + set.table().rowCount()
              + ". Split the set that the rows were taken from.");
    }
    return new Split(set.take(train()), set.hold(test()), description, left());
  }

  /** Equal: the same halves of as many rows, described alike. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SplitRows that
        && rowCount == that.rowCount
        && train.equals(that.train)
        && test.equals(that.test)
        && description.equals(that.description);
  }

  @Override
  public int hashCode() {
    return 31 * train.hashCode() + test.hashCode();
  }

  @Override
  public String toString() {
    return description
        + ": "
        + train.cardinality()
        + " to learn from, "
        + test.cardinality()
        + " held out";
  }
}
