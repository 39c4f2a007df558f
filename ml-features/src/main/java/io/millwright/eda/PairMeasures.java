package io.millwright.eda;

import static io.millwright.eda.AssociationMeasure.CORRELATION_RATIO;
import static io.millwright.eda.AssociationMeasure.CRAMERS_V;
import static io.millwright.eda.AssociationMeasure.MUTUAL_INFORMATION;
import static io.millwright.eda.AssociationMeasure.PEARSON;
import static io.millwright.eda.AssociationMeasure.SPEARMAN;

import io.millwright.eda.AssociationValue.Measured;
import io.millwright.eda.AssociationValue.Undefined;
import java.util.List;
import java.util.OptionalDouble;

/** The measures of one pair of columns on the rows that have both values. */
final class PairMeasures {

  /** Fewer rows a category than this and the table says more of chance than of the columns. */
  static final int ROWS_A_CATEGORY = 5;

  static final int MOST_CATEGORIES = 500;

  private final ComparedColumn a;
  private final ComparedColumn b;
  private final int[] rows;

  private PairMeasures(ComparedColumn a, ComparedColumn b, int[] rows) {
    this.a = a;
    this.b = b;
    this.rows = rows;
  }

  static Association of(ComparedColumn a, ComparedColumn b, int rowCount) {
    int[] both = new int[rowCount];
    int n = 0;
    for (int i = 0; i < rowCount; i++) {
      if (a.has(i) && b.has(i)) {
        both[n++] = i;
      }
    }
    PairMeasures pair = new PairMeasures(a, b, java.util.Arrays.copyOf(both, n));
    return new Association(a.name(), b.name(), n, pair.values());
  }

  private List<AssociationValue> values() {
    if (a.isCategory() && b.isCategory()) {
      return List.of(cramersV(), mutualInformation());
    }
    if (a.isCategory() || b.isCategory()) {
      return List.of(
          a.isCategory() ? correlationRatio(a, b) : correlationRatio(b, a), mutualInformation());
    }
    double[] x = numbers(a);
    double[] y = numbers(b);
    return List.of(
        correlation(SPEARMAN, ranks(a), ranks(b)), correlation(PEARSON, x, y), mutualInformation());
  }

