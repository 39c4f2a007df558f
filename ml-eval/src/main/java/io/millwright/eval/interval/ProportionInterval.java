package io.millwright.eval.interval;

import io.millwright.Require;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Intervals of a share: so many successes in so many independent trials.
 *
 * <p>They need whole counts of independent rows of equal weight; for weighted or grouped rows
 * resample. Prefer {@link #WILSON}. Pure functions.
 *
 * @see <a href="https://doi.org/10.1214/ss/1009213286">Brown, Cai, DasGupta (2001), Interval
 *     Estimation for a Binomial Proportion</a>
 */
public enum ProportionInterval {

  /** {@code p -+ z sqrt(p (1 - p) / n)}, cut to 0..1. Covers badly near 0 and 1; for parity. */
  WALD,

  /** The score interval: those shares that a score test does not refuse. Never empty of width. */
  WILSON,

  /** Wald about the middle of Wilson's interval, cut to 0..1. Simple and a little wide. */
  AGRESTI_COULL,

  /** From the exact binomial test: covers at least the level always, mostly more. */
  CLOPPER_PEARSON,

  /** Equal-tailed quantiles of {@code Beta(x + 1/2, n - x + 1/2)}. */
  JEFFREYS;

  /** Of the solver for quantiles of beta distributions. */
  private static final double ACCURACY = 1e-15;

  /**
   * The share and its interval.
   *
   * @param successes 0 to {@code trials}
   * @param trials at least 1
   * @param level confidence, strictly between 0 and 1
   */
  public Estimate.Measured of(long successes, long trials, double level) {
    Require.atLeast("Trials", trials, 1);
    Require.openShare("Level", level);
    if (successes < 0 || successes > trials) {
      throw Require.violated("Successes", "from 0 to " + trials, successes);
    }
    double[] ends = ends((double) successes, (double) trials, level);
    String method = "binomial interval (" + name() + ")";
    return new Estimate.Measured(
        (double) successes / trials, new Interval(ends[0], ends[1], level, method), trials);
  }

  /**
   * Wilson's interval of a weighted share.
   *
   * @param share 0..1
   * @param effective how many rows of equal weight say as much, greater than 0; Kish's {@code (sum
   *     w)^2 / sum w^2}
   * @param level confidence, strictly between 0 and 1
   */
  public static Estimate.Interval wilson(double share, double effective, double level) {
    Require.share("Share", share);
    Require.positive("Effective rows", effective);
    Require.openShare("Level", level);
    double[] ends = wilsonEnds(share * effective, effective, Law.critical(level));
    // Rounding could put the share outside.
    return new Interval(
        Math.max(0, Math.min(share, ends[0])),
        Math.min(1, Math.max(share, ends[1])),
        level,
        "binomial interval (WILSON)");
  }

  private double[] ends(double x, double n, double level) {
    double z = Law.critical(level);
    double tail = (1 - level) / 2;
    return switch (this) {
      case WALD -> wald(x / n, n, z);
      case WILSON -> wilsonEnds(x, n, z);
      case AGRESTI_COULL -> wald((x + z * z / 2) / (n + z * z), n + z * z, z);
      case CLOPPER_PEARSON ->
          new double[] {
            x == 0 ? 0 : beta(x, n - x + 1, tail), x == n ? 1 : beta(x + 1, n - x, 1 - tail)
          };
      case JEFFREYS ->
          new double[] {beta(x + 0.5, n - x + 0.5, tail), beta(x + 0.5, n - x + 0.5, 1 - tail)};
    };
  }

  private static double[] wald(double p, double n, double z) {
    double half = z * Math.sqrt(p * (1 - p) / n);
    return new double[] {Math.max(0, p - half), Math.min(1, p + half)};
  }

  /** Wilson's ends. */
  static double[] wilsonEnds(double x, double n, double z) {
    double p = x / n;
    double middle = (x + z * z / 2) / (n + z * z);
    double half = z * Math.sqrt(n) / (n + z * z) * Math.sqrt(p * (1 - p) + z * z / (4 * n));
    // Exactly 0 and 1 at the extremes, where the formula leaves a rounding error.
    return new double[] {x == 0 ? 0 : middle - half, x == n ? 1 : middle + half};
  }

  private static double beta(double a, double b, double p) {
    return new BetaDistribution(null, a, b, ACCURACY).inverseCumulativeProbability(p);
  }
}
