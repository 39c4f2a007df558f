package io.millwright.eval.metric;

import io.millwright.Require;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many values lie in each of several bins of equal width.
 *
 * @param low lower edge of the first bin
 * @param high upper edge of the last bin, included in it; greater than {@code low}
 * @param counts values in each bin, at least one bin
 */
public record Histogram(double low, double high, List<Long> counts) {

  public Histogram {
    counts = List.copyOf(counts);
    Require.atLeast("Bins", counts.size(), 1);
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "Histogram must have low < high; was " + low + " to " + high + ".");
    }
  }

  /** The histogram of values that all lie between the edges. */
  static Histogram of(double[] values, double low, double high, int bins) {
    long[] counts = new long[bins];
    for (double v : values) {
      counts[Math.min((int) ((v - low) / (high - low) * bins), bins - 1)]++;
    }
    return new Histogram(low, high, IntStream.range(0, bins).mapToObj(i -> counts[i]).toList());
  }

  /** The edge below the bin at that position; {@code edge(counts().size())} is {@code high}. */
  public double edge(int position) {
    return position == counts.size()
        ? high
        : low + (high - low) * ((double) position / counts.size());
  }
}
