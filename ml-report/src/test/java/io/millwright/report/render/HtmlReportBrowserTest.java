package io.millwright.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.report.Chart;
import io.millwright.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Opens rendered pages in a real browser. Skipped where there is no Chromium; {@code
 * -Dmillwright.chromium=PROGRAM} names one, {@code -Dmillwright.pictures=DIR} keeps pictures.
 */
@Tag("browser")
class HtmlReportBrowserTest {

  /** For each plot: what it says it drew, the marks in its SVG, and whether its box has a size. */
  private static final String PLOTS =
      """
      [...document.querySelectorAll('.plot')].map(p => ({
        drawn: p.getAttribute('data-drawn'),
        marks: p.querySelectorAll('svg path, svg circle, svg rect, svg polygon, svg polyline').length,
        words: p.querySelectorAll('svg text').length,
        wide: p.clientWidth, high: p.clientHeight}))
      """;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path folder;

  private static @Nullable Chromium started;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Chromium.find();
    if (program.isPresent()) {
      started = new Chromium(program.get(), folder);
    }
  }

  @BeforeEach
  void needBrowser() {
    assumeTrue(
        started != null,
        "No Chromium on PATH and none named by -Dmillwright.chromium: pages are not opened.");
  }

  @AfterAll
  static void stop() throws Exception {
    if (started != null) {
      started.close();
    }
  }

  private static Chromium browser() {
    if (started == null) {
      throw new IllegalStateException("Browser must be started; was not.");
    }
    return started;
  }

  private static Path page(String name, Report report) throws Exception {
    Path file = folder.resolve(name);
    HtmlReport.write(report, file);
    return file;
  }

  @ParameterizedTest
  @CsvSource({"1440,false", "1440,true", "390,false", "390,true"})
  void page_everyChartKind_drawsAllChartsWithoutFaultOrRequest(int width, boolean dark)
      throws Exception {
    Report report = SampleReports.everyKind();
    assertThat(report.charts().stream().map(Chart::kind).collect(Collectors.toSet()))
        .isEqualTo(Set.copyOf(EnumSet.allOf(Chart.Kind.class)));
    Path file = page("every-kind.html", report);
    browser().view(width, 900, dark);
    browser().open(file);

    var plots = browser().evaluate(PLOTS);
    assertThat(plots).hasSize(report.charts().size());
    for (int i = 0; i < plots.size(); i++) {
      var plot = plots.get(i);
      String chart = report.charts().get(i).title() + ": " + plot;
      assertThat(plot.get("drawn").asText())
          .as(chart)
          .isEqualTo(report.charts().get(i).kind().name());
      assertThat(plot.get("marks").asInt()).as(chart).isGreaterThan(8);
      assertThat(plot.get("words").asInt()).as(chart).isGreaterThan(4);
      assertThat(plot.get("wide").asInt()).as(chart).isBetween(250, 1000);
      assertThat(plot.get("high").asInt()).as(chart).isGreaterThan(100);
    }
    assertThat(browser().evaluate("document.documentElement.scrollWidth").asInt())
        .as("nothing sticks out of the window")
        .isLessThanOrEqualTo(width);
    assertThat(browser().requests()).containsExactly(file.toUri().toString());
    assertThat(browser().faults()).isEmpty();
    keep("page-" + width + (dark ? "-dark" : "-light") + ".png", browser().picture());
  }

  @Test
  void page_hostileTexts_showsThemAndRunsNothing() throws Exception {
    Path file = page("hostile.html", SampleReports.hostile());
    browser().view(1200, 900, false);
    browser().open(file);

    assertThat(browser().evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
    assertThat(browser().evaluate("document.querySelectorAll('script').length").asInt())
        .isEqualTo(3);
    assertThat(browser().evaluate("document.querySelectorAll('img, main script').length").asInt())
        .isZero();
    assertThat(browser().evaluate("document.querySelector('h1').textContent").asText())
        .isEqualTo(SampleReports.HOSTILE.get(0));
    assertThat(
            browser()
                .evaluate("document.querySelectorAll('.plot:not([data-drawn])').length")
                .asInt())
        .isZero();
    assertThat(browser().requests()).containsExactly(file.toUri().toString());
    assertThat(browser().faults()).isEmpty();
    keep("hostile.png", browser().picture());
  }

  @Test
  void tooltip_hoverOverHostileSeries_isTextOnly() throws Exception {
    browser().view(1200, 900, false);
    browser().open(page("hostile.html", SampleReports.hostile()));

    String shown =
        browser()
            .evaluate(
                """
                (() => {
                  const out = [];
                  document.querySelectorAll('.plot').forEach(plot => {
                    const chart = echarts.getInstanceByDom(plot);
                    chart.getOption().series.forEach((s, i) =>
                      chart.dispatchAction({type: 'showTip', seriesIndex: i, dataIndex: 0}));
                    const tip = plot.querySelector('.tip');
                    out.push(tip ? tip.textContent : '');
                  });
                  return out.join('\\n');
                })()
                """)
            .asText();
    assertThat(shown).contains("<img src=x onerror=window.hacked=1>: ");
    assertThat(browser().evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
    assertThat(browser().evaluate("document.querySelectorAll('.plot img').length").asInt())
        .isZero();
    assertThat(browser().faults()).isEmpty();
  }

  @Test
  void policy_injectedScriptAndFetch_areRefused() throws Exception {
    browser().open(page("every-kind.html", SampleReports.everyKind()));

    browser()
        .evaluate(
            "(() => { const s = document.createElement('script'); s.textContent ="
                + " 'window.hacked = 1'; document.body.append(s); })()");
    assertThat(browser().evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
    assertThat(
            browser()
                .evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', e => 'refused')")
                .asText())
        .isEqualTo("refused");
    assertThat(browser().faults()).anyMatch(fault -> fault.contains("Content Security Policy"));
  }

  @Test
  void legend_click_hidesTheSeries() throws Exception {
    browser().view(1200, 900, false);
    browser().open(page("every-kind.html", SampleReports.everyKind()));
    String paths = "document.querySelectorAll('#plot-1 svg path').length";

    int before = browser().evaluate(paths).asInt();
    browser().evaluate("document.querySelector('#legend-1 button').click()");
    assertThat(
            browser().evaluate("new Promise(r => setTimeout(() => r(" + paths + "), 100))").asInt())
        .isLessThan(before);
    assertThat(
            browser()
                .evaluate("document.querySelector('#legend-1 button').getAttribute('aria-pressed')")
                .asText())
        .isEqualTo("false");
  }

  @Test
  void print_darkReader_givesPages() throws Exception {
    browser().view(1200, 900, true);
    browser().open(page("every-kind.html", SampleReports.everyKind()));

    String lightBlue = "document.querySelector('#plot-1 svg').outerHTML.includes('#0072b2')";
    assertThat(browser().evaluate(lightBlue).asBoolean()).as("dark on the screen").isFalse();
    browser().evaluate("dispatchEvent(new Event('beforeprint'))");
    assertThat(browser().evaluate(lightBlue).asBoolean()).as("light on paper").isTrue();
    String widest =
        "Math.max(...[...document.querySelectorAll('.plot svg')]"
            + ".map(p => p.getBoundingClientRect().right))";
    assertThat(browser().evaluate(widest).asDouble()).as("fits A4 and Letter").isLessThan(681);
    keep("paper.png", browser().picture());
    browser().evaluate("dispatchEvent(new Event('afterprint'))");
    assertThat(browser().evaluate(lightBlue).asBoolean()).as("dark again").isFalse();

    byte[] pdf = browser().pdf();
    assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("%PDF-");
    assertThat(pdf.length).isGreaterThan(20_000);
    assertThat(browser().faults()).isEmpty();
    keep("print.pdf", pdf);
  }

  private static void keep(String name, byte[] bytes) throws Exception {
    @Nullable String pictures = System.getProperty("millwright.pictures");
    if (pictures != null) {
      Files.write(Files.createDirectories(Path.of(pictures)).resolve(name), bytes);
    }
  }
}
