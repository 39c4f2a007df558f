package io.millwright.eval.metric;

/** Which way a metric is better. */
public enum Direction {
  /** Larger values are better, for example ROC-AUC. */
  HIGHER_IS_BETTER,
  /** Smaller values are better, for example an error. */
  LOWER_IS_BETTER;

  /** How much better {@code value} is than {@code other}: greater than 0 when better. */
  public double gain(double value, double other) {
    return this == HIGHER_IS_BETTER ? value - other : other - value;
  }
}
