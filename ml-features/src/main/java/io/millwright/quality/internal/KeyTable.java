package io.millwright.quality.internal;

import java.util.Arrays;

/**
 * Distinct 128-bit keys, numbered in the order they came. About 30 bytes a key. Mutable, not
 * thread-safe.
 */
public final class KeyTable {

  private static final int MOST_KEYS = 1 << 28;
  private static final int START_SLOTS = 64;

  private int[] slots = new int[START_SLOTS];
  private long[] keys = new long[START_SLOTS];
  private int size;

  /** The number of the key; it is new if that is what {@link #size()} was before. */
  public int add(long high, long low) {
    int slot = slot(high, low);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == MOST_KEYS) {
      throw new IllegalStateException(
          "Distinct keys must be at most " + MOST_KEYS + ". Check the table in parts by key.");
    }
    if (2 * (size + 1) > keys.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
    }
    keys[2 * size] = high;
    keys[2 * size + 1] = low;
    slots[slot] = ++size;
    if (size > slots.length / 2) {
      grow();
    }
    return size - 1;
  }

  private int slot(long high, long low) {
    int slot = (int) low & (slots.length - 1);
    while (slots[slot] != 0
        && (keys[2 * slots[slot] - 2] != high || keys[2 * slots[slot] - 1] != low)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < size; i++) {
      slots[slot(keys[2 * i], keys[2 * i + 1])] = i + 1;
    }
  }

  /** How many keys. */
  public int size() {
    return size;
  }

  /** The first half of key number {@code index}. */
  public long high(int index) {
    return keys[2 * index];
  }

  /** The second half of key number {@code index}. */
  public long low(int index) {
    return keys[2 * index + 1];
  }
}
