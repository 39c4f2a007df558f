package io.millwright.eval.threshold;

import io.millwright.evidence.Estimate;
import io.millwright.report.Block;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.KeyFigures;
import io.millwright.report.NumberText;
import io.millwright.report.Paragraph;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;

/** A chosen threshold as a section of a report. */
public final class ThresholdSection {

  private ThresholdSection() {}

  /** The threshold, what to expect of it, and the cost of others. */
  public static Section of(ChosenThreshold chosen) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "Chosen for the "
                + chosen.rule().name()
                + ". Figures are cross-fitted: each row is decided by a threshold chosen without"
                + " it.",
            Tone.NEUTRAL));
    blocks.add(new KeyFigures(figures(chosen)));
    if (chosen.hasCurve()) {
      blocks.add(extremes(chosen));
      blocks.add(chosen.costCurve());
    }
    return new Section("Threshold", blocks);
  }

  private static List<KeyFigure> figures(ChosenThreshold chosen) {
    OperatingPoint point = chosen.expected();
    List<KeyFigure> figures = new ArrayList<>();
    figures.add(figure("Threshold", chosen.threshold()));
    figures.add(figure("Recall", point.recall()));
    figures.add(figure("Precision", point.precision()));
    figures.add(figure("Share of rows acted on", point.alertShare()));
    if (chosen.rule().hasCosts()) {
      figures.add(figure("Mean cost of a row", point.meanCost()));
    }
    return figures;
  }

  private static KeyFigure figure(String label, Estimate estimate) {
    return estimate.match(
        m ->
            KeyFigure.of(label, NumberText.of(m.value()))
                .note(
                    NumberText.of(m.interval().low())
                        + " to "
                        + NumberText.of(m.interval().high())),
        u -> KeyFigure.of(label, "undefined").note(u.reason()).tone(Tone.WARNING));
  }

  private static DataTable extremes(ChosenThreshold chosen) {
    List<Double> costs = chosen.extremes();
    return DataTable.captioned("Mean cost of a row without a model")
        .words("Decision")
        .numbers("Mean cost")
        .row(Cell.of("act on no row"), Cell.of(costs.get(0)))
        .row(Cell.of("act on every row"), Cell.of(costs.get(1)))
        .build();
  }
}
