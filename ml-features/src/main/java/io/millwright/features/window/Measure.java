package io.millwright.features.window;

/** Tells one feature of the row a step stands at. Immutable. */
interface Measure {

  /** Writes a number, NaN if missing, or a text, null if missing. */
  void tell(Step step, Entity entity, Cells answers, int at);
}
