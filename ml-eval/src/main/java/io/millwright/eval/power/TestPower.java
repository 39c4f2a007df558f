package io.millwright.eval.power;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.significance.Alternative;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Power of a test in standardised effects: the chance that it rejects when the effect is there.
 *
 * <p>With {@code n} units in the first sample, {@code n ratio} in the second and an effect of
 * {@code d} standard deviations, the test statistic has non-centrality {@code d sqrt(n ratio / (1 +
 * ratio))} (paired: {@code d sqrt(n)}); its distribution is normal, or non-central t with {@code n
 * + n ratio - 2} (paired: {@code n - 1}) degrees of freedom. Two-sided power counts both tails.
 *
 * <p>Units are real numbers here and not rounded; {@link PowerPlan} rounds up. Use when the effect
 * is standardised already; prefer {@link PowerPlan} for rates, amounts and ratios. Cost: about a
 * thousand evaluations of the normal distribution per power, some fifteen times that to solve.
 * Thread-safe: yes, immutable.
 *
 * @param statistic which distribution
 * @param alternative sidedness; an effect is signed as first sample minus second
 * @param alpha size of the test, strictly between 0 and 1
 * @param ratio units of the second sample per unit of the first, greater than 0; 1 when paired
 * @see <a href="https://doi.org/10.4324/9780203771587">Cohen (1988), Statistical Power Analysis for
 *     the Behavioral Sciences</a>, chapters 2 and 6
 */
public record TestPower(Statistic statistic, Alternative alternative, double alpha, double ratio) {

  /** The most units that a search looks at. */
  public static final double MOST_UNITS = 1e12;

  private static final double PRECISION = 1e-13;
  private static final int MOST_STEPS = 1000;

  /** What is compared with what. */
  public enum Statistic {
    /** Two independent samples, variance known or samples large. */
    NORMAL,
    /** Two independent samples, variance estimated: Student's t. */
    STUDENT,
    /** Differences of pairs, variance estimated: Student's t of one sample. */
    PAIRED
  }

  public TestPower {
    Require.openShare("Alpha", alpha);
    Require.positive("Ratio", ratio);
    if (statistic == Statistic.PAIRED && ratio != 1) {
      throw Require.violated("Ratio of a paired test", "1", ratio);
    }
  }

  /** A two-sided test of two equal samples by the normal distribution. */
  public static TestPower normal(double alpha) {
    return new TestPower(Statistic.NORMAL, Alternative.TWO_SIDED, alpha, 1);
  }

  /** A two-sided test of two equal samples by Student's t. */
  public static TestPower student(double alpha) {
    return new TestPower(Statistic.STUDENT, Alternative.TWO_SIDED, alpha, 1);
  }

  /** A two-sided test of paired differences by Student's t. */
  public static TestPower paired(double alpha) {
    return new TestPower(Statistic.PAIRED, Alternative.TWO_SIDED, alpha, 1);
  }

  /** The same with this sidedness. */
  public TestPower withAlternative(Alternative other) {
    return new TestPower(statistic, other, alpha, ratio);
  }

  /** The same at this size. */
  public TestPower withAlpha(double other) {
    return new TestPower(statistic, alternative, other, ratio);
  }

  /** The same with so many units in the second sample per unit of the first. */
  public TestPower withRatio(double other) {
    return new TestPower(statistic, alternative, alpha, other);
  }

  /**
   * The chance to reject.
   *
   * @param effect in standard deviations, finite
   * @param units of the first sample, greater than 0
   * @return from 0 to 1; undefined where a t test has less than one degree of freedom
   */
  public MetricValue power(double effect, double units) {
    Require.finite("Effect", effect);
    Require.positive("Units", units);
    double df = degrees(units);
    return df < 1
        ? MetricValue.undefined("the test has less than one degree of freedom")
        : MetricValue.of(chance(effect, units));
  }

