package io.millwright.monitor.drift;

import io.millwright.Require;
import java.util.Arrays;

/**
 * Divergences of two discrete distributions over the same places.
 *
 * <p>Inputs are weights, for example counts: finite, at least 0, of equal number, not all 0; each
 * is divided by its sum. {@code 0 ln 0 = 0}. Pure functions.
 *
 * @see <a href="https://doi.org/10.1109/18.61115">Lin (1991), Divergence measures based on the
 *     Shannon entropy</a>
 */
public final class Divergence {

  private Divergence() {}

  /**
   * Kullback–Leibler divergence {@code sum p log(p / q)}, at least 0; infinite where q is 0 and p
   * is not. Not symmetric.
   *
   * @param base of the logarithm, greater than 1: 2 for bits, {@link Math#E} for nats
   */
  public static double kullbackLeibler(double[] p, double[] q, double base) {
    requireEqualLength(p, q);
    return nats(Samples.shares("p", p), Samples.shares("q", q)) / logOf(base);
  }

  /**
   * Jensen–Shannon divergence {@code (KL(p, m) + KL(q, m)) / 2} with {@code m = (p + q) / 2}:
   * symmetric, from 0 to {@code log 2}, which is 1 in base 2. Its square root is a metric.
   *
   * @param base of the logarithm, greater than 1
   */
  public static double jensenShannon(double[] p, double[] q, double base) {
    requireEqualLength(p, q);
    double[] a = Samples.shares("p", p);
    double[] b = Samples.shares("q", q);
    double[] middle = new double[a.length];
    Arrays.setAll(middle, i -> (a[i] + b[i]) / 2);
    // Rounding can leave about -1e-17 for equal distributions.
    return Math.max(0, (nats(a, middle) + nats(b, middle)) / 2) / logOf(base);
  }

  /**
   * Jensen–Shannon divergence, base 2, of two samples counted into bins of equal width between the
   * least and the greatest value of the reference, the outer bins open.
   *
   * @param reference finite values
   * @param current free of NaN
   * @param bins at least 1; one bin is used if all reference values are equal
   */
  public static double jensenShannonOfHistograms(double[] reference, double[] current, int bins) {
    Require.atLeast("Bins", bins, 1);
    double[] sorted = Samples.sorted("reference", reference);
    double low = Require.finite("Least reference value", sorted[0]);
    double high = Require.finite("Greatest reference value", sorted[sorted.length - 1]);
    int used = low == high ? 1 : bins;
    double[] edges = new double[used - 1];
    Arrays.setAll(edges, i -> low + (i + 1) * ((high - low) / used));
    double[] q = Psi.histogram(Samples.sorted("current", current), edges);
    return jensenShannon(Psi.histogram(sorted, edges), q, 2);
  }

  /** Hellinger distance {@code sqrt(1 - sum sqrt(p q))}, 0..1. */
  public static double hellinger(double[] p, double[] q) {
    requireEqualLength(p, q);
    double[] a = Samples.shares("p", p);
    double[] b = Samples.shares("q", q);
    double overlap = 0;
    for (int i = 0; i < a.length; i++) {
      overlap += StrictMath.sqrt(a[i] * b[i]);
    }
    return StrictMath.sqrt(Math.max(0, 1 - overlap));
  }

  private static double nats(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      if (p[i] > 0) {
        sum += p[i] * StrictMath.log(p[i] / q[i]);
      }
    }
    return sum;
  }

  private static double logOf(double base) {
    if (!(base > 1 && base < Double.POSITIVE_INFINITY)) {
      throw Require.violated("Base", "finite and greater than 1", base);
    }
    return base == Math.E ? 1 : StrictMath.log(base);
  }

  private static void requireEqualLength(double[] p, double[] q) {
    if (p.length != q.length) {
      throw Require.violated("Number of places in q", p.length + " as in p", q.length);
    }
  }
}
