package io.millwright.features.window;

import java.util.Arrays;

/**
 * Numbers in ascending order (-0 before 0), equal ones as often as they were added, in blocks of at
 * most 512: adding, removing and finding by rank cost {@code O(512 + n / 512)} at worst. Not
 * thread-safe.
 */
final class SortedBag {

  private static final int MOST = 512;

  private double[][] blocks = {new double[8]};
  private int[] sizes = {0};
  private int used = 1;
  private int size;

  int size() {
    return size;
  }

  void add(double x) {
    int b = block(x);
    if (sizes[b] == MOST) {
      split(b);
      b = block(x);
    }
    if (sizes[b] == blocks[b].length) {
      blocks[b] = Arrays.copyOf(blocks[b], Math.min(MOST, sizes[b] * 2));
    }
    double[] block = blocks[b];
    int at = Arrays.binarySearch(block, 0, sizes[b], x);
    at = at < 0 ? -at - 1 : at;
    System.arraycopy(block, at, block, at + 1, sizes[b] - at);
    block[at] = x;
    sizes[b]++;
    size++;
  }

  /** Removes one that is there. */
  void remove(double x) {
    int b = block(x);
    int at = Arrays.binarySearch(blocks[b], 0, sizes[b], x);
    if (at < 0) {
      throw new IllegalStateException("Value to remove must be in the bag; was not.");
    }
    System.arraycopy(blocks[b], at + 1, blocks[b], at, sizes[b] - at - 1);
    sizes[b]--;
    size--;
    if (sizes[b] == 0 && used > 1) {
      System.arraycopy(blocks, b + 1, blocks, b, used - b - 1);
      System.arraycopy(sizes, b + 1, sizes, b, used - b - 1);
      used--;
    }
  }

  /** The first block whose last value is at least this, or the last block. */
  private int block(double x) {
    int low = 0;
    int high = used - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Double.compare(blocks[middle][sizes[middle] - 1], x) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void split(int b) {
    if (used == blocks.length) {
      blocks = Arrays.copyOf(blocks, used * 2);
      sizes = Arrays.copyOf(sizes, used * 2);
    }
    System.arraycopy(blocks, b, blocks, b + 1, used - b);
    System.arraycopy(sizes, b, sizes, b + 1, used - b);
    used++;
    int half = MOST / 2;
    double[] upper = new double[MOST];
    System.arraycopy(blocks[b], half, upper, 0, MOST - half);
    blocks[b + 1] = upper;
    sizes[b + 1] = MOST - half;
    sizes[b] = half;
  }

  private double ranked(int rank) {
    int left = rank;
    int b = 0;
    while (left >= sizes[b]) {
      left -= sizes[b++];
    }
    return blocks[b][left];
  }

  /** The middle one, or the mean of the two in the middle; not of an empty bag. */
  double median() {
    double upper = ranked(size / 2);
    return size % 2 == 1 ? upper : (ranked(size / 2 - 1) + upper) / 2;
  }
}
