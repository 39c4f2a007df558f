package io.millwright.monitor;

/** What a comparison says about a field or about all of them, from harmless to bad. */
public enum DriftVerdict {
  /** No change that is both large enough to matter and too large for chance. */
  STABLE,
  /** Too few values: a change that matters could not have been told from chance. */
  INSUFFICIENT,
  /** A moderate change that chance does not explain. */
  WARNING,
  /** A large change that chance does not explain. */
  DRIFTED
}
