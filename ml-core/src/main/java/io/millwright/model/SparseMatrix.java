package io.millwright.model;

import io.millwright.model.Featurizer.Feature;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A matrix that holds the numbers that are not 0, row after row with the position of each
 * (compressed sparse rows): for one-hot categories and words, where nearly all are 0. NaN, which
 * means missing, is held; -0.0 counts as 0. Immutable and thread-safe.
 */
public final class SparseMatrix implements FeatureMatrix {

  private final List<Feature> features;
  private final int[] starts;
  private final int[] positions;
  private final double[] values;

  private SparseMatrix(List<Feature> features, int[] starts, int[] positions, double[] values) {
    this.features = features;
    this.starts = starts;
    this.positions = positions;
    this.values = values;
  }

  /**
   * The vectors of a table's rows, without ever holding them all with their zeros.
   *
   * @throws InvalidRowException if a row cannot be used; names its position
   */
  public static SparseMatrix of(Featurizer featurizer, Table table) {
    double[] vector = new double[featurizer.features().size()];
    Growing growing = new Growing(featurizer.features(), table.rowCount());
    if (table.rowCount() > 0) {
      TableCursor cursor = table.cursor();
      for (int i = 0; i < table.rowCount(); i++) {
        try {
          featurizer.apply(cursor.moveTo(i), vector, 0);
        } catch (InvalidRowException e) {
          throw e.atRow(i);
        }
        growing.add(vector);
      }
    }
    return growing.matrix();
  }

  static SparseMatrix of(DenseMatrix dense) {
    double[] vector = new double[dense.features().size()];
    Growing growing = new Growing(dense.features(), dense.rows());
    for (int i = 0; i < dense.rows(); i++) {
      dense.copyRow(i, vector, 0);
      growing.add(vector);
    }
    return growing.matrix();
  }

  @Override
  public int rows() {
    return starts.length - 1;
  }

  @Override
  public List<Feature> features() {
    return features;
  }

  /** How many numbers are held. */
  public int stored() {
    return values.length;
  }

  /** How many numbers of a row are held. */
  public int stored(int row) {
    Objects.checkIndex(row, rows());
    return starts[row + 1] - starts[row];
  }

  /** The position of the row's {@code i}-th held number; ascending. */
  public int position(int row, int i) {
    return positions[starts[row] + Objects.checkIndex(i, stored(row))];
  }

  /** The row's {@code i}-th held number. */
  public double number(int row, int i) {
    return values[starts[row] + Objects.checkIndex(i, stored(row))];
  }

  @Override
  public double value(int row, int feature) {
    Objects.checkIndex(row, rows());
    Objects.checkIndex(feature, features.size());
    int at = Arrays.binarySearch(positions, starts[row], starts[row + 1], feature);
    return at < 0 ? 0 : values[at];
  }

  @Override
  public void copyRow(int row, double[] out, int offset) {
    Objects.checkIndex(row, rows());
    Arrays.fill(out, offset, offset + features.size(), 0);
    for (int at = starts[row]; at < starts[row + 1]; at++) {
      out[offset + positions[at]] = values[at];
    }
  }

  @Override
  public DenseMatrix toDense() {
    int width = features.size();
    double[] all = new double[Math.multiplyExact(rows(), width)];
    for (int i = 0; i < rows(); i++) {
      copyRow(i, all, i * width);
    }
    return DenseMatrix.wrap(features, rows(), all);
  }

  @Override
  public SparseMatrix toSparse() {
    return this;
  }

  /** Rows that are added one by one. */
  private static final class Growing {

    private static final int FIRST = 1_024;

    private final List<Feature> features;
    private final int[] starts;
    private int[] positions = new int[FIRST];
    private double[] values = new double[FIRST];
    private int row;
    private int size;

    Growing(List<Feature> features, int rows) {
      this.features = features;
      this.starts = new int[rows + 1];
    }

    void add(double[] vector) {
      for (int j = 0; j < vector.length; j++) {
        if (vector[j] != 0) {
          if (size == values.length) {
            int grown = Math.addExact(size, Math.max(1, size >> 1));
            positions = Arrays.copyOf(positions, grown);
            values = Arrays.copyOf(values, grown);
          }
          positions[size] = j;
          values[size++] = vector[j];
        }
      }
      starts[++row] = size;
    }

    SparseMatrix matrix() {
      return new SparseMatrix(
          features, starts, Arrays.copyOf(positions, size), Arrays.copyOf(values, size));
    }
  }
}
