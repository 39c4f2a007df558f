package io.millwright.report.render;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.millwright.Sha256;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A report as one HTML page that needs nothing else: styles, charts and numbers are inside.
 *
 * <p>The page works offline and its content security policy forbids every request; only the two
 * scripts and the style sheet of this release may run, known by their SHA-256. Every text of the
 * report is escaped. Charts are drawn by ECharts in the browser; each one's numbers are also a
 * table that opens on a click. Follows the reader's light or dark scheme and screen width, and
 * prints in light colours. About 1.2 MB plus the report. Equal reports give equal bytes.
 * Thread-safe: yes, no state.
 */
public final class HtmlReport {

  private static final String STYLE = Resources.text("page.css");
  private static final String LIBRARY = Resources.text("echarts.min.js");
  private static final String CHARTS = Resources.text("charts.js");
  private static final String POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; script-src "
          + digest(LIBRARY)
          + " "
          + digest(CHARTS)
          // Style attributes are the library's own; a style sheet must be ours.
          + "; style-src 'unsafe-inline'; style-src-attr 'unsafe-inline'; style-src-elem "
          + digest(STYLE);

  private static final Template PAGE =
      Mustache.compiler()
          .withEscaper(HtmlText::escape)
          .withLoader(name -> new StringReader(Resources.text(name + ".mustache")))
          .strictSections(true)
          .emptyStringIsFalse(true)
          .compile(Resources.text("page.mustache"));

  private HtmlReport() {}

  /** The page. */
  public static String render(Report report) {
    Map<String, Object> page = new HashMap<>(PageModel.of(report));
    page.put("policy", POLICY);
    page.put("style", STYLE);
    page.put("library", LIBRARY);
    page.put("charts", CHARTS);
    page.put("data", HtmlText.insideScript(ReportJson.write(report)));
    return PAGE.execute(page);
  }

  /**
   * Writes the page as UTF-8, whole or not at all: beside the target first, forced to disk, then
   * moved over it.
   *
   * @throws IOException if it cannot be written; an earlier file then stays as it was
   */
  public static void write(Report report, Path file) throws IOException {
    WholeFile.write(file, render(report));
  }

  private static String digest(String inline) {
    byte[] hash = Sha256.digest().digest(inline.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }
}
