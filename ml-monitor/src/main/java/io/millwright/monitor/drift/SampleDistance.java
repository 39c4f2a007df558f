package io.millwright.monitor.drift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Distances between the empirical distribution functions F and G of two samples, in the unit of the
 * values (Wasserstein) or its square root (energy).
 *
 * <p>Samples must be non-empty and finite; weights finite, at least 0 and not all 0. Pure
 * functions; O(n log n).
 *
 * @see <a href="https://doi.org/10.1016/j.jspi.2013.03.018">Székely and Rizzo (2013), Energy
 *     statistics</a>
 */
public final class SampleDistance {

  private SampleDistance() {}

  /** Wasserstein distance of order 1, the integral of {@code |F - G|}. */
  public static double wasserstein(double[] x, double[] y) {
    return wasserstein(x, ones(x), y, ones(y));
  }

  /** Wasserstein distance of order 1 of weighted samples. */
  public static double wasserstein(double[] x, double[] xWeights, double[] y, double[] yWeights) {
    return integral(new Weighted("x", x, xWeights), new Weighted("y", y, yWeights), false);
  }

  /**
   * Energy distance {@code sqrt(2 integral (F - G)²)}, which equals {@code sqrt(2 E|X-Y| - E|X-X'|
   * - E|Y-Y'|)}.
   */
  public static double energy(double[] x, double[] y) {
    return energy(x, ones(x), y, ones(y));
  }

  /** Energy distance of weighted samples. */
  public static double energy(double[] x, double[] xWeights, double[] y, double[] yWeights) {
    Weighted first = new Weighted("x", x, xWeights);
    Weighted second = new Weighted("y", y, yWeights);
    return StrictMath.sqrt(2 * integral(first, second, true));
  }

  private static double[] ones(double[] sample) {
    double[] ones = new double[sample.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double integral(Weighted x, Weighted y, boolean squared) {
    double sum = 0;
    double carry = 0;
    int i = 0;
    int j = 0;
    double previous = Math.min(x.values[0], y.values[0]);
    while (i < x.values.length || j < y.values.length) {
      double next =
          Math.min(
              i < x.values.length ? x.values[i] : Double.POSITIVE_INFINITY,
              j < y.values.length ? y.values[j] : Double.POSITIVE_INFINITY);
      double gap = x.below(i) - y.below(j);
      double area = (squared ? gap * gap : Math.abs(gap)) * (next - previous) - carry;
      double total = sum + area;
      carry = (total - sum) - area;
      sum = total;
      while (i < x.values.length && x.values[i] <= next) {
        i++;
      }
      while (j < y.values.length && y.values[j] <= next) {
        j++;
      }
      previous = next;
    }
    return sum;
  }

  /** A sample in ascending order with the weight before each position. */
  private static final class Weighted {

    private final double[] values;
    private final double[] cumulated;

    Weighted(String name, double[] sample, double[] weights) {
      Samples.requireNotEmpty(name, sample.length);
      if (weights.length != sample.length) {
        throw new IllegalArgumentException(
            "Weights '"
                + name
                + "' must be "
                + sample.length
                + ", one for each value; were "
                + weights.length
                + ".");
      }
      for (double value : sample) {
        io.millwright.Require.finite("Value of sample '" + name + "'", value);
      }
      Samples.shares(name, weights);
      int[] order =
          IntStream.range(0, sample.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> sample[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      values = new double[sample.length];
      cumulated = new double[sample.length + 1];
      for (int i = 0; i < order.length; i++) {
        values[i] = sample[order[i]];
        cumulated[i + 1] = cumulated[i] + weights[order[i]];
      }
    }

    /** The share of weight in the first values. */
    double below(int count) {
      return cumulated[count] / cumulated[values.length];
    }
  }
}
