package io.millwright.calibration;

/**
 * Between probabilities and log-odds, {@code ln(p / (1 - p))}.
 *
 * <p>Probabilities below {@link #EPSILON} count as that, and those above {@code 1 - EPSILON} as
 * that, so that 0 and 1 have the log-odds ∓36.04 and not infinity. {@link StrictMath}: the bits are
 * equal on every JVM. Stateless.
 */
public final class LogOdds {

  /** 2^-52, the distance from 1 to the next double. */
  public static final double EPSILON = 0x1.0p-52;

  private LogOdds() {}

  /**
   * The log-odds of a probability, from -36.04 to 36.04.
   *
   * @param probability from 0 to 1
   */
  public static double of(double probability) {
    return lnOf(probability) - lnOfRest(probability);
  }

  /** {@code ln p}, p clipped as above. */
  public static double lnOf(double probability) {
    return StrictMath.log(clipped(probability));
  }

  /** {@code ln(1 - p)}, p clipped as above. */
  public static double lnOfRest(double probability) {
    return StrictMath.log1p(-clipped(probability));
  }

  /** {@code 1 / (1 + exp(-x))}, computed without overflow. */
  public static double probability(double logOdds) {
    if (logOdds >= 0) {
      return 1 / (1 + StrictMath.exp(-logOdds));
    }
    double e = StrictMath.exp(logOdds);
    return e / (1 + e);
  }

  private static double clipped(double p) {
    return Math.max(EPSILON, Math.min(1 - EPSILON, p));
  }
}
