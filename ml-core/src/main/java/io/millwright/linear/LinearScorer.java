package io.millwright.linear;

import io.millwright.Require;
import io.millwright.model.Link;
import io.millwright.model.Scorer;

/**
 * A weighted sum of the features for each output, through a link.
 *
 * <p>{@code out_k = link(intercept_k + sum_i weight_ki * x_i)}, summed in the order of the
 * features. Missing values: refused by the caller, unless every weight is zero (a constant).
 * Immutable and thread-safe; scoring allocates nothing.
 */
public final class LinearScorer implements Scorer {

  static final int MAX_INPUTS = 1 << 24;
  static final int MAX_OUTPUTS = 1 << 20;

  private final int inputs;
  private final double[] weights;
  private final double[] intercepts;
  private final Link link;
  private final boolean constant;

  private LinearScorer(int inputs, double[] weights, double[] intercepts, Link link) {
    this.inputs = inputs;
    this.weights = weights;
    this.intercepts = intercepts;
    this.link = link;
    boolean zero = true;
    for (double w : weights) {
      zero &= w == 0;
    }
    this.constant = zero;
  }

  /**
   * A scorer of these weights.
   *
   * @param weights one array for each output, of equal lengths, finite; copied
   * @param intercepts one for each output, finite; copied
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   */
  public static LinearScorer of(double[][] weights, double[] intercepts, Link link) {
    if (weights.length == 0 || weights.length != intercepts.length) {
      throw new IllegalArgumentException(
          "Linear scorer must have one row of weights and one intercept for each output, at least one; had "
              + weights.length
              + " rows and "
              + intercepts.length
              + " intercepts.");
    }
    int inputs = weights[0].length;
    double[] flat = new double[Math.multiplyExact(weights.length, inputs)];
    for (int k = 0; k < weights.length; k++) {
      if (weights[k].length != inputs) {
        throw new IllegalArgumentException(
            "Weights of output "
                + k
                + " must be "
                + inputs
                + " like those of the first; were "
                + weights[k].length
                + ".");
      }
      System.arraycopy(weights[k], 0, flat, k * inputs, inputs);
    }
    return checked(inputs, flat, intercepts.clone(), link);
  }

  /**
   * A scorer that gives these numbers for every row, missing values or not.
   *
   * @param inputs width of the vectors it is given, at least 0
   * @param outputs finite; copied
   */
  public static LinearScorer constant(int inputs, double... outputs) {
    Require.atLeast("Inputs", inputs, 0);
    return of(new double[outputs.length][inputs], outputs, Link.IDENTITY);
  }

  static LinearScorer checked(int inputs, double[] weights, double[] intercepts, Link link) {
    if (inputs > MAX_INPUTS || intercepts.length > MAX_OUTPUTS) {
      throw new IllegalArgumentException(
          "Linear scorer must have at most "
              + MAX_INPUTS
              + " inputs and "
              + MAX_OUTPUTS
              + " outputs; had "
              + inputs
              + " and "
              + intercepts.length
              + ".");
    }
    for (double w : weights) {
      Require.finite("Weight", w);
    }
    for (double b : intercepts) {
      Require.finite("Intercept", b);
    }
    return new LinearScorer(inputs, weights, intercepts, link);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return intercepts.length;
  }

  /** True for a constant, false otherwise. */
  @Override
  public boolean acceptsMissing() {
    return constant;
  }

  /** The weight of a feature for an output. */
  public double weight(int output, int input) {
    java.util.Objects.checkIndex(input, inputs);
    return weights[output * inputs + input];
  }

  /** The intercept of an output. */
  public double intercept(int output) {
    return intercepts[output];
  }

  /** What the sums go through. */
  public Link link() {
    return link;
  }

  @Override
  public void score(double[] features, int offset, double[] out) {
    int outputs = intercepts.length;
    if (constant) {
      System.arraycopy(intercepts, 0, out, 0, outputs);
    } else {
      int w = 0;
      for (int k = 0; k < outputs; k++) {
        double sum = intercepts[k];
        for (int i = 0; i < inputs; i++) {
          sum += weights[w++] * features[offset + i];
        }
        out[k] = sum;
      }
    }
    link.apply(out, outputs);
  }

  @Override
  public Stored stored() {
    return new Stored(LinearScorerProvider.KIND, LinearJson.write(this));
  }

  @Override
  public String toString() {
    return "LinearScorer[" + inputs + " -> " + outputs() + ", " + link + "]";
  }
}
