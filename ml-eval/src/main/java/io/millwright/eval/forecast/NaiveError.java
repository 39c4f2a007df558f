package io.millwright.eval.forecast;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;

/**
 * The error of the forecast that says what was seen a period ago, by which MASE is scaled. Take it
 * from the series the model was trained on, so that the scale does not depend on what is judged.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2006.03.001">Hyndman, Koehler (2006), Another
 *     look at measures of forecast accuracy</a>
 */
public final class NaiveError {

  private NaiveError() {}

  /**
   * {@code mean |y_t - y_(t - period)|} of a series; undefined if it is not longer than the period
   * or repeats itself exactly, for then nothing can be scaled by it.
   *
   * @param series in the order of time without gaps, finite
   * @param period steps back, at least 1: 1 for the last value, 24 for the hour a day ago
   */
  public static MetricValue seasonal(double[] series, int period) {
    Require.atLeast("Period", period, 1);
    double sum = 0;
    for (int t = 0; t < series.length; t++) {
      if (!Double.isFinite(series[t])) {
        throw new IllegalArgumentException("Series must be finite; was not (step " + t + ").");
      }
      sum += t < period ? 0 : Math.abs(series[t] - series[t - period]);
    }
    if (series.length <= period) {
      return MetricValue.undefined("the series is not longer than the period");
    }
    return sum == 0
        ? MetricValue.undefined("the series repeats itself exactly")
        : MetricValue.of(sum / (series.length - period));
  }
}
