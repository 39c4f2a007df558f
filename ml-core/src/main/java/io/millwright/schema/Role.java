package io.millwright.schema;

/** What a field is for. Only {@link #FEATURE} fields may reach a model. */
public enum Role {
  /** An input of the model. */
  FEATURE,
  /** Identifies the row or the entity; never an input. */
  KEY,
  /**
   * When the row happened; splits by time read it. Features may be computed from it, as a transform
   * that names it.
   */
  EVENT_TIME,
  /** Rows with the same value belong together and stay on one side of a split; never an input. */
  GROUP,
  /** What is to be predicted. */
  LABEL,
  /** How much the row counts, finite and not negative. */
  WEIGHT,
  /** Kept in the table, used for nothing. */
  IGNORED
}
