package io.millwright.features;

/**
 * Sine and cosine of angles of at most π/4, by their Taylor series up to the 18th or 19th power,
 * whose remainder there is below 1e-19.
 *
 * <p>Plain arithmetic: the same bits on every JVM, and no allocation, which {@code StrictMath.sin}
 * of JDK 21 and later has. Within 2 ulp of the true value.
 */
final class SmallAngle {

  private static final double[] SINE = reciprocalFactorials(3);
  private static final double[] COSINE = reciprocalFactorials(2);

  private SmallAngle() {}

  static double sine(double angle) {
    double square = angle * angle;
    return angle - angle * square * series(SINE, square);
  }

  static double cosine(double angle) {
    double square = angle * angle;
    return 1 - square * series(COSINE, square);
  }

  /** {@code c0 - c1 s + c2 s² - …} */
  private static double series(double[] coefficients, double s) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = coefficients[i] - s * sum;
    }
    return sum;
  }

  /** {@code 1/first!, 1/(first+2)!, …}, nine of them. */
  private static double[] reciprocalFactorials(int first) {
    double[] reciprocals = new double[9];
    double factorial = 1;
    for (int n = 1; n < first + 18; n++) {
      factorial *= n;
      if (n >= first && (n - first) % 2 == 0) {
        reciprocals[(n - first) / 2] = 1 / factorial;
      }
    }
    return reciprocals;
  }
}
