package io.millwright.eval.explain;

import io.millwright.schema.FieldType;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The distance of a row to the nearest observed one: the mean over fields of Gower's distance.
 *
 * @see <a href="https://doi.org/10.2307/2528823">Gower (1971), A general coefficient of
 *     similarity</a>
 */
final class NearestObserved {

  private static final int MOST_ROWS = 5_000;

  private final Table table;
  private final int[] fields;
  private final List<ObservedField> observed;

  NearestObserved(Table table, int[] fields, List<ObservedField> observed) {
    int n = table.rowCount();
    this.table =
        n <= MOST_ROWS
            ? table
            : table.take(
                IntStream.range(0, MOST_ROWS).map(i -> (int) ((long) i * n / MOST_ROWS)).toArray());
    this.fields = fields;
    this.observed = observed;
  }

  double distance(Row row) {
    double least = 1;
    var cursor = table.cursor();
    for (int i = 0; i < table.rowCount(); i++) {
      least = Math.min(least, distance(row, cursor.moveTo(i)));
    }
    return least;
  }

  private double distance(Row a, Row b) {
    double sum = 0;
    for (int f = 0; f < fields.length; f++) {
      FieldType type = a.schema().fields().get(fields[f]).type();
      CellValue x = CellValue.of(a, fields[f]);
      CellValue y = CellValue.of(b, fields[f]);
      double range = observed.get(f).high() - observed.get(f).low();
      if (!x.missing() && !y.missing() && CellValue.isOrdered(type) && range > 0) {
        double difference = Math.abs(x.place(type) - y.place(type)) / range;
        sum += Double.isNaN(difference) ? 1 : Math.min(1, difference);
      } else {
        sum += x.equals(y) ? 0 : 1;
      }
    }
    return sum / fields.length;
  }
}
