package io.millwright.eda;

import java.util.Arrays;

/** Where numbers are cut into bins. */
final class Cuts {

  private static final int FEWEST_BARS = 8;
  private static final int MOST_BARS = 30;
  private static final int MOST_UNIT_BARS = 40;

  private Cuts() {}

  /** How many different values there are; at most {@code enough} are counted. */
  static int distinct(double[] sorted, int enough) {
    int distinct = 0;
    for (int i = 0; i < sorted.length && distinct < enough; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct++;
      }
    }
    return distinct;
  }

  /**
   * The least values of bins of about equal rows; equal values stay together and a value that fills
   * a bin has its own. With few different values each has its own bin.
   *
   * @param sorted finite, ascending, at least one
   * @param most at least 1
   */
  static double[] equalRows(double[] sorted, int most) {
    boolean each = distinct(sorted, most + 1) <= most;
    double[] starts = new double[most];
    int size = 0;
    int left = sorted.length;
    int filled = 0;
    double goal = 0;
    for (int i = 0; i < sorted.length; ) {
      int end = i + 1;
      while (end < sorted.length && sorted[end] == sorted[i]) {
        end++;
      }
      int run = end - i;
      if (size == 0 || (size < most && (each || filled >= goal || run >= goal))) {
        goal = left / (double) (most - size);
        starts[size++] = sorted[i];
        filled = 0;
      }
      filled += run;
      left -= run;
      i = end;
    }
    return Arrays.copyOf(starts, size);
  }

  /** The bin of a value that is not below the first start. */
  static int bin(double[] starts, double value) {
    int found = Arrays.binarySearch(starts, value);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * Borders of the bars of a histogram, round numbers, Freedman–Diaconis width within {@value
   * #FEWEST_BARS} to {@value #MOST_BARS} bars; whole numbers of a small range have a bar each. A
   * range so long that most rows would share a bar is cut near the 1st and 99th percentile.
   *
   * @param sorted finite, ascending, at least one
   * @return at least two, strictly ascending; empty if the range is too wide to cut
   */
  static double[] bars(double[] sorted, boolean whole) {
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double left = quantile(sorted, 0.01);
    double right = quantile(sorted, 0.99);
    double core = right - left;
    if (core > 0) {
      low = Math.max(low, left - core / 2);
      high = Math.min(high, right + core / 2);
    }
    if (!Double.isFinite(high - low)) {
      return new double[0];
    }
    if (whole && high - low <= MOST_UNIT_BARS && Math.abs(low) < 1e9 && Math.abs(high) < 1e9) {
      return even(Math.rint(low) - 0.5, 1, (int) (Math.rint(high) - Math.rint(low)) + 1);
    }
    if (low == high) {
      double pad = Math.max(0.5, Math.abs(low) * 1e-6);
      return new double[] {low - pad, low + pad};
    }
    double width = width(sorted, low, high);
    if (whole) {
      width = Math.max(1, Math.ceil(width));
    }
    double first = Math.floor(low / width);
    int count = (int) Math.max(1, Math.ceil(high / width + 1e-9) - first);
    double[] edges = even(first * width, width, count);
    return ascending(edges) ? edges : new double[] {low, high};
  }

  private static double width(double[] sorted, double low, double high) {
    double spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    double rule = 2 * spread / StrictMath.cbrt(sorted.length);
    double bars = rule > 0 ? (high - low) / rule : 20;
    return round((high - low) / Math.max(FEWEST_BARS, Math.min(MOST_BARS, bars)));
  }

  /** The least of 1, 2, 2.5 and 5 times a power of ten that is not below the width. */
  private static double round(double width) {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(width)));
    for (double step : new double[] {1, 2, 2.5, 5}) {
      if (width <= step * power * (1 + 1e-9)) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static double[] even(double start, double width, int count) {
    double[] edges = new double[count + 1];
    for (int i = 0; i <= count; i++) {
      edges[i] = start + i * width;
    }
    return edges;
  }

  private static boolean ascending(double[] edges) {
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i] > edges[i - 1])) {
        return false;
      }
    }
    return true;
  }

  /** The quantile between the order statistics around {@code share (n - 1)}, evenly. */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    double part = place - below;
    if (part == 0 || sorted[below] == sorted[below + 1]) {
      return sorted[below];
    }
    return sorted[below] * (1 - part) + sorted[below + 1] * part;
  }
}
