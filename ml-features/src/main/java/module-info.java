/** Data quality, feature transforms and fitted features. */
@org.jspecify.annotations.NullMarked
module io.millwright.features {
  requires static transitive org.jspecify;
  requires transitive io.millwright.core;
  requires com.fasterxml.jackson.databind;
  requires commons.math3;

  exports io.millwright.features;
  exports io.millwright.features.text;
  exports io.millwright.quality;

  provides io.millwright.model.spi.FeaturizerProvider with
      io.millwright.features.internal.FittedFeaturesProvider;
}
