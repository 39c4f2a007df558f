package io.millwright.eval.interval;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** Quantiles and tails of the normal and of Student's distribution. */
final class Law {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Law() {}

  /** {@code Phi(z)}. */
  static double normal(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  /** The share of Student's distribution below t. */
  static double student(double t, double freedom) {
    return new TDistribution(null, freedom).cumulativeProbability(t);
  }

  /** {@code Phi^-1(p)}, infinite at 0 and 1. */
  static double normalQuantile(double p) {
    return NORMAL.inverseCumulativeProbability(p);
  }

  /** The normal quantile that leaves half of {@code 1 - level} above it. */
  static double critical(double level) {
    return -normalQuantile((1 - level) / 2);
  }

  /** The same of Student's distribution. */
  static double critical(double level, double freedom) {
    return -new TDistribution(null, freedom).inverseCumulativeProbability((1 - level) / 2);
  }
}
