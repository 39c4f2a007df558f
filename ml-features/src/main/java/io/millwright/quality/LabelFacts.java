package io.millwright.quality;

import io.millwright.quality.QualityFault.Kind;
import io.millwright.schema.Label;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The label as numbers: {@code values} holds the class, or value, of each row and NaN where there
 * is none; {@code classes} is 0 for a real label; {@code unusable} counts rows without a finite
 * label; {@code smallest} the rows of the smallest class.
 */
final class LabelFacts {

  private final Optional<String> field;
  private final int classes;
  private final double[] values;
  private final int unusable;
  private final int distinct;
  private final int smallest;

  private LabelFacts(
      Optional<String> field,
      int classes,
      double[] values,
      int unusable,
      int distinct,
      int smallest) {
    this.field = field;
    this.classes = classes;
    this.values = values;
    this.unusable = unusable;
    this.distinct = distinct;
    this.smallest = smallest;
  }

  Optional<String> field() {
    return field;
  }

  int classes() {
    return classes;
  }

  double[] values() {
    return values;
  }

  int unusable() {
    return unusable;
  }

  int distinct() {
    return distinct;
  }

  int smallest() {
    return smallest;
  }

  static LabelFacts of(Table table) {
    Optional<Label> label = table.schema().label();
    if (label.isEmpty() || table.schema().find(label.get().field()).isEmpty()) {
      return new LabelFacts(Optional.empty(), 0, new double[0], 0, 0, 0);
    }
    Column column = table.column(label.get().field());
    return label
        .get()
        .match(
            b -> ofClasses(b.field(), column, b.positive()),
            m -> ofClasses(m.field(), column, null),
            r -> ofValues(r.field(), column));
  }

  private static LabelFacts ofClasses(
      String field, Column column, @org.jspecify.annotations.Nullable String positive) {
    Map<String, Integer> codes = new HashMap<>();
    double[] values = new double[column.size()];
    int[] counts = new int[column.size() + 1];
    for (int i = 0; i < values.length; i++) {
      if (column.isMissing(i)) {
        values[i] = Double.NaN;
        continue;
      }
      String text = text(column, i);
      String name = positive == null ? text : String.valueOf(text.equals(positive));
      int code = codes.computeIfAbsent(name, n -> codes.size());
      values[i] = code;
      counts[code]++;
    }
    int smallest = Arrays.stream(counts, 0, codes.size()).min().orElse(0);
    return new LabelFacts(
        Optional.of(field), codes.size(), values, column.missingCount(), codes.size(), smallest);
  }

  private static String text(Column column, int row) {
    return switch (column.type()) {
      case CATEGORICAL, TEXT -> column.string(row);
      case BOOLEAN -> column.integer(row) == 1 ? "true" : "false";
      case INTEGER, DATE, TIMESTAMP -> Long.toString(column.integer(row));
      case NUMERIC -> Double.toString(column.number(row));
    };
  }

  private static LabelFacts ofValues(String field, Column column) {
    double[] values = new double[column.size()];
    int unusable = 0;
    for (int i = 0; i < values.length; i++) {
      double value = column.isMissing(i) ? Double.NaN : column.number(i);
      values[i] = Double.isFinite(value) ? value : Double.NaN;
      unusable += Double.isFinite(value) ? 0 : 1;
    }
    int distinct =
        (int) Arrays.stream(values).filter(v -> !Double.isNaN(v)).distinct().limit(1000).count();
    return new LabelFacts(Optional.of(field), 0, values, unusable, distinct, 0);
  }

  void faults(List<QualityFault> faults) {
    if (field.isEmpty()) {
      return;
    }
    if (unusable > 0) {
      faults.add(
          QualityFault.of(
              Kind.MISSING_TARGET,
              field.get(),
              "Label '"
                  + field.get()
                  + "' must be there and finite in every row; is not in "
                  + unusable
                  + " of "
                  + values.length
                  + ". Remove such rows."));
    }
    if (distinct == 1) {
      faults.add(
          QualityFault.of(
              Kind.ONE_CLASS_TARGET,
              field.get(),
              "Label '" + field.get() + "' must vary; is the same in every row that has one."));
    }
  }
}
