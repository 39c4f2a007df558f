package io.millwright.eval.significance;

import io.millwright.Require;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;

/**
 * Whether two models that were right or wrong on the same rows differ in accuracy, from the rows on
 * which only one of them is right.
 *
 * <p>For independent rows of equal weight. {@link #exact()} keeps its level for any number of rows;
 * {@link #chiSquare(boolean)} needs about 25 rows of disagreement.
 *
 * @param onlyFirst rows on which the first is right and the second wrong, at least 0
 * @param onlySecond rows on which the second is right and the first wrong, at least 0
 * @param rows all rows, at least the sum of both and at least 1
 * @see <a href="https://doi.org/10.1007/BF02295996">McNemar (1947)</a>
 */
public record McNemar(int onlyFirst, int onlySecond, int rows) {

  public McNemar {
    Require.atLeast("Rows that only the first gets right", onlyFirst, 0);
    Require.atLeast("Rows that only the second gets right", onlySecond, 0);
    Require.atLeast("Rows", rows, Math.max(1, Math.addExact(onlyFirst, onlySecond)));
  }

  /** The counts of two models that were right ({@code true}) or wrong on the same rows. */
  public static McNemar of(boolean[] first, boolean[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "Both models must be judged on the same rows; were on "
              + first.length
              + " and "
              + second.length
              + ".");
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < first.length; i++) {
      if (first[i] && !second[i]) {
        onlyFirst++;
      } else if (second[i] && !first[i]) {
        onlySecond++;
      }
    }
    return new McNemar(onlyFirst, onlySecond, first.length);
  }

  /** The exact two-sided binomial test; the statistic is the smaller of both counts. */
  public TestResult exact() {
    int least = Math.min(onlyFirst, onlySecond);
    int both = onlyFirst + onlySecond;
    double p = both == 0 ? 1 : Math.min(1, 2 * Law.fairCoinsAtMost(least, both));
    return new TestResult(least, p);
  }

  /**
   * {@code (|b - c| - correction)^2 / (b + c)} against chi-square of 1 degree of freedom.
   *
   * @param corrected whether the correction of continuity, 1, is taken off
   * @throws IllegalArgumentException if the models never disagree
   */
  public TestResult chiSquare(boolean corrected) {
    int both = Require.atLeast("Rows on which one model is right", onlyFirst + onlySecond, 1);
    double distance = Math.abs((double) onlyFirst - onlySecond) - (corrected ? 1 : 0);
    double statistic = distance * distance / both;
    return new TestResult(statistic, Law.chiSquareAbove(statistic, 1));
  }

  /**
   * The difference of accuracies, first less second, with the adjusted Wald interval of Bonett and
   * Price: one row more of each disagreement, cut to -1..1.
   *
   * @param level confidence, strictly between 0 and 1
   * @see <a href="https://doi.org/10.3102/1076998611411915">Bonett, Price (2012), Adjusted Wald
   *     Confidence Interval for a Difference of Binomial Proportions Based on Paired Data</a>
   */
  public Estimate.Measured difference(double level) {
    Require.openShare("Level", level);
    double n = rows + 2.0;
    double first = (onlyFirst + 1) / n;
    double second = (onlySecond + 1) / n;
    double middle = first - second;
    double error = Math.sqrt((first + second - middle * middle) / n);
    double half = Law.normalDeviate((1 - level) / 2) * error;
    Interval interval =
        new Interval(
            Math.max(-1, middle - half),
            Math.min(1, middle + half),
            level,
            "adjusted Wald interval of a paired difference (Bonett, Price)");
    return new Estimate.Measured(((double) onlyFirst - onlySecond) / rows, interval, rows);
  }

  /** The variance of the difference of accuracies, {@code (b + c - (b - c)^2 / n) / n^2}. */
  double variance() {
    double n = rows;
    double gap = (double) onlyFirst - onlySecond;
    return (onlyFirst + onlySecond - gap * gap / n) / (n * n);
  }
}
