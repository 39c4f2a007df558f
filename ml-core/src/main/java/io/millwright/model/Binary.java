package io.millwright.model;

import io.millwright.Require;

/**
 * Yes or no, with its probability.
 *
 * @param probability of the positive class, 0..1
 */
public record Binary(double probability) implements Prediction {

  public Binary {
    Require.share("Probability", probability);
  }

  /** Whether the probability reaches the threshold. */
  public boolean isPositive(double threshold) {
    return probability >= threshold;
  }
}
