package io.millwright.profile;

import io.millwright.Require;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Intervals of numbers with about equal reference mass.
 *
 * <p>Bin {@code i} holds {@code start(i) <= x < start(i + 1)}; the last one holds {@code
 * start(size() - 1) <= x <= max()}. Below {@code start(0)}, the least finite reference value, is
 * <em>under</em>; above {@link #max()}, the greatest, is <em>over</em>; the infinities are always
 * under or over. NaN has its own place. Positive and negative zero are the same.
 *
 * <p>Made from at most {@link #MAX_BINS} distinct values, each value starts its own bin, so the
 * counts are the exact distribution. From more, the starts are the order statistics number {@code
 * floor(k n / MAX_BINS)} of the n finite values; equal ones collapse, and a value so frequent that
 * starts collapsed on it is set apart from its successor, so that it fills a bin of its own.
 * Without a finite reference value there is one bin, {@code [0, 0]}.
 */
public final class NumberBins extends Bins {

  /** The greatest number of bins that a reference is cut into. */
  public static final int MAX_BINS = 100;

  /** Place of NaN, relative to the number of bins; 0 is missing. */
  static final int NAN = 1;

  static final int UNDER = 2;
  static final int OVER = 3;

  /** Cells of equal width between least and greatest value, which narrow the search for a bin. */
  private static final int CELLS = 256;

  private final double[] starts;
  private final double max;
  private final double cellsPerUnit;

  /** How many starts lie in cells before this one. */
  private final int[] startsBefore = new int[CELLS + 1];

  private NumberBins(double[] starts, double max) {
    this.starts = starts;
    this.max = max;
    double perUnit = CELLS / (max - starts[0]);
    this.cellsPerUnit = perUnit < Double.POSITIVE_INFINITY ? perUnit : 0;
    for (double start : starts) {
      startsBefore[cell(start) + 1]++;
    }
    for (int cell = 0; cell < CELLS; cell++) {
      startsBefore[cell + 1] += startsBefore[cell];
    }
  }

  /** Never falls as the value rises, rounding included: that is all the guide relies on. */
  private int cell(double value) {
    return Math.min(CELLS - 1, (int) ((value - starts[0]) * cellsPerUnit));
  }

  /**
   * Bins of exactly these bounds.
   *
   * @param starts at least one, finite, strictly ascending; copied
   * @param max finite, at least the last start
   */
  public static NumberBins of(double[] starts, double max) {
    Require.atLeast("Number of bins", starts.length, 1);
    double[] copy = new double[starts.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = Require.finite("Start of a bin", starts[i]) + 0.0;
      if (i > 0 && !(copy[i] > copy[i - 1])) {
        throw new IllegalArgumentException(
            "Starts of bins must be strictly ascending; were not at position " + i + ".");
      }
    }
    if (!(Require.finite("Maximum", max) >= copy[copy.length - 1])) {
      throw new IllegalArgumentException("Maximum must be at least the start of the last bin.");
    }
    return new NumberBins(copy, max + 0.0);
  }

  /** Bins for these reference values; NaN and the infinities are left out. The array is sorted. */
  static NumberBins cut(double[] values, int maxBins) {
    Arrays.sort(values);
    int from = 0;
    while (from < values.length && values[from] == Double.NEGATIVE_INFINITY) {
      from++;
    }
    int to = values.length;
    while (to > from && !Double.isFinite(values[to - 1])) {
      to--;
    }
    if (from == to) {
      return new NumberBins(new double[] {0}, 0);
    }
    return new NumberBins(starts(values, from, to, maxBins), values[to - 1] + 0.0);
  }

  private static double[] starts(double[] sorted, int from, int to, int maxBins) {
    double[] distinct = new double[maxBins + 1];
    int found = 0;
    for (int i = from; i < to && found <= maxBins; i++) {
      if (i == from || sorted[i] != sorted[i - 1]) {
        distinct[found++] = sorted[i] + 0.0;
      }
    }
    if (found <= maxBins) {
      return Arrays.copyOf(distinct, found);
    }
    double[] starts = new double[maxBins];
    int size = 0;
    int repeats = 0;
    for (int k = 0; k < maxBins; k++) {
      int position = from + (int) ((long) k * (to - from) / maxBins);
      double start = sorted[position] + 0.0;
      if (size > 0 && start <= starts[size - 1]) {
        repeats++;
        continue;
      }
      if (repeats > 0) {
        double successor = successor(sorted, to, starts[size - 1]);
        if (successor < start) {
          starts[size++] = successor;
        }
      }
      repeats = 0;
      starts[size++] = start;
    }
    if (repeats > 0 && starts[size - 1] < sorted[to - 1]) {
      double last = starts[size - 1];
      starts[size++] = successor(sorted, to, last);
    }
    return Arrays.copyOf(starts, size);
  }

  /** The least value above this one; there is one. */
  private static double successor(double[] sorted, int to, double value) {
    int low = 0;
    int high = to - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return sorted[low] + 0.0;
  }

  @Override
  public int size() {
    return starts.length;
  }

  /** The least number of the bin, which belongs to it. */
  public double start(int bin) {
    return starts[bin];
  }

  /** The least finite reference value. */
  public double min() {
    return starts[0];
  }

  /** The greatest finite reference value, which belongs to the last bin. */
  public double max() {
    return max;
  }

  /** The bin, or {@code size()} plus the special place, of a number. */
  int slot(double value) {
    double[] s = starts;
    if (value >= s[0] && value <= max) {
      int cell = cell(value);
      int low = Math.max(0, startsBefore[cell] - 1);
      int high = startsBefore[cell + 1] - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (s[middle] <= value) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }
    return s.length + (value < s[0] ? UNDER : value > max ? OVER : NAN);
  }

  @Override
  void digest(MessageDigest sha256) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * (starts.length + 2));
    buffer.putLong(-1L - starts.length);
    for (double start : starts) {
      buffer.putDouble(start);
    }
    sha256.update(buffer.putDouble(max).flip());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NumberBins that
        && Arrays.equals(starts, that.starts)
        && max == that.max;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(starts) + Double.hashCode(max);
  }

  @Override
  public String toString() {
    return starts.length + " bins of numbers";
  }
}
