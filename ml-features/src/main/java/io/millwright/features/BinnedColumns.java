package io.millwright.features;

import io.millwright.model.DenseMatrix;
import io.millwright.model.Targets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The columns of a matrix and the label as bin numbers, for mutual information.
 *
 * <p>A column of at most 16 distinct values has a bin for each, another 16 bins of about equally
 * many rows; equal values share a bin. Missing has a bin of its own. Information is the plug-in
 * estimate less {@code (cells - rows' bins - columns' bins + 1) / (2n)} (Miller and Madow), where
 * only occupied bins count; in nats.
 */
final class BinnedColumns {

  private static final int MOST_BINS = 16;

  private final int[][] columns;
  private final int[] label;

  BinnedColumns(DenseMatrix matrix, Targets targets) {
    columns =
        IntStream.range(0, matrix.features().size())
            .mapToObj(j -> bins(ColumnStats.column(matrix, j)))
            .toArray(int[][]::new);
    label = bins(targets.toArray());
  }

  static int[] bins(double[] column) {
    double[] sorted = Arrays.stream(column).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] distinct =
        Arrays.stream(sorted).map(v -> v + 0.0).distinct().limit(MOST_BINS + 1L).toArray();
    double[] edges = distinct.length <= MOST_BINS ? distinct : quantiles(sorted);
    int[] bins = new int[column.length];
    for (int i = 0; i < bins.length; i++) {
      if (!Double.isNaN(column[i])) {
        int at = Arrays.binarySearch(edges, column[i] + 0.0);
        bins[i] = 1 + (at >= 0 ? at : -at - 2);
      }
    }
    return bins;
  }

  /** The least value of each bin. */
  private static double[] quantiles(double[] sorted) {
    return IntStream.range(0, MOST_BINS)
        .mapToDouble(b -> sorted[(int) ((long) b * sorted.length / MOST_BINS)] + 0.0)
        .distinct()
        .toArray();
  }

  /** Information of each column about the label. */
  double[] relevance() {
    return Arrays.stream(columns).mapToDouble(c -> information(c, label)).toArray();
  }

  /** Positions of the kept columns, ascending. */
  int[] minimumRedundancy(int k) {
    double[] relevance = relevance();
    double[] redundancy = new double[columns.length];
    boolean[] taken = new boolean[columns.length];
    int wanted = Math.min(k, columns.length);
    for (int round = 0; round < wanted; round++) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < columns.length; j++) {
        double value = relevance[j] - (round == 0 ? 0 : redundancy[j] / round);
        if (!taken[j] && value > most) {
          best = j;
          most = value;
        }
      }
      taken[best] = true;
      for (int j = 0; j < columns.length; j++) {
        redundancy[j] += taken[j] ? 0 : information(columns[j], columns[best]);
      }
    }
    return IntStream.range(0, columns.length).filter(j -> taken[j]).toArray();
  }

  static double information(int[] x, int[] y) {
    int width = MOST_BINS + 1;
    int ySize = 1 + Arrays.stream(y).max().orElse(0);
    int xSize = Math.max(width, 1 + Arrays.stream(x).max().orElse(0));
    int[] cells = new int[xSize * ySize];
    int[] rows = new int[xSize];
    int[] cols = new int[ySize];
    for (int i = 0; i < x.length; i++) {
      cells[x[i] * ySize + y[i]]++;
      rows[x[i]]++;
      cols[y[i]]++;
    }
    double n = x.length;
    double sum = 0;
    int occupied = 0;
    for (int a = 0; a < xSize; a++) {
      for (int b = 0; b < ySize; b++) {
        int count = cells[a * ySize + b];
        if (count > 0) {
          sum += count / n * StrictMath.log(count * n / ((double) rows[a] * cols[b]));
          occupied++;
        }
      }
    }
    return sum - (occupied - occupied(rows) - occupied(cols) + 1) / (2 * n);
  }

  private static int occupied(int[] counts) {
    return (int) Arrays.stream(counts).filter(c -> c > 0).count();
  }
}
