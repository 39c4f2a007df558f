package io.millwright.report;

import io.millwright.MillwrightException;

/** Thrown when text that should be a report in JSON is not one; says where and why. */
public final class ReportFormatException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  ReportFormatException(String message) {
    super("report-format", message);
  }

  ReportFormatException(String message, Throwable cause) {
    super("report-format", message, cause);
  }
}
