package io.millwright.eval.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The monotone function with the least weighted sum of squared distances, by pooling adjacent
 * violators.
 *
 * <p>Rows of equal x are merged first, rows of weight 0 left out. O(n log n). Between the distinct
 * x the function is a straight line, beyond them level.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177728423">Ayer, Brunk, Ewing, Reid, Silverman
 *     (1955), An empirical distribution function for sampling with incomplete information</a>
 */
final class IsotonicFit {

  private final double[] xs;
  private final double[] heights;

  private IsotonicFit(double[] xs, double[] heights) {
    this.xs = xs;
    this.heights = heights;
  }

  /** The rising function; at least one weight must be positive. */
  static IsotonicFit rising(double[] x, double[] y, double[] weights) {
    int[] order =
        IntStream.range(0, x.length)
            .filter(i -> weights[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] xs = new double[order.length];
    double[] means = new double[order.length];
    double[] mass = new double[order.length];
    int distinct = 0;
    for (int i : order) {
      if (distinct == 0 || x[i] != xs[distinct - 1]) {
        xs[distinct++] = x[i];
      }
      int at = distinct - 1;
      mass[at] += weights[i];
      means[at] += weights[i] * y[i];
    }
    for (int i = 0; i < distinct; i++) {
      means[i] /= mass[i];
    }
    return new IsotonicFit(Arrays.copyOf(xs, distinct), pooled(means, mass, distinct));
  }

  /** The falling function. */
  static IsotonicFit falling(double[] x, double[] y, double[] weights) {
    return rising(x, Arrays.stream(y).map(v -> -v).toArray(), weights).mapped(-1);
  }

  private IsotonicFit mapped(double factor) {
    return new IsotonicFit(xs, Arrays.stream(heights).map(h -> factor * h).toArray());
  }

  private static double[] pooled(double[] means, double[] mass, int n) {
    double[] mean = new double[n];
    double[] weight = new double[n];
    int[] length = new int[n];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
      mean[blocks] = means[i];
      weight[blocks] = mass[i];
      length[blocks] = 1;
      blocks++;
      while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
        int a = blocks - 2;
        int b = blocks - 1;
        double both = weight[a] + weight[b];
        mean[a] = (mean[a] * weight[a] + mean[b] * weight[b]) / both;
        weight[a] = both;
        length[a] += length[b];
        blocks--;
      }
    }
    double[] heights = new double[n];
    int at = 0;
    for (int b = 0; b < blocks; b++) {
      Arrays.fill(heights, at, at + length[b], mean[b]);
      at += length[b];
    }
    return heights;
  }

  /** The same with every height brought into the range. */
  IsotonicFit clipped(double low, double high) {
    return new IsotonicFit(
        xs, Arrays.stream(heights).map(h -> Math.max(low, Math.min(high, h))).toArray());
  }

  /** The points that bend the function: those inside a level stretch are left out. */
  IsotonicFit bends() {
    int last = xs.length - 1;
    int[] kept =
        IntStream.rangeClosed(0, last)
            .filter(
                i ->
                    i == 0
                        || i == last
                        || heights[i] != heights[i - 1]
                        || heights[i] != heights[i + 1])
            .toArray();
    return new IsotonicFit(
        Arrays.stream(kept).mapToDouble(i -> xs[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> heights[i]).toArray());
  }

  double[] xs() {
    return xs.clone();
  }

  double[] heights() {
    return heights.clone();
  }

  /** Whether the value is between the least and the greatest x. */
  boolean covers(double x) {
    return x >= xs[0] && x <= xs[xs.length - 1];
  }

  double at(double x) {
    int found = Arrays.binarySearch(xs, x);
    if (found >= 0) {
      return heights[found];
    }
    int next = -found - 1;
    if (next == 0) {
      return heights[0];
    }
    if (next == xs.length) {
      return heights[next - 1];
    }
    double share = (x - xs[next - 1]) / (xs[next] - xs[next - 1]);
    return heights[next - 1] + share * (heights[next] - heights[next - 1]);
  }
}
