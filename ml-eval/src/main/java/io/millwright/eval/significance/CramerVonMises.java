package io.millwright.eval.significance;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * Whether two samples come from one distribution, from the squared distance of their distribution
 * functions over all values.
 *
 * <p>More powerful than Kolmogorov–Smirnov against shifts. Both p-values take values for free of
 * ties. Pure functions.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177704477">Anderson (1962), On the Distribution of
 *     the Two-Sample Cramér–von Mises Criterion</a>
 */
public final class CramerVonMises {

  /** Pairs up to which the exact distribution is counted out. */
  public static final long MOST_PAIRS = 2_500;

  private CramerVonMises() {}

  /**
   * The test; exact for up to {@link #MOST_PAIRS} pairs, otherwise asymptotic.
   *
   * @param x at least 2 finite values
   * @param y at least 2 finite values
   */
  public static TestResult of(double[] x, double[] y) {
    return (long) x.length * y.length <= MOST_PAIRS ? exact(x, y) : asymptotic(x, y);
  }

  /**
   * The test with the exact distribution over all splits.
   *
   * @throws IllegalArgumentException for more than {@link #MOST_PAIRS} pairs
   */
  public static TestResult exact(double[] x, double[] y) {
    double statistic = statistic(x, y);
    long pairs = (long) x.length * y.length;
    if (pairs > MOST_PAIRS) {
      throw new IllegalArgumentException(
          "Pairs of the exact test must be at most "
              + MOST_PAIRS
              + "; were "
              + pairs
              + ". Use asymptotic.");
    }
    return new TestResult(statistic, SquaredPaths.atLeast(statistic, x.length, y.length));
  }

  /** The test with the limiting distribution of the statistic, standardised for these sizes. */
  public static TestResult asymptotic(double[] x, double[] y) {
    double statistic = statistic(x, y);
    double m = x.length;
    double n = y.length;
    double all = m + n;
    double mean = (1 + 1 / all) / 6;
    double variance =
        (all + 1)
            * (4 * m * n * all - 3 * (m * m + n * n) - 2 * m * n)
            / (45 * all * all * 4 * m * n);
    double standard = 1 / 6.0 + (statistic - mean) / Math.sqrt(45 * variance);
    // Below 0.003 the limiting probability is below 1e-15 and its series slow.
    double p = standard < 0.003 ? 1 : Math.min(1, Math.max(0, 1 - limiting(standard)));
    return new TestResult(statistic, p);
  }

  /** From mid-ranks: {@code U / (m n N) - (4 m n - 1) / (6 N)}. */
  private static double statistic(double[] x, double[] y) {
    Samples.check("x", x, 2);
    Samples.check("y", y, 2);
    double[] pooled = Samples.sorted(Samples.pooled(x, y));
    double m = x.length;
    double n = y.length;
    double u = m * rankGaps(x, pooled) + n * rankGaps(y, pooled);
    return u / (m * n * (m + n)) - (4 * m * n - 1) / (6 * (m + n));
  }

  private static double rankGaps(double[] sample, double[] pooled) {
    double[] sorted = Samples.sorted(sample);
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      double gap = Samples.midRank(pooled, sorted[i]) - (i + 1);
      sum += gap * gap;
    }
    return sum;
  }

  /**
   * The limiting distribution function, {@code 1 / (pi^1.5 sqrt(x)) sum_k Gamma(k + 1/2) / k!
   * sqrt(y) e^-q K_1/4(q)} with {@code y = 4 k + 1} and {@code q = y^2 / (16 x)}.
   */
  static double limiting(double x) {
    double sum = 0;
    for (int k = 0; k < 1000; k++) {
      double y = 4 * k + 1.0;
      double coefficient = Math.exp(Gamma.logGamma(k + 0.5) - Gamma.logGamma(k + 1.0));
      double term = coefficient * Math.sqrt(y) * scaledBessel(y * y / (16 * x));
      sum += term;
      if (term < 1e-17 * sum) {
        break;
      }
    }
    return sum / (Math.pow(Math.PI, 1.5) * Math.sqrt(x));
  }

  /**
   * {@code e^-q K_1/4(q)}, the integral of {@code exp(-q (1 + cosh t)) cosh(t / 4)} over positive
   * t. The trapezoidal rule converges faster than any power of the step for this integrand.
   */
  private static double scaledBessel(double q) {
    double step = 1 / 32.0;
    double sum = Math.exp(-2 * q) / 2;
    for (int i = 1; ; i++) {
      double t = i * step;
      double term = Math.exp(-q * (1 + Math.cosh(t))) * Math.cosh(t / 4);
      sum += term;
      if (term <= 1e-18 * sum) {
        return sum * step;
      }
    }
  }

  /**
   * The exact distribution: a split of the pooled ranks is a path of m steps right and n steps up;
   * the statistic is {@code m n / (N L)^2} times the sum of {@code (a i - b j)^2} over its points,
   * L the least common multiple of m and n, a = L / m and b = L / n.
   */
  private static final class SquaredPaths {

    private final long[] sums;
    private final double[] shares;

    private SquaredPaths(long[] sums, double[] shares) {
      this.sums = sums;
      this.shares = shares;
    }

    static double atLeast(double statistic, int m, int n) {
      long least = m / gcd(m, n) * (long) n;
      long a = least / m;
      long b = least / n;
      SquaredPaths[] column = new SquaredPaths[n + 1];
      for (int i = 0; i <= m; i++) {
        for (int j = 0; j <= n; j++) {
          long gap = a * i - b * j;
          column[j] = at(i, j, gap * gap, column);
        }
      }
      double scale = (double) (m + n) * (m + n) * least * least / ((double) m * n);
      double observed = statistic * scale;
      return column[n].atLeast(observed - 1e-9 * (1 + Math.abs(observed)));
    }

    /** Paths to (i, j): those over (i - 1, j), still in the column, and those over (i, j - 1). */
    private static SquaredPaths at(int i, int j, long square, SquaredPaths[] column) {
      if (i == 0 && j == 0) {
        return new SquaredPaths(new long[] {0}, new double[] {1});
      }
      double ofX = (double) i / (i + j);
      if (i == 0) {
        return merged(column[j - 1], 1, column[j - 1], 0, square);
      }
      if (j == 0) {
        return merged(column[j], 1, column[j], 0, square);
      }
      return merged(column[j], ofX, column[j - 1], 1 - ofX, square);
    }

    private static SquaredPaths merged(
        SquaredPaths a, double ofA, SquaredPaths b, double ofB, long plus) {
      long[] sums = new long[a.sums.length + b.sums.length];
      double[] shares = new double[sums.length];
      int size = 0;
      int p = 0;
      int q = 0;
      while (p < a.sums.length || q < b.sums.length) {
        long next =
            Math.min(
                p < a.sums.length ? a.sums[p] : Long.MAX_VALUE,
                q < b.sums.length ? b.sums[q] : Long.MAX_VALUE);
        if (p < a.sums.length && a.sums[p] == next) {
          shares[size] += ofA * a.shares[p++];
        }
        if (q < b.sums.length && b.sums[q] == next) {
          shares[size] += ofB * b.shares[q++];
        }
        sums[size++] = next + plus;
      }
      return new SquaredPaths(Arrays.copyOf(sums, size), Arrays.copyOf(shares, size));
    }

    private double atLeast(double observed) {
      double sum = 0;
      for (int i = 0; i < sums.length; i++) {
        sum += sums[i] >= observed ? shares[i] : 0;
      }
      return Math.min(1, sum);
    }

    private static int gcd(int a, int b) {
      return b == 0 ? a : gcd(b, a % b);
    }
  }
}
