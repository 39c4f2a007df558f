package io.millwright.eval.calibration;

import io.millwright.Require;
import io.millwright.calibration.BinaryCalibration;
import io.millwright.calibration.CalibratedScorer;
import io.millwright.calibration.IsotonicCalibration;
import io.millwright.calibration.LogOdds;
import io.millwright.calibration.PlattScaling;
import io.millwright.calibration.Temperature;
import io.millwright.calibration.Unchanged;
import io.millwright.eval.HeldOut;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Scorer;
import io.millwright.model.TrainedPipeline;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A way to learn, from held-out rows, what a pipeline's probabilities really mean.
 *
 * <p>It takes {@link HeldOut} rows and nothing else: scores of training rows are too confident, and
 * a calibration of them makes new rows worse. Rows count by weight; both classes must occur. A
 * probability of 0 or 1 counts as 2^-52 from it wherever log-odds are taken.
 *
 * <p>Which one: {@link #platt()} and {@link #temperature()} need a few hundred rows and keep the
 * ranking; {@link #beta()} also bends the ends apart; {@link #isotonic()} and {@link
 * #histogram(int)} follow any shape, need thousands of rows, and make ties. {@link
 * CalibratorChoice} chooses by cross-validation. Immutable and thread-safe; fitting is
 * deterministic.
 *
 * @param <P> the predictions it calibrates
 */
public final class Calibrator<P extends Prediction> {

  private final String name;
  private final Function<Scored<P>, BinaryCalibration> fit;
  private final BiFunction<Scorer, BinaryCalibration, Scorer> wrap;

  private Calibrator(
      String name,
      Function<Scored<P>, BinaryCalibration> fit,
      BiFunction<Scorer, BinaryCalibration, Scorer> wrap) {
    this.name = name;
    this.fit = fit;
    this.wrap = wrap;
  }

  private static Calibrator<Binary> binary(
      String name, Function<Scored<Binary>, BinaryCalibration> fit) {
    return new Calibrator<>(name, fit, CalibratedScorer::binary);
  }

  /** No change: what the others have to beat. */
  public static Calibrator<Binary> unchanged() {
    return binary("unchanged", rows -> new Unchanged());
  }

  /**
   * A line through the log-odds, fitted to Platt's targets {@code (N+ + 1) / (N+ + 2)} and {@code 1
   * / (N- + 2)}; the exact minimum, by Newton's method. O(rows).
   */
  public static Calibrator<Binary> platt() {
    return binary(
        "platt",
        rows -> {
          PlattFit f = PlattFit.of(logOdds(rows), rows.targets(), rows.weights());
          return new PlattScaling(f.slope(), f.intercept());
        });
  }

  /** Beta calibration, fitted to Platt's targets; neither slope is below 0. O(rows). */
  public static Calibrator<Binary> beta() {
    return binary("beta", rows -> BetaFit.of(rows.scores(), rows.targets(), rows.weights()));
  }

  /** One temperature, from e^-5 to e^5, with the least log loss. O(rows). */
  public static Calibrator<Binary> temperature() {
    return binary(
        "temperature",
        rows ->
            new Temperature(
                TemperatureFit.of(logOdds(rows), 1, rows.targets(), rows.weights()).temperature()));
  }

  /**
   * Isotonic regression, heights kept between Platt's targets {@code 1 / (N- + 2)} and {@code (N+ +
   * 1) / (N+ + 2)}: never 0 or 1, so that log loss stays finite. O(rows log rows).
   */
  public static Calibrator<Binary> isotonic() {
    return binary(
        "isotonic",
        rows -> {
          PlattTargets ends = PlattTargets.of(rows.targets(), rows.weights());
          return isotonic(rows, ends.negative(), ends.positive());
        });
  }

  /**
   * Isotonic regression, heights kept between {@code end} and {@code 1 - end}.
   *
   * @param end from 0, which allows probabilities of 0 and 1, to less than 0.5
   */
  public static Calibrator<Binary> isotonic(double end) {
    if (!(end >= 0 && end < 0.5)) {
      throw Require.violated("End", "from 0 to less than 0.5", end);
    }
    return binary("isotonic, ends " + end, rows -> isotonic(rows, end, 1 - end));
  }

  private static BinaryCalibration isotonic(Scored<Binary> rows, double low, double high) {
    IsotonicFit fit =
        IsotonicFit.rising(rows.scores(), rows.targets(), rows.weights())
            .clipped(low, high)
            .bends();
    return IsotonicCalibration.of(fit.xs(), fit.heights());
  }

  /**
   * The share of positives in each of several bins of equal width, kept between Platt's targets; a
   * bin without rows changes nothing.
   *
   * @param bins from 1 to 10,000
   */
  public static Calibrator<Binary> histogram(int bins) {
    Require.atLeast("Bins", bins, 1);
    return binary(
        "histogram, " + bins + " bins",
        rows ->
            HistogramFit.of(
                rows.scores(),
                rows.targets(),
                rows.weights(),
                bins,
                PlattTargets.of(rows.targets(), rows.weights())::clipped));
  }

  /** One temperature for all classes, from e^-5 to e^5, with the least log loss. */
  public static Calibrator<Multiclass> multiclassTemperature() {
    return new Calibrator<>(
        "temperature",
        rows -> {
          double[] logits =
              Arrays.stream(rows.scores())
                  .map(p -> StrictMath.log(Math.max(LogOdds.EPSILON, p)))
                  .toArray();
          int classes = rows.classes().size();
          return new Temperature(
              TemperatureFit.of(logits, classes, rows.targets(), rows.weights()).temperature());
        },
        (scorer, map) -> CalibratedScorer.multiclass(scorer, (Temperature) map));
  }

  private static double[] logOdds(Scored<Binary> rows) {
    return Arrays.stream(rows.scores()).map(LogOdds::of).toArray();
  }

  /** Its name, for reports. */
  public String name() {
    return name;
  }

  /**
   * What the probabilities of these rows really mean.
   *
   * @throws IllegalArgumentException if one class only has weight
   */
  public BinaryCalibration fit(HeldOut<P> rows) {
    return fit(rows.scored());
  }

  BinaryCalibration fit(Scored<P> rows) {
    double seen = Double.NaN;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.weight(i) > 0) {
        if (!Double.isNaN(seen) && rows.target(i) != seen) {
          return fit.apply(rows);
        }
        seen = rows.target(i);
      }
    }
    throw new IllegalArgumentException(
        "Held-out rows must be of at least two classes; were of one. Hold out more rows, or split"
            + " by strata.");
  }

  /**
   * The pipeline with its probabilities calibrated. The held-out rows count as trained on from
   * here: an evaluator refuses to judge the result on them. It is packed, opened and served like
   * any pipeline, and a table and a record give the same bits.
   *
   * @param heldOut rows scored by this pipeline, or out of fold
   * @throws IllegalArgumentException if another pipeline scored the rows, they are of another table
   *     than those it was trained on, or of one class
   */
  public TrainedPipeline<P> calibrate(TrainedPipeline<P> trained, HeldOut<P> heldOut) {
    return apply(fit(heldOut), trained, heldOut);
  }

  TrainedPipeline<P> apply(
      BinaryCalibration fitted, TrainedPipeline<P> trained, HeldOut<P> heldOut) {
    if (heldOut.model().isPresent() && !heldOut.model().get().equals(trained.identity())) {
      throw new IllegalArgumentException(
          "Held-out rows must have been scored by the pipeline that is calibrated; were by another."
              + " Score them with it.");
    }
    if (!heldOut.scored().classes().equals(trained.model().classes())) {
      throw new IllegalArgumentException(
          "Held-out rows must have no class that the pipeline does not know; had some. Leave them"
              + " out.");
    }
    return trained.refined(
        wrap.apply(trained.model().scorer(), fitted),
        heldOut.rows(),
        Map.of("calibration", name, "calibration.rows", Integer.toString(heldOut.rows().size())));
  }
}
