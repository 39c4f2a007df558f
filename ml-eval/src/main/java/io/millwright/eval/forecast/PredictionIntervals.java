package io.millwright.eval.forecast;

import io.millwright.Require;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import java.util.List;

/**
 * Prediction intervals and what happened. Coverage alone can be had by width and width alone by
 * wrongness: read both, or the {@linkplain #score interval score}, which weighs them. Immutable and
 * thread-safe.
 */
public final class PredictionIntervals {

  private final double[] targets;
  private final double[] low;
  private final double[] high;
  private final double[] weights;

  private PredictionIntervals(double[] targets, double[] low, double[] high, double[] weights) {
    this.targets = targets;
    this.low = low;
    this.high = high;
    this.weights = weights;
  }

  /**
   * Intervals of rows; the arrays are copied.
   *
   * @param targets what happened, finite, at least one
   * @param low lower ends, finite
   * @param high upper ends, finite, none below its lower end
   * @param weights finite, at least 0, not all 0
   */
  public static PredictionIntervals of(
      double[] targets, double[] low, double[] high, double[] weights) {
    Require.atLeast("Rows", targets.length, 1);
    Rows.same(targets.length, "Lower ends", low.length);
    Rows.same(targets.length, "Upper ends", high.length);
    for (int i = 0; i < low.length; i++) {
      if (!(low[i] <= high[i]) || Double.isInfinite(low[i]) || Double.isInfinite(high[i])) {
        throw new IllegalArgumentException(
            "Interval must be finite and its low at most its high; was not (row " + i + ").");
      }
    }
    PredictionIntervals made =
        new PredictionIntervals(targets.clone(), low.clone(), high.clone(), weights.clone());
    if (!made.coverage().isDefined()) {
      throw Require.violated("Sum of weights", "greater than 0", 0);
    }
    return made;
  }

  /** Share of the targets that lie in their interval, ends included. */
  public MetricValue coverage() {
    return Rows.mean(targets, weights, this::covered);
  }

  /** {@link #coverage()} with an interval from resampling rows. */
  public Estimate coverage(Bootstrap bootstrap) {
    return bootstrap
        .estimates(
            Resampling.ofRows(weights),
            List.of(drawn -> Rows.mean(targets, drawn, this::covered).orElse(Double.NaN)))
        .get(0);
  }

  /** Mean width, in the label's unit. */
  public MetricValue meanWidth() {
    return Rows.mean(targets, weights, i -> high[i] - low[i]);
  }

  /**
   * The interval score of Winkler: the mean of the width plus {@code 2 / (1 - level)} times how far
   * a target is outside. In the label's unit, lower is better, and least in the mean for the true
   * central interval.
   *
   * @param level the confidence promised, strictly between 0 and 1
   * @see <a href="https://doi.org/10.1080/01621459.1972.10481224">Winkler (1972)</a>
   */
  public MetricValue score(double level) {
    double penalty = 2 / (1 - Require.openShare("Level", level));
    return Rows.mean(
        targets,
        weights,
        i ->
            high[i]
                - low[i]
                + penalty * Math.max(0, low[i] - targets[i])
                + penalty * Math.max(0, targets[i] - high[i]));
  }

  private double covered(int row) {
    return low[row] <= targets[row] && targets[row] <= high[row] ? 1 : 0;
  }
}
