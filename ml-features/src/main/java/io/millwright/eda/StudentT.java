package io.millwright.eda;

/** Tails of Student's t distribution, for correlations. */
final class StudentT {

  private static final int MOST_STEPS = 100_000;
  private static final double TINY = 1e-300;
  private static final double LOG_SQRT_TWO_PI = 0.9189385332046727;

  /** From here on Stirling's series is exact to 1e-14. */
  private static final double STIRLING_FROM = 15;

  private StudentT() {}

  /**
   * The chance of a correlation at least this far from 0 among n rows without any: with {@code t =
   * r sqrt((n-2)/(1-r²))} it is {@code I(1-r²; (n-2)/2, 1/2)}; 1 for two rows.
   */
  static double twoSided(double r, int n) {
    if (n <= 2) {
      return 1;
    }
    return regularizedBeta((1 - r) * (1 + r), (n - 2) / 2.0, 0.5);
  }

  /** The regularised incomplete beta function by its continued fraction, DLMF 8.17.22. */
  static double regularizedBeta(double x, double a, double b) {
    if (x <= 0) {
      return 0;
    }
    if (x >= 1) {
      return 1;
    }
    double front =
        StrictMath.exp(
            a * StrictMath.log(x)
                + b * StrictMath.log1p(-x)
                + logGamma(a + b)
                - logGamma(a)
                - logGamma(b));
    // The fraction converges fast below the mean of the distribution; above it, use the mirror.
    return x < (a + 1) / (a + b + 2)
        ? front / (a * fraction(x, a, b))
        : 1 - front / (b * fraction(1 - x, b, a));
  }

  /** {@code 1 + d1/(1 + d2/(1 + ...))} by the modified Lentz algorithm. */
  private static double fraction(double x, double a, double b) {
    double f = 1;
    double c = 1;
    double d = 0;
    for (int k = 1; k <= MOST_STEPS; k++) {
      int m = k / 2;
      double term =
          k % 2 == 0
              ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
              : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + term * d);
      c = away(1 + term / c);
      f *= c * d;
      if (Math.abs(c * d - 1) < 1e-15) {
        return f;
      }
    }
    throw new IllegalStateException(
        "Continued fraction must converge in " + MOST_STEPS + " steps; did not.");
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** Stirling's series, DLMF 5.11.1, after shifting small arguments up. */
  private static double logGamma(double x) {
    double shift = 1;
    double y = x;
    while (y < STIRLING_FROM) {
      shift *= y;
      y++;
    }
    double q = 1 / (y * y);
    double series = (1.0 / 12 - q * (1.0 / 360 - q * (1.0 / 1260 - q / 1680))) / y;
    return (y - 0.5) * StrictMath.log(y) - y + LOG_SQRT_TWO_PI + series - StrictMath.log(shift);
  }
}
