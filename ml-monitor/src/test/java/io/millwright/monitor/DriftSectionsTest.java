package io.millwright.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.profile.ProfileRecorder;
import io.millwright.report.Chart;
import io.millwright.report.Point;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Series;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftSectionsTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

  private static DriftReport drift(int rows, double shift) {
    Profile reference = Profile.of(Worlds.draw(Seed.of(1), 1_000));
    DriftMonitor monitor = DriftMonitor.against(reference).clock(CLOCK).build();
    monitor.observe(Worlds.draw(Seed.of(2), rows, shift));
    return monitor.report();
  }

  @Test
  void toReport_movedField_isDrawnFirstWithThresholds() {
    Report report = drift(1_500, 1).toReport();
    Chart psi = report.charts().get(0);
    assertThat(psi.kind()).isEqualTo(Chart.Kind.BAR);
    assertThat(psi.categories().get(0)).isEqualTo("f0");
    assertThat(psi.lines()).extracting(l -> l.at()).containsExactly(0.1, 0.25);
    Chart worst = report.charts().get(1);
    assertThat(worst.title()).isEqualTo("f0");
    assertThat(worst.kind()).isEqualTo(Chart.Kind.HISTOGRAM);
    assertThat(mean(worst, worst.series().get(1)) - mean(worst, worst.series().get(0)))
        .isBetween(0.8, 1.2);
    assertThat(report.charts()).hasSize(7);
    assertThat(drift(1_500, 1).toReport()).isEqualTo(report);
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 700})
  void toReport_anyNumberOfRows_hasSharesThatAddUp(int rows) {
    Report report = drift(rows, 0).toReport();
    for (Chart chart : report.charts().subList(1, report.charts().size())) {
      double sum = chart.series().get(0).points().stream().mapToDouble(Point::y).sum();
      assertThat(sum).isLessThanOrEqualTo(1 + 1e-9).isGreaterThan(0.5);
      if (chart.kind() == Chart.Kind.HISTOGRAM) {
        assertThat(sum).isCloseTo(1, ROUNDING);
      }
    }
  }

  @Test
  void toReport_constantHugeAndOddlyNamedValues_isDrawn() {
    Schema schema =
        Schema.builder().numeric("constant").numeric("huge").categorical("names").build();
    Table reference =
        Table.of(
            schema,
            List.of(
                NumericColumn.of(7, 7, 7),
                NumericColumn.of(-1e308, 1e308, 0),
                CategoricalColumn.of(new int[] {0, 1, 2}, List.of("", " ", "(other)"))));
    Profile profile = Profile.of(reference);
    ProfileRecorder recorder = ProfileRecorder.of(profile);
    recorder.observe(reference);
    DriftReport drift =
        DriftReport.compare(
            profile,
            recorder.snapshot(),
            DriftPolicy.builder().minimumRows(1).build(),
            new DriftReport.Window(Instant.EPOCH, Instant.EPOCH));
    assertThat(drift.toReport().charts()).hasSize(4);
  }

  @Test
  void chart_bins_areSpreadOverTheBarsTheyOverlap() {
    double[] values = new double[2_000];
    java.util.Arrays.setAll(values, i -> i);
    FieldProfile field = FieldProfile.ofNumbers("x", values);
    Chart chart = FieldCharts.chart(field, field);
    for (Point bar : chart.series().get(0).points().subList(1, 19)) {
      assertThat(bar.y()).isCloseTo(0.05, Offset.offset(0.005));
    }
  }

  private static double mean(Chart chart, Series series) {
    double sum = 0;
    for (int i = 0; i < series.points().size(); i++) {
      double middle = (chart.edges().get(i) + chart.edges().get(i + 1)) / 2;
      sum += middle * series.points().get(i).y();
    }
    return sum;
  }
}
