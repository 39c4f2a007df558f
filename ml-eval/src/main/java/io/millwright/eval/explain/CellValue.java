package io.millwright.eval.explain;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The value of one cell, of any type, that can be put into another row.
 *
 * @param missing whether there is none; the others then say nothing
 * @param number of a NUMERIC cell, else 0
 * @param integer of an INTEGER, BOOLEAN, DATE or TIMESTAMP cell, else 0
 * @param text of a CATEGORICAL or TEXT cell, else empty
 */
record CellValue(boolean missing, double number, long integer, String text) {

  static final CellValue MISSING = new CellValue(true, 0, 0, "");

  private static final long NANOS = 1_000_000_000L;

  static CellValue of(Row row, int field) {
    if (row.isMissing(field)) {
      return MISSING;
    }
    FieldType type = row.schema().fields().get(field).type();
    return type == FieldType.NUMERIC
        ? ofNumber(row.number(field))
        : type.isString() ? ofText(row.string(field)) : ofInteger(row.integer(field));
  }

  static CellValue of(Column column, int row) {
    if (column.isMissing(row)) {
      return MISSING;
    }
    FieldType type = column.type();
    return type == FieldType.NUMERIC
        ? ofNumber(column.number(row))
        : type.isString() ? ofText(column.string(row)) : ofInteger(column.integer(row));
  }

  static CellValue ofNumber(double number) {
    return new CellValue(false, number, 0, "");
  }

  static CellValue ofInteger(long integer) {
    return new CellValue(false, 0, integer, "");
  }

  static CellValue ofText(String text) {
    return new CellValue(false, 0, 0, text);
  }

  void put(RowBuffer row, int field) {
    FieldType type = row.schema().fields().get(field).type();
    if (missing) {
      row.setMissing(field);
    } else if (type == FieldType.NUMERIC) {
      row.setNumber(field, number);
    } else if (type.isString()) {
      row.setString(field, text);
    } else {
      row.setInteger(field, integer);
    }
  }

  /** Where a number or a time stands on a line; NaN when missing. */
  double place(FieldType type) {
    return missing ? Double.NaN : type == FieldType.NUMERIC ? number : (double) integer;
  }

  /** Whether values of the type stand on a line, so that more and less have a meaning. */
  static boolean isOrdered(FieldType type) {
    return type == FieldType.NUMERIC || type == FieldType.INTEGER || type.isTime();
  }

  /** For people; personal where the row is. */
  String label(Field field) {
    if (missing) {
      return "(missing)";
    }
    return switch (field.type()) {
      case NUMERIC -> Double.toString(number);
      case INTEGER -> Long.toString(integer);
      case BOOLEAN -> integer == 0 ? "false" : "true";
      case DATE -> LocalDate.ofEpochDay(integer).toString();
      case TIMESTAMP ->
          Instant.ofEpochSecond(Math.floorDiv(integer, NANOS), Math.floorMod(integer, NANOS))
              .toString();
      case CATEGORICAL, TEXT -> text;
    };
  }

  /** Of no value, so that a log that prints it says nothing about a person. */
  @Override
  public String toString() {
    return "CellValue";
  }
}
