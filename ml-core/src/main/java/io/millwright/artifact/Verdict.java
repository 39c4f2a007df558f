package io.millwright.artifact;

/** What a promotion gate found; only {@link #PASS} promotes. */
public enum Verdict {
  /** Every requirement was met. */
  PASS,
  /** A requirement was missed. */
  FAIL,
  /** The evidence does not suffice to say whether the requirements are met. */
  INSUFFICIENT,
  /** The evidence does not belong to the candidate or cannot be read. */
  INVALID
}
