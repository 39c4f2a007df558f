/** Watching a served model: drift of its inputs and predictions against the training profile. */
@org.jspecify.annotations.NullMarked
module io.millwright.monitor {
  requires transitive io.millwright.core;
  requires transitive io.millwright.eval;
  requires static transitive org.jspecify;
  requires commons.math3;

  exports io.millwright.monitor;
  exports io.millwright.monitor.drift;
}
