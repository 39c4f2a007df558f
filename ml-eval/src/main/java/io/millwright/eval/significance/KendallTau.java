package io.millwright.eval.significance;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How far two orders of the same items agree, corrected for ties: {@code (P - Q) / sqrt((P + Q + T)
 * (P + Q + U))} with P concordant and Q discordant pairs, T pairs tied in x only, U in y only.
 *
 * <p>It gives no p-value. Cost: O(n log n). Pure function.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1966.10480879">Knight (1966), A Computer Method
 *     for Calculating Kendall's Tau with Ungrouped Data</a>
 */
public final class KendallTau {

  private KendallTau() {}

  /**
   * Tau-b, -1..1.
   *
   * @param x at least 2 finite values
   * @param y one for each x
   * @throws IllegalArgumentException if either does not vary
   */
  public static double tauB(double[] x, double[] y) {
    Samples.check("x", x, 2);
    Samples.check("y", y, 2);
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Samples must be paired; were of " + x.length + " and " + y.length + " values.");
    }
    int n = x.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, Comparator.comparingDouble((Integer i) -> x[i]).thenComparingDouble(i -> y[i]));
    double[] first = Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
    double[] second = Arrays.stream(order).mapToDouble(i -> y[i]).toArray();
    long both = tiedPairs(first, second);
    long inX = tiedPairs(first, first);
    long discordant = swaps(second);
    long inY = tiedPairs(second, second);
    long pairs = (long) n * (n - 1) / 2;
    if (inX == pairs || inY == pairs) {
      throw new IllegalArgumentException("Samples must vary; one is constant.");
    }
    double score = (double) pairs - inX - inY + both - 2.0 * discordant;
    return score / Math.sqrt(((double) pairs - inX) * ((double) pairs - inY));
  }

  /** Pairs equal in both of two arrays in which equal pairs are neighbours. */
  private static long tiedPairs(double[] a, double[] b) {
    long pairs = 0;
    long run = 0;
    for (int i = 1; i < a.length; i++) {
      run = a[i] == a[i - 1] && b[i] == b[i - 1] ? run + 1 : 0;
      pairs += run;
    }
    return pairs;
  }

  /** Sorts by merging and counts the pairs that stood in the wrong order. */
  private static long swaps(double[] values) {
    double[] from = values.clone();
    double[] to = new double[values.length];
    long swaps = 0;
    for (long width = 1; width < values.length; width *= 2) {
      for (long start = 0; start < values.length; start += 2 * width) {
        int middle = (int) Math.min(start + width, values.length);
        int end = (int) Math.min(start + 2 * width, values.length);
        swaps += merge(from, to, (int) start, middle, end);
      }
      double[] sorted = to;
      to = from;
      from = sorted;
    }
    System.arraycopy(from, 0, values, 0, values.length);
    return swaps;
  }

  private static long merge(double[] from, double[] to, int start, int middle, int end) {
    long swaps = 0;
    int left = start;
    int right = middle;
    for (int k = start; k < end; k++) {
      if (right == end || (left < middle && from[left] <= from[right])) {
        to[k] = from[left++];
      } else {
        to[k] = from[right++];
        swaps += middle - left;
      }
    }
    return swaps;
  }
}
