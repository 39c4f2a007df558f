/** Metrics with intervals, comparison of models on the same rows, and gates. */
@org.jspecify.annotations.NullMarked
module io.millwright.eval {
  requires static transitive org.jspecify;
  requires transitive io.millwright.core;
  requires commons.math3;

  exports io.millwright.eval;
  exports io.millwright.eval.metric;
  exports io.millwright.eval.text;
  exports io.millwright.eval.interval;
  exports io.millwright.eval.significance;
}
