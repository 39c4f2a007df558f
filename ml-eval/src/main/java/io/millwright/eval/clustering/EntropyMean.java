package io.millwright.eval.clustering;

/** The mean of two entropies that mutual information is set against. */
public enum EntropyMean {
  /** The smaller. */
  MIN,
  /** {@code sqrt(g h)}. */
  GEOMETRIC,
  /** {@code (g + h) / 2}; the usual one, with it NMI is the V-measure. */
  ARITHMETIC,
  /** The larger. */
  MAX;

  double of(double g, double h) {
    return switch (this) {
      case MIN -> Math.min(g, h);
      case GEOMETRIC -> Math.sqrt(g * h);
      case ARITHMETIC -> (g + h) / 2;
      case MAX -> Math.max(g, h);
    };
  }
}
