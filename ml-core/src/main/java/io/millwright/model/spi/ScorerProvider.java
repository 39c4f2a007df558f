package io.millwright.model.spi;

import io.millwright.model.Scorer;

/** Reads scorers of one kind. */
public interface ScorerProvider {

  /** The kind it reads, {@code Scorer.stored().kind()}. */
  String kind();

  /**
   * The scorer that was stored.
   *
   * @param json hostile until proven otherwise: indices and sizes are checked before anything is
   *     scored
   * @throws IllegalArgumentException if the content is not of this kind; says where
   */
  Scorer read(String json);
}
