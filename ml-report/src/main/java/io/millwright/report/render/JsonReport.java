package io.millwright.report.render;

import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A report as JSON, for programs; {@link ReportJson#read} reads it back without loss.
 *
 * <p>Equal reports give equal bytes. Thread-safe: yes, no state.
 */
public final class JsonReport {

  private JsonReport() {}

  /** The report as one line of JSON in ASCII. */
  public static String render(Report report) {
    return ReportJson.write(report);
  }

  /**
   * Writes the JSON, whole or not at all.
   *
   * @throws IOException if it cannot be written; an earlier file then stays as it was
   */
  public static void write(Report report, Path file) throws IOException {
    WholeFile.write(file, render(report));
  }
}
