package io.millwright.eval.power;

import io.millwright.Require;

/**
 * What the outcome of one unit is like before anything is changed: the assumption a plan rests on.
 *
 * <p>Take the numbers from past data of the same kind of units over the same length of time; a plan
 * is as good as they are. All are immutable and thread-safe.
 */
public sealed interface Outcome {

  /**
   * A share of units for which something happens; effects are differences of shares, tested by
   * Cohen's {@code h = 2 asin(sqrt p1) - 2 asin(sqrt p2)}, whose variance does not depend on p.
   *
   * @param rate today's share, strictly between 0 and 1
   */
  record Proportion(double rate) implements Outcome {
    public Proportion {
      Require.openShare("Rate", rate);
    }
  }

  /**
   * An amount per unit; effects are differences of means in the amount's unit.
   *
   * @param deviation standard deviation over units, greater than 0
   */
  record Mean(double deviation) implements Outcome {
    public Mean {
      Require.positive("Deviation", deviation);
    }
  }

  /**
   * A sum over units divided by another sum over the same units, for example clicks per view where
   * units are users. Its variance is that of the linearised outcome {@code (y - R d) / mean(d)}
   * (delta method); taking views as units instead would understate it.
   *
   * @param deviation standard deviation of the linearised outcome over units, greater than 0; see
   *     {@link #ratioDeviation}
   */
  record Ratio(double deviation) implements Outcome {
    public Ratio {
      Require.positive("Deviation", deviation);
    }
  }

  /**
   * A ranking metric of one query in one arm, from 0 to 1, for example nDCG at 10.
   *
   * @param deviation standard deviation over queries, greater than 0 and at most 0.5, the most that
   *     numbers from 0 to 1 can have
   */
  record PerQuery(double deviation) implements Outcome {
    public PerQuery {
      if (!(deviation > 0 && deviation <= 0.5)) {
        throw Require.violated("Deviation", "greater than 0 and at most 0.5", deviation);
      }
    }
  }

  /**
   * The difference of two rankers' metric on the same query, or of any two models on the same unit.
   * Units are pairs; the ratio of a plan stays 1.
   *
   * @param deviation standard deviation of the differences, greater than 0
   */
  record Paired(double deviation) implements Outcome {
    public Paired {
      Require.positive("Deviation", deviation);
    }
  }

  /** A share of units. */
  static Outcome proportion(double rate) {
    return new Proportion(rate);
  }

  /** An amount per unit. */
  static Outcome mean(double deviation) {
    return new Mean(deviation);
  }

  /** A ratio of sums. */
  static Outcome ratio(double deviation) {
    return new Ratio(deviation);
  }

  /** A ranking metric per query. */
  static Outcome perQuery(double deviation) {
    return new PerQuery(deviation);
  }

  /** Differences of pairs. */
  static Outcome paired(double deviation) {
    return new Paired(deviation);
  }

  /** Cohen's h of two shares, each from 0 to 1: {@code 2 asin(sqrt p1) - 2 asin(sqrt p2)}. */
  static double cohensH(double p1, double p2) {
    Require.share("First share", p1);
    Require.share("Second share", p2);
    return 2 * Math.asin(Math.sqrt(p1)) - 2 * Math.asin(Math.sqrt(p2));
  }

  /**
   * Standard deviation of the linearised ratio of numerator and denominator over units: {@code
   * sqrt(var_y - 2 R cov + R² var_d) / mean_d} with {@code R = mean_y / mean_d}.
   *
   * @param numerator numerators, one per unit
   * @param denominator denominators of the same units, their mean not 0
   * @return at least 0
   * @throws IllegalArgumentException if there are fewer than two units, the lengths differ or the
   *     mean denominator is 0
   */
  static double ratioDeviation(double[] numerator, double[] denominator) {
    int n = numerator.length;
    if (n < 2 || denominator.length != n) {
      throw new IllegalArgumentException(
          "Numerators and denominators must be of the same two or more units; were "
              + n
              + " and "
              + denominator.length
              + ".");
    }
    double y = 0;
    double d = 0;
    for (int i = 0; i < n; i++) {
      y += Require.finite("Numerator", numerator[i]);
      d += Require.finite("Denominator", denominator[i]);
    }
    if (d == 0) {
      throw Require.violated("Mean denominator", "other than 0", 0);
    }
    double ratio = y / d;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      // These residuals have mean 0 by the choice of the ratio.
      double residual = numerator[i] - ratio * denominator[i];
      squares += residual * residual;
    }
    return Math.sqrt(squares / (n - 1)) / Math.abs(d / n);
  }
}
