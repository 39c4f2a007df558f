package io.millwright.eval.explain;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How closely two fields go together, 0..1, on rows in which both have a value: |Spearman's rho| of
 * two numbers, Cramér's V of two categories, the correlation ratio of ranks for a number and a
 * category. The last two are corrected for chance (Bergsma 2013, doi:10.1016/j.jkss.2012.10.002;
 * Kelley 1935), so that many categories alone do not look like an association. Rows count equally;
 * of a large table a fixed sample is looked at. Text is associated with nothing.
 */
final class Association {

  private static final int MOST_ROWS = 5_000;
  private static final int FEWEST_ROWS = 10;
  private static final Seed SAMPLE = Seed.of(0).derive("association sample");

  private final Table rows;

  private Association(Table rows) {
    this.rows = rows;
  }

  static Association in(Table table) {
    int n = table.rowCount();
    if (n <= MOST_ROWS) {
      return new Association(table);
    }
    int[] sample = Arrays.copyOf(SAMPLE.permutation(n), MOST_ROWS);
    Arrays.sort(sample);
    return new Association(table.take(sample));
  }

  double between(String a, String b) {
    Column first = rows.column(a);
    Column second = rows.column(b);
    if (first.type() == FieldType.TEXT || second.type() == FieldType.TEXT) {
      return 0;
    }
    int[] both =
        IntStream.range(0, rows.rowCount())
            .filter(i -> !first.isMissing(i) && !second.isMissing(i))
            .toArray();
    if (both.length < FEWEST_ROWS) {
      return 0;
    }
    boolean numberA = CellValue.isOrdered(first.type());
    boolean numberB = CellValue.isOrdered(second.type());
    if (numberA && numberB) {
      return Math.abs(correlation(ranks(first, both), ranks(second, both)));
    }
    if (numberA) {
      return ratio(ranks(first, both), codes(second, both));
    }
    return numberB
        ? ratio(ranks(second, both), codes(first, both))
        : cramer(codes(first, both), codes(second, both));
  }

  private static double[] ranks(Column column, int[] rows) {
    double[] values =
        Arrays.stream(rows)
            .mapToDouble(i -> CellValue.of(column, i).place(column.type()))
            .toArray();
    Integer[] order = IntStream.range(0, rows.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
    double[] ranks = new double[rows.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      // NaN is a value that equals nothing, itself included.
      to = Math.max(to, from + 1);
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static int[] codes(Column column, int[] rows) {
    Map<CellValue, Integer> numbers = new HashMap<>();
    int[] codes = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int next = numbers.size();
      codes[i] = numbers.computeIfAbsent(CellValue.of(column, rows[i]), k -> next);
    }
    return codes;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa == 0 || bb == 0 ? 0 : Math.min(1, Math.max(-1, ab / Math.sqrt(aa * bb)));
  }

  /** The root of the share of the ranks' variance that lies between the categories. */
  private static double ratio(double[] ranks, int[] codes) {
    int k = Arrays.stream(codes).max().orElse(0) + 1;
    int n = ranks.length;
    double mean = Arrays.stream(ranks).average().orElse(0);
    double[] sums = new double[k];
    int[] counts = new int[k];
    double total = 0;
    for (int i = 0; i < n; i++) {
      sums[codes[i]] += ranks[i] - mean;
      counts[codes[i]]++;
      total += (ranks[i] - mean) * (ranks[i] - mean);
    }
    if (total == 0 || k < 2 || n <= k) {
      return 0;
    }
    double between = 0;
    for (int c = 0; c < k; c++) {
      between += sums[c] * sums[c] / counts[c];
    }
    double within = Math.max(0, 1 - between / total);
    return Math.sqrt(Math.max(0, 1 - within * (n - 1) / (n - k)));
  }

  private static double cramer(int[] a, int[] b) {
    int r = Arrays.stream(a).max().orElse(0) + 1;
    int c = Arrays.stream(b).max().orElse(0) + 1;
    int n = a.length;
    double[] ofRow = new double[r];
    double[] ofColumn = new double[c];
    Map<List<Integer>, Integer> cells = new HashMap<>();
    for (int i = 0; i < n; i++) {
      ofRow[a[i]]++;
      ofColumn[b[i]]++;
      cells.merge(List.of(a[i], b[i]), 1, Integer::sum);
    }
    // phi² = sum n_ij² / (n_i n_j) - 1, over the cells that have rows.
    double[] terms =
        cells.entrySet().stream()
            .mapToDouble(
                e ->
                    (double) e.getValue()
                        * e.getValue()
                        / (ofRow[e.getKey().get(0)] * ofColumn[e.getKey().get(1)]))
            .sorted()
            .toArray();
    double phi = Arrays.stream(terms).sum() - 1;
    double corrected = Math.max(0, phi - (r - 1.0) * (c - 1.0) / (n - 1.0));
    double rows = r - (r - 1.0) * (r - 1.0) / (n - 1.0);
    double columns = c - (c - 1.0) * (c - 1.0) / (n - 1.0);
    double least = Math.min(rows - 1, columns - 1);
    return least <= 0 ? 0 : Math.min(1, Math.sqrt(corrected / least));
  }
}
