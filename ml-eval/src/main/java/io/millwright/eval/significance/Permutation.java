package io.millwright.eval.significance;

import io.millwright.Require;
import io.millwright.Seed;
import java.util.random.RandomGenerator;

/**
 * Tests that compare a mean with what chance alone would give by flipping signs of paired
 * differences or by dealing two samples anew.
 *
 * <p>Exact where all ways can be counted, otherwise from random ways: then {@code p = (k + 1) / (m
 * + 1)} of m ways of which k are at least as extreme, which is never 0 and keeps its level for any
 * m. Two-sided p is twice the smaller one-sided p, at most 1. Values that differ by rounding only
 * count as equal. The null hypothesis is that both samples come from one distribution, or that
 * differences are symmetric about 0, not only that means agree.
 *
 * @see <a href="https://doi.org/10.2202/1544-6115.1585">Phipson, Smyth (2010), Permutation P-values
 *     Should Never Be Zero</a>
 */
public final class Permutation {

  /** Ways up to which all are counted. */
  public static final long MOST_WAYS = 2_000_000;

  private Permutation() {}

  /**
   * Whether the mean of paired differences is 0, from all 2^n signs.
   *
   * @param differences at least one, finite
   * @return the mean as statistic
   * @throws IllegalArgumentException for more than {@link #MOST_WAYS} ways
   */
  public static TestResult signs(double[] differences, Alternative alternative) {
    Samples.check("differences", differences, 1);
    requireFew(Math.pow(2, differences.length));
    Tally tally = Tally.of(differences, differences.length, sum(differences));
    flip(differences, 0, 0, tally);
    return tally.result(Samples.mean(differences), 0, alternative);
  }

  private static void flip(double[] differences, int from, double sum, Tally tally) {
    if (from == differences.length) {
      tally.add(sum);
      return;
    }
    flip(differences, from + 1, sum + differences[from], tally);
    flip(differences, from + 1, sum - differences[from], tally);
  }

  /**
   * Whether the mean of paired differences is 0, from random signs.
   *
   * @param differences at least one, finite
   * @param ways how many, at least 100
   * @return the mean as statistic
   */
  public static TestResult signs(
      double[] differences, int ways, Seed seed, Alternative alternative) {
    Samples.check("differences", differences, 1);
    Require.atLeast("Ways", ways, 100);
    Tally tally = Tally.of(differences, differences.length, sum(differences));
    for (int way = 0; way < ways; way++) {
      RandomGenerator random = seed.derive(way).random();
      double sum = 0;
      long bits = 0;
      for (int i = 0; i < differences.length; i++) {
        bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
        sum += (bits & 1) == 0 ? differences[i] : -differences[i];
      }
      tally.add(sum);
    }
    return tally.result(Samples.mean(differences), 1, alternative);
  }

  /**
   * Whether two samples have one mean, from all ways to deal the values.
   *
   * @param x at least one finite value
   * @param y at least one finite value
   * @return the difference of means, x less y, as statistic
   * @throws IllegalArgumentException for more than {@link #MOST_WAYS} ways
   */
  public static TestResult means(double[] x, double[] y, Alternative alternative) {
    double[] pooled = pooled(x, y);
    double ways = 1;
    for (int i = 1; i <= x.length; i++) {
      ways = ways * (y.length + i) / i;
    }
    requireFew(ways);
    // With the pooled sum fixed, the sum of x orders all ways as the difference of means does.
    Tally tally = Tally.of(pooled, x.length, sum(x));
    deal(pooled, 0, x.length, 0, tally);
    return tally.result(Samples.mean(x) - Samples.mean(y), 0, alternative);
  }

  private static void deal(double[] pooled, int from, int left, double sum, Tally tally) {
    if (left == 0) {
      tally.add(sum);
      return;
    }
    deal(pooled, from + 1, left - 1, sum + pooled[from], tally);
    if (pooled.length - from > left) {
      deal(pooled, from + 1, left, sum, tally);
    }
  }

  /**
   * Whether two samples have one mean, from random ways to deal the values.
   *
   * @param x at least one finite value
   * @param y at least one finite value
   * @param ways how many, at least 100
   * @return the difference of means, x less y, as statistic
   */
  public static TestResult means(
      double[] x, double[] y, int ways, Seed seed, Alternative alternative) {
    double[] pooled = pooled(x, y);
    Require.atLeast("Ways", ways, 100);
    Tally tally = Tally.of(pooled, x.length, sum(x));
    for (int way = 0; way < ways; way++) {
      RandomGenerator random = seed.derive(way).random();
      double[] dealt = pooled.clone();
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        int j = i + random.nextInt(dealt.length - i);
        sum += dealt[j];
        dealt[j] = dealt[i];
      }
      tally.add(sum);
    }
    return tally.result(Samples.mean(x) - Samples.mean(y), 1, alternative);
  }

  private static double[] pooled(double[] x, double[] y) {
    Samples.check("x", x, 1);
    Samples.check("y", y, 1);
    return Samples.pooled(x, y);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static void requireFew(double ways) {
    if (ways > MOST_WAYS) {
      throw new IllegalArgumentException(
          "Ways of the exact test must be at most "
              + MOST_WAYS
              + "; were about "
              + (float) ways
              + ". Give a number of random ways and a seed.");
    }
  }

  /** Counts sums at least and at most as large as the observed one. Not thread-safe. */
  private static final class Tally {

    private final double observed;
    private final double slack;
    private long ways;
    private long atLeast;
    private long atMost;

    private Tally(double observed, double slack) {
      this.observed = observed;
      this.slack = slack;
    }

    /** Sums of so many of the values round to within the slack. */
    static Tally of(double[] values, int terms, double observed) {
      double largest = 0;
      for (double value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      return new Tally(observed, 2 * Math.ulp(largest * terms) * terms);
    }

    void add(double sum) {
      ways++;
      atLeast += sum >= observed - slack ? 1 : 0;
      atMost += sum <= observed + slack ? 1 : 0;
    }

    /**
     * @param own 1 if the observed way counts besides those drawn, 0 if it is among them
     */
    TestResult result(double statistic, int own, Alternative alternative) {
      double all = ways + own;
      double greater = (atLeast + own) / all;
      double less = (atMost + own) / all;
      double p =
          switch (alternative) {
            case TWO_SIDED -> Math.min(1, 2 * Math.min(greater, less));
            case GREATER -> greater;
            case LESS -> less;
          };
      return new TestResult(statistic, p);
    }
  }
}
