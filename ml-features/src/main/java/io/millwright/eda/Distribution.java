package io.millwright.eda;

import io.millwright.report.Axis;
import io.millwright.report.Chart;
import io.millwright.report.HistogramChart;
import io.millwright.report.NumberText;
import io.millwright.report.Point;
import io.millwright.report.Series;
import io.millwright.schema.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The chart of what values a column has. */
final class Distribution {

  private static final int FEW_VALUES = 7;

  private Distribution() {}

  /** Empty for text, keys, too many categories and columns without a value. */
  static Optional<Chart> of(ColumnSummary column) {
    if (column.field().type().isTime()) {
      return time(column);
    }
    if (column.categories().isPresent()) {
      return bars(column);
    }
    ColumnSummary.NumberShape shape = column.numbers();
    boolean few =
        column.field().type() == FieldType.INTEGER
            && shape.starts().length == column.distinct()
            && column.distinct() <= FEW_VALUES;
    return few && !shape.isEmpty() ? values(column) : histogram(column);
  }

  private static Optional<Chart> bars(ColumnSummary column) {
    Categories categories = column.categories().orElseThrow();
    if (categories.names().isEmpty()) {
      return Optional.empty();
    }
    double[] counts =
        IntStream.range(0, categories.names().size()).mapToDouble(categories::count).toArray();
    return Optional.of(
        Chart.bar(column.name(), categories.names())
            .note(ReportWords.count(column.distinct()) + " categories" + missing(column))
            .y("Rows")
            .series("Rows", counts)
            .build());
  }

  /** A bar for each of a few whole numbers, in their order. */
  private static Optional<Chart> values(ColumnSummary column) {
    double[] starts = column.numbers().starts();
    double[] counts = new double[starts.length];
    for (int i = 0; i < column.column().size(); i++) {
      if (!column.column().isMissing(i)) {
        counts[Cuts.bin(starts, column.column().number(i))]++;
      }
    }
    List<String> names = Arrays.stream(starts).mapToObj(v -> Long.toString((long) v)).toList();
    return Optional.of(
        Chart.bar(column.name(), names)
            .note(ReportWords.count(column.distinct()) + " values" + missing(column))
            .y("Rows")
            .series("Rows", counts)
            .build());
  }

  private static Optional<Chart> histogram(ColumnSummary column) {
    ColumnSummary.NumberShape shape = column.numbers();
    if (shape.isEmpty() || shape.edges().length < 2) {
      return Optional.empty();
    }
    double[] counts = Arrays.stream(shape.counts()).asDoubleStream().toArray();
    long beyond = shape.finite() - Arrays.stream(shape.counts()).sum();
    HistogramChart chart =
        Chart.histogram(column.name(), shape.edges())
            .note(
                "Median "
                    + NumberText.of(shape.median())
                    + missing(column)
                    + (beyond > 0
                        ? "; " + ReportWords.count(beyond) + " rows beyond the ends"
                        : ""))
            .x(
                Axis.of(
                    column.field().unit().orElse(""),
                    shape.edges()[0],
                    shape.edges()[shape.edges().length - 1]))
            .y("Rows")
            .series("Rows", counts);
    return Optional.of(chart.build());
  }

  private static Optional<Chart> time(ColumnSummary column) {
    TimeCoverage coverage = TimeCoverage.of(column.column());
    return coverage.isEmpty() || coverage.periods() < 2
        ? Optional.empty()
        : Optional.of(
            Chart.step(column.name())
                .note(
                    TimeCoverage.text(coverage.first())
                        + " to "
                        + TimeCoverage.text(coverage.last())
                        + missing(column))
                .x(Axis.time("UTC"))
                .y("Rows per " + one(coverage.period()))
                .series(rows(coverage, "Rows per " + one(coverage.period())))
                .build());
  }

  static Series rows(TimeCoverage coverage, String name) {
    double[] rows = coverage.rows();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      points.add(Point.of(coverage.start(i), rows[i]));
    }
    return new Series(name, points);
  }

  /** {@code day} for a day, {@code 4 weeks} for four weeks. */
  static String one(long period) {
    String text = TimeCoverage.length(period);
    return text.startsWith("1 ") ? text.substring(2) : text;
  }

  private static String missing(ColumnSummary column) {
    return column.missing() == 0
        ? ""
        : "; " + ReportWords.percent(column.missingShare()) + " missing";
  }
}
