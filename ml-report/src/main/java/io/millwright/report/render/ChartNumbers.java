package io.millwright.report.render;

import io.millwright.report.Axis;
import io.millwright.report.Bins;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.NumberText;
import io.millwright.report.Point;
import io.millwright.report.ReferenceLine;
import io.millwright.report.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The numbers of a chart as tables, for those who cannot or do not want to see it. */
final class ChartNumbers {

  private static final int DIGITS = 6;

  private ChartNumbers() {}

  /** All numbers of the chart: its points, then its lines and its strip where there are any. */
  static List<DataTable> of(Chart chart) {
    List<DataTable> tables = new ArrayList<>();
    tables.add(samePlaces(chart) ? wide(chart) : tall(chart));
    if (!chart.lines().isEmpty()) {
      tables.add(lines(chart));
    }
    chart.distribution().ifPresent(bins -> tables.add(strip(chart, bins)));
    return tables;
  }

  private static boolean samePlaces(Chart chart) {
    List<Double> first = places(chart.series().get(0));
    return chart.series().stream().allMatch(series -> places(series).equals(first));
  }

  private static List<Double> places(Series series) {
    return series.points().stream().map(Point::x).toList();
  }

  /** One row per place, one column per series. */
  private static DataTable wide(Chart chart) {
    List<DataTable.Column> columns = new ArrayList<>();
    columns.add(new DataTable.Column(placeName(chart), placeAlign(chart)));
    List<Series> all = chart.series();
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i).name();
      // A series may have the name of the axis; two columns may not share one.
      String column = columns.get(0).name().equals(name) ? name + " (value)" : name;
      columns.add(new DataTable.Column(column, DataTable.Align.RIGHT));
    }
    List<List<DataTable.Cell>> rows = new ArrayList<>();
    int places = all.get(0).points().size();
    for (int row = 0; row < places; row++) {
      List<DataTable.Cell> cells = new ArrayList<>();
      cells.add(DataTable.Cell.of(place(chart, all.get(0).points().get(row))));
      for (Series series : all) {
        cells.add(DataTable.Cell.of(value(chart, series.points().get(row))));
      }
      rows.add(cells);
    }
    return new DataTable("", columns, rows);
  }

  /** One row per point. */
  private static DataTable tall(Chart chart) {
    String x = placeName(chart);
    String y = chart.y().title().isBlank() || chart.y().title().equals(x) ? "y" : chart.y().title();
    if (x.equals("y")) {
      x = "x";
    }
    String series = x.equals("Series") || y.equals("Series") ? "Series name" : "Series";
    DataTable.Builder table =
        DataTable.captioned("").words(series).columns(placeAlign(chart), x).numbers(y);
    for (Series each : chart.series()) {
      for (Point point : each.points()) {
        table.row(each.name(), place(chart, point), value(chart, point));
      }
    }
    return table.build();
  }

  private static DataTable lines(Chart chart) {
    DataTable.Builder table = DataTable.captioned("Lines").words("Line", "Axis").numbers("At");
    for (ReferenceLine line : chart.lines()) {
      Axis axis = line.on() == ReferenceLine.On.X ? chart.x() : chart.y();
      table.row(line.label(), axis.title(), number(axis, line.at()));
    }
    return table.build();
  }

  private static DataTable strip(Chart chart, Bins bins) {
    DataTable.Builder table = DataTable.captioned(bins.name()).words("Bin").numbers("Count");
    for (int i = 0; i < bins.counts().size(); i++) {
      String from = number(chart.x(), bins.edges().get(i));
      String to = number(chart.x(), bins.edges().get(i + 1));
      table.row(from + " to " + to, NumberText.of(bins.counts().get(i), DIGITS));
    }
    return table.build();
  }

  private static String placeName(Chart chart) {
    if (!chart.x().title().isBlank()) {
      return chart.x().title();
    }
    return chart.kind().hasCategories() ? "Category" : chart.edges().isEmpty() ? "x" : "Bin";
  }

  private static DataTable.Align placeAlign(Chart chart) {
    return chart.kind().hasNumericPlaces() ? DataTable.Align.RIGHT : DataTable.Align.LEFT;
  }

  private static String place(Chart chart, Point point) {
    if (chart.kind().hasNumericPlaces()) {
      return number(chart.x(), point.x());
    }
    int index = (int) point.x();
    if (chart.kind().hasCategories()) {
      return chart.categories().get(index);
    }
    return number(chart.x(), chart.edges().get(index))
        + " to "
        + number(chart.x(), chart.edges().get(index + 1));
  }

  private static String value(Chart chart, Point point) {
    String value = number(chart.y(), point.y());
    return point.hasInterval()
        ? value
            + " ("
            + number(chart.y(), point.low())
            + " to "
            + number(chart.y(), point.high())
            + ")"
        : value;
  }

  private static String number(Axis axis, double value) {
    return axis.scale() == Axis.Scale.TIME && !Double.isNaN(value)
        ? Instant.ofEpochMilli((long) value).toString()
        : NumberText.of(value, DIGITS);
  }
}
