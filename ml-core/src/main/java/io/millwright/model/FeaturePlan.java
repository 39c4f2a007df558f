package io.millwright.model;

import io.millwright.Seed;
import io.millwright.split.TrainingSet;
import java.util.SortedMap;

/**
 * A recipe for features that has learnt nothing yet. Immutable and thread-safe.
 *
 * <p>Whatever it has to learn, such as means or categories, it learns from a {@link TrainingSet}
 * and from nothing else.
 */
public interface FeaturePlan {

  /**
   * The plan fitted on these rows.
   *
   * @param seed for plans that draw; the same rows and seed give the same bits
   * @throws IllegalArgumentException if the rows do not suit the plan; says which field
   */
  Featurizer fit(TrainingSet train, Seed seed);

  /**
   * The plan fitted on these rows, with the vectors of the same rows to train on. Anything learnt
   * from the label is out of fold in them; by default, for plans that learn nothing from it, they
   * are what the featurizer gives.
   *
   * @param seed as {@link #fit}, which with the same seed gives the same featurizer
   * @throws IllegalArgumentException as {@link #fit}
   * @throws io.millwright.table.InvalidRowException if a row cannot be used
   */
  default TrainingFeatures fitTransform(TrainingSet train, Seed seed) {
    Featurizer featurizer = fit(train, seed);
    return new TrainingFeatures(featurizer, DenseMatrix.of(featurizer, train.table()));
  }

  /** Every setting that matters, as text, sorted: what a training record keeps. */
  SortedMap<String, String> settings();
}
