package io.millwright.eda;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to say of one column; holds counts and cut points, no rows. */
final class ColumnSummary {

  /** Rows from which a column of all different values is suspicious. */
  private static final int ENOUGH_FOR_ID = 50;

  private static final double ID_SHARE = 0.95;
  private static final int FEW_WHOLE_VALUES = 31;
  private static final double[] QUANTILES = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

  private final Field field;
  private final Column column;
  private final NumberShape numbers;
  private final Optional<Categories> categories;
  private final long distinct;
  private final long mostFrequent;

  private ColumnSummary(
      Field field,
      Column column,
      NumberShape numbers,
      Optional<Categories> categories,
      long distinct,
      long mostFrequent) {
    this.field = field;
    this.column = column;
    this.numbers = numbers;
    this.categories = categories;
    this.distinct = distinct;
    this.mostFrequent = mostFrequent;
  }

  static ColumnSummary of(Field field, Column column, Eda.Options options) {
    if (field.type() == FieldType.TEXT) {
      return new ColumnSummary(
          field, column, NumberShape.NONE, Optional.empty(), distinctTexts(column), 0);
    }
    if (ComparedColumn.isCategory(field.type())) {
      long[] rows = Categories.rows(column);
      long distinct = Arrays.stream(rows).filter(r -> r > 0).count();
      boolean shown =
          (field.role() == Role.FEATURE || field.role() == Role.LABEL)
              && distinct <= options.mostCategories();
      return new ColumnSummary(
          field,
          column,
          NumberShape.NONE,
          shown
              ? Optional.of(Categories.of(column, rows, options.topCategories()))
              : Optional.empty(),
          distinct,
          Arrays.stream(rows).max().orElse(0));
    }
    double[] sorted = Numbers.sorted(column);
    NumberShape shape = NumberShape.of(sorted, isWhole(field));
    return new ColumnSummary(
        field,
        column,
        shape,
        Optional.empty(),
        Cuts.distinct(sorted, sorted.length),
        longest(sorted));
  }

  private static boolean isWhole(Field field) {
    return field.type() == FieldType.INTEGER || field.type() == FieldType.DATE;
  }

