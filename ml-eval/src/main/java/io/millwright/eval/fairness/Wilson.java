package io.millwright.eval.fairness;

import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The score interval of a share: {@code (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)}.
 *
 * <p>With weights, n is Kish's effective number of rows, {@code (sum w)² / sum w²}.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927)</a>
 */
final class Wilson {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Wilson() {}

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

  static Estimate estimate(double share, double effective, double level, long support) {
    double z = quantile(level);
    double n = effective;
    double middle = share + z * z / (2 * n);
    double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    double scale = 1 + z * z / n;
    double low = Math.max(0, (middle - half) / scale);
    double high = Math.min(1, (middle + half) / scale);
    return new Estimate.Measured(
        share,
        // At 0 and 1 rounding may put an end on the wrong side of the share.
        new Interval(Math.min(low, share), Math.max(high, share), level, "Wilson score"),
        support);
  }
}
