package io.millwright.train;

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

  /** The row times {@code w[offset ..]}. */
  double dot(int row, double[] w, int offset) {
    double sum = 0;
    for (int at = start[row]; at < start[row + 1]; at++) {
      sum += value[at] * w[offset + column[at]];
    }
    return sum;
  }

  /** Adds the row, scaled, to {@code out[offset ..]}. */
  void add(int row, double scale, double[] out, int offset) {
    for (int at = start[row]; at < start[row + 1]; at++) {
      out[offset + column[at]] += scale * value[at];
    }
  }

  /** Adds the squares of the row, scaled, to {@code out[offset ..]}. */
  void addSquares(int row, double scale, double[] out, int offset) {
    for (int at = start[row]; at < start[row + 1]; at++) {
      out[offset + column[at]] += scale * value[at] * value[at];
    }
  }
}