  private static long distinctTexts(Column column) {
    Set<String> values = new HashSet<>();
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        values.add(column.string(i));
      }
    }
    return values.size();
  }

  private static long longest(double[] sorted) {
    long longest = 0;
    long run = 0;
    for (int i = 0; i < sorted.length; i++) {
      run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Shape of the finite numbers of a column; without any, {@link #NONE}. */
  static final class NumberShape {

    private static final int FEWEST_IN_PILE = 10;

    /** Different values below which a far one is one of a few codes. */
    private static final int ENOUGH_VALUES = 20;

    static final NumberShape NONE =
        new NumberShape(0, new double[0], new double[0], new double[0], new long[0]);

    private final int finite;
    private final double[] quantiles;
    private final double[] starts;
    private final double[] edges;
    private final long[] counts;
    private double mean = Double.NaN;
    private double deviation = Double.NaN;
    private double skew = Double.NaN;
    private long farOut;
    private long pile;

    private NumberShape(
        int finite, double[] quantiles, double[] starts, double[] edges, long[] counts) {
      this.finite = finite;
      this.quantiles = quantiles;
      this.starts = starts;
      this.edges = edges;
      this.counts = counts;
    }

    static NumberShape of(double[] sorted, boolean whole) {
      if (sorted.length == 0) {
        return NONE;
      }
      double[] quantiles = Arrays.stream(QUANTILES).map(q -> Cuts.quantile(sorted, q)).toArray();
      boolean few = whole && Cuts.distinct(sorted, FEW_WHOLE_VALUES + 1) <= FEW_WHOLE_VALUES;
      double[] starts = Cuts.equalRows(sorted, few ? FEW_WHOLE_VALUES : ComparedColumn.MOST_BINS);
      double[] edges = Cuts.bars(sorted, whole);
      NumberShape shape =
          new NumberShape(sorted.length, quantiles, starts, edges, counts(sorted, edges));
      shape.moments(sorted);
      shape.farOut = farOut(sorted, quantiles[2], quantiles[4]);
      shape.pile = pile(sorted, quantiles[3]);
      return shape;
    }

    private static long[] counts(double[] sorted, double[] edges) {
      long[] counts = new long[Math.max(0, edges.length - 1)];
      for (double value : sorted) {
        if (counts.length > 0 && value >= edges[0] && value <= edges[counts.length]) {
          counts[Math.min(Cuts.bin(edges, value), counts.length - 1)]++;
        }
      }
      return counts;
    }

    private void moments(double[] sorted) {
      double sum = 0;
      for (double value : sorted) {
        sum += value / sorted.length;
      }
      double second = 0;
      double third = 0;
      for (double value : sorted) {
        double off = value - sum;
        second += off * off / sorted.length;
        third += off * off * off / sorted.length;
      }
      mean = sum;
      deviation = Math.sqrt(second);
      skew = deviation > 0 ? third / (second * deviation) : Double.NaN;
    }

    /** Tukey's far-out values: more than three interquartile ranges outside the quartiles. */
    private static long farOut(double[] sorted, double lower, double upper) {
      double reach = 3 * (upper - lower);
      return reach > 0
          ? Arrays.stream(sorted).filter(v -> v < lower - reach || v > upper + reach).count()
          : 0;
    }

    /**
     * Rows that share the greatest (else the least) value, if they are {@value #FEWEST_IN_PILE} or
     * more, fewer than half, and the next value is nearer to the median than to it; 0 otherwise.
     */
    private static long pile(double[] sorted, double median) {
      int n = sorted.length;
      if (Cuts.distinct(sorted, ENOUGH_VALUES) < ENOUGH_VALUES) {
        return 0;
      }
      int high = n - 1;
      while (high > 0 && sorted[high - 1] == sorted[n - 1]) {
        high--;
      }
      int low = 0;
      while (low < n - 1 && sorted[low + 1] == sorted[0]) {
        low++;
      }
      if (n - high >= FEWEST_IN_PILE
          && n - high < n / 2
          && sorted[n - 1] - sorted[high - 1] > sorted[high - 1] - median) {
        return n - high;
      }
      return low + 1 >= FEWEST_IN_PILE
              && low + 1 < n / 2
              && sorted[low + 1] - sorted[0] > median - sorted[low + 1]
          ? low + 1
          : 0;
    }

    boolean isEmpty() {
      return finite == 0;
    }

    int finite() {
      return finite;
    }

    double least() {
      return quantiles[0];
    }

    double greatest() {
      return quantiles[6];
    }

    double median() {
      return quantiles[3];
    }

    double quantile(int index) {
      return quantiles[index];
    }

    double mean() {
      return mean;
    }

    double deviation() {
      return deviation;
    }

    /** Third standardised moment; NaN for a constant. */
    double skew() {
      return skew;
    }

    long farOut() {
      return farOut;
    }

    /** Rows at one value far beyond all others. */
    long pile() {
      return pile;
    }

    double[] starts() {
      return starts;
    }

    double[] edges() {
      return edges;
    }

    long[] counts() {
      return counts;
    }
  }

  Field field() {
    return field;
  }

  String name() {
    return field.name();
  }

  Column column() {
    return column;
  }

  NumberShape numbers() {
    return numbers;
  }

  /** The categories that may be shown; empty for other types, keys and too many categories. */
  Optional<Categories> categories() {
    return categories;
  }

  int missing() {
    return column.missingCount();
  }

  int present() {
    return column.size() - column.missingCount();
  }

  double missingShare() {
    return column.size() == 0 ? 0 : (double) missing() / column.size();
  }

  /** Different values, NaN and the infinities not counted. */
  long distinct() {
    return distinct;
  }

  boolean isConstant() {
    return distinct == 1 && nonFinite() == 0 && present() > 0;
  }

  /** Share of the most frequent value among those there are; 0 for text. */
  double mostFrequentShare() {
    return present() == 0 ? 0 : (double) mostFrequent / present();
  }

  /** NaN and infinities. */
  int nonFinite() {
    boolean number = field.type() != FieldType.TEXT && !ComparedColumn.isCategory(field.type());
    return number ? present() - numbers.finite() : 0;
  }

  /** Whether nearly every row has its own whole number or word. */
  boolean namesTheRows() {
    boolean kind = List.of(FieldType.INTEGER, FieldType.CATEGORICAL).contains(field.type());
    return kind && present() >= ENOUGH_FOR_ID && distinct >= ID_SHARE * present();
  }
}
