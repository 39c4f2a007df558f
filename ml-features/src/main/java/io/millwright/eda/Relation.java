package io.millwright.eda;

import io.millwright.report.Axis;
import io.millwright.report.CategoryChart;
import io.millwright.report.Chart;
import io.millwright.report.CurveChart;
import io.millwright.report.Point;
import io.millwright.report.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the outcomes of the target differ between the bins or categories of one feature. */
final class Relation {

  private static final double MILLIS_A_DAY = 86_400_000.0;

  /** Rows of a bin below which its mean is not drawn. */
  private static final int FEWEST_ROWS = 2;

  /** Rows a group below which groups explain an outcome by chance. */
  private static final int ROWS_A_GROUP = 10;

  private final ColumnSummary column;
  private final TargetView target;
  private final int[] groups;
  private final List<String> names;
  private final double[] places;
  private final GroupMean[][] means;

  private Relation(
      ColumnSummary column, TargetView target, int[] groups, List<String> names, double[] places) {
    this.column = column;
    this.target = target;
    this.groups = groups;
    this.names = names;
    this.places = places;
    this.means =
        target.outcomes().stream().map(o -> o.by(groups, groupCount())).toArray(GroupMean[][]::new);
  }

  /** Empty for a column whose values may not be shown or that has none. */
  static Optional<Relation> of(ColumnSummary column, TargetView target) {
    if (target.outcomes().isEmpty()) {
      return Optional.empty();
    }
    if (column.categories().isPresent()) {
      Categories categories = column.categories().get();
      return categories.names().isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Relation(column, target, categories.groups(), categories.names(), new double[0]));
    }
    return column.numbers().isEmpty() ? Optional.empty() : Optional.of(numbers(column, target));
  }

  /** Groups are the bins, then one for missing values. */
  private static Relation numbers(ColumnSummary column, TargetView target) {
    double[] starts = column.numbers().starts();
    int rows = column.column().size();
    int[] groups = new int[rows];
    double[] sums = new double[starts.length];
    long[] counts = new long[starts.length];
    for (int i = 0; i < rows; i++) {
      double value = Numbers.of(column.column(), i);
      groups[i] = ComparedColumn.NONE;
      if (column.column().isMissing(i)) {
        groups[i] = starts.length;
      } else if (Double.isFinite(value)) {
        groups[i] = Cuts.bin(starts, value + 0.0);
        counts[groups[i]]++;
        sums[groups[i]] += (value - sums[groups[i]]) / counts[groups[i]];
      }
    }
    return new Relation(column, target, groups, List.of(), sums);
  }

  private int groupCount() {
    return names.isEmpty() ? places.length + 1 : names.size();
  }

  ColumnSummary column() {
    return column;
  }

  /** Mean of an outcome where the column has no value. */
  GroupMean missing(int outcome) {
    return means[outcome][groupCount() - 1];
  }

  /** Mean of an outcome where the column has a value. */
  GroupMean present(int outcome) {
    int[] there =
        IntStream.range(0, groups.length)
            .map(i -> column.column().isMissing(i) ? ComparedColumn.NONE : 0)
            .toArray();
    return target.outcomes().get(outcome).by(there, 1)[0];
  }

  /**
   * The greatest share of the variance of an outcome that lies between the groups, 0 to 1; 0 if
   * there are too few rows for that many groups. Of a class this is the share of its Gini impurity.
   */
  double explained() {
    double most = 0;
    for (int o = 0; o < means.length; o++) {
      GroupMean overall = target.outcomes().get(o).overall();
      double within = Arrays.stream(means[o]).mapToDouble(GroupMean::squares).sum();
      if (overall.squares() > 0 && overall.count() >= (long) ROWS_A_GROUP * groupCount()) {
        most = Math.max(most, 1 - within / overall.squares());
      }
    }
    return most;
  }

  /** The chart; empty if fewer than two groups have rows. */
  Optional<Chart> chart() {
    return names.isEmpty() ? curve() : intervals();
  }

  private Optional<Chart> curve() {
    List<Series> series = new ArrayList<>();
    for (int o = 0; o < means.length; o++) {
      List<Point> points = new ArrayList<>();
      for (int g = 0; g < places.length; g++) {
        Point point = means[o][g].at(place(g));
        if (means[o][g].count() >= FEWEST_ROWS
            && point.hasInterval()
            && (points.isEmpty() || points.get(points.size() - 1).x() < point.x())) {
          points.add(point);
        }
      }
      if (points.size() < 2) {
        return Optional.empty();
      }
      series.add(new Series(target.outcomes().get(o).name(), points));
    }
    boolean time = column.field().type().isTime();
    CurveChart chart =
        Chart.line(column.name())
            .x(time ? Axis.time("UTC") : Axis.titled(column.field().unit().orElse("")))
            .y(target.axis());
    series.forEach(chart::series);
    note().ifPresent(chart::note);
    overall().forEach(line -> chart.lineAtY("all rows", line));
    return Optional.of(chart.build());
  }

  private double place(int bin) {
    return switch (column.field().type()) {
      case DATE -> places[bin] * MILLIS_A_DAY;
      case TIMESTAMP -> places[bin] * 1000;
      default -> places[bin];
    };
  }

  private Optional<String> note() {
    if (column.missing() == 0) {
      return Optional.empty();
    }
    GroupMean missing = missing(0);
    return missing.count() == 0
        ? Optional.empty()
        : Optional.of(
            "Without a value: "
                + text(missing.mean())
                + (missing.hasInterval()
                    ? " (" + text(missing.low()) + " to " + text(missing.high()) + ")."
                    : "."));
  }

  private String text(double mean) {
    return target.outcomes().get(0).isShare()
        ? ReportWords.percent(mean)
        : io.millwright.report.NumberText.of(mean);
  }

  /** The mean of all rows, where there is one outcome. */
  private List<Double> overall() {
    return means.length == 1 ? List.of(target.outcomes().get(0).overall().mean()) : List.of();
  }

  private Optional<Chart> intervals() {
    int[] order = order();
    if (order.length < 2) {
      return Optional.empty();
    }
    CategoryChart chart =
        Chart.interval(column.name(), Arrays.stream(order).mapToObj(names::get).toList())
            .y(target.axis());
    for (int o = 0; o < means.length; o++) {
      List<Point> points = new ArrayList<>();
      for (int g : order) {
        points.add(means[o][g].at(points.size()));
      }
      chart.series(new Series(target.outcomes().get(o).name(), points));
    }
    overall().forEach(line -> chart.lineAtY("all rows", line));
    return Optional.of(chart.build());
  }

  /** Categories by falling mean of the first outcome; others and missing stay last. */
  private int[] order() {
    int shown = column.categories().orElseThrow().shown();
    List<Integer> order = new ArrayList<>();
    IntStream.range(0, shown)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer g) -> -means[0][g].mean()))
        .forEach(order::add);
    IntStream.range(shown, names.size()).forEach(order::add);
    return order.stream()
        .filter(g -> means[0][g].count() > 0)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
