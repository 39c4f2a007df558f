package io.millwright.eval.explain;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.BitSet;
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

  private final Map<String, Prepared> fields;

  private Association(Map<String, Prepared> fields) {
    this.fields = fields;
  }

  static Association in(Table table, List<String> fields) {
    Table rows = sample(table);
    Map<String, Prepared> prepared = new HashMap<>();
    for (String field : fields) {
      if (rows.column(field).type() != FieldType.TEXT) {
        prepared.put(field, Prepared.of(rows.column(field)));
      }
    }
    return new Association(prepared);
  }

  private static Table sample(Table table) {
    int n = table.rowCount();
    if (n <= MOST_ROWS) {
      return table;
    }
    int[] sample = Arrays.copyOf(SAMPLE.permutation(n), MOST_ROWS);
    Arrays.sort(sample);
    return table.take(sample);
  }

  double between(String a, String b) {
    Prepared first = fields.get(a);
    Prepared second = fields.get(b);
    if (first == null || second == null) {
      return 0;
    }
    BitSet both = (BitSet) first.present.clone();
    both.and(second.present);
    if (both.cardinality() < FEWEST_ROWS) {
      return 0;
    }
    if (first.ordered && second.ordered) {
      return Math.abs(correlation(first.ranks(both), second.ranks(both)));
    }
    if (first.ordered) {
      return ratio(first.ranks(both), second.codes(both));
    }
    return second.ordered
        ? ratio(second.ranks(both), first.codes(both))
        : cramer(first.codes(both), second.codes(both));
  }

  /** A column with its rows in order, or with its values numbered. */
  private static final class Prepared {

    private final boolean ordered;
    private final BitSet present = new BitSet();
    private final double[] values;
    private final int[] order;

    private Prepared(boolean ordered, double[] values, int[] order) {
      this.ordered = ordered;
      this.values = values;
      this.order = order;
    }

    static Prepared of(Column column) {
      boolean ordered = CellValue.isOrdered(column.type());
      double[] values = ordered ? Grid.places(column) : numbered(column);
      int[] order =
          IntStream.range(0, values.length)
              .boxed()
              .sorted((i, j) -> Double.compare(values[i], values[j]))
              .mapToInt(Integer::intValue)
              .toArray();
      Prepared prepared = new Prepared(ordered, values, order);
      for (int i = 0; i < values.length; i++) {
        prepared.present.set(i, !column.isMissing(i));
      }
      return prepared;
    }

    private static double[] numbered(Column column) {
      Map<CellValue, Integer> numbers = new HashMap<>();
      double[] values = new double[column.size()];
      for (int i = 0; i < values.length; i++) {
        int next = numbers.size();
        values[i] = numbers.computeIfAbsent(CellValue.of(column, i), k -> next);
      }
      return values;
    }

    /** Midranks among these rows, 0-based, in the order of the rows. */
    double[] ranks(BitSet rows) {
      int[] sorted = Arrays.stream(order).filter(rows::get).toArray();
      double[] ranks = new double[values.length];
      for (int from = 0; from < sorted.length; ) {
        int to = from + 1;
        while (to < sorted.length && values[sorted[to]] == values[sorted[from]]) {
          to++;
        }
        for (int i = from; i < to; i++) {
          ranks[sorted[i]] = (from + to - 1) / 2.0;
        }
        from = to;
      }
      return rows.stream().mapToDouble(i -> ranks[i]).toArray();
    }

    /** Numbers of the values that these rows have, 0-based without gaps. */
    int[] codes(BitSet rows) {
      Map<Double, Integer> numbers = new HashMap<>();
      return rows.stream()
          .map(
              i -> {
                int next = numbers.size();
                return numbers.computeIfAbsent(values[i], k -> next);
              })
          .toArray();
    }
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
