package io.millwright.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.calibration.CalibratedScorer;
import io.millwright.eval.calibration.CalibrationMetrics;
import io.millwright.eval.calibration.CalibrationSection;
import io.millwright.eval.calibration.CalibrationTest;
import io.millwright.eval.calibration.Calibrator;
import io.millwright.eval.calibration.CalibratorChoice;
import io.millwright.eval.calibration.Recalibration;
import io.millwright.eval.errors.ConfusionPair;
import io.millwright.eval.errors.ErrorAnalysis;
import io.millwright.eval.errors.LearningCurve;
import io.millwright.eval.errors.ResidualBins;
import io.millwright.eval.errors.RowLosses;
import io.millwright.eval.errors.WorstRows;
import io.millwright.eval.errors.WorstRows.WorstRow;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.slice.SliceSearch;
import io.millwright.eval.slice.WeakSlice;
import io.millwright.eval.slice.WeakSlices;
import io.millwright.eval.threshold.ChosenThreshold;
import io.millwright.eval.threshold.CostMatrix;
import io.millwright.eval.threshold.OperatingPoint;
import io.millwright.eval.threshold.ThresholdRule;
import io.millwright.eval.threshold.ThresholdSection;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Section;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.split.ThreeWaySplit;
import io.millwright.split.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of {@code docs/concepts/calibration-and-thresholds.md} and {@code
 * docs/concepts/error-analysis.md}, compiled and run.
 */
class ErrorAnalysisDocTest {

  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "millwright", "eval", "ErrorAnalysisDocTest.java");

  private final Bootstrap bootstrap = Bootstrap.of(Seed.of(1)).withReplicates(100);

  private static TrainedPipeline<Binary> fit(TrainingSet train) {
    return Pipelines.logistic(train, Loans.CLASSES, "risk", 0, 4);
  }

  @Test
  void calibrationAndThresholds_run() {
    ThreeWaySplit split =
        ThreeWaySplit.of(
            Loans.table(Loans.draw(1500, 0, Seed.of(1)), Loans.binary()),
            Splitter.tail(0.3),
            Splitter.tail(0.5));
    TrainedPipeline<Binary> trained = fit(split.train());

    HeldOut<Binary> validation = HeldOut.of(trained, split.validation());
    CalibratorChoice<Binary> choice =
        CalibratorChoice.among(
            List.of(
                Calibrator.unchanged(),
                Calibrator.platt(),
                Calibrator.beta(),
                Calibrator.isotonic()),
            validation,
            5,
            Seed.of(1));
    TrainedPipeline<Binary> calibrated = choice.calibrate(trained, validation);

    HeldOut<Binary> test = HeldOut.of(calibrated, split.test());
    Recalibration line = Recalibration.of(test);
    Optional<CalibrationTest> z = CalibrationTest.spiegelhalter(test);
    MetricValue error = CalibrationMetrics.debiasedRmsce(10).of(test.scored());
    Section page = CalibrationSection.of(test, bootstrap);

    CostMatrix costs = CostMatrix.retention(50, 600, 0.4);
    HeldOut<Binary> choosing = HeldOut.of(trained, split.validation());
    ChosenThreshold chosen =
        ChosenThreshold.by(ThresholdRule.leastCost(costs), choosing, bootstrap);
    OperatingPoint expected = chosen.expected();
    OperatingPoint judged = chosen.judgedOn(HeldOut.of(trained, split.test()), bootstrap);
    Section threshold = ThresholdSection.of(chosen);

    assertThat(calibrated.model().scorer()).isInstanceOf(CalibratedScorer.class);
    assertThat(choice.best().name()).isNotEqualTo("unchanged");
    assertThat(line.slope()).isInstanceOf(Estimate.Measured.class);
    assertThat(z).isPresent();
    assertThat(error.orElse(1)).isLessThan(0.1);
    assertThat(page.blocks()).isNotEmpty();
    assertThat(expected.recall()).isInstanceOf(Estimate.Measured.class);
    assertThat(judged.meanCost()).isInstanceOf(Estimate.Measured.class);
    assertThat(threshold.blocks()).isNotEmpty();
  }

  @Test
  void errorAnalysis_runs() {
    Split split = RowsAt.split(Loans.table(Loans.draw(1200, 0, Seed.of(1)), Loans.binary()), 400);
    TrainedPipeline<Binary> trained = fit(split.train());

    HeldOut<Binary> rows = HeldOut.of(trained, split.test());
    List<WorstRow> worst = WorstRows.of(RowLosses.of(rows.scored()), 20);
    List<ConfusionPair> pairs = ConfusionPair.ranked(rows, 10, bootstrap);
    ResidualBins residuals = ResidualBins.byFeature(rows, "risk", 10);
    Section page = ErrorAnalysis.of(rows, bootstrap, "risk");

    LearningCurve curve =
        LearningCurve.of(BinaryMetrics.brier())
            .shares(0.25, 0.5)
            .bootstrap(bootstrap)
            .measure(split.train(), split.test(), train -> fit(train), Seed.of(1));

    int weakRows = 0;
    double most = 0;
    WeakSlices weak = SliceSearch.of(Seed.of(1)).build().find(rows);
    for (WeakSlice slice : weak.slices()) {
      weakRows += slice.where().rows(rows.table()).length; // positions in the table
      most = Math.max(most, slice.confirmation().impact()); // share of the whole loss
    }
    Section slices = weak.section();

    assertThat(worst).hasSize(20);
    assertThat(pairs).hasSize(2);
    assertThat(residuals.bins()).hasSize(10);
    assertThat(page.blocks()).hasSize(4);
    assertThat(curve.steps()).hasSize(3);
    assertThat(weakRows).isNotNegative();
    assertThat(most).isBetween(0.0, 1.0);
    assertThat(slices.blocks()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"calibration-and-thresholds.md", "error-analysis.md"})
  void document_examples_areThisSource(String page) throws IOException {
    String source = oneLine(Files.readString(SOURCE));
    List<String> examples =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "concepts", page)))
            .results()
            .map((MatchResult r) -> oneLine(r.group(1)))
            .toList();
    assertThat(examples)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(e -> assertThat(source).contains(e));
  }

  private static String oneLine(String code) {
    return code.replaceAll("\\s+", "");
  }
}
