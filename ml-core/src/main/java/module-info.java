/** Words everyone shares: schema, table, split, profile, model, bundle, registry and report. */
@org.jspecify.annotations.NullMarked
module io.millwright.core {
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires de.siegmar.fastcsv;
  requires transitive java.sql;

  exports io.millwright;
  exports io.millwright.artifact;
  exports io.millwright.schema;
  exports io.millwright.table;
  exports io.millwright.split;
  exports io.millwright.model;
  exports io.millwright.model.spi;
  exports io.millwright.evidence;
  exports io.millwright.report;
  exports io.millwright.linear;
  exports io.millwright.tree;
  exports io.millwright.calibration;
  exports io.millwright.profile;
  exports io.millwright.brief;

  uses io.millwright.model.spi.FeaturizerProvider;
  uses io.millwright.model.spi.ScorerProvider;

  provides io.millwright.model.spi.ScorerProvider with
      io.millwright.linear.LinearScorerProvider,
      io.millwright.tree.TreeScorerProvider,
      io.millwright.calibration.CalibratedScorerProvider;
}
