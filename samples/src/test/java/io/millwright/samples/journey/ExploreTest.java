package io.millwright.samples.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import io.millwright.samples.docs.PageChecks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exploration of a small file. */
class ExploreTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-15T00:00:00Z"), ZoneOffset.UTC);

  private final Path folder;
  private final Path csv;

  ExploreTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    StringBuilder rows = new StringBuilder("day,hr,kind,size,late\n");
    for (int i = 0; i < 240; i++) {
      String day = "2025-01-" + String.format(java.util.Locale.ROOT, "%02d", 1 + i / 24);
      String kind = i % 7 == 0 ? "?" : i % 2 == 0 ? "bus" : "tram";
      rows.append(
          day + "," + i % 24 + "," + kind + "," + i * 37 % 101 + "," + (i % 5 == 0 ? "yes" : "no"));
      rows.append('\n');
    }
    csv = Files.writeString(folder.resolve("rides.csv"), rows);
  }

  private record Run(int code, String output) {}

  private static Run explore(String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new Run(Explore.run(CLOCK, out, args), bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void explore_dateAndHourAsTime_writesPageAndJson() throws IOException {
    Path out = folder.resolve("out");
    Run run =
        explore(
            "--csv",
            csv.toString(),
            "--target",
            "late",
            "--time",
            "day+hr",
            "--missing",
            "?",
            "--out",
            out.toString());
    assertThat(run.code()).as(run.output()).isEqualTo(Explore.WRITTEN);
    Report report = ReportJson.read(Files.readString(out.resolve("report.json")));
    assertThat(report.sections())
        .extracting(Section::heading)
        .contains("What to look at", "Features and the target", "Time", "Data quality");
    assertThat(PageChecks.charts(out.resolve("report.html"))).isEqualTo(report.charts().size());
    assertThat(PageChecks.outsideResources(out.resolve("report.html"))).isEmpty();
    assertThat(Files.readString(out.resolve("report.json"))).contains("1 hour", "regular");
  }

  @Test
  void explore_sameFileAndSeed_givesTheSameBytes() throws IOException {
    for (String name : new String[] {"a", "b"}) {
      explore("--csv", csv.toString(), "--out", folder.resolve(name).toString());
    }
    assertThat(folder.resolve("a/report.html"))
        .hasSameBinaryContentAs(folder.resolve("b/report.html"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--out x|Argument --csv must be given",
        "--csv x --out|Argument --out must be followed by a value",
        "--csv x --out y --colour red|must be one of --csv, --out, --target",
        "--csv CSV --out OUT --target nope|Column 'nope' must be in the file",
        "--csv CSV --out OUT --time size|must name a column of dates or times; 'size' is INTEGER",
        "--csv CSV --out OUT --time day+size|Hour must be from 0 to 23; was not (row",
        "--csv CSV --out OUT --time day+kind|was DATE+CATEGORICAL",
        "--csv CSV --out CSV|Argument --out must name a folder",
        "--csv absent.csv --out OUT|File absent.csv must exist; does not",
        "--csv CSV --out OUT --positive yes|must come with --target",
        "--csv CSV --out OUT --target late --ignore late|Target must not be ignored",
      })
  void explore_badInput_saysWhatAndWritesNothing(String line, String message) {
    Path out = folder.resolve("none");
    String[] args =
        line.replace("CSV", csv.toString()).replace("OUT", out.toString()).split(" ", -1);
    Run run = explore(args);
    assertThat(run.code()).isEqualTo(Explore.BAD_INPUT);
    assertThat(run.output()).contains(message);
    assertThat(out).doesNotExist();
  }

  @Test
  void help_asked_isShown() {
    assertThat(explore("--help")).isEqualTo(new Run(Explore.WRITTEN, ExploreArguments.USAGE));
  }
}
