package io.millwright.eda;

import io.millwright.report.Axis;
import io.millwright.schema.Field;
import io.millwright.schema.Label;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The label of a table as outcomes to average. */
final class TargetView {

  private static final int MOST_CLASSES = 5;

  private final Field field;
  private final List<Outcome> outcomes;
  private final List<Map.Entry<String, Long>> classes;
  private final String axis;

  private TargetView(
      Field field, List<Outcome> outcomes, List<Map.Entry<String, Long>> classes, String axis) {
    this.field = field;
    this.outcomes = outcomes;
    this.classes = classes;
    this.axis = axis;
  }

  static Optional<TargetView> of(Table table) {
    return table.schema().label().map(label -> of(table, label));
  }

  private static TargetView of(Table table, Label label) {
    Field field = table.schema().field(label.field());
    Column column = table.column(label.field());
    return label.match(
        binary -> binary(field, column, binary.positive()),
        multiclass -> multiclass(field, column),
        real -> real(field, column));
  }

  private static TargetView binary(Field field, Column column, String positive) {
    String axis = "Share with " + field.name() + " = " + ReportWords.value(positive);
    Outcome outcome = new Outcome(axis, true, isClass(column, positive));
    return new TargetView(field, List.of(outcome), classes(column), axis);
  }

  private static TargetView multiclass(Field field, Column column) {
    List<Map.Entry<String, Long>> classes = classes(column);
    List<Outcome> outcomes = new ArrayList<>();
    ReportWords names = new ReportWords();
    for (var each : classes.subList(0, Math.min(MOST_CLASSES, classes.size()))) {
      outcomes.add(new Outcome(names.unique(each.getKey()), true, isClass(column, each.getKey())));
    }
    return new TargetView(field, outcomes, classes, "Share of rows");
  }

  private static TargetView real(Field field, Column column) {
    double[] values = new double[column.size()];
    for (int i = 0; i < values.length; i++) {
      double value = Numbers.of(column, i);
      values[i] = Double.isFinite(value) ? value : Double.NaN;
    }
    String axis = "Mean of " + field.name();
    return new TargetView(field, List.of(new Outcome(axis, false, values)), List.of(), axis);
  }

  private static double[] isClass(Column column, String name) {
    double[] values = new double[column.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.isMissing(i) ? Double.NaN : text(column, i).equals(name) ? 1 : 0;
    }
    return values;
  }

  /** Classes with their rows, most frequent first, ties by name. */
  private static List<Map.Entry<String, Long>> classes(Column column) {
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        counts.merge(text(column, i), 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  private static String text(Column column, int row) {
    return switch (column.type()) {
      case CATEGORICAL, TEXT -> column.string(row);
      case BOOLEAN -> column.integer(row) == 1 ? "true" : "false";
      case INTEGER, DATE, TIMESTAMP -> Long.toString(column.integer(row));
      case NUMERIC -> Double.toString(column.number(row));
    };
  }

  String name() {
    return field.name();
  }

  Field field() {
    return field;
  }

  /** One for a binary or real label, one for each frequent class otherwise; maybe none. */
  List<Outcome> outcomes() {
    return outcomes;
  }

  /** Of a label of classes, with their rows, most frequent first. */
  List<Map.Entry<String, Long>> classes() {
    return classes;
  }

  boolean isReal() {
    return outcomes.size() == 1 && !outcomes.get(0).isShare();
  }

  /** The axis of means, from 0 where shares are or the number starts near it. */
  Axis axis() {
    boolean fromZero = !isReal() || outcomes.get(0).startsNearZero();
    return new Axis(axis, fromZero ? 0 : Double.NaN, Double.NaN, Axis.Scale.LINEAR);
  }
}
