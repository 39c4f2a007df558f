package io.millwright.eda;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A column as the measures read it: a number or a category in each row, cut into bins as well. The
 * arrays are shared with {@link PairMeasures} and not changed.
 */
final class ComparedColumn {

  static final int MOST_BINS = 10;
  static final int MOST_GROUPS = 50;

  /** The code or bin of a row without a value. */
  static final int NONE = -1;

  private final Field field;
  private final double[] values;
  private final int[] codes;
  private final int[] order;
  private final int codeCount;
  private final int[] bins;

  private ComparedColumn(
      Field field, double[] values, int[] codes, int[] order, int codeCount, int[] bins) {
    this.field = field;
    this.values = values;
    this.codes = codes;
    this.order = order;
    this.codeCount = codeCount;
    this.bins = bins;
  }

  /** Whether the measures can read such a column. */
  static boolean isReadable(FieldType type) {
    return type != FieldType.TEXT;
  }

  static boolean isCategory(FieldType type) {
    return type == FieldType.CATEGORICAL || type == FieldType.BOOLEAN;
  }

  static ComparedColumn of(Field field, Column column, int[] rows) {
    return isCategory(field.type()) ? category(field, column, rows) : number(field, column, rows);
  }

  private static ComparedColumn category(Field field, Column column, int[] rows) {
    int[] codes = new int[rows.length];
    int words = column instanceof CategoricalColumn c ? c.dictionary().size() : 2;
    boolean[] used = new boolean[words];
    for (int i = 0; i < rows.length; i++) {
      codes[i] = code(column, rows[i]);
      if (codes[i] != NONE) {
        used[codes[i]] = true;
      }
    }
    int count = renumber(codes, used);
    return new ComparedColumn(field, new double[0], codes, new int[0], count, groups(codes, count));
  }

  private static int code(Column column, int row) {
    return column.isMissing(row)
        ? NONE
        : column instanceof CategoricalColumn c ? c.code(row) : (int) column.integer(row);
  }

  /** Numbers the codes in use from 0, in their order; answers how many there are. */
  private static int renumber(int[] codes, boolean[] used) {
    int[] places = new int[used.length];
    int next = 0;
    for (int code = 0; code < used.length; code++) {
      places[code] = used[code] ? next++ : NONE;
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i] = codes[i] == NONE ? NONE : places[codes[i]];
    }
    return next;
  }

  /** Codes with those beyond the most frequent taken together; ties by place in the dictionary. */
  private static int[] groups(int[] codes, int count) {
    if (count <= MOST_GROUPS) {
      return codes;
    }
    int[] rows = new int[count];
    for (int code : codes) {
      if (code != NONE) {
        rows[code]++;
      }
    }
    int[] group = new int[count];
    Arrays.fill(group, MOST_GROUPS - 1);
    int[] frequent =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingInt((Integer c) -> -rows[c]))
            .limit(MOST_GROUPS - 1)
            .mapToInt(Integer::intValue)
            .toArray();
    for (int g = 0; g < frequent.length; g++) {
      group[frequent[g]] = g;
    }
    return Arrays.stream(codes).map(code -> code == NONE ? NONE : group[code]).toArray();
  }

  private static ComparedColumn number(Field field, Column column, int[] rows) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double value = Numbers.of(column, rows[i]);
      values[i] = Double.isFinite(value) ? value + 0.0 : Double.NaN;
    }
    int[] order = order(values);
    double[] sorted = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    double[] starts = sorted.length == 0 ? sorted : Cuts.equalRows(sorted, MOST_BINS);
    int[] bins = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      bins[i] = Double.isNaN(values[i]) ? NONE : Cuts.bin(starts, values[i]);
    }
    return new ComparedColumn(field, values, new int[0], order, 0, bins);
  }

  /** Rows with a value by ascending value. */
  private static int[] order(double[] values) {
    return IntStream.range(0, values.length)
        .filter(i -> !Double.isNaN(values[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  String name() {
    return field.name();
  }

  boolean isCategory() {
    return isCategory(field.type());
  }

  boolean has(int row) {
    return bins[row] != NONE;
  }

  double value(int row) {
    return values[row];
  }

  int code(int row) {
    return codes[row];
  }

  int codeCount() {
    return codeCount;
  }

  int bin(int row) {
    return bins[row];
  }

  int binCount() {
    return isCategory() ? Math.min(codeCount, MOST_GROUPS) : MOST_BINS;
  }

  /** For a number: its rows by ascending value. */
  int[] order() {
    return order;
  }
}
