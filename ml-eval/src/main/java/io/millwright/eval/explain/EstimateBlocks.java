package io.millwright.eval.explain;

import io.millwright.evidence.Estimate;
import io.millwright.report.Chart;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.NumberText;
import io.millwright.report.Paragraph;
import io.millwright.report.Point;
import io.millwright.report.Series;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Estimates as points of charts and cells of tables. */
final class EstimateBlocks {

  private static final double TOO_LARGE = 1e300;

  private EstimateBlocks() {}

  static Chart intervals(String title, List<String> names, List<Estimate> estimates) {
    List<Point> points =
        IntStream.range(0, names.size()).mapToObj(i -> point(i, estimates.get(i))).toList();
    return Chart.interval(title, names).series(new Series("estimate", points)).build();
  }

  static Point point(double x, Estimate estimate) {
    return estimate.match(
        m ->
            isDrawn(m)
                ? Point.of(
                    x,
                    m.value(),
                    Math.min(m.value(), m.interval().low()),
                    Math.max(m.value(), m.interval().high()))
                : Point.of(x, m.value()),
        u -> Point.missing(x));
  }

  static Point bare(double x, Estimate estimate) {
    return estimate.match(m -> Point.of(x, m.value()), u -> Point.missing(x));
  }

  static boolean isDrawn(Estimate estimate) {
    return estimate.match(
        m -> Math.abs(m.interval().low()) < TOO_LARGE && Math.abs(m.interval().high()) < TOO_LARGE,
        u -> false);
  }

  static OptionalDouble value(Estimate estimate) {
    return estimate.match(m -> OptionalDouble.of(m.value()), u -> OptionalDouble.empty());
  }

  /** Name, value and ends; instead of a value that it is undefined. */
  static List<Cell> cells(String name, Estimate estimate) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(name));
    estimate.match(
        m ->
            cells.addAll(
                List.of(
                    Cell.of(m.value()), Cell.of(m.interval().low()), Cell.of(m.interval().high()))),
        u -> cells.addAll(List.of(Cell.of("undefined", Tone.WARNING), Cell.empty(), Cell.empty())));
    return cells;
  }

  /** How intervals were made, and why estimates are undefined, each said once. */
  static List<Paragraph> methods(List<Estimate> estimates) {
    List<String> methods =
        estimates.stream()
            .map(
                e ->
                    e.match(
                        m ->
                            "Intervals: %s %%, %s."
                                .formatted(
                                    NumberText.of(m.interval().level() * 100, 3),
                                    m.interval().method()),
                        u -> "Undefined: " + u.reason() + "."))
            .distinct()
            .toList();
    return methods.isEmpty()
        ? List.of()
        : List.of(new Paragraph(String.join("\n", methods), Tone.NEUTRAL));
  }
}
