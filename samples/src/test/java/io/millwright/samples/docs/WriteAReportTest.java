package io.millwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.eval.EvaluationReport;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.KeyFigure;
import io.millwright.report.Report;
import io.millwright.report.Tone;
import io.millwright.report.render.HtmlReport;
import io.millwright.report.render.JsonReport;
import io.millwright.report.render.MarkdownReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/how-to/write-a-report.md}. */
class WriteAReportTest {

  private final Path folder;

  WriteAReportTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void report_ofOneWeek_isOnePageMarkdownAndJson() throws IOException {
    Report report = week();
    write(report, folder);
    Path page = folder.resolve("week.html");
    assertThat(PageChecks.outsideResources(page)).isEmpty();
    assertThat(PageChecks.charts(page)).isEqualTo(1);
    assertThat(Files.readString(page))
        .contains("&lt;b&gt;north&lt;/b&gt;")
        .doesNotContain("<b>north");
    assertThat(Files.readString(folder.resolve("week.md"))).contains("# Loans of week 46", "1204");
    assertThat(Files.readString(folder.resolve("week.json"))).contains("\"Loans of week 46\"");
  }

  private static Report week() {
    return Report.titled("Loans of week 46")
        .subtitle("model loan-default, version 3")
        .section(
            "Overview",
            s ->
                s.figures(
                        KeyFigure.of("Decisions", "1204"),
                        KeyFigure.of("Fallback", "0.2 %").note("of all answers").tone(Tone.GOOD))
                    .callout(Tone.WARNING, "Income has moved since training."))
        .section(
            "By region",
            s ->
                s.chart(
                        Chart.bar("Share refused", List.of("north", "east", "south"))
                            .y("share", 0, 1)
                            .series("share", 0.11, 0.14, 0.27)
                            .build())
                    .table(
                        DataTable.captioned("Decisions by region")
                            .words("Region")
                            .numbers("Decisions")
                            .row("<b>north</b>", "402") // shown as it is: all text is escaped
                            .row("east", "399")
                            .build()))
        .build();
  }

  private static void write(Report report, Path folder) throws IOException {
    HtmlReport.write(report, folder.resolve("week.html"));
    MarkdownReport.write(report, folder.resolve("week.md"));
    JsonReport.write(report, folder.resolve("week.json"));
  }

  @Test
  void sections_ofOtherReports_joinOne() throws IOException {
    Report report = joined(Loans.train());
    HtmlReport.write(report, folder.resolve("model.html"));
    assertThat(report.sections()).hasSizeGreaterThan(2);
    assertThat(PageChecks.charts(folder.resolve("model.html"))).isEqualTo(report.charts().size());
  }

  private static Report joined(Loans.Trained result) {
    Report.Builder page = Report.titled("Loan model");
    page.section("What it is for", s -> s.text("Supports, and does not make, the decision."));
    EvaluationReport.of(result.evaluation()).sections().forEach(page::section);
    return page.build();
  }
}
