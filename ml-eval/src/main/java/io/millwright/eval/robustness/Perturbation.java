package io.millwright.eval.robustness;

import io.millwright.Seed;
import io.millwright.schema.Field;
import io.millwright.table.Column;

/**
 * A way in which the values of a field can get worse, with a strength.
 *
 * <p>Implementations are immutable and thread-safe. Strengths greater than others do more of the
 * same: with one seed, the same cells are touched first and pushed the same way.
 */
public interface Perturbation {

  /** Its name, unique in an audit, for example {@code noise}. */
  String name();

  /** What a strength of 1 is, for example {@code standard deviations}. */
  String unit();

  /** Whether values of the field can get worse in this way. */
  boolean suits(Field field, Column column);

  /**
   * The column with worse values; missing stays missing.
   *
   * @param column of a field that suits
   * @param strength greater than 0, in the unit
   * @throws IllegalArgumentException if the strength has no meaning
   */
  Column apply(Field field, Column column, double strength, Seed seed);
}
