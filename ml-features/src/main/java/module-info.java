/** Data quality, feature transforms and fitted features. */
@org.jspecify.annotations.NullMarked
module io.millwright.features {
  requires static transitive org.jspecify;
  requires transitive io.millwright.core;
  requires com.fasterxml.jackson.databind;
  requires commons.math3;

  exports io.millwright.features;
  exports io.millwright.leakage;
  exports io.millwright.features.window;
  exports io.millwright.features.text;
  exports io.millwright.quality;
  exports io.millwright.quality.expect;
  exports io.millwright.eda;
  exports io.millwright.store;
  exports io.millwright.store.join;
  exports io.millwright.store.offline;
  exports io.millwright.store.online;
  exports io.millwright.store.registry;
  exports io.millwright.store.replay;
  exports io.millwright.store.window;

  provides io.millwright.model.spi.FeaturizerProvider with
      io.millwright.features.internal.FittedFeaturesProvider;
}
