package io.millwright.report;

import java.util.List;

/** What must hold between the parts of a chart. */
final class ChartChecks {

  private ChartChecks() {}

  static void check(
      String subject,
      Chart.Kind kind,
      List<String> categories,
      List<Double> edges,
      List<Series> series) {
    Checks.atLeastOne("Series of " + subject, series, "Add a series.");
    Checks.unique("Series names of " + subject, series.stream().map(Series::name).toList());
    int points = series.stream().mapToInt(s -> s.points().size()).sum();
    if (points > Chart.MOST_POINTS) {
      throw new IllegalArgumentException(
          subject
              + " must have at most "
              + Chart.MOST_POINTS
              + " points; was "
              + points
              + ". Thin a curve with Series.thinnedTo, or draw a sample.");
    }
    if (kind.hasCategories()) {
      Checks.atLeastOne("Categories of " + subject, categories, "Add a category.");
      Checks.unique("Categories of " + subject, categories);
      series.forEach(s -> onePointEach(subject, s, categories.size(), "category"));
    } else if (!kind.hasNumericPlaces()) {
      Bins.checkEdges(subject, edges);
      series.forEach(s -> onePointEach(subject, s, edges.size() - 1, "bin"));
    }
    if (kind == Chart.Kind.LINE || kind == Chart.Kind.STEP) {
      series.forEach(s -> wholeBand(subject, s));
    }
  }

  private static void onePointEach(String subject, Series series, int slots, String slot) {
    List<Point> points = series.points();
    if (points.size() != slots) {
      throw new IllegalArgumentException(
          Checks.named("Series", series.name())
              + " must have one value per "
              + slot
              + ", "
              + slots
              + "; was "
              + points.size()
              + " ("
              + subject
              + "). Use Point.missing where there is no value.");
    }
    for (int i = 0; i < slots; i++) {
      if (points.get(i).x() != i) {
        throw new IllegalArgumentException(
            Checks.named("Series", series.name())
                + " must have the index of its "
                + slot
                + " as x, "
                + i
                + "; was "
                + points.get(i).x()
                + " ("
                + subject
                + "). Number them from 0.");
      }
    }
  }

  /** A colour can show a value, but neither its interval nor a line across it. */
  static void cellsOnly(String subject, List<Series> series, List<ReferenceLine> lines) {
    for (Series each : series) {
      if (each.hasIntervals()) {
        throw new IllegalArgumentException(
            Checks.named("Series", each.name())
                + " must be without intervals; was with them ("
                + subject
                + "). Draw an interval chart, or leave them out.");
      }
    }
    if (!lines.isEmpty()) {
      throw new IllegalArgumentException(
          subject
              + " must be without reference lines; was with "
              + lines.size()
              + ". Leave them out of a heat map.");
    }
  }

  /** A band with holes would be drawn across them. */
  private static void wholeBand(String subject, Series series) {
    long intervals = series.points().stream().filter(Point::hasInterval).count();
    if (intervals != 0 && intervals != series.points().size()) {
      throw new IllegalArgumentException(
          Checks.named("Series", series.name())
              + " must have an interval at every point or at none; was "
              + intervals
              + " of "
              + series.points().size()
              + " ("
              + subject
              + "). Split the series.");
    }
  }
}
