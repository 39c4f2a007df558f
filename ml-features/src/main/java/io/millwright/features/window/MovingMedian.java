package io.millwright.features.window;

/**
 * The values of one window in order; follows the window forwards and backwards. Not thread-safe.
 */
final class MovingMedian {

  private final SortedBag bag = new SortedBag();
  private long from;
  private long to;

  /** The median of a range and the current value, NaN with fewer than {@code least} values. */
  double of(NumberLane lane, long newFrom, long newTo, double current, int least) {
    move(lane, newFrom, newTo);
    boolean extra = !Double.isNaN(current);
    if (extra) {
      bag.add(current);
    }
    double median = bag.size() == 0 || bag.size() < least ? Double.NaN : bag.median();
    if (extra) {
      bag.remove(current);
    }
    return median;
  }

  private void move(NumberLane lane, long newFrom, long newTo) {
    forget(lane, newFrom);
    while (from > newFrom) {
      add(lane.value(--from));
    }
    while (to < newTo) {
      add(lane.value(to++));
    }
  }

  /** Takes out everything before a position, whose values are about to be dropped. */
  void forget(NumberLane lane, long before) {
    while (from < before && from < to) {
      double value = lane.value(from++);
      if (!Double.isNaN(value)) {
        bag.remove(value);
      }
    }
    if (from < before) {
      from = before;
      to = before;
    }
  }

  private void add(double value) {
    if (!Double.isNaN(value)) {
      bag.add(value);
    }
  }
}
