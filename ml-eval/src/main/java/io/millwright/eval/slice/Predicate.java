package io.millwright.eval.slice;

import io.millwright.report.NumberText;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.Table;

/** A condition on one field of a row. */
public sealed interface Predicate {

  /** The field it is about. */
  String field();

  /** As words, for example {@code age above 38 to 48}. */
  String text();

  /** Whether it holds in that row. */
  boolean holds(Table table, int row);

  /**
   * The field has this value.
   *
   * @param field CATEGORICAL or BOOLEAN
   * @param value its text; {@code true} or {@code false} of a BOOLEAN
   */
  record Equals(String field, String value) implements Predicate {

    @Override
    public String text() {
      return field + " = " + value;
    }

    @Override
    public boolean holds(Table table, int row) {
      Column column = table.column(field);
      if (column.isMissing(row)) {
        return false;
      }
      return column instanceof CategoricalColumn c
          ? c.string(row).equals(value)
          : column instanceof BooleanColumn b
              && Boolean.toString(b.integer(row) == 1).equals(value);
    }
  }

  /**
   * The number is in a range.
   *
   * @param field NUMERIC or INTEGER
   * @param above it is greater than this; -∞ for no lower end
   * @param upTo it is at most this; +∞ for no upper end
   */
  record Between(String field, double above, double upTo) implements Predicate {

    @Override
    public String text() {
      if (above == Double.NEGATIVE_INFINITY) {
        return field + " up to " + NumberText.of(upTo);
      }
      String low = field + " above " + NumberText.of(above);
      return upTo == Double.POSITIVE_INFINITY ? low : low + " up to " + NumberText.of(upTo);
    }

    @Override
    public boolean holds(Table table, int row) {
      Column column = table.column(field);
      if (column.isMissing(row)) {
        return false;
      }
      double value = column.number(row);
      return (value > above || above == Double.NEGATIVE_INFINITY) && value <= upTo;
    }
  }

  /**
   * The field has no value.
   *
   * @param field of any type
   */
  record Missing(String field) implements Predicate {

    @Override
    public String text() {
      return field + " is missing";
    }

    @Override
    public boolean holds(Table table, int row) {
      return table.column(field).isMissing(row);
    }
  }

  /**
   * The number is NaN, which is a value and not missing.
   *
   * @param field NUMERIC
   */
  record NotANumber(String field) implements Predicate {

    @Override
    public String text() {
      return field + " is not a number";
    }

    @Override
    public boolean holds(Table table, int row) {
      Column column = table.column(field);
      return !column.isMissing(row) && Double.isNaN(column.number(row));
    }
  }
}
