package io.millwright.features.window;

/**
 * Values of one field by absolute position in a ring, with totals of aligned blocks, so that the
 * moments of any range are joined from {@code O(log n)} parts in a fixed order.
 *
 * <p>The block of level {@code l} and number {@code b} covers positions {@code [b 2^l, (b + 1)
 * 2^l)} and is totalled when its last value comes; the lowest level kept is 3. At capacity {@code
 * c} level {@code l} has {@code c / 2^l} slots from index {@code c / 2^l} on. Not thread-safe.
 */
final class NumberLane {

  private static final int LOWEST = 3;
  private static final double[] NONE = {};

  private final Moments scratch;
  private final boolean totalled;
  private double[] values;
  private double[] totals;

  NumberLane(int capacity, boolean totalled, boolean spread) {
    this.totalled = totalled;
    this.scratch = new Moments(spread);
    this.values = new double[capacity];
    this.totals = totalsFor(capacity);
  }

  private double[] totalsFor(int capacity) {
    return totalled ? new double[(capacity >> (LOWEST - 1)) * Moments.SIZE] : NONE;
  }

  double value(long position) {
    return values[(int) position & (values.length - 1)];
  }

  /** Puts the value at a position; the totals it completes are made. */
  void append(long position, double value) {
    values[(int) position & (values.length - 1)] = value;
    if (!totalled) {
      return;
    }
    long end = position + 1;
    for (int level = LOWEST; 1 << level <= values.length; level++) {
      if ((end & ((1L << level) - 1)) != 0) {
        return;
      }
      total(end - (1L << level), level);
    }
  }

  private void total(long start, int level) {
    scratch.reset();
    if (level == LOWEST) {
      for (long at = start; at < start + (1 << LOWEST); at++) {
        scratch.add(value(at));
      }
    } else {
      scratch.join(totals, slot(start, level - 1));
      scratch.join(totals, slot(start + (1L << (level - 1)), level - 1));
    }
    scratch.store(totals, slot(start, level));
  }

  private int slot(long start, int level) {
    int slots = values.length >> level;
    return (slots + ((int) (start >> level) & (slots - 1))) * Moments.SIZE;
  }

  /** Makes room: the values of {@code [first, next)} stay. */
  void grow(long first, long next, int capacity) {
    double[] old = values;
    values = new double[capacity];
    for (long at = first; at < next; at++) {
      values[(int) at & (capacity - 1)] = old[(int) at & (old.length - 1)];
    }
    totals = totalsFor(capacity);
    rebuild(first, next);
  }

  private void rebuild(long first, long next) {
    for (int level = LOWEST; totalled && 1 << level <= values.length; level++) {
      long width = 1L << level;
      for (long start = -Math.floorDiv(-first, width) * width;
          start + width <= next;
          start += width) {
        total(start, level);
      }
    }
  }

  /** Joins the values of a range that is in the ring. */
  void fold(long from, long to, Moments into) {
    long at = from;
    while (at < to) {
      int level = Math.min(Long.numberOfTrailingZeros(at), 63 - Long.numberOfLeadingZeros(to - at));
      if (level < LOWEST) {
        into.add(value(at++));
      } else {
        into.join(totals, slot(at, level));
        at += 1L << level;
      }
    }
  }
}
