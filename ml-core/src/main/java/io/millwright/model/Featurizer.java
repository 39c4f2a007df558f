package io.millwright.model;

import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.List;

/**
 * A fitted function from a row to a vector. Immutable and thread-safe; {@link #apply} allocates
 * nothing.
 *
 * <p>There is one implementation of each transform for tables and live records, so both give the
 * same bits. NaN in the vector means missing.
 */
public interface Featurizer {

  /** The rows it reads. */
  Schema schema();

  /** Names of the fields it reads; others need not be there online. */
  List<String> inputs();

  /** What the vector's positions are, in order. */
  List<Feature> features();

  /**
   * Writes the row's vector.
   *
   * @param out receives {@code features().size()} numbers from position {@code offset}
   * @throws io.millwright.table.InvalidRowException if a value has no place in a transform, for
   *     example log of a negative number without a policy
   */
  void apply(Row row, double[] out, int offset);

  /** How to write it into a bundle, as {@link Scorer#stored()}. */
  Scorer.Stored stored();

  /**
   * One position of the vector.
   *
   * @param name unique, for example {@code region=north}
   * @param inputs the fields it comes from
   */
  record Feature(String name, List<String> inputs) {
    public Feature {
      inputs = List.copyOf(inputs);
    }
  }
}
