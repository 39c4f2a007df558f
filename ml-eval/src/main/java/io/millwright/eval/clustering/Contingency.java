package io.millwright.eval.clustering;

import java.util.Arrays;

/**
 * How many rows two groupings put in each pair of groups. Only pairs that occur take memory.
 * Immutable and thread-safe.
 */
public final class Contingency {

  private static final int DENSE = 1 << 20;

  private final long[] rowTotals;
  private final long[] columnTotals;
  private final int[] cellRow;
  private final int[] cellColumn;
  private final long[] cellCount;
  private final long total;

  private Contingency(long[] rowTotals, long[] columnTotals, long[] keys, long[] counts) {
    this.rowTotals = rowTotals;
    this.columnTotals = columnTotals;
    int columns = columnTotals.length;
    this.cellRow = Arrays.stream(keys).mapToInt(k -> (int) (k / columns)).toArray();
    this.cellColumn = Arrays.stream(keys).mapToInt(k -> (int) (k % columns)).toArray();
    this.cellCount = counts;
    this.total = Arrays.stream(rowTotals).sum();
  }

  /** Of groups numbered from 0, each with a row. */
  static Contingency of(int[] one, int rows, int[] other, int columns) {
    long[] rowTotals = new long[rows];
    long[] columnTotals = new long[columns];
    long[] keys = new long[one.length];
    for (int i = 0; i < one.length; i++) {
      rowTotals[one[i]]++;
      columnTotals[other[i]]++;
      keys[i] = (long) one[i] * columns + other[i];
    }
    long cells = (long) rows * columns;
    long[] distinct = cells <= DENSE ? counted(keys, (int) cells) : sorted(keys);
    int n = distinct.length / 2;
    return new Contingency(
        rowTotals,
        columnTotals,
        Arrays.copyOf(distinct, n),
        Arrays.copyOfRange(distinct, n, 2 * n));
  }

  /** Distinct keys ascending, then the count of each. */
  private static long[] counted(long[] keys, int cells) {
    long[] counts = new long[cells];
    int found = 0;
    for (long key : keys) {
      found += counts[(int) key]++ == 0 ? 1 : 0;
    }
    long[] both = new long[2 * found];
    int at = 0;
    for (int cell = 0; cell < cells; cell++) {
      if (counts[cell] > 0) {
        both[at] = cell;
        both[found + at++] = counts[cell];
      }
    }
    return both;
  }

  private static long[] sorted(long[] keys) {
    Arrays.parallelSort(keys);
    long[] distinct = Arrays.stream(keys).distinct().toArray();
    long[] both = Arrays.copyOf(distinct, 2 * distinct.length);
    int at = distinct.length - 1;
    for (int i = 0; i < keys.length; i++) {
      at += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
      both[at]++;
    }
    return both;
  }

  /** Groups of the first grouping. */
  public int rows() {
    return rowTotals.length;
  }

  /** Groups of the second grouping. */
  public int columns() {
    return columnTotals.length;
  }

  /** Rows counted. */
  public long total() {
    return total;
  }

  /** Pairs of groups that share a row. */
  public int cells() {
    return cellCount.length;
  }

  /**
   * The counts, {@code [group of the first][group of the second]}, in the order of their labels.
   *
   * @throws IllegalStateException if it would have more than 2^24 numbers
   */
  public long[][] toMatrix() {
    if ((long) rows() * columns() > 1 << 24) {
      throw new IllegalStateException(
          "Matrix must have at most 2^24 numbers; had " + rows() + " x " + columns() + ".");
    }
    long[][] matrix = new long[rows()][columns()];
    for (int i = 0; i < cellCount.length; i++) {
      matrix[cellRow[i]][cellColumn[i]] = cellCount[i];
    }
    return matrix;
  }

  long[] rowTotals() {
    return rowTotals.clone();
  }

  long[] columnTotals() {
    return columnTotals.clone();
  }

  /** Ordered pairs of two rows that are together in both. */
  double pairs() {
    return pairs(cellCount);
  }

  double rowPairs() {
    return pairs(rowTotals);
  }

  double columnPairs() {
    return pairs(columnTotals);
  }

  double allPairs() {
    return (double) total * (total - 1);
  }

  private static double pairs(long[] counts) {
    long pairs = 0;
    for (long n : counts) {
      pairs += n * (n - 1);
    }
    return pairs;
  }

  double mutualInformation() {
    if (rows() == 1 || columns() == 1) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < cellCount.length; i++) {
      double expected = (double) rowTotals[cellRow[i]] / total * columnTotals[cellColumn[i]];
      sum += (double) cellCount[i] / total * StrictMath.log(cellCount[i] / expected);
    }
    return Math.max(0, sum);
  }

  double rowEntropy() {
    return entropy(rowTotals, total);
  }

  double columnEntropy() {
    return entropy(columnTotals, total);
  }

  private static double entropy(long[] counts, long total) {
    double sum = 0;
    for (long n : counts) {
      sum -= (double) n / total * StrictMath.log((double) n / total);
    }
    return Math.max(0, sum);
  }

  static int[] codes(int[] labels, int[] distinct) {
    return Arrays.stream(labels).map(l -> Arrays.binarySearch(distinct, l)).toArray();
  }
}
