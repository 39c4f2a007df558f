package io.millwright.eda;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The measures by their definitions, without care for speed. */
final class SlowMeasures {

  private SlowMeasures() {}

  static int[] rows(int n, IntPredicate kept) {
    return IntStream.range(0, n).filter(kept).toArray();
  }

  static double pearson(double[] x, double[] y, int[] rows) {
    double mx = Arrays.stream(rows).mapToDouble(i -> x[i]).average().orElseThrow();
    double my = Arrays.stream(rows).mapToDouble(i -> y[i]).average().orElseThrow();
    double xy = Arrays.stream(rows).mapToDouble(i -> (x[i] - mx) * (y[i] - my)).sum();
    double xx = Arrays.stream(rows).mapToDouble(i -> (x[i] - mx) * (x[i] - mx)).sum();
    double yy = Arrays.stream(rows).mapToDouble(i -> (y[i] - my) * (y[i] - my)).sum();
    return xy / Math.sqrt(xx) / Math.sqrt(yy);
  }

  static double spearman(double[] x, double[] y, int[] rows) {
    return pearson(ranks(x, rows), ranks(y, rows), rows);
  }

  private static double[] ranks(double[] x, int[] rows) {
    double[] ranks = new double[x.length];
    for (int i : rows) {
      long below = Arrays.stream(rows).filter(j -> x[j] < x[i]).count();
      long equal = Arrays.stream(rows).filter(j -> x[j] == x[i]).count();
      ranks[i] = below + (equal + 1) / 2.0;
    }
    return ranks;
  }

  private static long count(int[] rows, IntPredicate which) {
    return Arrays.stream(rows).filter(which).count();
  }

  static double bergsma(int[] a, int[] b, int[] rows) {
    double n = rows.length;
    long r = Arrays.stream(rows).map(i -> a[i]).distinct().count();
    long c = Arrays.stream(rows).map(i -> b[i]).distinct().count();
    double chi = 0;
    for (int p = 0; p < 3; p++) {
      for (int q = 0; q < 3; q++) {
        int inP = p;
        int inQ = q;
        double expected = count(rows, i -> a[i] == inP) * count(rows, i -> b[i] == inQ) / n;
        double off = count(rows, i -> a[i] == inP && b[i] == inQ) - expected;
        chi += expected == 0 ? 0 : off * off / expected;
      }
    }
    double f = Math.max(0, chi / n - (r - 1) * (c - 1) / (n - 1));
    double r2 = r - (r - 1) * (r - 1) / (n - 1);
    double c2 = c - (c - 1) * (c - 1) / (n - 1);
    return Math.sqrt(f / Math.min(r2 - 1, c2 - 1));
  }

  static double eta(int[] c, double[] x, int[] rows) {
    double mean = Arrays.stream(rows).mapToDouble(i -> x[i]).average().orElseThrow();
    double total = 0;
    double within = 0;
    for (int i : rows) {
      double own =
          Arrays.stream(rows)
              .filter(j -> c[j] == c[i])
              .mapToDouble(j -> x[j])
              .average()
              .orElseThrow();
      total += (x[i] - mean) * (x[i] - mean);
      within += (x[i] - own) * (x[i] - own);
    }
    return Math.sqrt((total - within) / total);
  }

  static double information(int[] a, int[] b, int[] rows) {
    double ofA = entropy(Arrays.stream(rows).map(i -> a[i]).toArray());
    double ofB = entropy(Arrays.stream(rows).map(i -> b[i]).toArray());
    double both = entropy(Arrays.stream(rows).map(i -> a[i] * 100 + b[i]).toArray());
    return Math.min(1, Math.max(0, ofA + ofB - both) / Math.sqrt(ofA * ofB));
  }

  private static double entropy(int[] values) {
    double n = values.length;
    int[] different = Arrays.stream(values).distinct().toArray();
    double sum = (different.length - 1) / (2 * n);
    for (int value : different) {
      double share = Arrays.stream(values).filter(v -> v == value).count() / n;
      sum -= share * Math.log(share);
    }
    return sum;
  }

  /** The two-sided tail of a correlation: its density is proportional to (1 - r²)^((n-4)/2). */
  static double tail(double r, int n) {
    double power = (n - 4) / 2.0;
    return simpson(r, 1, power) / simpson(0, 1, power);
  }

  private static double simpson(double from, double to, double power) {
    int parts = 2_000_000;
    double step = (to - from) / parts;
    double sum = 0;
    for (int i = 0; i <= parts; i++) {
      double x = from + i * step;
      double weight = i == 0 || i == parts ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.pow(Math.max(0, 1 - x * x), power);
    }
    return sum * step / 3;
  }
}
