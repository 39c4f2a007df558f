package io.millwright.eval.text;

import io.millwright.Require;

/**
 * How surprised a language model is by a text: {@code exp(-mean ln p)} over its tokens. 1 for a
 * model that was sure of each; that of a uniform choice among k tokens is k. Thread-safe: has no
 * state.
 */
public final class Perplexity {

  private Perplexity() {}

  /**
   * The perplexity, at least 1; infinite if a token had probability 0 or the mean overflows.
   *
   * @param logProbabilities natural logarithms of the tokens' probabilities, at most 0
   * @throws IllegalArgumentException if there is none, or one is NaN or above 0; says which
   */
  public static double of(double... logProbabilities) {
    Require.atLeast("Number of tokens", logProbabilities.length, 1);
    double sum = 0;
    for (int i = 0; i < logProbabilities.length; i++) {
      if (!(logProbabilities[i] <= 0)) {
        throw Require.violated("Log probability of token " + i, "at most 0", logProbabilities[i]);
      }
      sum += logProbabilities[i];
    }
    return StrictMath.exp(-sum / logProbabilities.length);
  }
}
