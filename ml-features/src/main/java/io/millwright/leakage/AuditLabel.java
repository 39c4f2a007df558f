package io.millwright.leakage;

import io.millwright.schema.Label;
import java.util.Arrays;

/**
 * The label as numbers: 1 or 0, the code of a class, or the value; NaN where there is none. Classes
 * are those of the values, {@code 0 .. classes() - 1}.
 */
final class AuditLabel {

  enum Kind {
    BINARY,
    MULTICLASS,
    REAL
  }

  private final Kind kind;
  private final AuditColumn column;
  private final double[] values;
  private final int classes;

  private AuditLabel(Kind kind, AuditColumn column, double[] values, int classes) {
    this.kind = kind;
    this.column = column;
    this.values = values;
    this.classes = classes;
  }

  static AuditLabel of(Label label, AuditColumn column) {
    return label.match(
        b -> binary(b.positive(), column),
        m -> {
          double[] values = new double[column.size()];
          Arrays.setAll(values, i -> column.isMissing(i) ? Double.NaN : column.code(i));
          return new AuditLabel(Kind.MULTICLASS, column, values, column.distinct());
        },
        r -> new AuditLabel(Kind.REAL, column, column.numbers(), 0));
  }

  private static AuditLabel binary(String positive, AuditColumn column) {
    double[] values = new double[column.size()];
    boolean[] isPositive = new boolean[column.distinct()];
    for (int i = 0; i < values.length; i++) {
      if (!column.isMissing(i)) {
        isPositive[column.code(i)] = column.text(i).equals(positive);
      }
    }
    Arrays.setAll(
        values, i -> column.isMissing(i) ? Double.NaN : isPositive[column.code(i)] ? 1 : 0);
    return new AuditLabel(Kind.BINARY, column, values, 2);
  }

  Kind kind() {
    return kind;
  }

  boolean isReal() {
    return kind == Kind.REAL;
  }

  AuditColumn column() {
    return column;
  }

  String name() {
    return column.name();
  }

  double value(int i) {
    return values[i];
  }

  double[] values() {
    return values;
  }

  boolean isPresent(int i) {
    return !Double.isNaN(values[i]);
  }

  int present() {
    return (int) Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
  }

  /** How many classes; 0 of a real label. */
  int classes() {
    return classes;
  }

  /** The class of the row, -1 where there is none. */
  int classOf(int i) {
    return isPresent(i) ? (int) values[i] : -1;
  }

  /** Rows of each class. */
  int[] classCounts() {
    int[] counts = new int[classes];
    for (int i = 0; i < values.length; i++) {
      if (isPresent(i)) {
        counts[(int) values[i]]++;
      }
    }
    return counts;
  }
}
