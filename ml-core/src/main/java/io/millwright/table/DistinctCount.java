package io.millwright.table;

/**
 * Counts distinct texts by a 64-bit hash (FNV-1a, finalised): exact but for hash collisions, whose
 * chance for a million texts is below 1e-7. Stops at {@link #MOST}. Not thread-safe.
 */
final class DistinctCount {

  static final int MOST = 1_000_000;

  private long[] slots = new long[64];
  private int size;
  private boolean zero;

  void add(char[] text, int offset, int length) {
    if (count() >= MOST) {
      return;
    }
    long hash = 0xCBF29CE484222325L;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ text[i]) * 0x100000001B3L;
    }
    add(finalised(hash));
  }

  int count() {
    return size + (zero ? 1 : 0);
  }

  private void add(long hash) {
    if (hash == 0) {
      zero = true;
      return;
    }
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = hash;
    size++;
    if (size * 2 > slots.length) {
      long[] former = slots;
      slots = new long[former.length * 2];
      size = 0;
      for (long each : former) {
        if (each != 0) {
          add(each);
        }
      }
    }
  }

  private static long finalised(long hash) {
    long z = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
