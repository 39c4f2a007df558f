package io.millwright.model;

/**
 * A fitted function from a vector of features to numbers. Immutable and thread-safe; allocates
 * nothing.
 *
 * <p>Numbers are what {@link Task#prediction} takes: probabilities after the link function, or the
 * value. NaN in a vector means missing.
 */
public interface Scorer {

  /** Width of the vector. */
  int inputs();

  /** How many numbers a row gets. */
  int outputs();

  /**
   * Whether NaN has a meaning here (trees route it); if not, the caller refuses rows that have one.
   */
  boolean acceptsMissing();

  /**
   * Scores one vector.
   *
   * @param features holds the vector from {@code offset} to {@code offset + inputs()}
   * @param out receives {@code outputs()} numbers from position 0
   */
  void score(double[] features, int offset, double[] out);

  /** How to write it into a bundle. */
  Stored stored();

  /**
   * What a bundle keeps.
   *
   * @param kind names the {@link io.millwright.model.spi.ScorerProvider} that reads it, for example
   *     {@code linear}
   * @param json the content; doubles written so that they read back to the same bits
   */
  record Stored(String kind, String json) {}
}
