package io.millwright.eval.calibration;

import io.millwright.eval.HeldOut;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.ProbabilityBins;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.KeyFigures;
import io.millwright.report.NumberText;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calibration of binary probabilities as a section of a report. */
public final class CalibrationSection {

  private static final int BINS = 10;

  private CalibrationSection() {}

  /** Errors with intervals, tests, and the reliability diagram of ten equally filled bins. */
  public static Section of(HeldOut<Binary> rows, Bootstrap bootstrap) {
    Recalibration line = Recalibration.of(rows, bootstrap.level());
    Optional<CalibrationTest> z = CalibrationTest.spiegelhalter(rows);
    ProbabilityBins bins = ProbabilityBins.equalCount(rows.scored().scores(), BINS);
    ReliabilityDiagram diagram = ReliabilityDiagram.of(rows.scored(), bins, bootstrap.level());
    List<Metric<Binary>> metrics =
        List.of(CalibrationMetrics.debiasedRmsce(BINS), CalibrationMetrics.ace(BINS));
    List<Estimate> errors = estimates(rows, metrics, bootstrap);
    KeyFigures figures =
        new KeyFigures(
            List.of(
                figure("Calibration slope", line.slope()),
                figure("Calibration in the large", line.inTheLarge()),
                figure("Calibration error, debiased", errors.get(0)),
                figure("Calibration error, expected", errors.get(1))));
    return new Section("Calibration", List.of(figures, diagram.chart(), tests(line, z)));
  }

  private static List<Estimate> estimates(
      HeldOut<Binary> rows, List<Metric<Binary>> metrics, Bootstrap bootstrap) {
    Scored<Binary> scored = rows.scored();
    List<Statistic> statistics = new ArrayList<>();
    for (Metric<Binary> metric : metrics) {
      Metric.Prepared prepared = metric.prepare(scored);
      statistics.add(weights -> prepared.at(weights).orElse(Double.NaN));
    }
    return bootstrap.estimates(rows.resampling(), statistics);
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

  private static DataTable tests(Recalibration line, Optional<CalibrationTest> z) {
    DataTable.Builder table =
        DataTable.captioned("Tests of \"the probabilities are calibrated\"")
            .words("Test")
            .numbers("Statistic", "P-value");
    z.ifPresent(t -> table.row(row(t)));
    line.test().ifPresent(t -> table.row(row(t)));
    return table.build();
  }

  private static List<Cell> row(CalibrationTest test) {
    return List.of(Cell.of(test.method()), Cell.of(test.statistic()), Cell.of(test.pValue()));
  }
}
