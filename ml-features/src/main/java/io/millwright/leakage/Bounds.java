package io.millwright.leakage;

/** Confidence bounds that do not collapse at the ends of their range. */
final class Bounds {

  /** False alarms that one statistical check may give over all columns of a clean table. */
  static final double ALPHA = 1e-3;

  private Bounds() {}

  /**
   * The z that a normal variable exceeds with this probability, within 4.5e-4 (Abramowitz and
   * Stegun 26.2.23).
   *
   * @param tail in (0, 0.5]
   */
  static double z(double tail) {
    double t = StrictMath.sqrt(-2 * StrictMath.log(tail));
    double above = 2.515517 + t * (0.802853 + t * 0.010328);
    double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    return t - above / below;
  }

  /** z of one of so many one-sided comparisons, {@link #ALPHA} in all. */
  static double zOfEach(int comparisons) {
    return z(ALPHA / Math.max(1, comparisons));
  }

  /** Lower end of Wilson's score interval for a share of {@code k} in {@code n}. */
  static double wilsonLower(double k, double n, double z) {
    if (n <= 0) {
      return 0;
    }
    double p = k / n;
    double centre = p + z * z / (2 * n);
    double half = z * StrictMath.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return Math.max(0, (centre - half) / (1 + z * z / n));
  }

  /**
   * Lower end of the score interval for an AUC, solving {@code auc - t = z sqrt(V(t))} with {@code
   * V} of Newcombe (2006), Statistics in Medicine 25, method 5; not below 0.5.
   */
  static double aucLower(double auc, double positives, double negatives, double z) {
    double low = 0.5;
    double high = auc;
    if (!(auc > 0.5) || gap(auc, low, positives, negatives, z) <= 0) {
      return 0.5;
    }
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (gap(auc, middle, positives, negatives, z) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double gap(double auc, double t, double m, double n, double z) {
    double size = (m + n) / 2 - 1;
    double variance = t * (1 - t) * (1 + size * (1 - t) / (2 - t) + size * t / (1 + t)) / (m * n);
    return auc - t - z * StrictMath.sqrt(Math.max(0, variance));
  }

  /**
   * Lower end for the size of a rank correlation by Fisher's transformation with the variance of
   * Bonett and Wright (2000), {@code (1 + r²/2) / (n - 3)}; 0 for fewer than 10 rows.
   */
  static double correlationLower(double r, int n, double z) {
    if (n < 10) {
      return 0;
    }
    double size = Math.min(Math.abs(r), 1 - 1e-12);
    double transformed = 0.5 * StrictMath.log((1 + size) / (1 - size));
    double deviation = StrictMath.sqrt((1 + size * size / 2) / (n - 3));
    return Math.max(0, StrictMath.tanh(transformed - z * deviation));
  }
}
