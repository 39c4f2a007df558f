package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.report.Chart;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AbReportTest {

  private static final AbTest TEST =
      Designs.even("Two\nlines").primary(Designs.AMOUNT, 0.2).guardrail(Designs.DELAY, 0.3).build();

  private static List<Tally> days(int days, int perArm) {
    RandomGenerator random = Seed.of(1).random();
    List<Tally> tallies = new ArrayList<>();
    for (int d = 0; d < days; d++) {
      Tally day = Designs.amounts(TEST, random, perArm, 0.3);
      for (int i = 0; i < perArm; i++) {
        day.add("old", "delay", random.nextGaussian()).add("new", "delay", random.nextGaussian());
      }
      tallies.add(day);
    }
    return tallies;
  }

  private static List<String> headings(Report report) {
    return report.sections().stream().map(Section::heading).toList();
  }

  @Test
  void of_analysed_showsAll() {
    Report report = AbReport.of(TEST, TEST.analyse(days(7, 100)));
    assertThat(report.subtitle()).isEqualTo("Two lines");
    assertThat(headings(report))
        .containsExactly(
            "Decision", "Users per arm", "Primary metric", "Guardrails", "Over the days", "Design");
    assertThat(report.charts())
        .extracting(Chart::kind)
        .containsExactly(Chart.Kind.INTERVAL, Chart.Kind.INTERVAL, Chart.Kind.LINE);
    Chart days = report.charts().get(2);
    assertThat(days.series().get(0).points()).hasSize(7);
    assertThat(days.series().get(0).hasIntervals()).isTrue();
    String json = ReportJson.write(report);
    assertThat(json).contains("SHIP", "Welch", "96 %");
    assertThat(ReportJson.read(json)).isEqualTo(report);
    assertThat(AbReport.of(TEST, TEST.analyse(days(7, 100)))).isEqualTo(report);
  }

  @Test
  void of_tooFewUnits_saysSoInsteadOfCharts() {
    Report report = AbReport.of(TEST, TEST.analyse(days(1, 20)));
    assertThat(report.charts()).isEmpty();
    assertThat(ReportJson.write(report)).contains("CONTINUE", "No early looks", "undefined");
  }

  @Test
  void of_invalid_showsNoMetric() {
    List<Tally> days = days(7, 100);
    days.get(0).exposed("old", 900);
    Report report = AbReport.of(TEST, TEST.analyse(days));
    assertThat(headings(report)).containsExactly("Decision", "Users per arm", "Design");
    assertThat(report.charts()).isEmpty();
    assertThat(ReportJson.write(report)).contains("INVALID");
  }
}
