package io.millwright.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens a page that something else wrote, named by {@code -Dmillwright.page}: every chart is drawn,
 * nothing fails, nothing but the file is asked for. A page of other than many charts needs {@code
 * -Dmillwright.charts} with the least number.
 */
@Tag("browser")
class PageBrowserTest {

  private static final int LEAST_CHARTS = 6;

  @TempDir Path folder;

  @Test
  void page_named_drawsEveryChartOffline() throws Exception {
    @Nullable String named = System.getProperty("millwright.page");
    assumeTrue(named != null, "No page named by -Dmillwright.page: none is opened.");
    Optional<Path> program = Chromium.find();
    assumeTrue(program.isPresent(), "No Chromium on PATH: the page is not opened.");
    Path page = Path.of(String.valueOf(named)).toAbsolutePath().normalize();
    try (Chromium browser = new Chromium(program.get(), folder)) {
      browser.view(1440, 900, false);
      browser.open(page);
      var plots =
          browser.evaluate(
              """
              [...document.querySelectorAll('.plot')].map(p => ({
                title: p.closest('figure').querySelector('h3').textContent,
                drawn: p.getAttribute('data-drawn') || '',
                marks: p.querySelectorAll('svg path, svg circle, svg rect').length}))
              """);
      assertThat(plots)
          .as("charts of %s", page)
          .hasSizeGreaterThanOrEqualTo(Integer.getInteger("millwright.charts", LEAST_CHARTS));
      plots.forEach(
          plot -> {
            assertThat(plot.get("drawn").asText()).as(plot.toString()).isNotEmpty();
            assertThat(plot.get("marks").asInt()).as(plot.toString()).isGreaterThan(4);
          });
      assertThat(browser.requests()).containsExactly(page.toUri().toString());
      assertThat(browser.faults()).isEmpty();
    }
  }
}
