package io.millwright.eval.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Evidence;
import io.millwright.report.Chart;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FairnessReportTest {

  /** Also values that are blank, say "(missing)", or are missing. */
  private static FairnessReport report() {
    int n = 1200;
    int[] sex = new int[n];
    int[] race = new int[n];
    Arrays.setAll(sex, i -> i % 2);
    Arrays.setAll(race, i -> i < 20 ? 2 : i < 30 ? -1 : i / 2 % 2);
    Table table =
        Table.of(
            Schema.builder().categorical("sex").categorical("race").optional("race").build(),
            List.of(
                CategoricalColumn.of(sex, List.of("F", "M")),
                CategoricalColumn.of(race, List.of(" ", "(missing)", "w"))));
    return FairnessAudit.of("sex", "race")
        .margin(FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.1)
        .bootstrap(TestDecisions.few(Seed.of(2)))
        .build()
        .assess(TestDecisions.selected(sex, new double[] {0.2, 0.5}, Seed.of(3)), table);
  }

  @Test
  void parts_areFieldsThenIntersections() {
    FairnessReport report = report();
    assertThat(report.parts())
        .map(FairnessReport.Part::title)
        .containsExactly("sex", "race", "sex × race");
    assertThat(report.part("sex", "race").groups()).hasSize(8);
    assertThatThrownBy(() -> report.part("race", "sex"))
        .hasMessage(
            "Fields [race, sex] must have been audited; audited were [[sex], [race], [sex,"
                + " race]].");
    assertThat(report.warnings()).anyMatch(w -> w.startsWith("3 findings were judged."));
  }

  @Test
  void estimates_haveTheNamesOfMeasuresAndFields() {
    FairnessReport report = report();
    assertThat(report.estimates())
        .hasSize(3 * FairnessMeasure.values().length)
        .containsKeys(
            "fairness.equal_opportunity_difference[sex]",
            "fairness.demographic_parity_ratio[sex*race]");
    Evidence evidence =
        new Evidence(
            new Evidence.Subject("m", "binary", "t", Instant.EPOCH),
            new TreeMap<>(
                java.util.Map.of(
                    "roc_auc",
                    new Estimate.Measured(0.7, new Interval(0.6, 0.8, 0.95, "bootstrap"), 100))),
            List.of(),
            List.of("old"));
    Evidence more = report.addTo(evidence);
    assertThat(more.metrics()).hasSize(31).containsKey("roc_auc");
    assertThat(more.warnings()).contains("old").hasSizeGreaterThan(1);
    assertThat(Evidence.fromJson(more.toJson())).isEqualTo(more);
  }

  @Test
  void pages_showFindingsChartsAndQuestions() {
    Report pages = report().toReport();
    assertThat(pages.sections())
        .map(s -> s.heading())
        .containsExactly(
            "What was found", "By sex", "By race", "By sex × race", "Questions of bias");
    assertThat(pages.charts()).filteredOn(c -> c.kind() == Chart.Kind.INTERVAL).hasSize(3);
    assertThat(pages.charts())
        .filteredOn(c -> c.kind() == Chart.Kind.HEAT_MAP)
        .singleElement()
        .satisfies(
            c ->
                assertThat(c.categories())
                    .containsExactly("(blank)", "'(missing)'", "w", "(missing)"));
    assertThat(ReportJson.read(ReportJson.write(pages))).isEqualTo(pages);
    assertThat(ReportJson.write(pages)).contains("needs an answer", "insufficient", "unfair");
  }
}