  private double[] numbers(ComparedColumn column) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = column.value(rows[i]);
    }
    return values;
  }

  /** Ranks from 1 among the rows of the pair, equal values sharing the mean of theirs. */
  private double[] ranks(ComparedColumn column) {
    double[] byRow = new double[rows.length == 0 ? 0 : rows[rows.length - 1] + 1];
    for (int row : rows) {
      byRow[row] = 1;
    }
    int[] order = column.order();
    int before = 0;
    for (int i = 0; i < order.length; ) {
      double value = column.value(order[i]);
      int end = i;
      int tied = 0;
      for (; end < order.length && column.value(order[end]) == value; end++) {
        tied += order[end] < byRow.length && byRow[order[end]] != 0 ? 1 : 0;
      }
      for (; i < end; i++) {
        if (order[i] < byRow.length && byRow[order[i]] != 0) {
          byRow[order[i]] = before + (tied + 1) / 2.0;
        }
      }
      before += tied;
    }
    double[] ranks = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ranks[i] = byRow[rows[i]];
    }
    return ranks;
  }

  private AssociationValue correlation(AssociationMeasure measure, double[] x, double[] y) {
    if (x.length < 2) {
      return tooFew(measure, 2);
    }
    double[] dx = centred(x);
    double[] dy = centred(y);
    if (dx.length == 0 || dy.length == 0) {
      return constant(measure, dx.length == 0 ? a : b);
    }
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += dx[i] * dy[i];
      xx += dx[i] * dx[i];
      yy += dy[i] * dy[i];
    }
    double r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
    return new Measured(measure, r, OptionalDouble.of(StudentT.twoSided(r, x.length)));
  }

  /** Deviations from the mean, scaled so that no square overflows; empty if all are equal. */
  private static double[] centred(double[] values) {
    double most = 0;
    boolean constant = true;
    for (double value : values) {
      most = Math.max(most, Math.abs(value));
      constant &= value == values[0];
    }
    if (constant) {
      return new double[0];
    }
    double unit = most > 1e100 || most < 1e-100 ? most : 1;
    double mean = 0;
    for (double value : values) {
      mean += value / unit;
    }
    mean /= values.length;
    double[] centred = new double[values.length];
    double widest = 0;
    for (int i = 0; i < values.length; i++) {
      centred[i] = values[i] / unit - mean;
      widest = Math.max(widest, Math.abs(centred[i]));
    }
    for (int i = 0; i < centred.length; i++) {
      centred[i] /= widest;
    }
    return centred;
  }

  private AssociationValue cramersV() {
    int n = rows.length;
    long[] inA = new long[a.codeCount()];
    long[] inB = new long[b.codeCount()];
    for (int row : rows) {
      inA[a.code(row)]++;
      inB[b.code(row)]++;
    }
    int r = used(inA);
    int c = used(inB);
    if (r < 2 || c < 2) {
      return n < 2 ? tooFew(CRAMERS_V, 2) : constant(CRAMERS_V, r < 2 ? a : b);
    }
    if (Math.max(r, c) > MOST_CATEGORIES || n < (long) ROWS_A_CATEGORY * Math.max(r, c)) {
      return tooMany(CRAMERS_V, r >= c ? a : b, Math.max(r, c));
    }
    double square = chiSquare(inA, inB) / n;
    double corrected = Math.max(0, square - (r - 1.0) * (c - 1.0) / (n - 1.0));
    double rows2 = r - (r - 1.0) * (r - 1.0) / (n - 1.0);
    double columns2 = c - (c - 1.0) * (c - 1.0) / (n - 1.0);
    double v = Math.sqrt(corrected / (Math.min(rows2, columns2) - 1));
    return new Measured(CRAMERS_V, Math.min(1, v), OptionalDouble.empty());
  }

  private double chiSquare(long[] inA, long[] inB) {
    int[] placeA = places(inA);
    int[] placeB = places(inB);
    int wide = used(inB);
    long[] cells = new long[used(inA) * wide];
    for (int row : rows) {
      cells[placeA[a.code(row)] * wide + placeB[b.code(row)]]++;
    }
    double sum = 0;
    for (int i = 0; i < inA.length; i++) {
      for (int j = 0; j < inB.length; j++) {
        if (inA[i] > 0 && inB[j] > 0) {
          double expected = (double) inA[i] * inB[j] / rows.length;
          double off = cells[placeA[i] * wide + placeB[j]] - expected;
          sum += off * off / expected;
        }
      }
    }
    return sum;
  }

  /** Numbers the categories in use from 0. */
  private static int[] places(long[] counts) {
    int[] places = new int[counts.length];
    int next = 0;
    for (int i = 0; i < counts.length; i++) {
      places[i] = counts[i] > 0 ? next++ : ComparedColumn.NONE;
    }
    return places;
  }

  private AssociationValue correlationRatio(ComparedColumn category, ComparedColumn number) {
    long[] count = new long[category.codeCount()];
    double[] sum = new double[category.codeCount()];
    if (rows.length < 2) {
      return tooFew(CORRELATION_RATIO, 2);
    }
    double[] centred = centred(numbers(number));
    if (centred.length == 0) {
      return constant(CORRELATION_RATIO, number);
    }
    double total = 0;
    for (int i = 0; i < rows.length; i++) {
      int code = category.code(rows[i]);
      count[code]++;
      sum[code] += centred[i];
      total += centred[i] * centred[i];
    }
    int categories = used(count);
    if (categories < 2) {
      return constant(CORRELATION_RATIO, category);
    }
    if (categories > MOST_CATEGORIES || rows.length < (long) ROWS_A_CATEGORY * categories) {
      return tooMany(CORRELATION_RATIO, category, categories);
    }
    double between = 0;
    for (int i = 0; i < count.length; i++) {
      between += count[i] == 0 ? 0 : sum[i] * sum[i] / count[i];
    }
    double eta = Math.sqrt(Math.min(1, between / total));
    return new Measured(CORRELATION_RATIO, eta, OptionalDouble.empty());
  }

  private AssociationValue mutualInformation() {
    int n = rows.length;
    if (n < 2) {
      return tooFew(MUTUAL_INFORMATION, 2);
    }
    int wide = b.binCount();
    long[] inA = new long[a.binCount()];
    long[] inB = new long[wide];
    long[] cells = new long[inA.length * wide];
    for (int row : rows) {
      inA[a.bin(row)]++;
      inB[b.bin(row)]++;
      cells[a.bin(row) * wide + b.bin(row)]++;
    }
    if (used(inA) < 2 || used(inB) < 2) {
      return constant(MUTUAL_INFORMATION, used(inA) < 2 ? a : b);
    }
    double ofA = entropy(inA, n);
    double ofB = entropy(inB, n);
    double shared = Math.max(0, ofA + ofB - entropy(cells, n));
    return new Measured(
        MUTUAL_INFORMATION, Math.min(1, shared / Math.sqrt(ofA * ofB)), OptionalDouble.empty());
  }

  /** In nats, with Miller's correction. */
  private static double entropy(long[] counts, int n) {
    double sum = 0;
    for (long count : counts) {
      if (count > 0) {
        double share = (double) count / n;
        sum -= share * StrictMath.log(share);
      }
    }
    return sum + (used(counts) - 1) / (2.0 * n);
  }

  private static int used(long[] counts) {
    int used = 0;
    for (long count : counts) {
      used += count > 0 ? 1 : 0;
    }
    return used;
  }

  private Undefined tooFew(AssociationMeasure measure, int least) {
    return new Undefined(
        measure, "needs at least " + least + " rows with both values, there are " + rows.length);
  }

  private static Undefined constant(AssociationMeasure measure, ComparedColumn column) {
    return new Undefined(measure, "'" + column.name() + "' has one value in these rows");
  }

  private Undefined tooMany(AssociationMeasure measure, ComparedColumn column, int categories) {
    return new Undefined(
        measure,
        "'"
            + column.name()
            + "' has "
            + categories
            + " categories in "
            + rows.length
            + " rows; at most "
            + MOST_CATEGORIES
            + " and "
            + ROWS_A_CATEGORY
            + " rows a category are compared");
  }
}
