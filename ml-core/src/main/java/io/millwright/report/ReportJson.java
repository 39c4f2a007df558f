package io.millwright.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;

/**
 * Reports as JSON, without loss: {@code read(write(report)).equals(report)}.
 *
 * <p>The text is ASCII, the same for equal reports, and starts with the format version. Numbers are
 * written so that they read back to the same bits; a missing value is {@code null}. Reading is
 * strict: an unknown or absent field, a wrong type, a field twice or text after the end is refused.
 * Thread-safe: yes, no state.
 */
public final class ReportJson {

  /** The version that {@link #write} writes and {@link #read} understands. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ReportJson() {}

  /** The report as one line of JSON. */
  public static String write(Report report) {
    Objects.requireNonNull(report, "report");
    try {
      return JSON.writeValueAsString(ReportWriter.report(report));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Tree of a report must be writable; was not.", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws ReportFormatException if the text is not a report of this version
   */
  public static Report read(String json) {
    Objects.requireNonNull(json, "json");
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ReportFormatException(
          "Report must be JSON; was broken (line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + "). Write it again.",
          e);
    }
    try {
      return ReportReader.report(root);
    } catch (IllegalArgumentException e) {
      throw new ReportFormatException("Report must be consistent; was not: " + e.getMessage(), e);
    }
  }
}
