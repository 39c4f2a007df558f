package io.millwright.model;

/**
 * What turns a scorer's raw sums into its outputs. Stateless; transcendentals are {@link
 * StrictMath}, so the bits are equal on every JVM.
 */
public enum Link {

  /** The sums themselves. */
  IDENTITY {
    @Override
    public void apply(double[] sums, int count) {}
  },

  /** {@code 1 / (1 + exp(-x))} of each sum, computed without overflow. */
  LOGISTIC {
    @Override
    public void apply(double[] sums, int count) {
      for (int i = 0; i < count; i++) {
        sums[i] = logistic(sums[i]);
      }
    }
  },

  /** {@code exp(x_i) / sum_j exp(x_j)}. */
  SOFTMAX {
    @Override
    public void apply(double[] sums, int count) {
      double max = sums[0];
      for (int i = 1; i < count; i++) {
        max = Math.max(max, sums[i]);
      }
      double total = 0;
      for (int i = 0; i < count; i++) {
        // The largest exponent becomes 0: exp overflows above 709.
        sums[i] = StrictMath.exp(sums[i] - max);
        total += sums[i];
      }
      for (int i = 0; i < count; i++) {
        sums[i] /= total;
      }
    }
  };

  /**
   * Replaces the first {@code count} sums by the outputs.
   *
   * @param count at least 1
   */
  public abstract void apply(double[] sums, int count);

  private static double logistic(double x) {
    if (x >= 0) {
      return 1 / (1 + StrictMath.exp(-x));
    }
    double e = StrictMath.exp(x);
    return e / (1 + e);
  }
}
