package io.millwright.eval.metric;

import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Figures for thresholds; calibrators are not there yet. */
class CalibrationGoldenTest {

  private static final Set<String> LATER =
      Set.of("platt", "isotonic", "temperature", "histogram_binning");

  private static final Map<String, Operation> COVERED =
      Map.of(
          "threshold_cost", CalibrationGoldenTest::cost, "threshold_f1", CalibrationGoldenTest::f1);

  @TestFactory
  Stream<DynamicTest> calibration() {
    return Goldens.tests("calibration.json", COVERED, LATER);
  }

  private static RankedScores ranked(Case c) {
    return RankedScores.of(c.numbers("y_true"), c.numbers("y_score"));
  }

  private static Object cost(Case c) {
    ThresholdChoice choice =
        ThresholdChoice.leastCost(
            ranked(c),
            c.weights(c.numbers("y_true").length),
            c.param("cost_fp").doubleValue(),
            c.param("cost_fn").doubleValue(),
            c.param("benefit_tp").doubleValue());
    return Map.of("threshold", choice.threshold(), "cost", choice.criterion());
  }

  private static Object f1(Case c) {
    ThresholdChoice choice =
        ThresholdChoice.bestF1(ranked(c), c.weights(c.numbers("y_true").length));
    return Map.of("threshold", choice.threshold(), "f1", choice.criterion());
  }
}
