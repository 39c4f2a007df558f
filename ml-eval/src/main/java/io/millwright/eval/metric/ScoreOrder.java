package io.millwright.eval.metric;

/**
 * The order of rows by score, from the highest.
 *
 * <p>A stable radix sort from the least significant digit: each score becomes a 64-bit key whose
 * unsigned order is the descending order of doubles; keys are sorted by digits of 11 bits, and a
 * digit that all keys share costs nothing. O(n) time, 24 bytes a row.
 */
final class ScoreOrder {

  private static final int BITS = 11;
  private static final int RADIX = 1 << BITS;
  private static final int DIGITS = (Long.SIZE + BITS - 1) / BITS;

  private ScoreOrder() {}

  /** Positions by descending score; equal scores (0.0 equals -0.0) by ascending position. */
  static int[] descending(double[] scores) {
    int n = scores.length;
    long[] keys = new long[n];
    int[] order = new int[n];
    int[][] counts = new int[DIGITS][RADIX];
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("Score must be a number; was NaN (row " + i + ").");
      }
      long key = key(scores[i]);
      keys[i] = key;
      order[i] = i;
      for (int d = 0; d < DIGITS; d++) {
        counts[d][digit(key, d)]++;
      }
    }
    long[] otherKeys = new long[n];
    int[] otherOrder = new int[n];
    for (int d = 0; d < DIGITS; d++) {
      if (n > 0 && counts[d][digit(keys[0], d)] == n) {
        continue;
      }
      int[] next = starts(counts[d]);
      for (int i = 0; i < n; i++) {
        int to = next[digit(keys[i], d)]++;
        otherKeys[to] = keys[i];
        otherOrder[to] = order[i];
      }
      long[] swapKeys = keys;
      keys = otherKeys;
      otherKeys = swapKeys;
      int[] swapOrder = order;
      order = otherOrder;
      otherOrder = swapOrder;
    }
    return order;
  }

  private static long key(double score) {
    // Adding 0.0 turns -0.0 into 0.0.
    long bits = Double.doubleToRawLongBits(score + 0.0);
    long ascending = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    return ~ascending;
  }

  private static int digit(long key, int d) {
    return (int) (key >>> (d * BITS)) & (RADIX - 1);
  }

  private static int[] starts(int[] counts) {
    int[] starts = new int[RADIX];
    int sum = 0;
    for (int i = 0; i < RADIX; i++) {
      starts[i] = sum;
      sum += counts[i];
    }
    return starts;
  }
}
