package io.millwright.eda;

import io.millwright.report.CategoryChart;
import io.millwright.report.Chart;
import io.millwright.report.Point;
import io.millwright.report.Series;
import io.millwright.table.Column;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which columns lack their values in the same rows. */
final class MissingTogether {

  private static final int MOST_COLUMNS = 20;

  private final List<ColumnSummary> columns;
  private final long[][] both;

  private MissingTogether(List<ColumnSummary> columns) {
    this.columns = columns;
    this.both = new long[columns.size()][columns.size()];
    List<BitSet> rows = columns.stream().map(c -> missingRows(c.column())).toList();
    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j <= i; j++) {
        BitSet shared = (BitSet) rows.get(i).clone();
        shared.and(rows.get(j));
        both[i][j] = shared.cardinality();
        both[j][i] = both[i][j];
      }
    }
  }

  /** Of the columns that lack most values. */
  static MissingTogether of(List<ColumnSummary> all) {
    return new MissingTogether(
        all.stream()
            .filter(c -> c.missing() > 0)
            .sorted(Comparator.comparingInt((ColumnSummary c) -> -c.missing()))
            .limit(MOST_COLUMNS)
            .toList());
  }

  private static BitSet missingRows(Column column) {
    BitSet rows = new BitSet(column.size());
    for (int i = 0; i < column.size(); i++) {
      rows.set(i, column.isMissing(i));
    }
    return rows;
  }

  List<ColumnSummary> columns() {
    return columns;
  }

  /** Share of the rows without one column that are without the other as well. */
  double share(int given, int other) {
    return (double) both[given][other] / both[given][given];
  }

  Optional<Chart> chart() {
    if (columns.size() < 2) {
      return Optional.empty();
    }
    List<String> names = columns.stream().map(ColumnSummary::name).toList();
    CategoryChart chart =
        Chart.heatMap("Missing together", names)
            .note(
                "Of the rows without the column at the left, the share that is also without the"
                    + " column below.")
            .y("Share", 0, 1);
    for (int i = 0; i < names.size(); i++) {
      List<Point> cells = new ArrayList<>();
      for (int j = 0; j < names.size(); j++) {
        cells.add(i == j ? Point.missing(j) : Point.of(j, share(i, j)));
      }
      chart.series(new Series(names.get(i), cells));
    }
    return Optional.of(chart.build());
  }
}
