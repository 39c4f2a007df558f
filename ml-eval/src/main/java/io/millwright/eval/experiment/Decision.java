package io.millwright.eval.experiment;

/** What to do with an experiment. */
public enum Decision {
  /** The gain is beyond the practical margin and no guardrail is at risk: take the arm. */
  SHIP,
  /** The planned time is over and the question is open, or a guardrail is not shown to be safe. */
  ITERATE,
  /** The gain is below the practical margin, or a guardrail is broken: stop. */
  KILL,
  /** Undecided, and the planned time is not over. */
  CONTINUE,
  /** Users did not land in the arms as planned: no number of it can be trusted. */
  INVALID
}
