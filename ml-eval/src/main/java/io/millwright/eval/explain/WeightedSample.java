package io.millwright.eval.explain;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Means and quantiles of weighted numbers. */
final class WeightedSample {

  private final double[] sorted;
  private final double[] upTo;

  /** The finite numbers of positive weight, in order. */
  WeightedSample(double[] values, double[] weights) {
    int[] order =
        IntStream.range(0, values.length)
            .filter(i -> Double.isFinite(values[i]) && weights[i] > 0)
            .boxed()
            .sorted((i, j) -> Double.compare(values[i], values[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    sorted = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    upTo = new double[order.length];
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      sum += weights[order[i]];
      upTo[i] = sum;
    }
  }

  /** NaN without weight. */
  static double mean(double[] values, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      if (weights[i] != 0) {
        sum += weights[i] * values[i];
        total += weights[i];
      }
    }
    return sum / total;
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }

  double least() {
    return sorted[0];
  }

  double greatest() {
    return sorted[sorted.length - 1];
  }

  /** The smallest number that has at least this share of the weight at or below it. */
  double quantile(double share) {
    double wanted = share * upTo[upTo.length - 1];
    int i = 0;
    while (i < sorted.length - 1 && upTo[i] < wanted) {
      i++;
    }
    return sorted[i];
  }

  /** At most so many distinct numbers at evenly spaced quantiles, least and greatest among them. */
  double[] spread(int most) {
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    if (distinct.length <= most) {
      return distinct;
    }
    return IntStream.range(0, most)
        .mapToDouble(i -> quantile((double) i / (most - 1)))
        .distinct()
        .toArray();
  }

  /** The median distance from the median; from the mean if half the numbers are equal. */
  double deviation() {
    double middle = quantile(0.5);
    double[] weights = new double[sorted.length];
    double[] distances = new double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      weights[i] = i == 0 ? upTo[0] : upTo[i] - upTo[i - 1];
      distances[i] = Math.abs(sorted[i] - middle);
    }
    double mad = new WeightedSample(distances, weights).quantile(0.5);
    return mad > 0 ? mad : mean(distances, weights);
  }
}
