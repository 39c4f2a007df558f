package io.millwright.samples.journey;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A planted change of one feature: a number moved by one standard deviation, or half of a
 * category's rows renamed.
 *
 * @param field which feature was changed
 * @param what was done to it
 */
record Shift(Table table, String field, String what) {

  /** The rows with the feature of most different values changed; empty if no feature can be. */
  static Optional<Shift> plant(Table table, List<String> inputs) {
    Optional<Field> number =
        table.schema().features().stream()
            .filter(f -> inputs.contains(f.name()))
            .filter(f -> f.type() == FieldType.NUMERIC || f.type() == FieldType.INTEGER)
            .max(Comparator.comparingInt(f -> distinct(table.column(f.name()))));
    if (number.isPresent()) {
      return Optional.of(moved(table, number.get()));
    }
    return table.schema().features().stream()
        .filter(f -> inputs.contains(f.name()) && f.type() == FieldType.CATEGORICAL)
        .findFirst()
        .map(f -> renamed(table, f.name()));
  }

  private static int distinct(Column column) {
    Set<Double> values = new HashSet<>();
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        values.add(column.number(i));
      }
    }
    return values.size();
  }

  private static Shift moved(Table table, Field field) {
    Column column = table.column(field.name());
    double deviation = deviation(column);
    BitSet missing = missing(column);
    Column changed;
    if (field.type() == FieldType.NUMERIC) {
      double[] values = new double[column.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = column.number(i) + deviation;
      }
      changed = NumericColumn.of(values, missing);
    } else {
      long[] values = new long[column.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = column.integer(i) + Math.max(1, Math.round(deviation));
      }
      changed = LongColumn.of(FieldType.INTEGER, values, missing);
    }
    return new Shift(
        table.with(field.name(), changed), field.name(), "moved up by one standard deviation");
  }

  private static Shift renamed(Table table, String field) {
    CategoricalColumn column = (CategoricalColumn) table.column(field);
    List<String> dictionary = new ArrayList<>(column.dictionary());
    dictionary.add("(planted)");
    int[] codes = new int[column.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = i % 2 == 0 && !column.isMissing(i) ? dictionary.size() - 1 : column.code(i);
    }
    return new Shift(
        table.with(field, CategoricalColumn.of(codes, dictionary)),
        field,
        "half of its rows given a category never seen before");
  }

  private static BitSet missing(Column column) {
    BitSet rows = new BitSet();
    for (int i = 0; i < column.size(); i++) {
      if (column.isMissing(i)) {
        rows.set(i);
      }
    }
    return rows;
  }

  private static double deviation(Column column) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        n++;
        double delta = column.number(i) - sum / Math.max(1, n - 1);
        sum += column.number(i);
        squares += delta * (column.number(i) - sum / n);
      }
    }
    return n < 2 ? 1 : Math.sqrt(squares / n);
  }
}
