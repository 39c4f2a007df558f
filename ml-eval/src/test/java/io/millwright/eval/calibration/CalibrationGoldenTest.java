package io.millwright.eval.calibration;

import io.millwright.calibration.HistogramBinning;
import io.millwright.calibration.LogOdds;
import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import io.millwright.eval.metric.RankedScores;
import io.millwright.eval.metric.ThresholdChoice;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Figures for calibrators and thresholds. */
class CalibrationGoldenTest {

  private static final Map<String, Operation> COVERED =
      Map.of(
          "threshold_cost", CalibrationGoldenTest::cost,
          "threshold_f1", CalibrationGoldenTest::f1,
          "platt", CalibrationGoldenTest::platt,
          "isotonic", CalibrationGoldenTest::isotonic,
          "temperature", CalibrationGoldenTest::temperature,
          "histogram_binning", CalibrationGoldenTest::histogram);

  @TestFactory
  Stream<DynamicTest> calibration() {
    return Goldens.tests("calibration.json", COVERED, Set.of());
  }

  private static double[] mapped(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }

  private static Object platt(Case c) {
    double[] scores = c.numbers("score");
    PlattFit fit = PlattFit.of(scores, c.numbers("y"), c.weights(scores.length));
    return Map.of(
        "A",
        -fit.slope(),
        "B",
        -fit.intercept(),
        "output",
        mapped(c.numbers("apply"), f -> LogOdds.probability(fit.slope() * f + fit.intercept())));
  }

  private static Object isotonic(Case c) {
    double[] x = c.numbers("x");
    double[] y = c.numbers("y");
    double[] weights = c.weights(x.length);
    boolean rising = c.param("increasing").booleanValue();
    IsotonicFit free =
        rising ? IsotonicFit.rising(x, y, weights) : IsotonicFit.falling(x, y, weights);
    IsotonicFit fit =
        c.param("y_min").isNumber()
            ? free.clipped(c.param("y_min").doubleValue(), c.param("y_max").doubleValue())
            : free;
    // A constant function is defined everywhere.
    boolean everywhere = c.param("out_of_bounds").asText().equals("clip") || fit.xs().length == 1;
    DoubleUnaryOperator at = v -> everywhere || fit.covers(v) ? fit.at(v) : Double.NaN;
    return Map.of("output", mapped(c.numbers("apply"), at), "fitted", mapped(x, at));
  }

  private static Object temperature(Case c) {
    boolean classes = c.isMatrix("logits");
    double[] logits =
        classes
            ? Arrays.stream(c.matrix("logits")).flatMapToDouble(Arrays::stream).toArray()
            : c.numbers("logits");
    double[] y = c.numbers("y");
    TemperatureFit fit =
        TemperatureFit.of(logits, classes ? logits.length / y.length : 1, y, c.weights(y.length));
    return Map.of("T", fit.temperature(), "nll", fit.loss());
  }

  private static Object histogram(Case c) {
    double[] y = c.numbers("y");
    HistogramBinning fit =
        HistogramFit.of(
            c.numbers("score"), y, c.weights(y.length), c.param("n_bins").intValue(), p -> p);
    return mapped(c.numbers("apply"), fit::calibrated);
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
