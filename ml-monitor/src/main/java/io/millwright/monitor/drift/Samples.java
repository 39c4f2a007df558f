package io.millwright.monitor.drift;

import java.util.Arrays;

/** Checks that the kernels of this package share. */
final class Samples {

  private Samples() {}

  /** A sorted copy. */
  static double[] sorted(String name, double[] sample) {
    requireNotEmpty(name, sample.length);
    double[] copy = sample.clone();
    Arrays.sort(copy);
    if (Double.isNaN(copy[copy.length - 1])) {
      throw new IllegalArgumentException(
          "Sample '" + name + "' must not hold NaN; does. Count NaN values on their own.");
    }
    return copy;
  }

  static void requireNotEmpty(String name, int size) {
    if (size == 0) {
      throw new IllegalArgumentException(
          "Sample '" + name + "' must hold at least one value; was empty.");
    }
  }

  /** Each weight as a share of their sum. */
  static double[] shares(String name, double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Weights '" + name + "' must be finite and at least 0; one was " + weight + ".");
      }
      sum += weight;
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Sum of weights '" + name + "' must be finite and greater than 0; was " + sum + ".");
    }
    double total = sum;
    return Arrays.stream(weights).map(w -> w / total).toArray();
  }
}
