package io.millwright.eval.forecast;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.function.IntToDoubleFunction;

/** Means over rows, and their checks. */
final class Rows {

  private Rows() {}

  static void same(int rows, String what, int found) {
    if (rows != found) {
      throw Require.violated(what, rows + ", like the targets or levels", found);
    }
  }

  /** The mean of a number of each row by weight; rows of weight 0 are not asked. */
  static MetricValue mean(double[] targets, double[] weights, IntToDoubleFunction each) {
    same(targets.length, "Weights", weights.length);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < targets.length; i++) {
      if (!Double.isFinite(targets[i])) {
        throw new IllegalArgumentException("Target must be finite; was not (row " + i + ").");
      }
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw Require.violated("Weight of row " + i, "finite and at least 0", weights[i]);
      }
      if (weights[i] > 0) {
        sum += weights[i] * each.applyAsDouble(i);
        total += weights[i];
      }
    }
    return MetricValue.ratio(sum, total, "no rows of positive weight");
  }
}
