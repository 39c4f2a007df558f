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

  /** {@code [block][column][point in the block]}: loops run over neighbours in memory. */
  private final double[][][] tiles;

  private final int[] starts;
  private final int points;
  private final int clusters;
  private final int[] clusterOf;

  DistanceSums(double[][] columns, int[] starts) {
    this.starts = starts;
    this.points = columns[0].length;
    this.clusters = starts.length - 1;
    this.clusterOf = new int[points];
    for (int k = 0; k < clusters; k++) {
      Arrays.fill(clusterOf, starts[k], starts[k + 1], k);
    }
    this.tiles = new double[(points + BLOCK - 1) / BLOCK][columns.length][];
    for (int b = 0; b < tiles.length; b++) {
      for (int c = 0; c < columns.length; c++) {
        tiles[b][c] = Arrays.copyOfRange(columns[c], b * BLOCK, end(b));
      }
    }
  }

  private int end(int block) {
    return Math.min(points, (block + 1) * BLOCK);
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
    int blocks = tiles.length;
    int seats = blocks + blocks % 2;
    double[][][] sums = new double[blocks][clusters][BLOCK];
    IntStream.range(0, blocks).parallel().forEach(b -> play(b, b, sums));
    for (int round = 0; round < seats - 1; round++) {
      int r = round;
      IntStream.range(0, seats / 2)
          .parallel()
          .forEach(
              pair -> {
                int one = pair == 0 ? seats - 1 : (r + pair) % (seats - 1);
                int other = (r + seats - 1 - pair) % (seats - 1);
                if (one < blocks && other < blocks) {
                  play(Math.min(one, other), Math.max(one, other), sums);
                }
              });
    }
    double[] values = new double[points];
    double[] own = new double[clusters];
    for (int i = 0; i < points; i++) {
      for (int k = 0; k < clusters; k++) {
        own[k] = sums[i / BLOCK][k][i % BLOCK];
      }
      values[i] = silhouette(i, own);
    }
    return values;
  }

  /** Adds the distances between two blocks, or within one, to the sums of both points. */
  private void play(int one, int other, double[][][] sums) {
    double[] distances = new double[BLOCK];
    double[] own = new double[clusters];
    int count = end(other) - other * BLOCK;
    for (int i = one * BLOCK; i < end(one); i++) {
      squares(i, other, distances);
      roots(distances, count);
      if (one != other) {
        add(distances, count, sums[other][clusterOf[i]]);
      }
      Arrays.fill(own, clusterOf[other * BLOCK], clusterOf[end(other) - 1] + 1, 0);
      addByCluster(other, distances, own);
      for (int k = clusterOf[other * BLOCK]; k <= clusterOf[end(other) - 1]; k++) {
        sums[one][k][i % BLOCK] += own[k];
      }
    }
  }

  private void addByCluster(int block, double[] distances, double[] own) {
    int from = block * BLOCK;
    int to = end(block);
    for (int j = from; j < to; ) {
      int k = clusterOf[j];
      int end = Math.min(to, starts[k + 1]);
      own[k] += sum(distances, j - from, end - from);
      j = end;
    }
  }

  /** Each row by itself: every distance twice, but no more memory than a row of sums a thread. */
  private double[] fromRows() {
    double[] values = new double[points];
    IntStream.range(0, tiles.length)
        .parallel()
        .forEach(
            block -> {
              double[] distances = new double[BLOCK];
              double[] own = new double[clusters];
              for (int i = block * BLOCK; i < end(block); i++) {
                Arrays.fill(own, 0);
                for (int other = 0; other < tiles.length; other++) {
                  squares(i, other, distances);
                  roots(distances, end(other) - other * BLOCK);
                  addByCluster(other, distances, own);
                }
                values[i] = silhouette(i, own);
              }
            });
    return values;
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

  /** Squared distances of a point to those of a block; few operations a loop, to be vectorised. */
  private void squares(int i, int block, double[] out) {
    double[][] own = tiles[i / BLOCK];
    double[][] others = tiles[block];
    int at = i % BLOCK;
    int count = others[0].length;
    Arrays.fill(out, 0, count, 0);
    int c = 0;
    for (; c + 3 <= own.length; c += 3) {
      double[] a = others[c];
      double[] b = others[c + 1];
      addThree(own[c][at], own[c + 1][at], own[c + 2][at], a, b, others[c + 2], count, out);
    }
    for (; c < own.length; c++) {
      addOne(own[c][at], others[c], count, out);
    }
  }

  private static void addThree(
      double x, double y, double z, double[] a, double[] b, double[] c, int count, double[] out) {
    for (int j = 0; j < count; j++) {
      double d = x - a[j];
      double e = y - b[j];
      double f = z - c[j];
      out[j] += d * d + e * e + f * f;
    }
  }

  private static void addOne(double x, double[] a, int count, double[] out) {
    for (int j = 0; j < count; j++) {
      double d = x - a[j];
      out[j] += d * d;
    }
  }

  private static void roots(double[] squares, int count) {
    for (int j = 0; j < count; j++) {
      squares[j] = Math.sqrt(squares[j]);
    }
  }

  private static void add(double[] values, int count, double[] sums) {
    for (int j = 0; j < count; j++) {
      sums[j] += values[j];
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
