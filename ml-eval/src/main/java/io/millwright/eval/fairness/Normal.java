package io.millwright.eval.fairness;

import org.apache.commons.math3.distribution.NormalDistribution;

/** Quantiles and tails of the normal distribution. */
final class Normal {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Normal() {}

  /** The two-sided quantile: 1.96 at 0.95. */
  static double quantile(double level) {
    return NORMAL.inverseCumulativeProbability((1 + level) / 2);
  }

  /** The normal deviate that this much probability lies beyond. */
  static double deviate(double tail) {
    return -NORMAL.inverseCumulativeProbability(tail);
  }

  /** The two-sided probability of a normal deviate of at least this size. */
  static double tails(double deviate) {
    return 2 * NORMAL.cumulativeProbability(-Math.abs(deviate));
  }
}
