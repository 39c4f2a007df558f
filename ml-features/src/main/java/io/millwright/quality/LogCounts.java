package io.millwright.quality;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers counted in intervals {@code (g^(i-1), g^i]} of their size, {@code g = (1 + a)/(1 - a)},
 * each standing at {@code 2 g^i / (g + 1)}, at most {@code a} of its size away from what it counts.
 * Counts add: merging is exact in any order.
 */
final class LogCounts implements OrderedNumbers {

  private static final double ACCURACY = 0.005;
  private static final double LOG_G = StrictMath.log((1 + ACCURACY) / (1 - ACCURACY));

  /** By the number that stands for the interval. */
  private final TreeMap<Double, Long> counts = new TreeMap<>();

  private long size;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  void add(double value) {
    counts.merge(representative(value), 1L, Long::sum);
    size++;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  static double representative(double value) {
    if (value == 0) {
      return 0;
    }
    double power = StrictMath.ceil(StrictMath.log(Math.abs(value)) / LOG_G);
    double place = StrictMath.exp(power * LOG_G) * (1 - ACCURACY);
    return StrictMath.copySign(Math.min(place, Double.MAX_VALUE), value);
  }

  void merge(LogCounts other) {
    other.counts.forEach((place, count) -> counts.merge(place, count, Long::sum));
    size += other.size;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  long size() {
    return size;
  }

  @Override
  public double quantile(double q) {
    return Math.max(min, Math.min(max, quantile(counts, q)));
  }

  private double quantile(SortedMap<Double, Long> places, double q) {
    if (q == 0) {
      return min;
    }
    if (q == 1) {
      return max;
    }
    double h = (size - 1) * q;
    long rank = (long) h;
    double low = at(places, rank);
    double high = at(places, Math.min(rank + 1, size - 1));
    return low + (h - rank) * (high - low);
  }

  /** The number of that rank, from 0. */
  private static double at(SortedMap<Double, Long> places, long rank) {
    long before = 0;
    for (Map.Entry<Double, Long> place : places.entrySet()) {
      before += place.getValue();
      if (rank < before) {
        return place.getKey();
      }
    }
    return places.lastKey();
  }

  @Override
  public double medianDistance(double from) {
    TreeMap<Double, Long> distances = new TreeMap<>();
    counts.forEach((place, count) -> distances.merge(Math.abs(place - from), count, Long::sum));
    return quantile(distances, 0.5);
  }

  @Override
  public long outside(double low, double high) {
    long outside = 0;
    for (Map.Entry<Double, Long> place : counts.entrySet()) {
      double value = Math.max(min, Math.min(max, place.getKey()));
      outside += value < low || value > high ? place.getValue() : 0;
    }
    return outside;
  }
}
