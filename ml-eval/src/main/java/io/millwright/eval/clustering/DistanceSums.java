package io.millwright.eval.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The sums of each point's distances to the points of each cluster, and silhouettes from them.
 *
 * <p>Points are cut into blocks of a fixed size. A distance is symmetric, so each pair of blocks is
 * computed once and added to the sums of both. Pairs are played like the rounds of a tournament: in
 * a round each block is in one pair only, so that pairs of a round run on any threads without
 * sharing a sum, and every sum is taken in the order of rounds: the same bits at any number of
 * threads.
 */
final class DistanceSums {

  private static final int BLOCK = 256;
  private static final long MOST_SUMS = 1L << 25;

  private final double[][] columns;
  private final int[] starts;
  private final int points;
  private final int clusters;
  private final int[] clusterOf;

  DistanceSums(double[][] columns, int[] starts) {
    this.columns = columns;
    this.starts = starts;
    this.points = columns[0].length;
    this.clusters = starts.length - 1;
    this.clusterOf = new int[points];
    for (int k = 0; k < clusters; k++) {
      Arrays.fill(clusterOf, starts[k], starts[k + 1], k);
    }
  }

  Silhouettes silhouettes(int[] rowOf, int[] labels) {
    return silhouettes(rowOf, labels, (long) points * clusters <= MOST_SUMS);
  }

  Silhouettes silhouettes(int[] rowOf, int[] labels, boolean symmetric) {
    double[] sorted = symmetric ? fromPairs() : fromRows();
    double[] values = new double[points];
    double[] means = new double[clusters];
    for (int i = 0; i < points; i++) {
      values[rowOf[i]] = sorted[i];
      means[clusterOf[i]] += sorted[i];
    }
    for (int k = 0; k < clusters; k++) {
      means[k] /= starts[k + 1] - starts[k];
    }
    return new Silhouettes(values, labels, means);
  }

  private double[] fromPairs() {
    double[][] sums = new double[clusters][points];
    int blocks = (points + BLOCK - 1) / BLOCK;
    int seats = blocks + blocks % 2;
    IntStream.range(0, blocks).parallel().forEach(b -> withinBlock(b, sums));
    for (int round = 0; round < seats - 1; round++) {
      int r = round;
      IntStream.range(0, seats / 2)
          .parallel()
          .forEach(
              pair -> {
                int one = pair == 0 ? seats - 1 : (r + pair) % (seats - 1);
                int other = (r + seats - 1 - pair) % (seats - 1);
                if (one < blocks && other < blocks) {
                  betweenBlocks(Math.min(one, other), Math.max(one, other), sums);
                }
              });
    }
    double[] values = new double[points];
    double[] own = new double[clusters];
    for (int i = 0; i < points; i++) {
      for (int k = 0; k < clusters; k++) {
        own[k] = sums[k][i];
      }
      values[i] = silhouette(i, own);
    }
    return values;
  }

  private void withinBlock(int block, double[][] sums) {
    int to = Math.min(points, (block + 1) * BLOCK);
    double[] distances = new double[BLOCK];
    for (int i = block * BLOCK; i + 1 < to; i++) {
      addRow(i, i + 1, to, distances, sums);
    }
  }

  private void betweenBlocks(int one, int other, double[][] sums) {
    int to = Math.min(points, (other + 1) * BLOCK);
    double[] distances = new double[BLOCK];
    for (int i = one * BLOCK; i < (one + 1) * BLOCK; i++) {
      addRow(i, other * BLOCK, to, distances, sums);
    }
  }

  private void addRow(int i, int from, int to, double[] distances, double[][] sums) {
    squares(i, from, to - from, distances);
    rootsAdded(distances, to - from, sums[clusterOf[i]], from);
    for (int j = from; j < to; ) {
      int k = clusterOf[j];
      int end = Math.min(to, starts[k + 1]);
      sums[k][i] += sum(distances, j - from, end - from);
      j = end;
    }
  }

