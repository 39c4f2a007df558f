package io.millwright.model;

import io.millwright.Seed;
import io.millwright.split.TrainingSet;
import java.util.SortedMap;

/**
 * A definition of features that has not seen any row yet. Immutable and thread-safe; {@link #fit}
 * learns what it needs from training rows alone and gives a {@link Featurizer}.
 */
public interface FeaturePlan {

  /**
   * The featurizer learnt from these rows.
   *
   * @param train the only rows anything is learnt from
   * @param seed for plans that draw random numbers; equal seeds give equal bits
   */
  Featurizer fit(TrainingSet train, Seed seed);

  /** Every setting that matters, as text, for the training record. */
  SortedMap<String, String> settings();
}
