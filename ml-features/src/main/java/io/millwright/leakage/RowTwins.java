package io.millwright.leakage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows that are equal in a set of columns, by the sum of 64-bit hashes of their cells; the twins
 * that are reported are compared cell by cell.
 */
final class RowTwins {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Twins kept of one test row. */
  private static final int MAX_TWINS = 20;

  private final List<AuditColumn> columns;
  private final int train;
  private final long[] hashes;
  private final long[] trainHashes;

  private RowTwins(List<AuditColumn> columns, int train, long[] hashes) {
    this.columns = columns;
    this.train = train;
    this.hashes = hashes;
    this.trainHashes = Arrays.copyOf(hashes, train);
    Arrays.sort(trainHashes);
  }

  static RowTwins of(AuditData data, List<AuditColumn> columns) {
    long[] hashes = new long[data.size()];
    for (int c = 0; c < columns.size(); c++) {
      long salt = (c + 1) * MIX;
      int[] codes = columns.get(c).codes();
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] += mix(salt ^ codes[i]);
      }
    }
    return new RowTwins(columns, data.train(), hashes);
  }

  /** The same rows with the cells of one column dealt out anew in this order. */
  RowTwins dealt(int column, int[] order) {
    long salt = (column + 1) * MIX;
    int[] codes = columns.get(column).codes();
    long[] changed = hashes.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] += mix(salt ^ codes[order[i]]) - mix(salt ^ codes[i]);
    }
    return new RowTwins(columns, train, changed);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  private boolean seemsInTrain(int i) {
    return Arrays.binarySearch(trainHashes, hashes[i]) >= 0;
  }

  /** How many test rows seem to have a twin among the training rows. */
  int count() {
    return (int) IntStream.range(train, hashes.length).filter(this::seemsInTrain).count();
  }

  /** Share of the training rows that seem to have a twin among the other training rows. */
  double shareWithinTrain() {
    int twins = 0;
    for (int i = 0; i < train; i++) {
      boolean twin =
          (i > 0 && trainHashes[i] == trainHashes[i - 1])
              || (i + 1 < train && trainHashes[i] == trainHashes[i + 1]);
      twins += twin ? 1 : 0;
    }
    return train == 0 ? 0 : twins / (double) train;
  }

  /** For each test row with twins among the training rows, all of them. */
  Map<Integer, int[]> pairs() {
    Map<Long, int[]> byHash = new HashMap<>();
    int[] tests = IntStream.range(train, hashes.length).filter(this::seemsInTrain).toArray();
    for (int i : tests) {
      byHash.put(hashes[i], new int[0]);
    }
    for (int i = 0; i < train; i++) {
      int row = i;
      byHash.computeIfPresent(
          hashes[i],
          (h, rows) -> {
            int[] more = Arrays.copyOf(rows, rows.length + 1);
            more[rows.length] = row;
            return rows.length < MAX_TWINS ? more : rows;
          });
    }
    Map<Integer, int[]> pairs = new LinkedHashMap<>();
    for (int i : tests) {
      int[] twins =
          Arrays.stream(byHash.getOrDefault(hashes[i], new int[0]))
              .filter(t -> equal(t, i))
              .toArray();
      if (twins.length > 0) {
        pairs.put(i, twins);
      }
    }
    return pairs;
  }

  private boolean equal(int a, int b) {
    return columns.stream().allMatch(c -> c.code(a) == c.code(b));
  }
}
