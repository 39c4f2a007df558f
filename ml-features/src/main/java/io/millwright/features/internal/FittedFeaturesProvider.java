package io.millwright.features.internal;

import io.millwright.features.FittedFeatures;
import io.millwright.model.Featurizer;
import io.millwright.model.spi.FeaturizerProvider;
import io.millwright.schema.Schema;

/** Opens featurizers that {@link FittedFeatures#stored()} wrote. Thread-safe. */
public final class FittedFeaturesProvider implements FeaturizerProvider {

  @Override
  public String kind() {
    return FittedFeatures.KIND;
  }

  @Override
  public Featurizer read(String json, Schema schema) {
    return FittedFeatures.fromJson(json, schema);
  }
}
