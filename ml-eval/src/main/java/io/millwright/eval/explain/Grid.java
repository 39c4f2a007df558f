package io.millwright.eval.explain;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Observed values of a field to try, each by a row that has it; missing comes last. */
final class Grid {

  private final Field field;
  private final Column column;
  private final List<Integer> rows;

  private Grid(Field field, Column column, List<Integer> rows) {
    this.field = field;
    this.column = column;
    this.rows = List.copyOf(rows);
  }

  /** Quantiles of a number or time, the weightiest categories, missing if some row is. */
  static Grid of(Table table, double[] weights, String name, int most) {
    Field field = table.schema().field(name);
    Column column = table.column(name);
    if (field.type() == FieldType.TEXT) {
      throw new IllegalArgumentException(
          "Field '" + name + "' must be a number, a time or a category; was TEXT.");
    }
    List<Integer> rows =
        CellValue.isOrdered(field.type())
            ? ordered(column, weights, most)
            : categories(column, weights, most);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "Field '" + name + "' must have a finite value in a row of positive weight; has none.");
    }
    IntStream.range(0, column.size()).filter(column::isMissing).limit(1).forEach(rows::add);
    return new Grid(field, column, rows);
  }

  /** Quantiles alone, of rows that have a finite value. */
  static Grid ofPresent(Table table, double[] weights, String name, int most) {
    Field field = table.schema().field(name);
    Column column = table.column(name);
    if (!CellValue.isOrdered(field.type())) {
      throw new IllegalArgumentException(
          "Field '"
              + name
              + "' must be a number or a time, so that its values have an order; was "
              + field.type()
              + ". Use partial dependence.");
    }
    return new Grid(field, column, ordered(column, weights, most));
  }

  private static List<Integer> ordered(Column column, double[] weights, int most) {
    double[] places = places(column);
    WeightedSample sample = new WeightedSample(places, weights);
    List<Integer> rows = new ArrayList<>();
    if (!sample.isEmpty()) {
      Map<Double, Integer> first = new LinkedHashMap<>();
      for (int i = 0; i < places.length; i++) {
        if (weights[i] > 0) {
          first.putIfAbsent(places[i], i);
        }
      }
      for (double place : sample.spread(most)) {
        rows.add(first.getOrDefault(place, 0));
      }
    }
    return rows;
  }

  static double[] places(Column column) {
    double[] places = new double[column.size()];
    // Adding 0 makes one zero of the two.
    Arrays.setAll(places, i -> CellValue.of(column, i).place(column.type()) + 0.0);
    return places;
  }

  private static List<Integer> categories(Column column, double[] weights, int most) {
    Map<CellValue, Integer> first = new LinkedHashMap<>();
    Map<CellValue, Double> weight = new LinkedHashMap<>();
    for (int i = 0; i < column.size(); i++) {
      CellValue value = CellValue.of(column, i);
      if (!value.missing() && weights[i] > 0) {
        first.putIfAbsent(value, i);
        weight.merge(value, weights[i], Double::sum);
      }
    }
    return new ArrayList<>(
        weight.entrySet().stream()
            .sorted(Map.Entry.<CellValue, Double>comparingByValue().reversed())
            .limit(most)
            .map(e -> first.getOrDefault(e.getKey(), 0))
            .toList());
  }

  int size() {
    return rows.size();
  }

  Field field() {
    return field;
  }

  CellValue value(int point) {
    return CellValue.of(column, rows.get(point));
  }

  double place(int point) {
    return value(point).place(field.type());
  }

  /** A table of the same schema in which every row has the point's value. */
  Table put(Table table, int point) {
    int[] same = new int[table.rowCount()];
    Arrays.fill(same, rows.get(point));
    return table.with(field.name(), column.take(same));
  }

  /** A table in which each row has the value of a point of its own. */
  Table put(Table table, int[] points) {
    return table.with(field.name(), column.take(Arrays.stream(points).map(rows::get).toArray()));
  }

  List<DependenceCurve.Place> places() {
    return IntStream.range(0, size())
        .mapToObj(
            i ->
                new DependenceCurve.Place(
                    label(value(i)),
                    CellValue.isOrdered(field.type()) && !value(i).missing()
                        ? java.util.OptionalDouble.of(place(i))
                        : java.util.OptionalDouble.empty()))
        .toList();
  }

  /** A category that is called like a missing value is told apart from one. */
  private String label(CellValue value) {
    String label = value.label(field);
    return !value.missing() && label.equals(CellValue.MISSING.label(field))
        ? "'" + label + "'"
        : label;
  }
}
