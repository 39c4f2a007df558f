package io.millwright.features.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one series that windows may still need, oldest first, by absolute position from the
 * first row ever. Not thread-safe.
 */
final class Ring {

  private static final int START = 8;

  private final List<NumberLane> numbers = new ArrayList<>();
  private final List<@Nullable String[]> texts = new ArrayList<>();
  private long[] times = new long[START];
  private long first;
  private long next;

  Ring(SeriesPlan plan) {
    for (int i = 0; i < plan.ringNumbers(); i++) {
      numbers.add(new NumberLane(START, plan.totalled(i), plan.spread(i)));
    }
    for (int i = 0; i < plan.ringTexts(); i++) {
      texts.add(new @Nullable String[START]);
    }
  }

  /** The oldest position kept. */
  long first() {
    return first;
  }

  /** One past the newest. */
  long next() {
    return next;
  }

  NumberLane numbers(int lane) {
    return numbers.get(lane);
  }

  @Nullable String text(int lane, long position) {
    @Nullable String[] ring = texts.get(lane);
    return ring[(int) position & (ring.length - 1)];
  }

  long time(long position) {
    return times[(int) position & (times.length - 1)];
  }

  /** Begins an empty ring at a position. */
  void startAt(long position) {
    first = position;
    next = position;
  }

  /** Makes room for a row and returns its position; its values are put next. */
  long append(long time) {
    if (next - first == times.length) {
      grow();
    }
    times[(int) next & (times.length - 1)] = time;
    return next++;
  }

  void putText(int lane, long position, @Nullable String value) {
    @Nullable String[] ring = texts.get(lane);
    ring[(int) position & (ring.length - 1)] = value;
  }

  private void grow() {
    int capacity = Math.multiplyExact(times.length, 2);
    long[] oldTimes = times;
    times = new long[capacity];
    for (long at = first; at < next; at++) {
      times[(int) at & (capacity - 1)] = oldTimes[(int) at & (oldTimes.length - 1)];
    }
    numbers.forEach(lane -> lane.grow(first, next, capacity));
    for (int i = 0; i < texts.size(); i++) {
      @Nullable String[] old = texts.get(i);
      @Nullable String[] grown = new @Nullable String[capacity];
      for (long at = first; at < next; at++) {
        grown[(int) at & (capacity - 1)] = old[(int) at & (old.length - 1)];
      }
      texts.set(i, grown);
    }
  }

  /** Drops the oldest row. */
  void dropFirst() {
    for (int i = 0; i < texts.size(); i++) {
      putText(i, first, null);
    }
    first++;
  }

  /** The first position whose time is at least this, or above it. */
  long firstAt(long time, boolean above) {
    long low = first;
    long high = next;
    while (low < high) {
      long middle = (low + high) >>> 1;
      long at = time(middle);
      if (at < time || (above && at == time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
