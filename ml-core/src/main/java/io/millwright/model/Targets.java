package io.millwright.model;

import io.millwright.schema.FieldType;
import io.millwright.schema.Label;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels of a table as numbers: 1 for the positive and 0 for every other value of a binary
 * label, the position of the class of a multiclass label, the value of a real one.
 *
 * <p>Immutable and thread-safe.
 */
public final class Targets {

  /** The number of a class that is not among the classes asked for. */
  public static final int UNKNOWN_CLASS = -1;

  private final Task<? extends Prediction> task;
  private final List<String> classes;
  private final double[] values;

  private Targets(Task<? extends Prediction> task, List<String> classes, double[] values) {
    this.task = task;
    this.classes = classes;
    this.values = values;
  }

  /**
   * The labels with the classes found in these rows: whole numbers in ascending order, strings by
   * code point; negative then positive for a binary label, where the negative is called {@code "not
   * …"} if there are several other values.
   *
   * @throws IllegalArgumentException if the schema has no label or a label is missing or not
   *     finite; says how many and the first row
   */
  public static Targets of(Table table) {
    Label label = label(table.schema());
    Column column = column(table, label);
    List<String> classes =
        label.match(
            b -> binaryClasses(b.positive(), distinct(column)),
            m -> sorted(column),
            r -> List.<String>of());
    return with(table, classes);
  }

  /**
   * The labels in terms of given classes, {@link #UNKNOWN_CLASS} for others; as {@link #of}
   * otherwise.
   */
  public static Targets with(Table table, List<String> classes) {
    Label label = label(table.schema());
    Column column = column(table, label);
    double[] values =
        label.match(
            b -> binary(column, b.positive()),
            m -> multiclass(column, classes),
            r -> real(column, r.field()));
    return new Targets(Task.of(label), List.copyOf(classes), values);
  }

  /** The kind of question the labels answer. */
  public Task<? extends Prediction> task() {
    return task;
  }

  /** Class names by position; none for a real label. */
  public List<String> classes() {
    return classes;
  }

  /** How many rows. */
  public int size() {
    return values.length;
  }

  /** The number of a row. */
  public double value(int row) {
    return values[row];
  }

  /** A copy of all numbers. */
  public double[] toArray() {
    return values.clone();
  }

  private static Label label(Schema schema) {
    return schema
        .label()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Schema must have a label; has none. Add binaryLabel, multiclassLabel or realLabel."));
  }

  private static Column column(Table table, Label label) {
    Column column = table.column(label.field());
    if (column.missingCount() > 0) {
      int first = 0;
      while (!column.isMissing(first)) {
        first++;
      }
      throw new IllegalArgumentException(
          "Label '"
              + label.field()
              + "' must have a value in every row; "
              + column.missingCount()
              + " are missing (first: row "
              + first
              + "). Remove those rows.");
    }
    return column;
  }

  private static String text(Column column, int row) {
    return switch (column.type()) {
      case CATEGORICAL, TEXT -> column.string(row);
      case BOOLEAN -> column.integer(row) == 1 ? "true" : "false";
      default -> Long.toString(column.integer(row));
    };
  }

  private static Set<String> distinct(Column column) {
    Set<String> values = new HashSet<>();
    for (int i = 0; i < column.size(); i++) {
      values.add(text(column, i));
    }
    return values;
  }

  private static List<String> binaryClasses(String positive, Set<String> found) {
    List<String> others = found.stream().filter(v -> !v.equals(positive)).toList();
    return List.of(others.size() == 1 ? others.get(0) : "not " + positive, positive);
  }

  private static List<String> sorted(Column column) {
    List<String> names = new ArrayList<>(distinct(column));
    names.sort(
        column.type() == FieldType.INTEGER
            ? Comparator.comparingLong(Long::parseLong)
            : Targets::byCodePoint);
    return names;
  }

  private static int byCodePoint(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return java.util.Arrays.compare(left, right);
  }

  private static double[] binary(Column column, String positive) {
    double[] values = new double[column.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = text(column, i).equals(positive) ? 1 : 0;
    }
    return values;
  }

  private static double[] multiclass(Column column, List<String> classes) {
    Map<String, Integer> positions = new HashMap<>();
    classes.forEach(c -> positions.put(c, positions.size()));
    double[] values = new double[column.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = positions.getOrDefault(text(column, i), UNKNOWN_CLASS);
    }
    return values;
  }

  private static double[] real(Column column, String field) {
    double[] values = new double[column.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.number(i);
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Label '"
                + field
                + "' must be finite in every row; was not in row "
                + i
                + ". Remove such rows.");
      }
    }
    return values;
  }
}
