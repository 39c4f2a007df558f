package io.millwright.leakage;

import io.millwright.MillwrightException;

/**
 * An audit that did not pass. Carries the report: mend what it names, or accept it with a reason.
 */
public final class LeakageException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  private final transient LeakageReport report;

  LeakageException(LeakageReport report, String message) {
    super("leakage", message);
    this.report = report;
  }

  /** What was found. */
  public LeakageReport report() {
    return report;
  }
}
