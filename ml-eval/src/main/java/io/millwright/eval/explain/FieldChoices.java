package io.millwright.eval.explain;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one field of one row may become, the cheapest first. */
final class FieldChoices {

  private static final int MOST_STEPS = 1_000;

  /** A new value and what it costs. */
  record Choice(CellValue value, double cost) {}

  private final int field;
  private final boolean ordered;
  private final List<Choice> all;
  private final List<Choice> grid;

  private FieldChoices(int field, boolean ordered, List<Choice> all, List<Choice> grid) {
    this.field = field;
    this.ordered = ordered;
    this.all = all;
    this.grid = grid;
  }

  static FieldChoices of(
      Row row, int position, ObservedField observed, ChangeRules.Rule rule, int most) {
    Field field = row.schema().fields().get(position);
    boolean ordered = CellValue.isOrdered(field.type());
    CellValue own = CellValue.of(row, position);
    List<CellValue> values =
        ordered && rule.step > 0 && !own.missing()
            ? steps(own, field.type(), observed, rule)
            : observed.values();
    List<CellValue> allowed =
        values.stream().filter(v -> !v.equals(own) && allows(v, own, field, rule)).toList();
    List<Choice> all = byCost(allowed, own, field.type(), observed, rule);
    List<CellValue> thin = ordered ? thinned(allowed, most) : allowed;
    return new FieldChoices(
        position, ordered, all, byCost(thin, own, field.type(), observed, rule));
  }

  private static List<CellValue> steps(
      CellValue own, FieldType type, ObservedField observed, ChangeRules.Rule rule) {
    double low = rule.low == Double.NEGATIVE_INFINITY ? observed.low() : rule.low;
    double high = rule.high == Double.POSITIVE_INFINITY ? observed.high() : rule.high;
    List<CellValue> values = new ArrayList<>();
    for (int k = -MOST_STEPS; k <= MOST_STEPS; k++) {
      CellValue value =
          type == FieldType.NUMERIC
              ? CellValue.ofNumber(own.number() + k * rule.step)
              : CellValue.ofInteger(own.integer() + k * (long) rule.step);
      double place = value.place(type);
      if (place >= low && place <= high) {
        values.add(value);
      }
    }
    return values;
  }

  private static boolean allows(
      CellValue value, CellValue own, Field field, ChangeRules.Rule rule) {
    if (!CellValue.isOrdered(field.type())) {
      return rule.values.map(v -> v.contains(value.label(field))).orElse(true);
    }
    double place = value.place(field.type());
    double from = own.place(field.type());
    if (place == from || !(place >= rule.low && place <= rule.high)) {
      return false;
    }
    return own.missing()
        || switch (rule.direction) {
          case ANY -> true;
          case UP -> place > from;
          case DOWN -> place < from;
          case NONE -> false;
        };
  }

  private static List<Choice> byCost(
      List<CellValue> values,
      CellValue own,
      FieldType type,
      ObservedField observed,
      ChangeRules.Rule rule) {
    return values.stream()
        .map(v -> new Choice(v, cost(v, own, type, observed, rule)))
        .sorted(Comparator.comparingDouble(Choice::cost))
        .toList();
  }

  static double cost(
      CellValue to, CellValue from, FieldType type, ObservedField observed, ChangeRules.Rule rule) {
    boolean measured = CellValue.isOrdered(type) && !from.missing();
    double difference =
        measured ? Math.abs(to.place(type) - from.place(type)) / observed.deviation() : 1;
    return difference * rule.factor;
  }

  /** Evenly spaced ones of an ascending list, its ends among them. */
  static <T> List<T> thinned(List<T> ascending, int most) {
    int n = ascending.size();
    if (n <= most) {
      return ascending;
    }
    List<T> thin = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      thin.add(ascending.get((int) ((long) i * (n - 1) / (most - 1))));
    }
    return thin;
  }

  int field() {
    return field;
  }

  boolean isOrdered() {
    return ordered;
  }

  /** Those that are tried in all combinations. */
  List<Choice> grid() {
    return grid;
  }

  /** At most so many of all whose cost lies between these, the cheapest first. */
  List<Choice> between(double low, double high, int most) {
    return thinned(all.stream().filter(c -> c.cost() > low && c.cost() < high).toList(), most);
  }
}