  /**
   * The units of the first sample at which the power is reached, not rounded.
   *
   * @param effect in standard deviations, finite
   * @param power strictly between 0 and 1
   * @return undefined if the effect is 0, points against the alternative, or needs more than {@link
   *     #MOST_UNITS}; the fewest possible units if those suffice
   */
  public MetricValue sampleSize(double effect, double power) {
    Require.finite("Effect", effect);
    Require.openShare("Power", power);
    if (effect == 0) {
      return MetricValue.undefined("no sample finds an effect of 0");
    }
    if ((alternative == Alternative.GREATER && effect < 0)
        || (alternative == Alternative.LESS && effect > 0)) {
      return MetricValue.undefined("the effect points against the alternative");
    }
    double fewest = fewestUnits();
    if (chance(effect, MOST_UNITS) < power) {
      return MetricValue.undefined("more than 1e12 units would be needed");
    }
    double distance = (NoncentralT.z(1 - tail()) + NoncentralT.z(power)) / effect;
    double guess = distance * distance * (statistic == Statistic.PAIRED ? 1 : (1 + ratio) / ratio);
    return MetricValue.of(
        rising(n -> chance(effect, n), power, fewest, Math.min(MOST_UNITS / 2, guess)));
  }

  /**
   * The smallest effect found with that power, in the direction of the alternative.
   *
   * @param units of the first sample
   * @param power strictly between alpha and 1
   * @return in standard deviations: negative for {@link Alternative#LESS}, else positive; undefined
   *     where a t test has less than one degree of freedom
   */
  public MetricValue detectableEffect(double units, double power) {
    Require.positive("Units", units);
    Require.openShare("Power", power);
    if (power <= alpha) {
      throw Require.violated("Power", "greater than alpha " + alpha, power);
    }
    if (degrees(units) < 1) {
      return MetricValue.undefined("the test has less than one degree of freedom");
    }
    double sign = alternative == Alternative.LESS ? -1 : 1;
    return MetricValue.of(sign * rising(d -> chance(sign * d, units), power, 0, 1));
  }

  private double degrees(double units) {
    return switch (statistic) {
      case NORMAL -> Double.POSITIVE_INFINITY;
      case STUDENT -> units * (1 + ratio) - 2;
      case PAIRED -> units - 1;
    };
  }

  private double fewestUnits() {
    return switch (statistic) {
      case NORMAL -> Double.MIN_NORMAL;
      case STUDENT -> 3 / (1 + ratio);
      case PAIRED -> 2;
    };
  }

  private double chance(double effect, double units) {
    double shift =
        effect * Math.sqrt(statistic == Statistic.PAIRED ? units : units * (ratio / (1 + ratio)));
    double df = Math.max(1, degrees(units));
    double critical =
        statistic == Statistic.NORMAL ? -NoncentralT.z(tail()) : -NoncentralT.quantile(tail(), df);
    double above = alternative == Alternative.LESS ? 0 : above(critical, df, shift);
    double below = alternative == Alternative.GREATER ? 0 : above(critical, df, -shift);
    return Math.min(1, above + below);
  }

  private double tail() {
    return alternative == Alternative.TWO_SIDED ? alpha / 2 : alpha;
  }

  private double above(double critical, double df, double shift) {
    return statistic == Statistic.NORMAL
        ? NoncentralT.phi(shift - critical)
        : NoncentralT.above(critical, df, shift);
  }

  /** Where a rising function reaches the target: a bracket around the guess, then Brent. */
  private static double rising(DoubleUnaryOperator f, double target, double least, double guess) {
    double low = Math.max(least, guess / 2);
    while (low > least && f.applyAsDouble(low) >= target) {
      low = Math.max(least, low / 2);
    }
    if (f.applyAsDouble(low) >= target) {
      return low;
    }
    double high = 2 * Math.max(low, guess);
    while (f.applyAsDouble(high) < target) {
      high *= 2;
    }
    return new BrentSolver(PRECISION, Double.MIN_NORMAL, 0)
        .solve(MOST_STEPS, x -> f.applyAsDouble(x) - target, low, high);
  }
}
