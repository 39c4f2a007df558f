package io.millwright.eval.significance;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** Tails of the distributions of test statistics. */
final class Law {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Law() {}

  /** {@code P(N > z)}. */
  static double normalAbove(double z) {
    return NORMAL.cumulativeProbability(-z);
  }

  /** The z with {@code P(N > z) = tail}. */
  static double normalDeviate(double tail) {
    return -NORMAL.inverseCumulativeProbability(tail);
  }

  /** The p-value of a normal statistic. */
  static double normal(double z, Alternative alternative) {
    return switch (alternative) {
      case TWO_SIDED -> Math.min(1, 2 * normalAbove(Math.abs(z)));
      case GREATER -> normalAbove(z);
      case LESS -> normalAbove(-z);
    };
  }

  /** The p-value of a Student statistic, which may be infinite. */
  static double student(double t, double freedom, Alternative alternative) {
    return switch (alternative) {
      case TWO_SIDED -> Math.min(1, 2 * studentBelow(-Math.abs(t), freedom));
      case GREATER -> studentBelow(-t, freedom);
      case LESS -> studentBelow(t, freedom);
    };
  }

  private static double studentBelow(double t, double freedom) {
    if (Double.isInfinite(t)) {
      return t < 0 ? 0 : 1;
    }
    return new TDistribution(null, freedom).cumulativeProbability(t);
  }

  /** {@code P(chi-square > x)}. */
  static double chiSquareAbove(double x, double freedom) {
    return 1 - new ChiSquaredDistribution(null, freedom).cumulativeProbability(x);
  }

  /** {@code P(F > x)}. */
  static double fisherAbove(double x, double first, double second) {
    // The upper tail of F(a, b) at x is the lower tail of F(b, a) at 1 / x.
    return x == 0 ? 1 : new FDistribution(null, second, first).cumulativeProbability(1 / x);
  }

  /** {@code P(B <= k)} of n fair coins. */
  static double fairCoinsAtMost(int k, int n) {
    return new BinomialDistribution(null, n, 0.5).cumulativeProbability(k);
  }
}
