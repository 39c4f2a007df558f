package io.millwright.eval.robustness;

import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Report;
import io.millwright.report.Section;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/** An adversarial report as a page. */
final class AdversarialPages {

  private static final int STEPS = 20;

  private AdversarialPages() {}

  static Report of(AdversarialReport found) {
    return Report.titled("Adversarial search")
        .section("Decisions that can be turned over", section -> add(found, section))
        .build();
  }

  private static void add(AdversarialReport found, Section.Builder section) {
    double[] distances = new double[STEPS + 1];
    Arrays.setAll(distances, i -> (double) i / STEPS);
    section
        .text(
            "Changes within the stated bounds, found by asking the model. Shares are at least this"
                + " large: a search that finds nothing proves nothing.")
        .figures(
            KeyFigure.of("Rows attacked", NumberText.of((long) found.rows())),
            found
                .flippedShare()
                .match(
                    m ->
                        KeyFigure.of("Share flipped", NumberText.of(m.value()))
                            .note(
                                "%s to %s"
                                    .formatted(
                                        NumberText.of(m.interval().low()),
                                        NumberText.of(m.interval().high()))),
                    u -> KeyFigure.of("Share flipped", "undefined").note(u.reason())),
            KeyFigure.of("Predictions asked", NumberText.of(found.evaluations())))
        .chart(
            Chart.step("Share of decisions flipped by distance")
                .x("Share of the bounds", 0, 1)
                .y("Share of rows", 0, 1)
                .series(
                    "flipped",
                    distances,
                    Arrays.stream(distances).map(found::flippedWithin).toArray())
                .build());
    DataTable.Builder table =
        DataTable.captioned("Fields that flips need").words("Field").numbers("Flips");
    found.fieldUse().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(e -> table.row(Cell.of(e.getKey()), Cell.of((long) e.getValue())));
    section.table(table.build());
  }
}
