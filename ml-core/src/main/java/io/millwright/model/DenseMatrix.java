package io.millwright.model;

import io.millwright.model.Featurizer.Feature;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** A matrix that holds every number, row after row. Immutable and thread-safe. */
public final class DenseMatrix implements FeatureMatrix {

  /** Rows that one thread takes at a time; more than these are shared among threads. */
  private static final int CHUNK = 4_096;

  private final List<Feature> features;
  private final int rows;
  private final double[] values;

  private DenseMatrix(List<Feature> features, int rows, double[] values) {
    this.features = features;
    this.rows = rows;
    this.values = values;
  }

  /**
   * The vectors of a table's rows. Threads share the rows; each vector depends on its row alone, so
   * their number changes no bit.
   *
   * @throws InvalidRowException if a row cannot be used; names the position of the first
   * @throws IllegalArgumentException if there would be more than 2^31 - 8 numbers
   */
  public static DenseMatrix of(Featurizer featurizer, Table table) {
    List<Feature> features = featurizer.features();
    int rows = table.rowCount();
    double[] values = new double[size(rows, features.size())];
    fill(featurizer, table, values);
    return new DenseMatrix(features, rows, values);
  }

  /**
   * A matrix of these numbers, which it keeps: do not change them afterwards.
   *
   * @param values row after row, {@code features.size()} numbers each
   * @throws IllegalArgumentException if they do not make whole rows
   */
  public static DenseMatrix wrap(List<Feature> features, int rows, double[] values) {
    if (values.length != (long) rows * features.size()) {
      throw new IllegalArgumentException(
          "Matrix must have rows × features numbers, "
              + rows
              + " × "
              + features.size()
              + "; had "
              + values.length
              + ".");
    }
    return new DenseMatrix(List.copyOf(features), rows, values);
  }

  private static int size(int rows, int width) {
    long size = (long) rows * width;
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "Matrix must have at most 2^31 - 8 numbers; would have "
              + rows
              + " rows of "
              + width
              + ". Take fewer rows or features, or a sparse matrix.");
    }
    return (int) size;
  }

  private static void fill(Featurizer featurizer, Table table, double[] values) {
    int rows = table.rowCount();
    int chunks = (rows + CHUNK - 1) / CHUNK;
    if (chunks < 2) {
      fill(featurizer, table, values, 0, rows);
      return;
    }
    AtomicBoolean failed = new AtomicBoolean();
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            c -> {
              try {
                fill(featurizer, table, values, c * CHUNK, Math.min(rows, (c + 1) * CHUNK));
              } catch (InvalidRowException e) {
                failed.set(true); // reported below, for the first such row
              }
            });
    if (failed.get()) {
      fill(featurizer, table, values, 0, rows);
    }
  }

  private static void fill(Featurizer featurizer, Table table, double[] values, int from, int to) {
    int width = featurizer.features().size();
    if (from == to) {
      return;
    }
    TableCursor cursor = table.cursor();
    for (int i = from; i < to; i++) {
      try {
        featurizer.apply(cursor.moveTo(i), values, i * width);
      } catch (InvalidRowException e) {
        throw e.atRow(i);
      }
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public List<Feature> features() {
    return features;
  }

  @Override
  public double value(int row, int feature) {
    Objects.checkIndex(row, rows);
    return values[row * features.size() + Objects.checkIndex(feature, features.size())];
  }

  @Override
  public void copyRow(int row, double[] out, int offset) {
    Objects.checkIndex(row, rows);
    System.arraycopy(values, row * features.size(), out, offset, features.size());
  }

  /**
   * The matrix's own numbers, row after row: for code that would otherwise copy them all. Not to be
   * changed.
   */
  public double[] array() {
    return values;
  }

  @Override
  public DenseMatrix toDense() {
    return this;
  }

  @Override
  public SparseMatrix toSparse() {
    return SparseMatrix.of(this);
  }
}
