package io.millwright.features;

import io.millwright.table.Column;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A matrix of texts and terms, without its zeros. Immutable once made. */
final class SparseRows {

  private static final int FIRST = 1_024;

  private final int columns;
  private final int[] starts;
  private int[] positions = new int[FIRST];
  private double[] values = new double[FIRST];
  private int size;

  private SparseRows(int rows, int columns) {
    this.columns = columns;
    this.starts = new int[rows + 1];
  }

  /**
   * The rows that have a text, in the order of their texts, so that the order in which they came
   * changes no sum over them.
   */
  static SparseRows of(Column column, TermWeigher weigher) {
    int[] order =
        IntStream.range(0, column.size())
            .filter(i -> !column.isMissing(i))
            .boxed()
            .sorted((a, b) -> column.string(a).compareTo(column.string(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    SparseRows rows = new SparseRows(order.length, weigher.terms().size());
    for (int i = 0; i < order.length; i++) {
      weigher.weigh(column.string(order[i]), rows::add);
      rows.starts[i + 1] = rows.size;
    }
    return rows;
  }

  /** The matrix of these rows. */
  static SparseRows of(double[][] dense) {
    SparseRows rows = new SparseRows(dense.length, dense[0].length);
    for (int i = 0; i < dense.length; i++) {
      for (int j = 0; j < dense[i].length; j++) {
        if (dense[i][j] != 0) {
          rows.add(j, dense[i][j]);
        }
      }
      rows.starts[i + 1] = rows.size;
    }
    return rows;
  }

  private void add(int position, double value) {
    if (size == values.length) {
      int grown = Math.addExact(size, size >> 1);
      positions = Arrays.copyOf(positions, grown);
      values = Arrays.copyOf(values, grown);
    }
    positions[size] = position;
    values[size++] = value;
  }

  int rows() {
    return starts.length - 1;
  }

  int columns() {
    return columns;
  }

  /** The matrix times a vector of its columns. */
  double[] times(double[] vector) {
    double[] product = new double[rows()];
    for (int i = 0; i < product.length; i++) {
      double sum = 0;
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        sum += values[k] * vector[positions[k]];
      }
      product[i] = sum;
    }
    return product;
  }

  /** The transposed matrix times a vector of its rows. */
  double[] transposedTimes(double[] vector) {
    double[] product = new double[columns];
    for (int i = 0; i < vector.length; i++) {
      double factor = vector[i];
      for (int k = starts[i]; k < starts[i + 1] && factor != 0; k++) {
        product[positions[k]] += values[k] * factor;
      }
    }
    return product;
  }
}
