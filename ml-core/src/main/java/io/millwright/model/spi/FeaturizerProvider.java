package io.millwright.model.spi;

import io.millwright.model.Featurizer;
import io.millwright.schema.Schema;

/** Reads featurizers of one kind. */
public interface FeaturizerProvider {

  /** The kind it reads, {@code Featurizer.stored().kind()}. */
  String kind();

  /**
   * The featurizer that was stored.
   *
   * @param json hostile until proven otherwise: nothing may be executed, and sizes are checked
   *     before allocation
   * @throws IllegalArgumentException if the content is not of this kind; says where
   */
  Featurizer read(String json, Schema schema);
}
