package io.millwright.store.window;

import io.millwright.store.Aggregation;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in a window, as far as an aggregation needs it. Events come in any order and leave in the
 * order of their event times.
 */
abstract sealed class Reduction {

  static Reduction of(Aggregation aggregation) {
    return switch (aggregation) {
      case COUNT -> new Count();
      case SUM, MEAN, STD -> new Moments(aggregation);
      case MIN -> new Extreme(1);
      case MAX -> new Extreme(-1);
      case LAST -> new Last();
      case DISTINCT -> new Distinct();
    };
  }

  abstract void add(Arrival arrival);

  /** Takes one away; everything before it in event time has left already. */
  abstract void remove(Arrival arrival);

  /** Whether there is no value. */
  abstract boolean isMissing();

  /** The value, NaN if missing. */
  abstract double value();

  private static final class Count extends Reduction {
    private long count;

    @Override
    void add(Arrival arrival) {
      count++;
    }

    @Override
    void remove(Arrival arrival) {
      count--;
    }

    @Override
    boolean isMissing() {
      return false;
    }

    @Override
    double value() {
      return count;
    }
  }

  private static final class Moments extends Reduction {
    private final Aggregation aggregation;
    private final ExactSum sum = ExactSum.ofValues();
    private final @Nullable ExactSum squares;
    private long count;

    Moments(Aggregation aggregation) {
      this.aggregation = aggregation;
      this.squares = aggregation == Aggregation.STD ? ExactSum.ofSquares() : null;
    }

    @Override
    void add(Arrival arrival) {
      count++;
      sum.add(arrival.value());
      if (squares != null) {
        squares.add(arrival.value());
      }
    }

    @Override
    void remove(Arrival arrival) {
      count--;
      sum.remove(arrival.value());
      if (squares != null) {
        squares.remove(arrival.value());
      }
    }

    @Override
    boolean isMissing() {
      return count == 0 && aggregation != Aggregation.SUM;
    }

    @Override
    double value() {
      if (isMissing()) {
        return Double.NaN;
      }
      if (squares != null) {
        return sum.isFinite() ? ExactSum.deviation(sum, squares, count) : Double.NaN;
      }
      return aggregation == Aggregation.MEAN ? sum.value() / count : sum.value();
    }
  }

  /**
   * The best values by event time: each is better than all later ones of the list, for one that is
   * no better than a later one can never be the best again.
   */
  private static final class Extreme extends Reduction {
    private final int sign;
    private final TreeMap<Long, Double> best = new TreeMap<>();
    private long nans;

    /** Smallest for sign 1, largest for -1. */
    Extreme(int sign) {
      this.sign = sign;
    }

    private boolean isAsGood(double value, double other) {
      return sign * Double.compare(value, other) <= 0;
    }

    @Override
    void add(Arrival arrival) {
      double value = arrival.value();
      if (Double.isNaN(value)) {
        nans++;
        return;
      }
      Map.Entry<Long, Double> later = best.ceilingEntry(arrival.event());
      if (later != null && isAsGood(later.getValue(), value)) {
        return;
      }
      Map.Entry<Long, Double> earlier = best.floorEntry(arrival.event());
      while (earlier != null && isAsGood(value, earlier.getValue())) {
        best.remove(earlier.getKey());
        earlier = best.floorEntry(arrival.event());
      }
      best.put(arrival.event(), value);
    }

    @Override
    void remove(Arrival arrival) {
      if (Double.isNaN(arrival.value())) {
        nans--;
      }
      while (!best.isEmpty() && best.firstKey() <= arrival.event()) {
        best.pollFirstEntry();
      }
    }

    @Override
    boolean isMissing() {
      return best.isEmpty() && nans == 0;
    }

    @Override
    double value() {
      return nans > 0 || best.isEmpty() ? Double.NaN : best.firstEntry().getValue();
    }
  }

  private static final class Last extends Reduction {
    private @Nullable Arrival last;

    @Override
    void add(Arrival arrival) {
      if (last == null || arrival.isAfter(last)) {
        last = arrival;
      }
    }

    @Override
    void remove(Arrival arrival) {
      if (last != null && last.event() <= arrival.event()) {
        last = null;
      }
    }

    @Override
    boolean isMissing() {
      return last == null;
    }

    @Override
    double value() {
      return last == null ? Double.NaN : last.value();
    }
  }

  private static final class Distinct extends Reduction {
    private final Map<Long, Long> counts = new HashMap<>();

    private static long key(double value) {
      return Double.doubleToLongBits(value + 0.0);
    }

    @Override
    void add(Arrival arrival) {
      counts.merge(key(arrival.value()), 1L, Long::sum);
    }

    @Override
    void remove(Arrival arrival) {
      counts.computeIfPresent(key(arrival.value()), (k, n) -> n == 1 ? null : Long.valueOf(n - 1));
    }

    @Override
    boolean isMissing() {
      return false;
    }

    @Override
    double value() {
      return counts.size();
    }
  }
}
