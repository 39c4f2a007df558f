package io.millwright.split;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which group is held out in which fold, so that folds have alike shares of each stratum: the rule
 * of scikit-learn's {@code StratifiedGroupKFold}.
 *
 * <p>Groups are taken by the spread of their counts over the strata, the most uneven first. Each
 * goes to the fold where it leaves the least spread between folds: per stratum the population
 * standard deviation over folds of the share of the stratum that the fold has, averaged over
 * strata. Spreads that differ by rounding only are equal; of folds with about equal spread the one
 * with fewer rows is taken. Cost: O(groups × folds² × strata).
 */
final class StratifiedGroupRule {

  private static final double ROUNDING = 1e-12;
  private static final double CLOSE = 1e-8;
  private static final double CLOSE_SHARE = 1e-5;

  private final double[] totals;
  private final long[][] foldCounts;

  private StratifiedGroupRule(double[] totals, int k) {
    this.totals = totals;
    this.foldCounts = new long[k][totals.length];
  }

  /**
   * The fold of each group.
   *
   * @param counts groups × strata
   * @param order in which equally uneven groups are taken
   */
  static int[] folds(int[][] counts, int k, int[] order) {
    FoldRules.enough(k, counts.length, "groups");
    double[] totals = new double[counts[0].length];
    for (int[] group : counts) {
      for (int s = 0; s < totals.length; s++) {
        totals[s] += group[s];
      }
    }
    int largest = (int) Arrays.stream(totals).max().orElse(0);
    FoldRules.enough(k, largest, "rows in the largest stratum");
    StratifiedGroupRule rule = new StratifiedGroupRule(totals, k);
    int[] fold = new int[counts.length];
    IntStream.of(order)
        .boxed()
        .sorted(Comparator.comparingLong((Integer g) -> -unevenness(counts[g])))
        .forEach(g -> fold[g] = rule.add(counts[g]));
    return fold;
  }

  /** Orders as the standard deviation does, without its rounding. */
  private static long unevenness(int[] counts) {
    long sum = 0;
    long squares = 0;
    for (int count : counts) {
      sum += count;
      squares += (long) count * count;
    }
    return counts.length * squares - sum * sum;
  }

  private int add(int[] group) {
    int best = 0;
    double least = spread(0, group);
    for (int fold = 1; fold < foldCounts.length; fold++) {
      double spread = spread(fold, group);
      boolean less = least - spread > ROUNDING * least;
      boolean close = Math.abs(spread - least) <= CLOSE + CLOSE_SHARE * Math.abs(least);
      if (less || (close && rows(fold) < rows(best))) {
        best = fold;
        least = spread;
      }
    }
    for (int s = 0; s < totals.length; s++) {
      foldCounts[best][s] += group[s];
    }
    return best;
  }

  private long rows(int fold) {
    return Arrays.stream(foldCounts[fold]).sum();
  }

  /** The mean spread if the group went to that fold. */
  private double spread(int fold, int[] group) {
    double sum = 0;
    for (int s = 0; s < totals.length; s++) {
      sum += deviation(s, fold, group[s]);
    }
    return sum / totals.length;
  }

  private double deviation(int stratum, int fold, int more) {
    double[] shares = new double[foldCounts.length];
    double mean = 0;
    for (int i = 0; i < shares.length; i++) {
      long count = foldCounts[i][stratum] + (i == fold ? more : 0);
      shares[i] = totals[stratum] == 0 ? 0 : count / totals[stratum];
      mean += shares[i] / shares.length;
    }
    double squares = 0;
    for (double share : shares) {
      squares += (share - mean) * (share - mean);
    }
    return Math.sqrt(squares / shares.length);
  }
}
