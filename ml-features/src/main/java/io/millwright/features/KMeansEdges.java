package io.millwright.features;

import java.util.Arrays;

/**
 * Edges between bins around the centres of one-dimensional k-means.
 *
 * <p>Lloyd's iterations from the middles of bins of equal width, until no value changes its centre;
 * a value as near to two centres belongs to the lower. A centre that loses all its values is set to
 * the value farthest from its own (the least of equals), which leaves its old centre. Values are in
 * order, so each centre has a stretch of them: O(k log n) an iteration with running sums. The sums
 * are of values less their mean, for the sake of values far from 0.
 */
final class KMeansEdges {

  private static final int MOST_ITERATIONS = 300;

  private final double[] values;

  /** Sums of the first i values. */
  private final double[] sums;

  private double[] centres;

  private KMeansEdges(double[] values, double[] centres) {
    this.values = values;
    this.centres = centres;
    this.sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
  }

  /** Edges that are distinct and between the extremes; there may be fewer than {@code bins - 1}. */
  static double[] of(SortedValues known, int bins) {
    int k = Math.min(bins, known.distinct());
    double mean = known.mean();
    double low = known.min() - mean;
    double width = (known.max() - known.min()) / k;
    double[] centres = new double[k];
    Arrays.setAll(centres, i -> low + (i + 0.5) * width);
    KMeansEdges means = new KMeansEdges(known.mapped(x -> x - mean), centres);
    means.iterate();
    double[] edges = new double[k - 1];
    Arrays.setAll(edges, i -> means.edge(i) + mean);
    return Arrays.stream(edges)
        .map(edge -> edge + 0.0) // -0.0 becomes 0.0
        .filter(edge -> edge > known.min() && edge < known.max())
        .distinct()
        .toArray();
  }

  /** Half way between two neighbouring centres. */
  private double edge(int i) {
    return centres[i] / 2 + centres[i + 1] / 2;
  }

  private void iterate() {
    int[] before = new int[0];
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      int[] ends = ends();
      if (Arrays.equals(ends, before)) {
        return;
      }
      centres = means(ends);
      before = ends;
    }
  }

  /** For each centre the position after its last value. */
  private int[] ends() {
    int[] ends = new int[centres.length];
    for (int j = 0; j < centres.length - 1; j++) {
      ends[j] = firstAbove(edge(j));
    }
    ends[centres.length - 1] = values.length;
    return ends;
  }

  private int firstAbove(double edge) {
    int from = 0;
    int to = values.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (values[middle] <= edge) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private double[] means(int[] ends) {
    int k = ends.length;
    double[] total = new double[k];
    int[] count = new int[k];
    for (int j = 0; j < k; j++) {
      int start = j == 0 ? 0 : ends[j - 1];
      total[j] = sums[ends[j]] - sums[start];
      count[j] = ends[j] - start;
    }
    refill(ends, total, count);
    double[] means = new double[k];
    Arrays.setAll(means, j -> count[j] > 0 ? total[j] / count[j] : centres[j]);
    Arrays.sort(means);
    return means;
  }

  /** Gives each centre without values one of those farthest from their own. */
  private void refill(int[] ends, double[] total, int[] count) {
    boolean[] taken = new boolean[0];
    for (int j = 0; j < count.length; j++) {
      if (ends[j] > (j == 0 ? 0 : ends[j - 1])) {
        continue;
      }
      taken = taken.length == 0 ? new boolean[values.length] : taken;
      int owner = 0;
      int farthest = -1;
      int farthestOwner = 0;
      double distance = -1;
      for (int i = 0; i < values.length; i++) {
        while (i >= ends[owner]) {
          owner++;
        }
        double away = Math.abs(values[i] - centres[owner]);
        if (!taken[i] && away > distance) {
          farthest = i;
          farthestOwner = owner;
          distance = away;
        }
      }
      taken[farthest] = true;
      total[farthestOwner] -= values[farthest];
      count[farthestOwner]--;
      total[j] = values[farthest];
      count[j] = 1;
    }
  }
}
