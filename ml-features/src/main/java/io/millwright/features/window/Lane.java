package io.millwright.features.window;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Label;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import org.jspecify.annotations.Nullable;

/**
 * One thing that windows read of a row. Immutable.
 *
 * @param field its position
 * @param name its name
 * @param type its type
 * @param kind what of it is read
 * @param match for MATCH the text that counts as 1
 */
record Lane(int field, String name, FieldType type, Kind kind, String match) {

  // Squares of sums of 2^31 values, times such counts, stay far from overflow and underflow.
  static final double MOST = 1e120;

  enum Kind {
    /** The number. */
    NUMBER,
    /** 1 if the value's text is the match, else 0. */
    MATCH,
    /** The text. */
    TEXT,
    /** 1 if something happened: a value, true, or the match; else missing. */
    EVENT
  }

  static Lane of(Schema schema, String name, boolean event, boolean text, @Nullable String equal) {
    Field field = schema.field(name);
    int position = schema.indexOf(name);
    String positive =
        schema
            .label()
            .filter(l -> l.field().equals(name))
            .map(l -> l.match(Label.Binary::positive, m -> "", r -> ""))
            .orElse("");
    if (event) {
      String match =
          equal != null
              ? equal
              : positive.isEmpty() && field.type() == FieldType.BOOLEAN ? "true" : positive;
      return new Lane(position, name, field.type(), Kind.EVENT, match);
    }
    if (!positive.isEmpty()) {
      return new Lane(position, name, field.type(), Kind.MATCH, positive);
    }
    return new Lane(position, name, field.type(), text ? Kind.TEXT : Kind.NUMBER, "");
  }

  boolean isText() {
    return kind == Kind.TEXT;
  }

  void read(Row row, Cells into, int lane) {
    if (kind == Kind.TEXT) {
      into.texts[lane] = row.isMissing(field) ? null : row.string(field);
    } else {
      into.numbers[lane] = row.isMissing(field) ? Double.NaN : number(row);
    }
  }

  private double number(Row row) {
    if (kind == Kind.NUMBER) {
      double value = row.number(field);
      if (!(Math.abs(value) <= MOST)) {
        throw new InvalidRowException(
            name, "must be finite and at most 1e120 in size for windows; was not");
      }
      return value;
    }
    boolean matches = match.isEmpty() || match.equals(text(row));
    return matches ? 1 : kind == Kind.MATCH ? 0 : Double.NaN;
  }

  private String text(Row row) {
    return switch (type) {
      case CATEGORICAL, TEXT -> row.string(field);
      case BOOLEAN -> row.integer(field) != 0 ? "true" : "false";
      case INTEGER, DATE, TIMESTAMP -> Long.toString(row.integer(field));
      case NUMERIC -> Double.toString(row.number(field));
    };
  }
}
