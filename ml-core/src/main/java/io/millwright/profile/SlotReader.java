package io.millwright.profile;

import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Row;
import java.util.List;

/** Finds the place of a field's value in its bins. Immutable; allocates only for class labels. */
final class SlotReader {

  /** The names of a BOOLEAN field's bins; position = value. */
  static final List<String> FALSE_TRUE = List.of("false", "true");

  private enum Way {
    NUMBER,
    WHOLE,
    LENGTH,
    NAME,
    NAME_OF_WHOLE,
    NAME_OF_TRUTH
  }

  private final Way way;
  private final Bins bins;
  private final int missing;

  SlotReader(FieldType type, Bins bins) {
    this.bins = bins;
    this.missing = bins.size();
    this.way = way(type, bins);
  }

  private static Way way(FieldType type, Bins bins) {
    boolean byName = bins instanceof CategoryBins;
    return switch (type) {
      case NUMERIC -> Way.NUMBER;
      case INTEGER -> byName ? Way.NAME_OF_WHOLE : Way.WHOLE;
      case DATE, TIMESTAMP -> Way.WHOLE;
      case BOOLEAN -> Way.NAME_OF_TRUTH;
      case CATEGORICAL -> Way.NAME;
      case TEXT -> Way.LENGTH;
    };
  }

  /** Whether fields of the type can be counted into bins of the kind. */
  static boolean fits(FieldType type, Bins bins) {
    boolean byName = bins instanceof CategoryBins;
    return switch (type) {
      case NUMERIC, DATE, TIMESTAMP, TEXT -> !byName;
      case BOOLEAN, CATEGORICAL -> byName;
      case INTEGER -> true;
    };
  }

  int slot(Row row, int field) {
    if (row.isMissing(field)) {
      return missing;
    }
    return switch (way) {
      case NUMBER -> ((NumberBins) bins).slot(row.number(field));
      case WHOLE -> ((NumberBins) bins).slot((double) row.integer(field));
      case LENGTH -> ((NumberBins) bins).slot(row.string(field).length());
      case NAME -> ((CategoryBins) bins).slot(row.string(field));
      case NAME_OF_WHOLE -> ((CategoryBins) bins).slot(Long.toString(row.integer(field)));
      case NAME_OF_TRUTH ->
          ((CategoryBins) bins).slot(FALSE_TRUE.get(row.integer(field) == 0 ? 0 : 1));
    };
  }

  int slot(Column column, int row) {
    if (column.isMissing(row)) {
      return missing;
    }
    return bins instanceof NumberBins numbers
        ? numbers.slot(number(column, row))
        : ((CategoryBins) bins).slot(name(column, row));
  }

  static double number(Column column, int row) {
    return switch (column.type()) {
      case NUMERIC -> column.number(row);
      case TEXT -> column.string(row).length();
      default -> (double) column.integer(row);
    };
  }

  static String name(Column column, int row) {
    return switch (column.type()) {
      case CATEGORICAL -> column.string(row);
      case BOOLEAN -> FALSE_TRUE.get(column.integer(row) == 0 ? 0 : 1);
      default -> Long.toString(column.integer(row));
    };
  }
}
