package io.millwright.eval.interval;

/** A number of fixed rows as a function of how much each row counts. Thread-safe. */
@FunctionalInterface
public interface Statistic {

  /**
   * The number, or NaN where these weights give none.
   *
   * @param weights one for each row, at least 0; not changed
   */
  double at(double[] weights);
}
