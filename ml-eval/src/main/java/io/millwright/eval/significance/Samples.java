package io.millwright.eval.significance;

import io.millwright.Require;
import java.util.Arrays;

/** Checks and ranks that the tests of this package share. */
final class Samples {

  private Samples() {}

  /** At least so many finite values. */
  static void check(String name, double[] sample, int least) {
    Require.atLeast("Values of sample '" + name + "'", sample.length, least);
    for (int i = 0; i < sample.length; i++) {
      if (!Double.isFinite(sample[i])) {
        throw new IllegalArgumentException(
            "Values of sample '" + name + "' must be finite; one is not (position " + i + ").");
      }
    }
  }

  static double[] sorted(double[] sample) {
    double[] copy = sample.clone();
    Arrays.sort(copy);
    return copy;
  }

  /** Both samples, x first. */
  static double[] pooled(double[] x, double[] y) {
    double[] pooled = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, pooled, x.length, y.length);
    return pooled;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** Sum of squared deviations over n - 1. */
  static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }

  /** How many of the sorted values are less than the value. */
  static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many of the sorted values are at most the value. */
  static int notAbove(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The mean rank, from 1, of a value among the sorted values, one of which equals it. */
  static double midRank(double[] sorted, double value) {
    return (below(sorted, value) + notAbove(sorted, value) + 1) / 2.0;
  }
}
