package io.millwright.eval.explain;

import io.millwright.schema.Field;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The values a field was seen with.
 *
 * @param values distinct and present; numbers and times ascending and finite, others as first seen
 * @param low least of a number or time, else 0
 * @param high greatest of a number or time, else 0
 * @param deviation median absolute deviation, the mean one if that is 0, 1 if that is 0 too
 */
record ObservedField(List<CellValue> values, double low, double high, double deviation) {

  static ObservedField of(Table table, double[] weights, String name) {
    Field field = table.schema().field(name);
    Column column = table.column(name);
    if (!CellValue.isOrdered(field.type())) {
      Set<CellValue> distinct =
          IntStream.range(0, column.size())
              .filter(i -> !column.isMissing(i))
              .mapToObj(i -> CellValue.of(column, i))
              .collect(Collectors.toCollection(LinkedHashSet::new));
      return new ObservedField(List.copyOf(distinct), 0, 0, 1);
    }
    double[] places = Grid.places(column);
    List<CellValue> values =
        IntStream.range(0, places.length)
            .filter(i -> Double.isFinite(places[i]))
            .mapToObj(i -> CellValue.of(column, i))
            .distinct()
            .sorted((a, b) -> Double.compare(a.place(field.type()), b.place(field.type())))
            .toList();
    WeightedSample sample = new WeightedSample(places, weights);
    if (sample.isEmpty()) {
      return new ObservedField(List.of(), 0, 0, 1);
    }
    double deviation = sample.deviation();
    return new ObservedField(
        values, sample.least(), sample.greatest(), deviation > 0 ? deviation : 1);
  }
}
