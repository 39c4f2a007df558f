package io.millwright.eval.robustness;

import io.millwright.schema.FieldType;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import java.util.List;

/**
 * A field that a search may move: a number by a share of its bound, or a value to one of several
 * others.
 *
 * @param field its name
 * @param position its place in the schema
 * @param type what its values are
 * @param bound for numbers
 * @param values what it may become; none for numbers
 */
record Lever(String field, int position, FieldType type, Bound bound, List<String> values) {

  private static final double[] STEPS = {-1, -0.5, 0.5, 1};

  /**
   * How far a number may move.
   *
   * @param radius to either side, in the field's unit
   * @param low no moved value is lower
   * @param high no moved value is higher
   */
  record Bound(double radius, double low, double high) {
    static final Bound NONE = new Bound(0, 0, 0);
  }

  boolean isNumber() {
    return values.isEmpty();
  }

  /** Where it is worth trying: shares of the bound, or 1-based places among the values. */
  double[] candidates() {
    if (isNumber()) {
      return STEPS.clone();
    }
    double[] places = new double[values.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i + 1;
    }
    return places;
  }

  /** How far a place is from where the row is, 0..1. */
  double distance(double place) {
    return isNumber() ? Math.abs(place) : place == 0 ? 0 : 1;
  }

  /** Writes the moved value; nothing where the row has none. */
  void move(Row row, double place, RowBuffer out) {
    if (place == 0 || row.isMissing(position)) {
      return;
    }
    if (!isNumber()) {
      String value = values.get((int) place - 1);
      if (type == FieldType.BOOLEAN) {
        out.setInteger(position, value.equals("true") ? 1 : 0);
      } else {
        out.setString(position, value);
      }
      return;
    }
    double moved = row.number(position) + place * bound.radius();
    double inside = Math.max(bound.low(), Math.min(bound.high(), moved));
    if (type == FieldType.INTEGER) {
      out.setInteger(position, Math.round(inside));
    } else {
      out.setNumber(position, inside);
    }
  }
}
