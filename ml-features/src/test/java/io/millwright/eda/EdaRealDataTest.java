package io.millwright.eda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.report.Chart;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.schema.Schema;
import io.millwright.table.Csv;
import io.millwright.table.CsvInference;
import io.millwright.table.CsvOptions;
import io.millwright.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports of public data sets, whose known traits must be found. */
@Tag("real-data")
class EdaRealDataTest {

  private static Path file(String name) {
    Path file = Path.of(System.getProperty("millwright.data", "../shared/data")).resolve(name);
    assumeTrue(
        Files.exists(file),
        "Skipped: " + file + " is not there. Give the folder with -Dmillwright.data=DIR.");
    return file;
  }

  private static Table read(Path file, CsvOptions options) {
    CsvInference found = Csv.infer(file, options);
    return Csv.read(file, found.schema(), found.options());
  }

  @Test
  void adult_report_findsItsKnownTraits() {
    Table raw = read(file("adult/adult.csv.gz"), CsvOptions.builder().missing("?").build());
    Schema schema = raw.schema().edit().ignore("split").binaryLabel("income", ">50K").build();
    Report report = Eda.report(raw.as(schema));
    String json = ReportJson.write(report);
    assertThat(json)
        .contains("244 rows share one value far beyond all others.")
        .contains("education, education-num")
        .contains("those have another target than the rest");
    Chart relation =
        report.charts().stream()
            .filter(c -> c.title().equals("sex") && c.kind() == Chart.Kind.INTERVAL)
            .findFirst()
            .orElseThrow();
    assertThat(relation.categories()).containsExactly("Male", "Female");
    // The README's reference: base rate 0.2998/0.1088 on the test split, close to this on all rows.
    assertThat(relation.series().get(0).points().get(0).y()).isCloseTo(0.3038, within(5e-4));
    assertThat(report.charts()).anyMatch(c -> c.title().equals("Missing together"));
  }

  @Test
  void bikeSharing_report_findsTheSumInTheTargetAndTheGaps() {
    Table raw = read(file("bike-sharing/hour.csv"), CsvOptions.builder().build());
    Table table = raw.as(raw.schema().edit().eventDate("dteday").realLabel("cnt").build());
    Associations all = Associations.of(table);
    assertThat(all.between("temp", "atemp").strength().orElseThrow()).isGreaterThan(0.98);
    String json = ReportJson.write(Eda.report(table));
    assertThat(json).contains("Nearly gives the target away").contains("Moves over time");
  }
}
