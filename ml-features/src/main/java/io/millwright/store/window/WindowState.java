package io.millwright.store.window;

import io.millwright.store.Aggregation;
import io.millwright.store.FeatureWindow;
import io.millwright.store.internal.EpochNanos;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * One feature of one entity at a time that moves forward: what lies ahead, and what is in {@code [t
 * − w, t)}. History and stream both run it. O(log n) a step; keeps what is ahead and, but for
 * {@code all}, what is in the window.
 */
final class WindowState {

  private final long span;
  private final PriorityQueue<Arrival> ahead =
      new PriorityQueue<>(Comparator.comparingLong(Arrival::enters));
  private final PriorityQueue<Arrival> inside =
      new PriorityQueue<>(Comparator.comparingLong(Arrival::event));
  private final Reduction reduction;

  WindowState(FeatureWindow window, Aggregation aggregation) {
    span = window.length().map(length -> EpochNanos.span("Window", length)).orElse(-1L);
    reduction = Reduction.of(aggregation);
  }

  void add(Arrival arrival) {
    ahead.add(arrival);
  }

  /** Goes on to a time that is not before the last one. */
  void moveTo(long time) {
    long from = span < 0 ? Long.MIN_VALUE : EpochNanos.before(time, span);
    for (Arrival next = ahead.peek(); next != null && next.enters() <= time; next = ahead.peek()) {
      ahead.remove();
      if (next.event() >= from) {
        reduction.add(next);
        if (span >= 0) {
          inside.add(next);
        }
      }
    }
    for (Arrival first = inside.peek();
        first != null && first.event() < from;
        first = inside.peek()) {
      inside.remove();
      reduction.remove(first);
    }
  }

  boolean isMissing() {
    return reduction.isMissing();
  }

  double value() {
    return reduction.value();
  }
}
