package io.millwright.quality;

import io.millwright.quality.QualityFault.Kind;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was counted in one feature: {@code sorted} holds its finite numbers or times in ascending
 * order (none of strings), {@code distinct} counts values without NaN and the infinities, {@code
 * numbers} the cells that count for accuracy.
 *
 * <p>With {@link #within}, rows, missing and non-finite cells and whether it is constant are those
 * of a longer stream of which the column is a sample.
 */
final class ColumnFacts {

  private final Field field;
  private final Column column;
  private final double[] sorted;
  private final int missing;
  private final int distinct;
  private final int numbers;
  private final int nonFinite;
  private final int outliers;
  private final boolean idLike;
  private final Totals totals;

  /** What is known of all rows, sample or not. */
  record Totals(long rows, long missing, long numbers, long nonFinite, boolean constant) {}

  private ColumnFacts(
      Field field,
      Column column,
      double[] sorted,
      int missing,
      int distinct,
      int numbers,
      int nonFinite,
      int outliers,
      boolean idLike,
      @Nullable Totals totals) {
    this.field = field;
    this.column = column;
    this.sorted = sorted;
    this.missing = missing;
    this.distinct = distinct;
    this.numbers = numbers;
    this.nonFinite = nonFinite;
    this.outliers = outliers;
    this.idLike = idLike;
    this.totals =
        totals == null
            ? new Totals(
                column.size(), missing, numbers, nonFinite, distinct + (nonFinite > 0 ? 1 : 0) == 1)
            : totals;
  }

  /** The same, as a sample of rows of which this is known. */
  ColumnFacts within(Totals all) {
    return new ColumnFacts(
        field, column, sorted, missing, distinct, numbers, nonFinite, outliers, idLike, all);
  }

  Field field() {
    return field;
  }

  Column column() {
    return column;
  }

  double[] sorted() {
    return sorted;
  }

  long missing() {
    return totals.missing();
  }

  long numbers() {
    return totals.numbers();
  }

  long nonFinite() {
    return totals.nonFinite();
  }

  /** The cells among which {@link #outliers} were looked for. */
  long numbersLookedAt() {
    return numbers;
  }

  int outliers() {
    return outliers;
  }

  /** Rows from which a column of all different values is suspicious. */
  private static final int ENOUGH_FOR_ID = 50;

  private static final double ID_SHARE = 0.95;
  private static final double EXTREME = 10;
  private static final double MAD_TO_DEVIATION = 1.4826;
  private static final double DEVIATION_TO_IQR = 1.349;

  static ColumnFacts of(Field field, Column column) {
    return field.type().isString() ? ofStrings(field, column) : ofNumbers(field, column);
  }

  private static ColumnFacts ofStrings(Field field, Column column) {
    int present = column.size() - column.missingCount();
    Set<Object> values = new HashSet<>();
    boolean words = false;
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        if (column instanceof CategoricalColumn c) {
          values.add(c.code(i));
        } else {
          values.add(column.string(i));
          words |= column.string(i).strip().indexOf(' ') >= 0;
        }
      }
    }
    boolean idLike = !words && present >= ENOUGH_FOR_ID && values.size() >= ID_SHARE * present;
    return new ColumnFacts(
        field, column, new double[0], column.missingCount(), values.size(), 0, 0, 0, idLike, null);
  }

  private static ColumnFacts ofNumbers(Field field, Column column) {
    double[] values = new double[column.size()];
    int finite = 0;
    boolean ascending = true;
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        double value = field.type().isTime() ? column.integer(i) : column.number(i);
        if (Double.isFinite(value)) {
          ascending &= finite == 0 || value > values[finite - 1];
          values[finite++] = value;
        }
      }
    }
    double[] sorted = Arrays.copyOf(values, finite);
    Arrays.sort(sorted);
    int distinct = finite == 0 ? 0 : 1;
    for (int i = 1; i < finite; i++) {
      distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
    }
    boolean judged = field.type() == FieldType.NUMERIC || field.type() == FieldType.INTEGER;
    int present = column.size() - column.missingCount();
    boolean contiguous = finite > 0 && sorted[finite - 1] - sorted[0] == finite - 1;
    boolean idLike =
        field.type() == FieldType.INTEGER
            && finite >= ENOUGH_FOR_ID
            && distinct == finite
            && (ascending || contiguous);
    return new ColumnFacts(
        field,
        column,
        sorted,
        column.missingCount(),
        distinct,
        judged ? present : 0,
        judged ? present - finite : 0,
        judged ? outliers(sorted) : 0,
        idLike,
        null);
  }

  private static int outliers(double[] sorted) {
    if (sorted.length == 0) {
      return 0;
    }
    double median = quantile(sorted, 0.5);
    double[] distances = Arrays.stream(sorted).map(v -> Math.abs(v - median)).sorted().toArray();
    double deviation = MAD_TO_DEVIATION * quantile(distances, 0.5);
    if (deviation == 0) {
      deviation = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / DEVIATION_TO_IQR;
    }
    if (!(deviation > 0)) {
      return 0;
    }
    double limit = EXTREME * deviation;
    return (int) Arrays.stream(distances).filter(d -> d > limit).count();
  }

  /** Linear interpolation between order statistics, type 7 of Hyndman and Fan (1996). */
  static double quantile(double[] sorted, double q) {
    double h = (sorted.length - 1) * q;
    int low = (int) h;
    double above = sorted[Math.min(low + 1, sorted.length - 1)];
    return sorted[low] + (h - low) * (above - sorted[low]);
  }

  boolean isConstant() {
    return totals.constant();
  }

  boolean isAllMissing() {
    return totals.missing() == totals.rows();
  }

  void faults(List<QualityFault> faults) {
    String name = "Field '" + field.name() + "'";
    if (isAllMissing()) {
      faults.add(
          QualityFault.of(
              Kind.ALL_MISSING,
              field.name(),
              name + " must have values; has none. Ignore it in the schema."));
    } else if (isConstant()) {
      faults.add(
          QualityFault.of(
              Kind.CONSTANT_COLUMN,
              field.name(),
              name + " has one value only and can tell nothing."));
    }
    if (totals.nonFinite() > 0) {
      faults.add(
          QualityFault.of(
              Kind.NON_FINITE,
              field.name(),
              name
                  + " is NaN or infinite in "
                  + totals.nonFinite()
                  + " of "
                  + totals.rows()
                  + " rows."));
    }
    if (outliers > 0) {
      faults.add(
          QualityFault.of(
              Kind.EXTREME_OUTLIERS,
              field.name(),
              name
                  + " is beyond 10 robust deviations in "
                  + outliers
                  + " of "
                  + column.size()
                  + " rows looked at."));
    }
    if (idLike) {
      faults.add(
          QualityFault.of(
              Kind.ID_LIKE_COLUMN,
              field.name(),
              name
                  + " seems to number or name the rows ("
                  + distinct
                  + " values); declare it a key if it does."));
    }
  }
}
