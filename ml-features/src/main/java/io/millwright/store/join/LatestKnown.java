package io.millwright.store.join;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds, going back from a position, the nearest one that was known at a time.
 *
 * <p>A tree of minima with 16 children a node over the known times: at most 32 steps a level,
 * however many rows came late, so that no order of arrival makes a query slow. 0.6 bytes a row.
 */
final class LatestKnown {

  private static final int SHIFT = 4;
  private static final int MASK = (1 << SHIFT) - 1;

  private final long[][] levels;

  LatestKnown(long[] known) {
    List<long[]> built = new ArrayList<>();
    built.add(known);
    long[] below = known;
    while (below.length > 1) {
      below = minima(below);
      built.add(below);
    }
    levels = built.toArray(long[][]::new);
  }

  private static long[] minima(long[] below) {
    long[] level = new long[((below.length - 1) >>> SHIFT) + 1];
    for (int node = 0; node < level.length; node++) {
      long least = Long.MAX_VALUE;
      int end = Math.min((node + 1) << SHIFT, below.length);
      for (int i = node << SHIFT; i < end; i++) {
        least = Math.min(least, below[i]);
      }
      level[node] = least;
    }
    return level;
  }

  /** The last position of {@code from .. to-1} known at or before {@code time}, or -1. */
  int find(int from, int to, long time) {
    int level = 0;
    int node = to - 1;
    while (node >= 0 && (node + 1L) << (SHIFT * level) > from) {
      if (levels[level][node] <= time) {
        if (level == 0) {
          return node;
        }
        level--;
        node = Math.min((node << SHIFT) + MASK, levels[level].length - 1);
      } else if ((node & MASK) == 0 && level + 1 < levels.length) {
        // The whole parent is known later: go on with the parent's neighbour.
        level++;
        node = (node >> SHIFT) - 1;
      } else {
        node--;
      }
    }
    return -1;
  }
}
