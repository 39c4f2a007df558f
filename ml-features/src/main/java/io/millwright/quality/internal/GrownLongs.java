package io.millwright.quality.internal;

import java.util.Arrays;

/** Whole numbers by position, as many as needed. Mutable, not thread-safe. */
public final class GrownLongs {

  private long[] values = new long[16];

  /** Sets the number at a position; those between are 0. */
  public void set(int index, long value) {
    if (index >= values.length) {
      values = Arrays.copyOf(values, Math.max(index + 1, 2 * values.length));
    }
    values[index] = value;
  }

  /** The number at a position that was set. */
  public long get(int index) {
    return values[index];
  }
}