  /** Each row by itself: every distance twice, but no more memory than a row of sums a thread. */
  private double[] fromRows() {
    double[] values = new double[points];
    int blocks = (points + BLOCK - 1) / BLOCK;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              double[] distances = new double[BLOCK];
              double[] own = new double[clusters];
              for (int i = block * BLOCK; i < Math.min(points, (block + 1) * BLOCK); i++) {
                Arrays.fill(own, 0);
                rowSums(i, distances, own);
                values[i] = silhouette(i, own);
              }
            });
    return values;
  }

  private void rowSums(int i, double[] distances, double[] own) {
    for (int from = 0; from < points; from += BLOCK) {
      int to = Math.min(points, from + BLOCK);
      squares(i, from, to - from, distances);
      roots(distances, to - from);
      for (int j = from; j < to; ) {
        int k = clusterOf[j];
        int end = Math.min(to, starts[k + 1]);
        own[k] += sum(distances, j - from, end - from);
        j = end;
      }
    }
  }

  private double silhouette(int i, double[] sums) {
    int own = clusterOf[i];
    int size = starts[own + 1] - starts[own];
    if (size == 1) {
      return 0;
    }
    double a = sums[own] / (size - 1);
    double b = Double.POSITIVE_INFINITY;
    for (int k = 0; k < clusters; k++) {
      if (k != own) {
        b = Math.min(b, sums[k] / (starts[k + 1] - starts[k]));
      }
    }
    double larger = Math.max(a, b);
    return larger == 0 ? 0 : (b - a) / larger;
  }

  /** Squared distances of a point to others that lie side by side, eight columns at a time. */
  private void squares(int i, int from, int count, double[] out) {
    Arrays.fill(out, 0, count, 0);
    int c = 0;
    for (; c + 8 <= columns.length; c += 8) {
      addEight(c, i, from, count, out);
    }
    for (; c + 2 <= columns.length; c += 2) {
      addTwo(columns[c], columns[c + 1], i, from, count, out);
    }
    if (c < columns.length) {
      addOne(columns[c], i, from, count, out);
    }
  }

  private void addEight(int first, int i, int from, int count, double[] out) {
    double[] c0 = columns[first];
    double[] c1 = columns[first + 1];
    double[] c2 = columns[first + 2];
    double[] c3 = columns[first + 3];
    double[] c4 = columns[first + 4];
    double[] c5 = columns[first + 5];
    double[] c6 = columns[first + 6];
    double[] c7 = columns[first + 7];
    double x0 = c0[i];
    double x1 = c1[i];
    double x2 = c2[i];
    double x3 = c3[i];
    double x4 = c4[i];
    double x5 = c5[i];
    double x6 = c6[i];
    double x7 = c7[i];
    for (int j = 0; j < count; j++) {
      double d0 = x0 - c0[from + j];
      double d1 = x1 - c1[from + j];
      double d2 = x2 - c2[from + j];
      double d3 = x3 - c3[from + j];
      double d4 = x4 - c4[from + j];
      double d5 = x5 - c5[from + j];
      double d6 = x6 - c6[from + j];
      double d7 = x7 - c7[from + j];
      out[j] +=
          ((d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3))
              + ((d4 * d4 + d5 * d5) + (d6 * d6 + d7 * d7));
    }
  }

  private static void addTwo(double[] a, double[] b, int i, int from, int count, double[] out) {
    double x = a[i];
    double y = b[i];
    for (int j = 0; j < count; j++) {
      double d = x - a[from + j];
      double e = y - b[from + j];
      out[j] += d * d + e * e;
    }
  }

  private static void addOne(double[] a, int i, int from, int count, double[] out) {
    double x = a[i];
    for (int j = 0; j < count; j++) {
      double d = x - a[from + j];
      out[j] += d * d;
    }
  }

  private static void roots(double[] squares, int count) {
    for (int j = 0; j < count; j++) {
      squares[j] = Math.sqrt(squares[j]);
    }
  }

  private static void rootsAdded(double[] squares, int count, double[] sums, int from) {
    roots(squares, count);
    for (int j = 0; j < count; j++) {
      sums[from + j] += squares[j];
    }
  }

  /** Eight sums side by side: a single one would wait for each addition. */
  private static double sum(double[] values, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int j = from;
    for (; j + 8 <= to; j += 8) {
      s0 += values[j];
      s1 += values[j + 1];
      s2 += values[j + 2];
      s3 += values[j + 3];
      s4 += values[j + 4];
      s5 += values[j + 5];
      s6 += values[j + 6];
      s7 += values[j + 7];
    }
    for (; j < to; j++) {
      s0 += values[j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
