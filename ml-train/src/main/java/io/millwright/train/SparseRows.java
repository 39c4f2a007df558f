package io.millwright.train;

import java.util.Arrays;

/** The vectors without their zeros, row by row: one-hot features make most of them. */
final class SparseRows {

  final int rows;
  final int columns;
  final int[] start;
  final int[] column;
  final double[] value;

  SparseRows(TrainingData data) {
    rows = data.rows();
    columns = data.features().size();
    double[] dense = data.matrix();
    int nonZero = 0;
    for (double x : dense) {
      nonZero += x != 0 ? 1 : 0;
    }
    start = new int[rows + 1];
    column = new int[nonZero];
    value = new double[nonZero];
    int at = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double x = dense[i * columns + j];
        if (x != 0) {
          column[at] = j;
          value[at++] = x;
        }
      }
      start[i + 1] = at;
    }
  }

  /** The row times each block of weights, plus its intercept; {@code w} as {@link LogLoss}. */
  void margins(int row, double[] w, double[] out) {
    int blocks = out.length;
    Arrays.fill(out, 0);
    for (int at = start[row]; at < start[row + 1]; at++) {
      double v = value[at];
      int base = column[at] * blocks;
      for (int k = 0; k < blocks; k++) {
        out[k] += v * w[base + k];
      }
    }
    for (int k = 0; k < blocks; k++) {
      out[k] += w[columns * blocks + k];
    }
  }

  /** Adds the row and the 1 of the intercept, scaled for each block. */
  void add(int row, double[] scales, double[] out) {
    int blocks = scales.length;
    for (int at = start[row]; at < start[row + 1]; at++) {
      double v = value[at];
      int base = column[at] * blocks;
      for (int k = 0; k < blocks; k++) {
        out[base + k] += scales[k] * v;
      }
    }
    addIntercepts(scales, out);
  }

  /** Adds the squares of the row and of the intercept's 1, scaled for each block. */
  void addSquares(int row, double[] scales, double[] out) {
    int blocks = scales.length;
    for (int at = start[row]; at < start[row + 1]; at++) {
      double v = value[at];
      int base = column[at] * blocks;
      for (int k = 0; k < blocks; k++) {
        out[base + k] += scales[k] * v * v;
      }
    }
    addIntercepts(scales, out);
  }

  private void addIntercepts(double[] scales, double[] out) {
    int base = columns * scales.length;
    for (int k = 0; k < scales.length; k++) {
      out[base + k] += scales[k];
    }
  }
}
