package io.millwright.eval.explain;

import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.report.Block;
import io.millwright.report.Chart;
import io.millwright.report.CurveChart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Paragraph;
import io.millwright.report.Point;
import io.millwright.report.Section;
import io.millwright.report.Series;
import io.millwright.report.Tone;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Explanations as sections of a report.
 *
 * <p>Values of a row appear in {@link #row} and {@link #changes} alone, which the caller asks for;
 * the other sections show fields, observed places and contributions. Where a percentile interval
 * does not hold its own estimate, a chart stretches it to do so; tables have the exact ends.
 * Stateless.
 */
public final class ExplanationSections {

  private static final int DRAWN_ROWS = 500;
  private static final int DRAWN_FIELDS = 20;

  private ExplanationSections() {}

  /** What the model needs: a chart of drops with intervals, a table, warnings. */
  public static Section importance(Importances importances) {
    List<String> names = importances.fields().stream().map(Importances.Importance::name).toList();
    List<Estimate> drops = importances.fields().stream().map(Importances.Importance::drop).toList();
    List<Block> blocks = new ArrayList<>();
    if (names.isEmpty()) {
      blocks.add(new Paragraph("The model reads no field.", Tone.NEUTRAL));
      return new Section("Importance of fields", blocks);
    }
    blocks.add(
        EstimateBlocks.intervals(
            MetricLabels.of(importances.metric()) + ": how much worse when a field is shuffled",
            names,
            drops));
    DataTable.Builder table =
        DataTable.captioned("Importance by permutation on the holdout")
            .words("Fields")
            .numbers("Drop", "From", "To", "Deviation of shuffles");
    for (Importances.Importance importance : importances.fields()) {
      List<Cell> cells = EstimateBlocks.cells(importance.name(), importance.drop());
      OptionalDouble deviation = importance.shuffleDeviation();
      cells.add(4, deviation.isPresent() ? Cell.of(deviation.getAsDouble()) : Cell.empty());
      table.row(cells);
    }
    blocks.add(table.build());
    blocks.addAll(EstimateBlocks.methods(drops));
    importances.warnings().forEach(w -> blocks.add(new Paragraph(w, Tone.WARNING)));
    return new Section("Importance of fields", blocks);
  }

  /** How the number moves with a field; individual curves only as the band most of them lie in. */
  public static Section dependence(DependenceCurve curve) {
    List<DependenceCurve.Point> placed =
        curve.points().stream().filter(p -> p.place().value().isPresent()).toList();
    boolean line = placed.size() > 1;
    List<Block> blocks = new ArrayList<>();
    blocks.add(line ? line(curve, placed) : categories(curve));
    blocks.addAll(
        EstimateBlocks.methods(
            curve.points().stream().map(DependenceCurve.Point::effect).toList()));
    blocks.add(
        new Paragraph(
            curve.kind() == DependenceCurve.Kind.PARTIAL
                ? "Every row is given each value in turn, also values that do not occur with its"
                    + " other fields: misleading where fields go together."
                : "Each row is moved within its neighbourhood only.",
            Tone.NEUTRAL));
    return new Section(title(curve), blocks);
  }

  private static String title(DependenceCurve curve) {
    return curve.kind() == DependenceCurve.Kind.PARTIAL
        ? "Partial dependence on " + curve.field()
        : "Accumulated effects of " + curve.field();
  }

  private static Chart line(DependenceCurve curve, List<DependenceCurve.Point> placed) {
    CurveChart chart = Chart.line(title(curve)).x(curve.field()).y("Effect");
    boolean banded = placed.stream().allMatch(p -> EstimateBlocks.isDrawn(p.effect()));
    List<Point> points = new ArrayList<>();
    for (DependenceCurve.Point point : placed) {
      double x = point.place().value().orElseThrow();
      points.add(
          banded
              ? EstimateBlocks.point(x, point.effect())
              : EstimateBlocks.bare(x, point.effect()));
    }
    chart.series(new Series("mean of rows", points));
    if (curve.individual().size() > 1) {
      chart.series(band(curve, placed, "10 % of rows lie below", 0.1));
      chart.series(band(curve, placed, "10 % of rows lie above", 0.9));
    }
    curve.points().stream()
        .filter(p -> p.place().value().isEmpty())
        .forEach(
            p ->
                EstimateBlocks.value(p.effect())
                    .ifPresent(y -> chart.lineAtY("when " + p.place().label(), y)));
    return chart.build();
  }

  private static Series band(
      DependenceCurve curve, List<DependenceCurve.Point> placed, String name, double share) {
    List<Point> points = new ArrayList<>();
    for (DependenceCurve.Point point : placed) {
      int k = curve.points().indexOf(point);
      double[] sorted = curve.individual().stream().mapToDouble(c -> c.get(k)).sorted().toArray();
      points.add(
          Point.of(
              point.place().value().orElseThrow(), sorted[(int) (share * (sorted.length - 1))]));
    }
    return new Series(name, points);
  }

  private static Chart categories(DependenceCurve curve) {
    return EstimateBlocks.intervals(
        title(curve),
        curve.points().stream().map(p -> p.place().label()).toList(),
        curve.points().stream().map(DependenceCurve.Point::effect).toList());
  }

  /** How the number moves with two fields: a heat map. */
  public static Section dependence(DependenceSurface surface) {
    var chart =
        Chart.heatMap(
                "Partial dependence on " + String.join(" and ", surface.fields()),
                surface.second().stream().map(DependenceCurve.Place::label).toList())
            .x(surface.fields().get(1))
            .y("Mean prediction");
    for (int i = 0; i < surface.first().size(); i++) {
      chart.series(
          surface.fields().get(0) + " " + surface.first().get(i).label(),
          surface.means().get(i).stream().mapToDouble(Double::doubleValue).toArray());
    }
    return new Section(
        "Partial dependence on " + String.join(" and ", surface.fields()), List.of(chart.build()));
  }

  /** How far fields move the number: mean absolute contributions, and a swarm of single ones. */
  public static Section contributions(Attributions attributions) {
    List<Attributions.Strength> strengths = attributions.strengths();
    if (strengths.isEmpty()) {
      return new Section(
          "Contributions of fields", List.of(new Paragraph("There are none.", Tone.NEUTRAL)));
    }
    List<String> names = strengths.stream().map(Attributions.Strength::name).toList();
    List<Estimate> means = strengths.stream().map(Attributions.Strength::meanAbsolute).toList();
    DataTable.Builder table =
        DataTable.captioned("Mean absolute contribution to the " + attributions.output().label())
            .words("Fields")
            .numbers("Mean", "From", "To");
    strengths.forEach(s -> table.row(EstimateBlocks.cells(s.name(), s.meanAbsolute())));
    List<Block> blocks = new ArrayList<>();
    blocks.add(EstimateBlocks.intervals("Mean absolute contribution", names, means));
    blocks.add(table.build());
    blocks.addAll(EstimateBlocks.methods(means));
    blocks.add(swarm(attributions, names.subList(0, Math.min(names.size(), DRAWN_FIELDS))));
    return new Section("Contributions of fields", blocks);
  }

  /** One row of points for each field, the strongest on top, spread a little by a fixed pattern. */
  private static Chart swarm(Attributions attributions, List<String> names) {
    int rows = attributions.size();
    int drawn = Math.min(rows, DRAWN_ROWS);
    List<String> order =
        attributions.row(0).contributions().stream().map(Attribution.Contribution::name).toList();
    CurveChart chart =
        Chart.scatter("Contributions row by row")
            .x("Contribution to the " + attributions.output().label())
            .y("Rank of the field from below")
            .note(drawn < rows ? "Of " + drawn + " evenly spaced rows." : "All rows.");
    for (int f = 0; f < names.size(); f++) {
      int player = order.indexOf(names.get(f));
      double level = names.size() - f;
      double[] xs = new double[drawn];
      double[] ys = new double[drawn];
      for (int i = 0; i < drawn; i++) {
        xs[i] = attributions.contribution((int) ((long) i * rows / drawn), player);
        ys[i] = level + (i % 7 - 3) / 12.0;
      }
      chart.series(names.get(f), xs, ys);
    }
    return chart.build();
  }

  /**
   * What the number for one row is made of, as a running sum. Shows the row's values: for those who
   * may see them.
   */
  public static Section row(Attribution attribution, Row row) {
    DataTable.Builder table =
        DataTable.captioned("From the background's mean to the prediction")
            .words("Field", "Value")
            .numbers("Contribution", "Standard error", "Sum so far");
    double sum = attribution.base();
    table.row(Cell.of("(background)"), Cell.empty(), Cell.empty(), Cell.empty(), Cell.of(sum));
    List<Attribution.Contribution> parts =
        attribution.contributions().stream()
            .sorted(
                Comparator.<Attribution.Contribution>comparingDouble(c -> Math.abs(c.value()))
                    .reversed())
            .toList();
    for (Attribution.Contribution part : parts) {
      sum += part.value();
      table.row(
          Cell.of(part.name()),
          Cell.of(values(part.fields(), row)),
          Cell.of(part.value()),
          part.standardError() > 0 ? Cell.of(part.standardError()) : Cell.empty(),
          Cell.of(sum));
    }
    return new Section("One prediction", List.of(table.build()));
  }

  private static String values(List<String> fields, Row row) {
    Schema schema = row.schema();
    return String.join(
        "; ",
        fields.stream()
            .map(f -> CellValue.of(row, schema.indexOf(f)).label(schema.field(f)))
            .toList());
  }

  /** What would change a prediction. Shows the row's values: for those who may see them. */
  public static Section changes(CounterfactualResult result) {
    List<Block> blocks =
        result.match(
            found -> {
              DataTable.Builder table =
                  DataTable.captioned("Changes that reach the wished prediction, by the model")
                      .numbers("Answer")
                      .words("Field", "From", "To")
                      .numbers("Cost", "Distance to the nearest row");
              for (int i = 0; i < found.answers().size(); i++) {
                Counterfactual answer = found.answers().get(i);
                for (Counterfactual.Change change : answer.changes()) {
                  table.row(
                      Cell.of(i + 1L),
                      Cell.of(change.field()),
                      Cell.of(change.from()),
                      Cell.of(change.to()),
                      Cell.of(answer.cost()),
                      Cell.of(answer.nearestDistance()));
                }
              }
              return List.<Block>of(table.build());
            },
            none -> List.of(new Paragraph("None found: " + none.reason() + ".", Tone.WARNING)),
            already -> List.of(new Paragraph("The row has the wished prediction.", Tone.NEUTRAL)));
    return new Section("What would change the prediction", blocks);
  }
}
