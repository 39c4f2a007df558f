package io.millwright.quality.expect;

/** What a broken expectation means for the gate. */
public enum Severity {
  /** The data is refused. */
  BLOCKING,
  /** It is reported, and the data may pass. */
  WARNING
}
