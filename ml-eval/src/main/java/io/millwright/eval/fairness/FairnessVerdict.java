package io.millwright.eval.fairness;

/** What can be said about a measure, given a margin. Only the whole interval decides. */
public enum FairnessVerdict {
  /** The whole interval is within the margin. */
  FAIR_WITHIN,
  /** The whole interval is beyond the margin. */
  UNFAIR,
  /** The margin lies inside the interval: more rows are needed. */
  UNDECIDED,
  /** A group rests on too few rows of a kind, so nothing is known about it. */
  INSUFFICIENT,
  /** No margin was stated, and none is assumed. */
  NOT_JUDGED
}
