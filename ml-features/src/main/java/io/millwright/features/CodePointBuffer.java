package io.millwright.features;

import java.util.Arrays;

/** Code points that are added one by one; what it grew to is used again. Not thread-safe. */
final class CodePointBuffer {

  private static final int FIRST = 1_024;

  /** What one thread keeps between two texts: 1 MiB. */
  private static final int KEPT = 1 << 18;

  private int[] points = new int[FIRST];
  private int size;

  /** The code points, of which the first {@link #size()} count; anew after each {@link #add}. */
  int[] points() {
    return points;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    if (points.length > KEPT) {
      points = new int[FIRST];
    }
  }

  void add(int point) {
    if (size == points.length) {
      points = Arrays.copyOf(points, Math.addExact(size, size));
    }
    points[size++] = point;
  }

  void add(int[] from, int start, int end) {
    for (int i = start; i < end; i++) {
      add(from[i]);
    }
  }
}
