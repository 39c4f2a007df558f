package io.millwright.quality;

import io.millwright.MillwrightException;

/** Data that the quality gate refused. Carries the report: mend what it names, or lower the bar. */
public final class QualityGateException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  private final transient QualityReport report;

  QualityGateException(QualityReport report, String message) {
    super("quality-gate", message);
    this.report = report;
  }

  /** What was found. */
  public QualityReport report() {
    return report;
  }
}
