package io.millwright.monitor;

import io.millwright.monitor.drift.ChiSquare;
import org.apache.commons.math3.special.Gamma;

/**
 * Whether a share differs between reference and current rows, by Fisher's conditional law where a
 * count is small: given how many of all N rows have the mark, how many of them are among the n
 * current rows.
 */
final class Shares {

  /** From this expected count on chi-square is as good. */
  private static final double LARGE = 50;

  private Shares() {}

  /** Two-sided: twice the smaller tail. */
  static double changed(long marked, long of, long markedNow, long ofNow) {
    return Math.min(
        1,
        2
            * Math.min(
                increased(marked, of, markedNow, ofNow), increased(markedNow, ofNow, marked, of)));
  }

  /** One-sided: P(at least so many of the marked rows are current ones). */
  static double increased(long marked, long of, long markedNow, long ofNow) {
    long total = marked + markedNow;
    long rows = of + ofNow;
    if (markedNow == 0 || total == rows) {
      return 1;
    }
    double least = Math.min(total, rows - total) * (double) Math.min(of, ofNow) / rows;
    if (least >= LARGE) {
      double[][] table = {{marked, of - marked}, {markedNow, ofNow - markedNow}};
      double p = ChiSquare.contingency(table, false, ChiSquare.Statistic.PEARSON).pValue();
      boolean more = markedNow / (double) ofNow > marked / (double) of;
      return more ? p / 2 : 1 - p / 2;
    }
    return hypergeometricTail(total, rows, markedNow, ofNow);
  }

  private static double hypergeometricTail(long total, long rows, long from, long draws) {
    double sum = 0;
    long last = Math.min(total, draws);
    double logAll = logChoose(rows, draws);
    for (long k = from; k <= last; k++) {
      double term =
          StrictMath.exp(logChoose(total, k) + logChoose(rows - total, draws - k) - logAll);
      sum += term;
      if (term < 1e-18 * sum && k > (double) total * draws / rows) {
        break;
      }
    }
    return Math.min(1, sum);
  }

  private static double logChoose(long n, long k) {
    return k < 0 || k > n
        ? Double.NEGATIVE_INFINITY
        : Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
  }

  /**
   * P(at least k current values beyond the extreme of the reference): the k outermost of all pooled
   * values are all current ones.
   */
  static double beyond(long k, long references, long currents) {
    double p = 1;
    for (long i = 0; i < k && p > 1e-300; i++) {
      p *= (currents - i) / (double) (references + currents - i);
    }
    return p;
  }
}
