package io.millwright.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"report\">(.*?)</script>");

  /** Every tag of the template, scripts and styles apart. */
  private static final List<String> TAGS =
      List.of(
          ("!doctype html head meta link title body a header h1 h2 h3 p div nav ol li main noscript"
                  + " section span dl dt dd figure figcaption details summary table caption thead"
                  + " tbody tr th td footer")
              .split(" ", -1));

  /** The page without the three parts that are the same in every page. */
  private static String own(String html) {
    return html.replaceAll("(?s)<style>.*?</style>", "").replaceAll("(?s)<script>.*?</script>", "");
  }

  @Test
  void render_equalReports_giveEqualBytesInAnyLocale() {
    String html = HtmlReport.render(SampleReports.everyKind());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(HtmlReport.render(SampleReports.everyKind())).isEqualTo(html);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void render_hostileTexts_openNoElementAndNoAttribute() {
    String page = own(HtmlReport.render(SampleReports.hostile()));
    // Without its data, a page has exactly the tags of the template.
    String markup = DATA.matcher(page).replaceAll("");
    assertThat(Pattern.compile("</?([^\\s>]*)").matcher(markup).results().map(m -> m.group(1)))
        .isSubsetOf(TAGS);
    assertThat(markup).doesNotContain("<script", "<img", "<svg", "<!--");
    // Texts have no quote of their own left, so that quotes are those of attributes.
    String tags = markup.replaceAll("\"[^\"]*\"", "");
    assertThat(Pattern.compile("<[^>]*\\son\\w+\\s*=").matcher(tags).find()).isFalse();
    assertThat(markup).contains("&lt;img src=x onerror=window.hacked=1&gt;");
    assertThat(markup).contains("{{title}} {{{policy}}} {{#sections}}");
    assertThat(page.chars().filter(c -> c < 32 && c != '\n' && c != '\t')).isEmpty();
  }

  @Test
  void render_hostileTexts_leaveTheDataElementWhole() {
    Report report = SampleReports.hostile();
    Matcher data = DATA.matcher(HtmlReport.render(report));
    assertThat(data.find()).isTrue();
    assertThat(data.group(1)).doesNotContain("<", ">", "&");
    assertThat(ReportJson.read(data.group(1))).isEqualTo(report);
  }

  @Test
  void render_policy_allowsExactlyTheInlineScriptsAndForbidsTheNetwork() throws Exception {
    String html = HtmlReport.render(SampleReports.everyKind());
    String policy =
        html.substring(html.indexOf("default-src"), html.indexOf("\">\n<meta name=\"viewport"));
    assertThat(policy)
        .startsWith("default-src &#39;none&#39;;")
        .doesNotContain("http", "connect-src");
    Matcher scripts = SCRIPT.matcher(html);
    int count = 0;
    while (scripts.find()) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains("sha256-" + Base64.getEncoder().encodeToString(hash));
      count++;
    }
    assertThat(count).isEqualTo(2);
  }

  @Test
  void render_page_asksForNothingOutside() {
    String page = own(HtmlReport.render(SampleReports.everyKind()));
    assertThat(page).doesNotContain("http://", "https://", " src=", "@import", "url(");
    assertThat(Pattern.compile("href=\"(?!#|data:,)").matcher(page).find()).isFalse();
  }

  @Test
  void render_everyChart_hasItsNumbersAsATable() {
    Report report = SampleReports.everyKind();
    String page = own(HtmlReport.render(report));
    for (int i = 1; i <= report.charts().size(); i++) {
      int start = page.indexOf("<figure class=\"chart\" id=\"chart-" + i + "\">");
      String figure = page.substring(start, page.indexOf("</figure>", start));
      int points =
          report.charts().get(i - 1).series().stream()
              .mapToInt(s -> s.points().size())
              .max()
              .orElseThrow();
      assertThat(figure.split("<tr>", -1).length - 1).as("chart %d", i).isGreaterThan(points);
    }
    assertThat(page).contains("<td class=\"right\">0.913 (0.905 to 0.92)</td>");
    assertThat(page).contains("<td class=\"left\">decision threshold</td>");
  }

  @Test
  void render_manyChartsInARow_areSmallAndFewerAreNot() {
    String page = own(HtmlReport.render(SampleReports.everyKind()));
    assertThat(page.split("<div class=\"charts small\">", -1)).hasSize(2);
    assertThat(page).contains("<div class=\"charts many\">", "<div class=\"charts single\">");
    String small = page.substring(page.indexOf("<div class=\"charts small\">"));
    assertThat(small.split("<figure class=\"chart\"", -1)).hasSize(8);
  }

  @Test
  void write_earlierFile_isReplacedAndNothingIsLeftBeside(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("new/report.html");
    Report report = SampleReports.everyKind();
    HtmlReport.write(report, file);
    HtmlReport.write(report, file);
    assertThat(Files.readString(file)).isEqualTo(HtmlReport.render(report));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void write_targetIsAFolder_isRefusedAndLeavesIt(@TempDir Path folder) throws Exception {
    Path inside = Files.writeString(folder.resolve("kept"), "kept");
    assertThatThrownBy(() -> HtmlReport.write(SampleReports.everyKind(), folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Name the file");
    assertThat(inside).hasContent("kept");
  }
}
