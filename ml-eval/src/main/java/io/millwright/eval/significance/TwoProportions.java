package io.millwright.eval.significance;

import io.millwright.Require;

/**
 * Whether the shares of successes of two independent samples differ.
 *
 * <p>Not for two models on the same rows: see {@link McNemar}. With expected counts below 5 use
 * {@link FisherExact}. For the interval of the difference see {@link
 * io.millwright.eval.interval.ProportionDifference}.
 */
public final class TwoProportions {

  private TwoProportions() {}

  /**
   * The normal test, {@code z = (p1 - p2 - value) / sqrt(P (1 - P) (1/n1 + 1/n2))} with P the
   * pooled share.
   *
   * @param x1 successes of the first sample, 0 to {@code n1}
   * @param n1 its trials, at least 1
   * @param x2 successes of the second sample, 0 to {@code n2}
   * @param n2 its trials, at least 1
   * @param value the difference under the null hypothesis
   * @throws IllegalArgumentException if all trials are successes or none is: z does not exist
   */
  public static TestResult zTest(
      long x1, long n1, long x2, long n2, double value, Alternative alternative) {
    check("first", x1, n1);
    check("second", x2, n2);
    double a = n1;
    double b = n2;
    double pooled = ((double) x1 + x2) / (a + b);
    Require.openShare("Pooled share of successes", pooled);
    double error = Math.sqrt(pooled * (1 - pooled) * (1 / a + 1 / b));
    double z = (x1 / a - x2 / b - value) / error;
    return new TestResult(z, Law.normal(z, alternative));
  }

  private static void check(String which, long successes, long trials) {
    Require.atLeast("Trials of the " + which + " sample", trials, 1);
    if (successes < 0 || successes > trials) {
      throw Require.violated(
          "Successes of the " + which + " sample", "from 0 to " + trials, successes);
    }
  }
}
