package io.millwright.store.internal;

/**
 * Stable sorting of positions by two times at once, in place over three arrays that move together.
 *
 * <p>Merge sort with insertion sort for short runs; a range that is in order costs one comparison a
 * position. Not thread-safe: holds its scratch space.
 */
public final class TimeSort {

  private static final int SHORT = 24;

  private final long[] first;
  private final long[] second;
  private final int[] rows;
  private long[] firstScratch = {};
  private long[] secondScratch = {};
  private int[] rowScratch = {};

  /** A sort of these arrays, which it changes. */
  public TimeSort(long[] first, long[] second, int[] rows) {
    this.first = first;
    this.second = second;
    this.rows = rows;
  }

  /** Sorts positions {@code from .. to-1} by the first, then the second time, then as they were. */
  public void sort(int from, int to) {
    if (isSorted(from, to)) {
      return;
    }
    int half = (to - from + 1) / 2;
    if (firstScratch.length < half) {
      firstScratch = new long[half];
      secondScratch = new long[half];
      rowScratch = new int[half];
    }
    mergeSort(from, to);
  }

  private boolean isSorted(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (after(i - 1, first[i], second[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean after(int position, long otherFirst, long otherSecond) {
    long own = first[position];
    return own > otherFirst || (own == otherFirst && second[position] > otherSecond);
  }

  private void mergeSort(int from, int to) {
    if (to - from <= SHORT) {
      insertionSort(from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(from, middle);
    mergeSort(middle, to);
    if (after(middle - 1, first[middle], second[middle])) {
      merge(from, middle, to);
    }
  }

  private void insertionSort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long a = first[i];
      long b = second[i];
      int row = rows[i];
      int j = i;
      while (j > from && after(j - 1, a, b)) {
        move(j - 1, j);
        j--;
      }
      first[j] = a;
      second[j] = b;
      rows[j] = row;
    }
  }

  private void move(int from, int to) {
    first[to] = first[from];
    second[to] = second[from];
    rows[to] = rows[from];
  }

  private void merge(int from, int middle, int to) {
    int size = middle - from;
    System.arraycopy(first, from, firstScratch, 0, size);
    System.arraycopy(second, from, secondScratch, 0, size);
    System.arraycopy(rows, from, rowScratch, 0, size);
    int left = 0;
    int right = middle;
    int into = from;
    while (left < size) {
      if (right < to && rightIsBefore(right, left)) {
        move(right++, into++);
      } else {
        first[into] = firstScratch[left];
        second[into] = secondScratch[left];
        rows[into++] = rowScratch[left++];
      }
    }
  }

  private boolean rightIsBefore(int right, int left) {
    long own = first[right];
    return own < firstScratch[left]
        || (own == firstScratch[left] && second[right] < secondScratch[left]);
  }
}
