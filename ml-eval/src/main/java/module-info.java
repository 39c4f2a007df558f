/** Metrics with intervals, comparison of models on the same rows, and gates. */
@org.jspecify.annotations.NullMarked
module io.millwright.eval {
  requires static transitive org.jspecify;
  requires transitive io.millwright.core;
  requires com.fasterxml.jackson.core;
  requires commons.math3;

  exports io.millwright.eval.anomaly;
  exports io.millwright.eval.calibration;
  exports io.millwright.eval.card;
  exports io.millwright.eval.clustering;
  exports io.millwright.eval.errors;
  exports io.millwright.eval.experiment;
  exports io.millwright.eval.explain;
  exports io.millwright.eval.fairness;
  exports io.millwright.eval.forecast;
  exports io.millwright.eval.interval;
  exports io.millwright.eval.metric;
  exports io.millwright.eval.power;
  exports io.millwright.eval.ranking;
  exports io.millwright.eval.robustness;
  exports io.millwright.eval.significance;
  exports io.millwright.eval.slice;
  exports io.millwright.eval.text;
  exports io.millwright.eval.threshold;
  exports io.millwright.eval;
}
