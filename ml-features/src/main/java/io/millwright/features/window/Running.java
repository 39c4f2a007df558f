package io.millwright.features.window;

/** A state that takes every row of a series once, when it becomes visible. Immutable itself. */
interface Running {

  void take(Series series, Cells row);
}
