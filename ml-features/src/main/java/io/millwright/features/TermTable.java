package io.millwright.features;

import java.util.Arrays;

/**
 * Terms by their code points, numbered in the order they were added: an open-addressing table that
 * is asked with a stretch of code points, so that asking makes no string.
 *
 * <p>Not thread-safe while terms are added, thread-safe afterwards.
 */
final class TermTable {

  private static final int FIRST_POOL = 1_024;

  private int[] pool = new int[FIRST_POOL];
  private int[] ends;
  private int[] slots;
  private int size;

  TermTable(int expected) {
    ends = new int[Math.max(16, expected)];
    slots = new int[Integer.highestOneBit(Math.max(16, expected)) * 4];
  }

  int size() {
    return size;
  }

  /** Code points of all terms together. */
  int characters() {
    return size == 0 ? 0 : ends[size - 1];
  }

  /** The number of the term, or -1. */
  int find(int[] points, int from, int to) {
    return size == 0 ? -1 : slots[slot(points, from, to)] - 1;
  }

  int findOrAdd(int[] points, int from, int to) {
    int slot = slot(points, from, to);
    return slots[slot] == 0 ? add(slot, points, from, to) : slots[slot] - 1;
  }

  private int add(int slot, int[] points, int from, int to) {
    int start = characters();
    int end = Math.addExact(start, to - from);
    if (end > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(end, Math.addExact(pool.length, pool.length)));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    System.arraycopy(points, from, pool, start, to - from);
    ends[size] = end;
    slots[slot] = ++size;
    if (2L * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[Math.multiplyExact(slots.length, 2)];
    for (int i = 0; i < size; i++) {
      slots[slot(pool, start(i), ends[i])] = i + 1;
    }
  }

  /** Where the term is, or the free place where it belongs. */
  private int slot(int[] points, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(points, from, to) & mask;
    while (slots[slot] != 0 && !same(slots[slot] - 1, points, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int hash(int[] points, int from, int to) {
    long h = (long) to - from;
    for (int i = from; i < to; i++) {
      h = (h ^ points[i]) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 29;
    }
    return (int) (h ^ (h >>> 32));
  }

  private boolean same(int term, int[] points, int from, int to) {
    return Arrays.equals(pool, start(term), ends[term], points, from, to);
  }

  private int start(int term) {
    return term == 0 ? 0 : ends[term - 1];
  }

  int length(int term) {
    return ends[term] - start(term);
  }

  String term(int term) {
    return new String(pool, start(term), length(term));
  }

  /** By code point. */
  int compare(int a, int b) {
    return Arrays.compare(pool, start(a), ends[a], pool, start(b), ends[b]);
  }

  /** These terms in this order, numbered from 0. */
  TermTable take(int[] terms) {
    TermTable taken = new TermTable(terms.length);
    for (int term : terms) {
      taken.findOrAdd(pool, start(term), ends[term]);
    }
    return taken;
  }
}
