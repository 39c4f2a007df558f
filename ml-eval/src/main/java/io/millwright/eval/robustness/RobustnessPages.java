package io.millwright.eval.robustness;

import io.millwright.eval.metric.MetricLabels;
import io.millwright.eval.robustness.RobustnessReport.Curve;
import io.millwright.eval.robustness.RobustnessReport.Effect;
import io.millwright.eval.robustness.RobustnessReport.FieldEffect;
import io.millwright.evidence.Estimate;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Point;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Series;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;

/** A robustness report as pages: a curve for each perturbation, a table, the worst fields. */
final class RobustnessPages {

  private static final int MOST_FIELDS = 20;

  private RobustnessPages() {}

  static Report of(RobustnessReport found) {
    return Report.titled("Robustness")
        .section("Perturbed inputs", section -> curves(found, section))
        .build();
  }

  private static void curves(RobustnessReport found, Section.Builder section) {
    String label = MetricLabels.of(found.metric());
    section.text(
        "The fields that the model reads are made worse. A drop above 0 is worse, on the same rows;"
            + " its interval is paired.");
    found.warnings().forEach(w -> section.callout(Tone.WARNING, w));
    for (Curve curve : found.curves()) {
      List<Point> points = new ArrayList<>(List.of(point(0, found.unperturbed())));
      curve.effects().forEach(e -> points.add(point(e.strength(), e.value())));
      if (points.stream().anyMatch(p -> !p.isMissing())) {
        section.chart(
            Chart.line(label + ": " + curve.perturbation())
                .x(curve.unit())
                .y(label)
                .series(new Series(label, points))
                .build());
      }
    }
    if (!found.curves().isEmpty()) {
      section.table(strengths(found));
      section.table(fields(found));
    }
  }

  private static Point point(double place, Estimate estimate) {
    return estimate.match(
        m ->
            Point.of(
                place,
                m.value(),
                Math.min(m.value(), m.interval().low()),
                Math.max(m.value(), m.interval().high())),
        u -> Point.missing(place));
  }

  private static DataTable strengths(RobustnessReport found) {
    DataTable.Builder table =
        DataTable.captioned("All suitable fields at once")
            .words("Perturbation")
            .numbers("Strength", "Value", "Drop", "From", "To", "Rows refused");
    for (Curve curve : found.curves()) {
      for (Effect effect : curve.effects()) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(curve.perturbation())));
        cells.add(Cell.of(effect.strength()));
        cells.addAll(cells(effect));
        table.row(cells);
      }
    }
    return table.build();
  }

  private static DataTable fields(RobustnessReport found) {
    DataTable.Builder table =
        DataTable.captioned("One field alone at the greatest strength, the largest drop first")
            .words("Field", "Perturbation")
            .numbers("Strength", "Value", "Drop", "From", "To", "Rows refused");
    for (FieldEffect field :
        found.fields().subList(0, Math.min(MOST_FIELDS, found.fields().size()))) {
      List<Cell> cells =
          new ArrayList<>(List.of(Cell.of(field.field()), Cell.of(field.perturbation())));
      cells.add(Cell.of(field.effect().strength()));
      cells.addAll(cells(field.effect()));
      table.row(cells);
    }
    return table.build();
  }

  private static List<Cell> cells(Effect effect) {
    List<Cell> cells = new ArrayList<>();
    cells.add(
        effect.value().match(m -> Cell.of(m.value()), u -> Cell.of("undefined", Tone.WARNING)));
    cells.addAll(
        effect
            .drop()
            .match(
                m ->
                    List.of(
                        Cell.of(m.value()),
                        Cell.of(m.interval().low()),
                        Cell.of(m.interval().high())),
                u -> List.of(Cell.of("undefined", Tone.WARNING), Cell.empty(), Cell.empty())));
    cells.add(Cell.of((long) effect.refused()));
    return cells;
  }
}
