package io.millwright.features.window;

/** A set of values whose statistics are asked, joined once a row for all that ask. Immutable. */
interface Aggregate {

  void fold(Step step, Entity entity, Moments into);
}
