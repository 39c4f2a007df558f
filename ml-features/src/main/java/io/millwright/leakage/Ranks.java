package io.millwright.leakage;

import java.util.Arrays;

/** Ranks and what is computed from them; equal values share the mean of their ranks. */
final class Ranks {

  private Ranks() {}

  /** Ranks from 1 to n of finite values. */
  static double[] midranks(double[] values) {
    double[] distinct = new double[values.length];
    Arrays.setAll(distinct, i -> values[i] + 0.0); // the two zeros are equal
    Arrays.sort(distinct);
    double[] rank = new double[distinct.length];
    int count = 0;
    for (int start = 0; start < values.length; ) {
      int end = start + 1;
      while (end < values.length && distinct[end] == distinct[start]) {
        end++;
      }
      distinct[count] = distinct[start];
      rank[count++] = (start + end + 1) / 2.0;
      start = end;
    }
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      ranks[i] = rank[Arrays.binarySearch(distinct, 0, count, values[i] + 0.0)];
    }
    return ranks;
  }

  /**
   * Share of pairs of a positive and a negative in which the positive's score is greater, ties
   * counting half; NaN if there is no such pair.
   */
  static double auc(double[] scores, boolean[] positive) {
    double[] ranks = midranks(scores);
    double sum = 0;
    long m = 0;
    for (int i = 0; i < ranks.length; i++) {
      if (positive[i]) {
        sum += ranks[i];
        m++;
      }
    }
    long n = ranks.length - m;
    return m == 0 || n == 0 ? Double.NaN : (sum - m * (m + 1) / 2.0) / ((double) m * n);
  }

  /** Spearman's rank correlation; NaN if one of both is constant or there are fewer than 3 rows. */
  static double spearman(double[] a, double[] b) {
    return a.length < 3 ? Double.NaN : pearson(midranks(a), midranks(b));
  }

  /** Pearson's correlation; NaN if one of both is constant. */
  static double pearson(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < a.length; i++) {
      double x = a[i] - meanA;
      double y = b[i] - meanB;
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
    return aa == 0 || bb == 0 ? Double.NaN : ab / StrictMath.sqrt(aa) / StrictMath.sqrt(bb);
  }
}
