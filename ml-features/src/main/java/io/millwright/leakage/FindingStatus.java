package io.millwright.leakage;

/** What a check came to, from the least to the most serious. */
public enum FindingStatus {
  /** There is nothing to check: no label, no event time, nothing declared. */
  NOT_APPLICABLE,
  /** Looked at, and found no leak. */
  CLEAN,
  /** A person accepted what was found, and said why. */
  ACCEPTED,
  /** It applies, and there are too few rows to tell. */
  INSUFFICIENT,
  /** Looks like a leak or cannot be told from one: have a look. */
  SUSPECT,
  /** A leak: an evaluation on this split would promise too much. */
  LEAK;

  /** Whether a person should look: SUSPECT or LEAK. */
  public boolean isAlarm() {
    return this == SUSPECT || this == LEAK;
  }

  boolean isAlarmOrInsufficient() {
    return isAlarm() || this == INSUFFICIENT;
  }

  FindingStatus or(FindingStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
