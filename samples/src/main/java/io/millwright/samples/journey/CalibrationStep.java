package io.millwright.samples.journey;

import io.millwright.Seed;
import io.millwright.artifact.Verdict;
import io.millwright.eval.HeldOut;
import io.millwright.eval.calibration.CalibrationMetrics;
import io.millwright.eval.calibration.CalibrationSection;
import io.millwright.eval.calibration.Calibrator;
import io.millwright.eval.calibration.CalibratorChoice;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import io.millwright.split.HoldoutSet;
import java.util.ArrayList;
import java.util.List;

/** Corrects probabilities on rows of their own if that helps, and judges them on the test rows. */
final class CalibrationStep {

  /** The largest error of probabilities that this sample lets pass. */
  static final double MOST_ERROR = 0.05;

  static final String ERROR = "Calibration error";

  private static final int BINS = 10;
  private static final int FOLDS = 5;
  private static final int ROWS_FOR_ANY_SHAPE = 1_000;

  private CalibrationStep() {}

  /** The pipeline with the correction that suits best, which may be none. */
  record Calibrated(TrainedPipeline<Binary> pipeline, CalibratorChoice<Binary> choice) {}

  static Calibrated run(TrainedPipeline<Binary> raw, HoldoutSet rows, Seed seed) {
    HeldOut<Binary> heldOut = HeldOut.of(raw, rows);
    List<Calibrator<Binary>> candidates = new ArrayList<>();
    candidates.add(Calibrator.unchanged());
    candidates.add(Calibrator.platt());
    candidates.add(Calibrator.beta());
    if (rows.table().rowCount() >= ROWS_FOR_ANY_SHAPE) {
      candidates.add(Calibrator.isotonic());
    }
    CalibratorChoice<Binary> choice = CalibratorChoice.among(candidates, heldOut, FOLDS, seed);
    boolean helps = !choice.best().name().equals(Calibrator.unchanged().name());
    return new Calibrated(helps ? choice.calibrate(raw, heldOut) : raw, choice);
  }

  /** How far probabilities lie from what happened, without the part that chance adds. */
  static Estimate error(HeldOut<Binary> test, Bootstrap bootstrap) {
    Metric.Prepared error = CalibrationMetrics.debiasedRmsce(BINS).prepare(test.scored());
    return bootstrap
        .estimates(test.resampling(), List.of(w -> error.at(w).orElse(Double.NaN)))
        .get(0);
  }

  /** PASS if the error is surely small, FAIL if it surely is not. */
  static Verdict verdict(Estimate error) {
    return error.match(
        m ->
            m.interval().high() <= MOST_ERROR
                ? Verdict.PASS
                : m.interval().low() > MOST_ERROR ? Verdict.FAIL : Verdict.INSUFFICIENT,
        u -> Verdict.INSUFFICIENT);
  }

  static void write(
      Section.Builder section, Calibrated calibrated, HeldOut<Binary> test, Bootstrap bootstrap) {
    String best = calibrated.choice().best().name();
    section.text(
        "Tried in cross-validation on rows of their own; the least log loss wins, of equals the"
            + " first. Taken: "
            + best
            + ". Figures and diagram below are of the test rows.");
    DataTable.Builder table =
        DataTable.captioned("Corrections of the probabilities")
            .words("Correction")
            .numbers("Log loss", "Gain over unchanged", "From", "To");
    for (CalibratorChoice.Tried tried : calibrated.choice().tried()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(tried.name(), tried.name().equals(best) ? Tone.GOOD : Tone.NEUTRAL));
      cells.add(Cell.of(JourneyReport.text(tried.logLoss())));
      cells.addAll(PageText.cells(tried.gain()));
      table.row(cells);
    }
    section.table(table.build());
    CalibrationSection.of(test, bootstrap).blocks().forEach(section::block);
  }
}
