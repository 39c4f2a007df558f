package io.millwright.monitor.drift;

import io.millwright.Require;
import io.millwright.eval.significance.Alternative;
import io.millwright.eval.significance.TestResult;

/**
 * The two-sample Kolmogorov–Smirnov test: the greatest distance between two empirical distribution
 * functions.
 *
 * <p>{@code D = max |F1(t) - F2(t)|} over all values t of both samples (GREATER: {@code max F1 -
 * F2}; LESS: {@code max F2 - F1}), both functions right-continuous, so that ties step together.
 * With ties every p-value is conservative: the true one is smaller or equal. Samples must be
 * non-empty and free of NaN; the infinities are values. Pure functions.
 *
 * @see "Schröer, Trenkler (1995), Exact and randomization distributions of Kolmogorov–Smirnov tests
 *     for two or three samples, Computational Statistics and Data Analysis 20: the lattice-path
 *     recursion of EXACT"
 */
public final class KolmogorovSmirnov {

  /** The greatest product of the sample sizes for which EXACT computes. */
  public static final long MAX_EXACT_CELLS = 400_000_000L;

  /** How the p-value is computed. */
  public enum Method {
    /** Over all equally likely orders of the pooled sample; time and memory n1·n2 and n2. */
    EXACT,
    /** The limiting Kolmogorov law at {@code sqrt(n1 n2 / (n1 + n2)) D}; TWO_SIDED only. */
    LIMIT,
    /**
     * TWO_SIDED: the exact one-sample law of {@code round(n1 n2 / (n1 + n2))} values; otherwise
     * Hodges' expansion.
     */
    ASYMPTOTIC
  }

  private KolmogorovSmirnov() {}

  /** The test of two samples; the arrays are not changed. */
  public static TestResult twoSample(
      double[] x, double[] y, Alternative alternative, Method method) {
    long n1 = x.length;
    long n2 = y.length;
    long distance = distance(Samples.sorted("x", x), Samples.sorted("y", y), alternative);
    double d = (double) distance / ((double) n1 * n2);
    double p =
        switch (method) {
          case EXACT -> exact(x.length, y.length, distance, alternative);
          case LIMIT -> limit(n1, n2, d, alternative);
          case ASYMPTOTIC -> asymptotic(n1, n2, d, alternative);
        };
    return new TestResult(d, p);
  }

  /**
   * The two-sided p-value of LIMIT for a distance that is known already, or a lower bound of one,
   * which makes the p-value conservative.
   *
   * @param distance 0..1
   * @param n1 size of the first sample, at least 1
   * @param n2 size of the second sample, at least 1
   */
  public static double limitPValue(double distance, long n1, long n2) {
    Require.share("Distance", distance);
    Require.atLeast("Size of the first sample", n1, 1);
    Require.atLeast("Size of the second sample", n2, 1);
    return limit(n1, n2, distance, Alternative.TWO_SIDED);
  }

  /** The distance times n1·n2, which is a whole number. */
  private static long distance(double[] x, double[] y, Alternative alternative) {
    long above = 0;
    long below = 0;
    int i = 0;
    int j = 0;
    while (i < x.length && j < y.length) {
      double value = Math.min(x[i], y[j]);
      while (i < x.length && x[i] <= value) {
        i++;
      }
      while (j < y.length && y[j] <= value) {
        j++;
      }
      long difference = (long) i * y.length - (long) j * x.length;
      above = Math.max(above, difference);
      below = Math.max(below, -difference);
    }
    return switch (alternative) {
      case GREATER -> above;
      case LESS -> below;
      case TWO_SIDED -> Math.max(above, below);
    };
  }

  /** The share of lattice paths from (0,0) to (n1,n2) that touch the distance. */
  private static double exact(int n1, int n2, long distance, Alternative alternative) {
    if ((long) n1 * n2 > MAX_EXACT_CELLS) {
      throw new IllegalArgumentException(
          "Product of the sample sizes must be at most "
              + MAX_EXACT_CELLS
              + " for EXACT; was "
              + (long) n1 * n2
              + ". Use LIMIT or ASYMPTOTIC.");
    }
    if (distance == 0) {
      return 1;
    }
    boolean twoSided = alternative == Alternative.TWO_SIDED;
    double[] touched = new double[n2 + 1];
    for (int i = 0; i <= n1; i++) {
      for (int j = 0; j <= n2; j++) {
        // Both one-sided laws are the same by symmetry.
        long here = (long) i * n2 - (long) j * n1;
        if ((twoSided ? Math.abs(here) : here) >= distance) {
          touched[j] = 1;
        } else if (i == 0 && j == 0) {
          touched[j] = 0;
        } else {
          double fromLeft = j == 0 ? 0 : touched[j - 1] * j;
          double fromBelow = i == 0 ? 0 : touched[j] * i;
          touched[j] = (fromLeft + fromBelow) / (i + j);
        }
      }
    }
    return touched[n2];
  }

  private static double limit(long n1, long n2, double d, Alternative alternative) {
    if (alternative != Alternative.TWO_SIDED) {
      throw new IllegalArgumentException(
          "Alternative must be TWO_SIDED for LIMIT; was " + alternative + ". Use ASYMPTOTIC.");
    }
    return KolmogorovLaw.limitSurvival(StrictMath.sqrt((double) n1 * n2 / (n1 + n2)) * d);
  }

  private static double asymptotic(long n1, long n2, double d, Alternative alternative) {
    if (alternative == Alternative.TWO_SIDED) {
      return KolmogorovLaw.survival((long) StrictMath.rint((double) n1 * n2 / (n1 + n2)), d);
    }
    double m = (double) Math.max(n1, n2);
    double n = (double) Math.min(n1, n2);
    double z = StrictMath.sqrt(m * n / (m + n)) * d;
    double exponent = -2 * z * z - 2 * z * (m + 2 * n) / StrictMath.sqrt(m * n * (m + n)) / 3;
    return Math.min(1, StrictMath.exp(exponent));
  }
}
