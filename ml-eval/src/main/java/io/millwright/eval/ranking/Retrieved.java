package io.millwright.eval.ranking;

import io.millwright.Require;

/**
 * A document that was retrieved for a query, or an item that was recommended.
 *
 * @param document its id, not blank
 * @param score higher is better, comparable within one list only; infinite is allowed, NaN is not
 */
public record Retrieved(String document, double score) {

  public Retrieved {
    Require.notBlank("Document", document);
    if (Double.isNaN(score)) {
      throw Require.violated("Score", "a number", score);
    }
    // Turns -0.0 into 0.0, so that the two tie.
    score = score + 0.0;
  }
}
