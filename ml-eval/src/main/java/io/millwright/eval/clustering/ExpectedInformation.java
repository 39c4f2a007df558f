package io.millwright.eval.clustering;

import java.util.Arrays;

/**
 * The expected mutual information of two groupings of the given sizes, drawn at random.
 *
 * <p>The number of rows that a group of a rows shares with one of b is hypergeometric. Its
 * probabilities are followed from the likeliest number outward by their ratios, {@code p(n+1)/p(n)
 * = (a-n)(b-n)/((n+1)(N-a-b+n+1))}, until they no longer count, and divided by their sum: no
 * factorial is needed, and a pair costs in proportion to the spread of the number and not to the
 * group sizes. Pairs of equal sizes are computed once.
 *
 * @see <a href="https://jmlr.org/papers/v11/vinh10a.html">Vinh, Epps, Bailey (2010), equation
 *     (6)</a>
 */
final class ExpectedInformation {

  /** What the terms left out would add is less than rounding. */
  private static final double NEGLIGIBLE = 1e-22;

  private ExpectedInformation() {}

  static double of(long[] rowTotals, long[] columnTotals, long total) {
    long[] rows = rowTotals.clone();
    long[] columns = columnTotals.clone();
    Arrays.sort(rows);
    Arrays.sort(columns);
    double sum = 0;
    for (int i = 0; i < rows.length; ) {
      int nextI = runEnd(rows, i);
      for (int j = 0; j < columns.length; ) {
        int nextJ = runEnd(columns, j);
        sum += (double) (nextI - i) * (nextJ - j) * pair(rows[i], columns[j], total);
        j = nextJ;
      }
      i = nextI;
    }
    return sum;
  }

  private static int runEnd(long[] sorted, int from) {
    int to = from + 1;
    while (to < sorted.length && sorted[to] == sorted[from]) {
      to++;
    }
    return to;
  }

  private static double pair(long a, long b, long total) {
    long least = Math.max(0, a + b - total);
    long most = Math.min(a, b);
    long mode = (long) ((a + 1.0) * (b + 1.0) / (total + 2.0));
    mode = Math.max(least, Math.min(most, mode));
    double scale = (double) total / a / b;
    double mass = 1;
    double sum = term(mode, scale, 1);
    double p = 1;
    for (long n = mode; n < most && p > NEGLIGIBLE; n++) {
      p *= (double) (a - n) / (n + 1) * (b - n) / (total - a - b + n + 1);
      mass += p;
      sum += term(n + 1, scale, p);
    }
    p = 1;
    for (long n = mode; n > least && p > NEGLIGIBLE; n--) {
      p *= (double) n / (a - n + 1) * (total - a - b + n) / (b - n + 1);
      mass += p;
      sum += term(n - 1, scale, p);
    }
    return sum / mass / total;
  }

  private static double term(long n, double scale, double p) {
    return n == 0 ? 0 : n * p * StrictMath.log(n * scale);
  }
}
