package io.millwright.artifact;

/**
 * How far a registered version has come.
 *
 * <p>Versions start in {@link #DEVELOPMENT} and are promoted one stage at a time. Of each model at
 * most one version is in {@link #PRODUCTION}.
 */
public enum Stage {
  /** Registered, not yet let through a gate. */
  DEVELOPMENT,
  /** Let through a gate once; a candidate for production. */
  STAGING,
  /** The version that serves. */
  PRODUCTION,
  /** Out of use; kept for ever, and reachable by a rollback if it served before. */
  ARCHIVED;

  /** Whether a promotion leads from here to {@code to}. */
  boolean promotesTo(Stage to) {
    return (this == DEVELOPMENT && to == STAGING) || (this == STAGING && to == PRODUCTION);
  }
}
