package io.millwright.eval.metric;

import io.millwright.Require;
import java.util.Arrays;

/**
 * Bins of probabilities between ascending edges.
 *
 * <p>A probability equal to an inner edge belongs to the lower bin, so that both 0 and 1 have one;
 * what lies outside belongs to the first or last bin. Immutable and thread-safe.
 */
public final class ProbabilityBins {

  private final double[] edges;

  private ProbabilityBins(double[] edges) {
    this.edges = edges;
  }

  /** Bins of equal width over 0..1, with inner edges {@code i * (1.0 / count)}. */
  public static ProbabilityBins equalWidth(int count) {
    Require.atLeast("Bins", count, 1);
    double[] edges = new double[count + 1];
    for (int i = 0; i < count; i++) {
      edges[i] = i * (1.0 / count);
    }
    edges[count] = 1;
    return new ProbabilityBins(edges);
  }

  /**
   * Bins between the linear-interpolated quantiles {@code i / count}: of about equally many rows,
   * unless many rows share one probability.
   *
   * @param probabilities at least one
   */
  public static ProbabilityBins equalCount(double[] probabilities, int count) {
    Require.atLeast("Bins", count, 1);
    Require.atLeast("Rows", probabilities.length, 1);
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    double[] edges = new double[count + 1];
    for (int i = 0; i <= count; i++) {
      double h = (sorted.length - 1) * ((double) i / count);
      int low = (int) h;
      int next = Math.min(low + 1, sorted.length - 1);
      edges[i] = sorted[low] + (h - low) * (sorted[next] - sorted[low]);
    }
    return new ProbabilityBins(edges);
  }

  /**
   * Bins between edges.
   *
   * @param edges ascending, at least 2
   */
  public static ProbabilityBins of(double[] edges) {
    Require.atLeast("Edges", edges.length, 2);
    return new ProbabilityBins(edges.clone());
  }

  /** How many bins. */
  public int count() {
    return edges.length - 1;
  }

  /** Lower edge of a bin. */
  public double low(int bin) {
    return edges[bin];
  }

  /** Upper edge of a bin, which belongs to it. */
  public double high(int bin) {
    return edges[bin + 1];
  }

  /** The bin of a value: how many inner edges are smaller. */
  public int of(double value) {
    int low = 1;
    int high = edges.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
