package io.millwright.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Tone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {

  @Test
  void render_smallReport_isThisText() {
    Report report =
        Report.titled("Loans")
            .subtitle("4,000 rows")
            .section(
                "Data",
                s ->
                    s.text("One.\nTwo.")
                        .callout(Tone.WARNING, "Look.")
                        .figures(KeyFigure.of("AUC", "0.9").note("0.8 to 1").tone(Tone.GOOD))
                        .table(
                            DataTable.captioned("Columns")
                                .words("Name")
                                .numbers("PSI")
                                .row(Cell.of("age"), Cell.of("0.3", Tone.BAD))
                                .row("job", "")
                                .build())
                        .chart(
                            Chart.line("ROC")
                                .note("Up is better.")
                                .x("FPR")
                                .y("TPR")
                                .series("a", new double[] {0, 1}, new double[] {0, 0.5})
                                .build()))
            .build();
    assertThat(MarkdownReport.render(report))
        .isEqualTo(
            """
            # Loans

            4,000 rows

            ## Data

            One.\\
            Two.

            > ! Look.

            | Figure | Value | Note |
            | --- | ---: | --- |
            | AUC | ✓ 0.9 | 0.8 to 1 |

            **Columns**

            | Name | PSI |
            | --- | ---: |
            | age | ✕ 0.3 |
            | job | |

            ### ROC

            Up is better.

            | FPR | a |
            | ---: | ---: |
            | 0 | 0 |
            | 1 | 0.5 |
            """
                .replace("> ! ", "> ⚠ "));
  }

  @Test
  void render_longChart_saysHowManyRowsItLeavesOut() {
    String markdown = MarkdownReport.render(SampleReports.everyKind());
    assertThat(markdown).contains("20 of 151 rows, evenly spaced:");
    assertThat(markdown).contains("| 0 | 0 | 0 | 0 |").contains("| 1 | 1 | 1 | 1 |");
  }

  @Test
  void render_hostileTexts_keepEveryRowOfEveryTableWhole() {
    String markdown = MarkdownReport.render(SampleReports.hostile());
    Pattern cell = Pattern.compile("(?<!\\\\)\\|");
    int columns = 0;
    for (String line : markdown.lines().toList()) {
      if (!line.startsWith("|")) {
        columns = 0;
        continue;
      }
      int bars = (int) cell.matcher(line).results().count();
      assertThat(columns == 0 || columns == bars).as(line).isTrue();
      columns = bars;
    }
    assertThat(Pattern.compile("(?<!\\\\)[<`\\[\\]]").matcher(markdown).find()).isFalse();
    assertThat(Pattern.compile("https?://|www\\.").matcher(markdown).find()).isFalse();
  }

  @Test
  void render_lineThatLooksLikeAListOrHeading_isText() {
    String markdown =
        MarkdownReport.render(
            Report.titled("t")
                .section("s", s -> s.text("- a\n+ b\n1. c\n# d\n---\n===\n1986"))
                .build());
    assertThat(markdown).endsWith("\\- a\\\n\\+ b\\\n1\\. c\\\n\\# d\\\n\\---\\\n\\===\\\n1986\n");
  }

  @Test
  void write_markdownAndJson_areWhatRenderGives(@TempDir Path folder) throws Exception {
    Report report = SampleReports.everyKind();
    MarkdownReport.write(report, folder.resolve("r.md"));
    JsonReport.write(report, folder.resolve("r.json"));
    assertThat(Files.readString(folder.resolve("r.md"))).isEqualTo(MarkdownReport.render(report));
    assertThat(ReportJson.read(Files.readString(folder.resolve("r.json")))).isEqualTo(report);
  }
}
