package io.millwright.samples.journey;

import io.millwright.evidence.Estimate;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.Tone;
import java.util.List;

/** Estimates as cells, figures and words. */
final class PageText {

  private PageText() {}

  /** Value and both ends. */
  static List<Cell> cells(Estimate estimate) {
    return estimate.match(
        m -> List.of(Cell.of(m.value()), Cell.of(m.interval().low()), Cell.of(m.interval().high())),
        u -> List.of(Cell.of("undefined", Tone.WARNING), Cell.empty(), Cell.empty()));
  }

  static KeyFigure figure(String label, Estimate estimate) {
    return KeyFigure.of(label, JourneyReport.text(estimate)).note(JourneyReport.interval(estimate));
  }

  static String words(Estimate estimate) {
    return JourneyReport.text(estimate) + " [" + JourneyReport.interval(estimate) + "]";
  }
}
