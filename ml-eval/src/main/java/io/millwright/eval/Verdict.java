package io.millwright.eval;

/** Temporary stand-in. */
public enum Verdict {
  /** Every requirement was met. */
  PASS,
  /** A requirement was missed. */
  FAIL,
  /** The evidence does not suffice. */
  INSUFFICIENT,
  /** The evidence does not belong to the candidate. */
  INVALID
}
