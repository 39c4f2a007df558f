package io.millwright.testkit;

import io.millwright.report.Report;

/**
 * A failed assertion that has more to show than fits into a message. {@link MillwrightExtension}
 * writes it as a page.
 */
public final class ModelAssertionError extends AssertionError {

  private static final long serialVersionUID = 1;

  private final transient Report report;

  ModelAssertionError(String message, Report report) {
    super(message);
    this.report = report;
  }

  /** What there is to see. */
  public Report report() {
    return report;
  }
}
