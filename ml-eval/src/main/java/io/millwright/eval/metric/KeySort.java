package io.millwright.eval.metric;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A stable radix sort of scores with their rows, on the common pool's threads.
 *
 * <p>Many rows are first dealt to buckets by the leading bits of their keys: sign, exponent and six
 * bits of the mantissa make a cell, and neighbouring cells are joined until a bucket has its share
 * of rows. Then each bucket is sorted for itself, in cache, by the 16 leading bits in which its
 * keys differ; runs that still agree are sorted again by their next bits, short ones by insertion.
 */
final class KeySort {

  private static final int PARALLEL = 1 << 18;
  private static final int CELL_SHIFT = Long.SIZE - 18;
  private static final int CELLS = 1 << 18;
  private static final int BUCKETS = 2048;
  private static final int CHUNKS = 16;
  private static final int INSERTION = 24;
  private static final int DIGIT = 8;
  private static final int RADIX = 1 << DIGIT;

  private final double[] scores;
  private final double[] targets;
  private final int n;
  private final long[] keys;
  private final int[] rows;
  private final long[] otherKeys;
  private final int[] otherRows;

  KeySort(double[] scores, double[] targets) {
    this.scores = scores;
    this.targets = targets;
    this.n = scores.length;
    this.keys = new long[n];
    this.rows = new int[n];
    this.otherKeys = new long[n];
    this.otherRows = new int[n];
    if (n < PARALLEL) {
      for (int i = 0; i < n; i++) {
        keys[i] = checkedKey(i);
        rows[i] = marked(i);
      }
      sort(0, n, new int[2 * RADIX]);
    } else {
      sortBuckets(deal());
    }
  }

  long[] keys() {
    return keys;
  }

  int[] rows() {
    return rows;
  }

  private long checkedKey(int row) {
    double score = scores[row];
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("Score must be a number; was NaN (row " + row + ").");
    }
    return ScoreOrder.key(score);
  }

  private int marked(int row) {
    return targets.length > 0 && targets[row] == 1 ? row | Integer.MIN_VALUE : row;
  }

  private static int cell(long key) {
    return (int) ((key ^ Long.MIN_VALUE) >>> CELL_SHIFT);
  }

  private int chunkStart(int chunk) {
    return (int) ((long) n * chunk / CHUNKS);
  }

  /** Moves all rows to their buckets, in their order; returns where buckets start. */
  private int[] deal() {
    int[][] cells = new int[CHUNKS][CELLS];
    IntStream.range(0, CHUNKS).parallel().forEach(chunk -> count(chunk, cells[chunk]));
    char[] bucketOf = new char[CELLS];
    int[][] next = new int[CHUNKS][BUCKETS + 1];
    int buckets = joinCells(cells, bucketOf, next);
    int[] starts = new int[buckets + 1];
    int at = 0;
    for (int b = 0; b < buckets; b++) {
      starts[b] = at;
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        int count = next[chunk][b];
        next[chunk][b] = at;
        at += count;
      }
    }
    starts[buckets] = at;
    IntStream.range(0, CHUNKS).parallel().forEach(chunk -> move(chunk, bucketOf, next[chunk]));
    return starts;
  }

  private void count(int chunk, int[] cells) {
    for (int i = chunkStart(chunk); i < chunkStart(chunk + 1); i++) {
      cells[cell(checkedKey(i))]++;
    }
  }

  /** Gives each cell a bucket and counts each chunk's rows in it; returns how many buckets. */
  private int joinCells(int[][] cells, char[] bucketOf, int[][] counts) {
    int share = n / BUCKETS + 1;
    int bucket = 0;
    int filled = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      bucketOf[cell] = (char) bucket;
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        counts[chunk][bucket] += cells[chunk][cell];
        filled += cells[chunk][cell];
      }
      if (filled >= share) {
        bucket++;
        filled = 0;
      }
    }
    return bucket + 1;
  }

  private void move(int chunk, char[] bucketOf, int[] next) {
    for (int i = chunkStart(chunk); i < chunkStart(chunk + 1); i++) {
      long key = ScoreOrder.key(scores[i]);
      int to = next[bucketOf[cell(key)]]++;
      keys[to] = key;
      rows[to] = marked(i);
    }
  }

  private void sortBuckets(int[] starts) {
    AtomicInteger following = new AtomicInteger();
    int workers = Math.min(CHUNKS, starts.length - 1);
    IntStream.range(0, workers)
        .parallel()
        .forEach(
            worker -> {
              int[] counts = new int[2 * RADIX];
              for (int b = following.getAndIncrement();
                  b + 1 < starts.length;
                  b = following.getAndIncrement()) {
                sort(starts[b], starts[b + 1], counts);
              }
            });
  }

  /** Sorts a range; {@code counts} is scratch. */
  private void sort(int from, int to, int[] counts) {
    if (to - from <= INSERTION) {
      insert(from, to);
      return;
    }
    long differing = 0;
    for (int i = from + 1; i < to; i++) {
      differing |= keys[i] ^ keys[from];
    }
    if (differing == 0) {
      return;
    }
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(differing) - 2 * DIGIT);
    // The top bit is flipped to order signed keys; it only differs where signs do.
    long flip = differing < 0 ? Long.MIN_VALUE >>> shift : 0;
    passes(from, to, shift, (int) flip, counts);
    if (shift > 0) {
      sortRuns(from, to, shift, counts);
    }
  }

  /** Two passes of the radix sort, by the digit at the shift and by the one above it. */
  private void passes(int from, int to, int shift, int flip, int[] counts) {
    Arrays.fill(counts, 0);
    for (int i = from; i < to; i++) {
      int digits = (int) (keys[i] >>> shift) ^ flip;
      counts[digits & (RADIX - 1)]++;
      counts[RADIX + ((digits >>> DIGIT) & (RADIX - 1))]++;
    }
    int low = from;
    int high = from;
    for (int d = 0; d < RADIX; d++) {
      int lows = counts[d];
      int highs = counts[RADIX + d];
      counts[d] = low;
      counts[RADIX + d] = high;
      low += lows;
      high += highs;
    }
    for (int i = from; i < to; i++) {
      int at = counts[((int) (keys[i] >>> shift) ^ flip) & (RADIX - 1)]++;
      otherKeys[at] = keys[i];
      otherRows[at] = rows[i];
    }
    for (int i = from; i < to; i++) {
      int digit = (((int) (otherKeys[i] >>> shift) ^ flip) >>> DIGIT) & (RADIX - 1);
      int at = counts[RADIX + digit]++;
      keys[at] = otherKeys[i];
      rows[at] = otherRows[i];
    }
  }

  private void sortRuns(int from, int to, int shift, int[] counts) {
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || (keys[i] ^ keys[start]) >>> shift != 0) {
        if (i - start > 1) {
          sort(start, i, counts);
        }
        start = i;
      }
    }
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      int row = rows[i];
      int j = i - 1;
      while (j >= from && keys[j] > key) {
        keys[j + 1] = keys[j];
        rows[j + 1] = rows[j];
        j--;
      }
      keys[j + 1] = key;
      rows[j + 1] = row;
    }
  }
}
