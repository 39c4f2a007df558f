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
import org.jspecify.annotations.Nullable;

/**
 * The label as numbers: {@code values} holds the class, or value, of each row and NaN where there
 * is none; {@code classes} is 0 for a real label; {@code unusable} counts rows without a finite
 * label, {@code distinct} its values (no further than to 1,000 for a real one), {@code smallest}
 * the rows of the smallest class.
 */
final class LabelFacts {

  private final Optional<String> field;
  private final int classes;
  private final double[] values;
  private final Totals totals;

  /** What is known of all rows, of which the values may be a sample. */
  record Totals(long rows, long unusable, int distinct, long smallest) {}

  private LabelFacts(Optional<String> field, int classes, double[] values, Totals totals) {
    this.field = field;
    this.classes = classes;
    this.values = values;
    this.totals = totals;
  }

  /** The same, as a sample of rows of which this is known. */
  LabelFacts within(Totals all, boolean ofClasses) {
    return new LabelFacts(field, ofClasses ? all.distinct() : 0, values, all);
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

  int distinct() {
    return totals.distinct();
  }

  long smallest() {
    return totals.smallest();
  }

  static LabelFacts of(Table table) {
    Optional<Label> label = table.schema().label();
    if (label.isEmpty() || table.schema().find(label.get().field()).isEmpty()) {
      return new LabelFacts(Optional.empty(), 0, new double[0], new Totals(0, 0, 0, 0));
    }
    Column column = table.column(label.get().field());
    return label
        .get()
        .match(
            b -> ofClasses(b.field(), column, b.positive()),
            m -> ofClasses(m.field(), column, null),
            r -> ofValues(r.field(), column));
  }

  private static LabelFacts ofClasses(String field, Column column, @Nullable String positive) {
    Map<String, Integer> codes = new HashMap<>();
    double[] values = new double[column.size()];
    int[] counts = new int[column.size() + 1];
    for (int i = 0; i < values.length; i++) {
      if (column.isMissing(i)) {
        values[i] = Double.NaN;
        continue;
      }
      String name = className(column, i, positive);
      int code = codes.computeIfAbsent(name, n -> codes.size());
      values[i] = code;
      counts[code]++;
    }
    int smallest = Arrays.stream(counts, 0, codes.size()).min().orElse(0);
    Totals totals = new Totals(values.length, column.missingCount(), codes.size(), smallest);
    return new LabelFacts(Optional.of(field), codes.size(), values, totals);
  }

  /** The class of a row that has a label; of a binary one, whether it is the positive class. */
  static String className(Column column, int row, @Nullable String positive) {
    String text = text(column, row);
    return positive == null ? text : String.valueOf(text.equals(positive));
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
    return new LabelFacts(
        Optional.of(field), 0, values, new Totals(values.length, unusable, distinct, 0));
  }

  void faults(List<QualityFault> faults) {
    if (field.isEmpty()) {
      return;
    }
    if (totals.unusable() > 0) {
      faults.add(
          QualityFault.of(
              Kind.MISSING_TARGET,
              field.get(),
              "Label '"
                  + field.get()
                  + "' must be there and finite in every row; is not in "
                  + totals.unusable()
                  + " of "
                  + totals.rows()
                  + ". Remove such rows."));
    }
    if (totals.distinct() == 1) {
      faults.add(
          QualityFault.of(
              Kind.ONE_CLASS_TARGET,
              field.get(),
              "Label '" + field.get() + "' must vary; is the same in every row that has one."));
    }
  }
}
