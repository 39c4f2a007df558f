package io.millwright.eval.interval;

import io.millwright.Require;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;

/**
 * Intervals of the difference of two shares of independent samples, {@code x1/n1 - x2/n2}.
 *
 * <p>Not for two models on the same rows: those are paired, see {@code
 * io.millwright.eval.significance.McNemar}. Prefer {@link #NEWCOMBE}. Pure functions.
 *
 * @see <a
 *     href="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I">
 *     Newcombe (1998), Interval estimation for the difference between independent proportions</a>
 */
public enum ProportionDifference {

  /** {@code d -+ z sqrt(p1 q1 / n1 + p2 q2 / n2)}, not cut to -1..1. No width at 0 and 1. */
  WALD,

  /** From the Wilson interval of each share. Stays in -1..1. */
  NEWCOMBE,

  /** Wald after one success and one failure more in each sample. May leave -1..1. */
  AGRESTI_CAFFO;

  /**
   * The difference and its interval; support is the sum of both samples.
   *
   * @param x1 successes of the first sample, 0 to {@code n1}
   * @param n1 its trials, at least 1
   * @param x2 successes of the second sample, 0 to {@code n2}
   * @param n2 its trials, at least 1
   * @param level confidence, strictly between 0 and 1
   */
  public Estimate.Measured of(long x1, long n1, long x2, long n2, double level) {
    double p1 = share("first", x1, n1);
    double p2 = share("second", x2, n2);
    Require.openShare("Level", level);
    double[] ends = ends((double) x1, (double) n1, (double) x2, (double) n2, Law.critical(level));
    String method = "interval of a difference of shares (" + name() + ")";
    return new Estimate.Measured(
        p1 - p2, new Interval(ends[0], ends[1], level, method), Math.addExact(n1, n2));
  }

  private double[] ends(double x1, double n1, double x2, double n2, double z) {
    return switch (this) {
      case WALD -> wald(x1 / n1, n1, x2 / n2, n2, z);
      case NEWCOMBE ->
          newcombe(
              x1 / n1,
              ProportionInterval.wilsonEnds(x1, n1, z),
              x2 / n2,
              ProportionInterval.wilsonEnds(x2, n2, z));
      case AGRESTI_CAFFO -> wald((x1 + 1) / (n1 + 2), n1 + 2, (x2 + 1) / (n2 + 2), n2 + 2, z);
    };
  }

  private static double share(String which, long successes, long trials) {
    Require.atLeast("Trials of the " + which + " sample", trials, 1);
    if (successes < 0 || successes > trials) {
      throw Require.violated(
          "Successes of the " + which + " sample", "from 0 to " + trials, successes);
    }
    return (double) successes / trials;
  }

  private static double[] wald(double p1, double n1, double p2, double n2, double z) {
    double half = z * Math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
    return new double[] {p1 - p2 - half, p1 - p2 + half};
  }

  private static double[] newcombe(double p1, double[] first, double p2, double[] second) {
    return new double[] {
      p1 - p2 - Math.hypot(p1 - first[0], second[1] - p2),
      p1 - p2 + Math.hypot(first[1] - p1, p2 - second[0])
    };
  }
}
