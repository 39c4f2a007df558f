package io.millwright.brief;

/** How long the consumer can wait for a prediction. */
public enum LatencyClass {
  /** Hours: predictions are made ahead, for many rows at once. */
  BATCH,
  /** Minutes: rows are scored soon after they happen. */
  NEAR_REAL_TIME,
  /** About a second: a person waits. */
  INTERACTIVE,
  /** At most 50 milliseconds: another service waits. */
  REAL_TIME,
  /** At most 5 milliseconds: a prediction inside a hot path. */
  HARD_REAL_TIME
}
