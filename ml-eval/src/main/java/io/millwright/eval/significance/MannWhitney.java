package io.millwright.eval.significance;

import java.util.Arrays;

/**
 * Whether values of one sample tend to be greater than those of another (Wilcoxon's rank sum test).
 *
 * <p>The statistic U is the number of pairs in which x is greater, ties half; {@code U / (n1 n2)}
 * is the area under the ROC curve of x against y. It is not a test of medians unless both
 * distributions have one shape. Pure functions.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177730491">Mann, Whitney (1947)</a>
 */
public final class MannWhitney {

  /** Pairs up to which the exact distribution is counted out. */
  public static final long MOST_PAIRS = 40_000;

  private MannWhitney() {}

  /**
   * The test; exact for up to {@link #MOST_PAIRS} pairs without ties, otherwise asymptotic with the
   * corrections for ties and continuity.
   *
   * @param x at least one finite value
   * @param y at least one finite value
   */
  public static TestResult of(double[] x, double[] y, Alternative alternative) {
    double[] pooled = Samples.sorted(Samples.pooled(x, y));
    boolean ties = false;
    for (int i = 1; i < pooled.length; i++) {
      ties |= pooled[i] == pooled[i - 1];
    }
    return ties || (long) x.length * y.length > MOST_PAIRS
        ? asymptotic(x, y, true, alternative)
        : exact(x, y, alternative);
  }

  /**
   * The test with the exact distribution of U for values without ties; with ties it is
   * conservative.
   *
   * @throws IllegalArgumentException for more than {@link #MOST_PAIRS} pairs
   */
  public static TestResult exact(double[] x, double[] y, Alternative alternative) {
    double u = statistic(x, y);
    long pairs = (long) x.length * y.length;
    if (pairs > MOST_PAIRS) {
      throw new IllegalArgumentException(
          "Pairs of the exact test must be at most "
              + MOST_PAIRS
              + "; were "
              + pairs
              + ". Use asymptotic.");
    }
    double p =
        switch (alternative) {
          case TWO_SIDED -> Math.min(1, 2 * atLeast(Math.max(u, pairs - u), x.length, y.length));
          case GREATER -> atLeast(u, x.length, y.length);
          // U and n1 n2 - U have one distribution.
          case LESS -> atLeast(pairs - u, x.length, y.length);
        };
    return new TestResult(u, p);
  }

  /**
   * The normal approximation, corrected for ties.
   *
   * @param continuity whether half a pair is taken off
   */
  public static TestResult asymptotic(
      double[] x, double[] y, boolean continuity, Alternative alternative) {
    double u = statistic(x, y);
    double pairs = (double) x.length * y.length;
    double n = x.length + y.length;
    double ties = ties(Samples.sorted(Samples.pooled(x, y)));
    double sd = n < 2 ? 0 : Math.sqrt(pairs / 12 * (n + 1 - ties / (n * (n - 1))));
    double extreme =
        switch (alternative) {
          case TWO_SIDED -> Math.max(u, pairs - u);
          case GREATER -> u;
          case LESS -> pairs - u;
        };
    double distance = extreme - pairs / 2 - (continuity ? 0.5 : 0);
    // All values equal: no deviation is possible and every one is as extreme.
    double above = sd > 0 ? Law.normalAbove(distance / sd) : 1;
    return new TestResult(u, Math.min(1, alternative == Alternative.TWO_SIDED ? 2 * above : above));
  }

  private static double statistic(double[] x, double[] y) {
    Samples.check("x", x, 1);
    Samples.check("y", y, 1);
    double[] sorted = Samples.sorted(y);
    double u = 0;
    for (double value : x) {
      u += (Samples.below(sorted, value) + Samples.notAbove(sorted, value)) / 2.0;
    }
    return u;
  }

  /** {@code sum t^3 - t} over groups of t equal values. */
  private static double ties(double[] sorted) {
    double sum = 0;
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        double t = i - start;
        sum += t * t * t - t;
        start = i;
      }
    }
    return sum;
  }

  /**
   * {@code P(U >= u)}. The shares of U among the ways to place m values of x among values of y
   * follow from those of one value less: the largest of all is an x and beats all y, or it is a y.
   */
  private static double atLeast(double u, int m, int n) {
    double[][] shares = new double[m + 1][];
    for (int i = 0; i <= m; i++) {
      shares[i] = new double[] {1};
    }
    for (int j = 1; j <= n; j++) {
      for (int i = 1; i <= m; i++) {
        double ofX = (double) i / (i + j);
        double[] next = new double[i * j + 1];
        for (int k = 0; k < shares[i].length; k++) {
          next[k] += shares[i][k] * (1 - ofX);
        }
        for (int k = 0; k < shares[i - 1].length; k++) {
          next[k + j] += shares[i - 1][k] * ofX;
        }
        shares[i] = next;
      }
    }
    int first = (int) Math.ceil(u);
    return Math.min(1, Arrays.stream(shares[m], first, shares[m].length).sum());
  }
}
