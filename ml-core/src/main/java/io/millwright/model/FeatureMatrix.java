package io.millwright.model;

import io.millwright.model.Featurizer.Feature;
import java.util.List;

/**
 * The vectors of several rows, with what each position is and which fields it comes from. NaN means
 * missing. Immutable and thread-safe.
 */
public sealed interface FeatureMatrix permits DenseMatrix, SparseMatrix {

  /** How many rows, 0 allowed. */
  int rows();

  /** What the positions of a row are, in order, with the input fields of each. */
  List<Feature> features();

  /**
   * The value of a feature in a row; NaN when missing.
   *
   * @throws IndexOutOfBoundsException if there is no such row or feature
   */
  double value(int row, int feature);

  /** Writes the row's {@code features().size()} numbers from that position. */
  void copyRow(int row, double[] out, int offset);

  /** The same numbers, all of them written out. */
  DenseMatrix toDense();

  /** The same numbers without the zeros. */
  SparseMatrix toSparse();
}
