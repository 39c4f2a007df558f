package io.millwright.features.window;

/** What a stream does with a row that comes after a newer one of its entity. */
public enum LateRows {
  /** It is an error: {@link WindowStream#observe} throws. */
  REFUSE,
  /** It is left out of the history and counted by {@link WindowStream#lateRows()}. */
  SKIP
}
