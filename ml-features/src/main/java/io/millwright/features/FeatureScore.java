package io.millwright.features;

import io.millwright.Seed;
import io.millwright.model.FeatureMatrix;
import io.millwright.model.Targets;

/**
 * A way to tell how much each feature is worth, for {@link Selection#best}. Implementations are
 * immutable and thread-safe, and give the same scores for the same rows and seed.
 */
@FunctionalInterface
public interface FeatureScore {

  /**
   * A score for each feature, in their order; more is better. NaN, for a feature that cannot be
   * judged, comes after all others.
   *
   * @param rows training rows only, out of fold where a transform learnt from the label
   * @param targets their labels
   */
  double[] scores(FeatureMatrix rows, Targets targets, Seed seed);
}
