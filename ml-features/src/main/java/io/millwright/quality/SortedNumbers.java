package io.millwright.quality;

import java.util.Arrays;

/** All of the numbers, ascending. */
final class SortedNumbers implements OrderedNumbers {

  private final double[] sorted;

  SortedNumbers(double[] sorted) {
    this.sorted = sorted;
  }

  @Override
  public double quantile(double q) {
    return ColumnFacts.quantile(sorted, q);
  }

  @Override
  public double medianDistance(double from) {
    double[] distances = Arrays.stream(sorted).map(v -> Math.abs(v - from)).sorted().toArray();
    return ColumnFacts.quantile(distances, 0.5);
  }

  @Override
  public long outside(double low, double high) {
    return Arrays.stream(sorted).filter(v -> v < low || v > high).count();
  }
}
