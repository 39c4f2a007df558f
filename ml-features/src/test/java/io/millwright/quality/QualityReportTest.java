package io.millwright.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.quality.QualityFault.Kind;
import io.millwright.quality.expect.Expectations;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityReportTest {

  private static Table labelled() {
    return DataQualityTest.labelled(400, 3, 1);
  }

  @Test
  void gate_blockingExpectation_refusesWhateverTheScore() {
    Table table = labelled();
    Expectations broken = Expectations.over(table.schema()).rowCount(1, 10).build();
    QualityReport report = DataQuality.assess(table, o -> o.minimum(0).expectations(broken));
    assertThat(report.passes()).isFalse();
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(QualityGateException.class)
        .hasMessageContaining("rowCount() must hold; there were 400 rows");
    Expectations warned = Expectations.over(table.schema()).rowCount(1, 10).warning().build();
    QualityReport passed = DataQuality.assess(table, o -> o.minimum(0).expectations(warned));
    assertThat(passed.orThrow()).isSameAs(table);
    assertThat(passed.faults()).extracting(QualityFault::kind).contains(Kind.EXPECTATION_WARNING);
  }

  @Test
  void accuracy_failingChecks_costFiveTimesTheirShare() {
    Schema schema = Schema.builder().numeric("x").categorical("c").build();
    Table table =
        Table.of(
            schema,
            List.of(
                NumericColumn.of(1, 2, 3, 4, 5),
                CategoricalColumn.of(new int[] {0, 0, 0, 1, 0}, List.of("a", "b"))));
    Expectations expected =
        Expectations.over(schema)
            .inRange("x", 1, 9)
            .inSet("c", "a")
            .upTo(0.5)
            .required("x")
            .build();
    QualityReport report = DataQuality.assess(table, o -> o.expectations(expected));
    // 1 of 10 checks of values: 5 (1 - 5 * 0.1)
    assertThat(report.score(Dimension.ACCURACY).value().getAsDouble())
        .isCloseTo(2.5, within(1e-12));
    assertThat(report.expectations().orElseThrow().passes()).isTrue();
    assertThat(report.faults())
        .extracting(QualityFault::kind)
        .doesNotContain(Kind.EXPECTATION_BROKEN, Kind.EXPECTATION_WARNING);
  }

  @Test
  void consistency_oddStrings_costTwiceTheirShare() {
    Schema schema = Schema.builder().categorical("c").numeric("x").build();
    Table table =
        Table.of(
            schema,
            List.of(
                CategoricalColumn.of(new int[] {0, 1, 2, 0, 1}, List.of("a", "b", "12")),
                NumericColumn.of(1, 2, 3, 4, 5)));
    QualityReport report = DataQuality.assess(table);
    assertThat(report.score(Dimension.CONSISTENCY).value().getAsDouble())
        .isCloseTo(5 * (1 - 2 * 0.2), within(1e-12));
    assertThat(report.faults())
        .filteredOn(f -> f.kind() == Kind.MIXED_TYPES)
        .singleElement()
        .satisfies(f -> assertThat(f.rows()).containsExactly(2L));
  }

  @Test
  void report_withEverything_isWrittenAndReadBack() {
    Table table = messy();
    Expectations expected =
        Expectations.over(table.schema()).inSet("c", "Secret").inRange("x", 0, 10).build();
    QualityReport quality = DataQuality.assess(table, o -> o.expectations(expected));
    Report report = quality.toReport();
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    assertThat(report.sections())
        .extracting(s -> s.heading())
        .containsExactly("Scores", "Faults", "Expectations");
    assertThat(report.charts()).hasSize(1);
    assertThat(quality.similarCategories()).hasSize(1);
    assertThat(ReportJson.write(report) + quality).doesNotContainIgnoringCase("secret");
    Report empty = DataQuality.assess(table.take(new int[0])).toReport();
    assertThat(empty.charts()).isEmpty();
  }

  private static Table messy() {
    Schema schema = Schema.builder().categorical("c").numeric("x").build();
    List<Column> columns = new ArrayList<>();
    columns.add(
        CategoricalColumn.of(new int[] {0, 0, 1, 2, 2}, List.of("Secret", "secret", "Other")));
    columns.add(NumericColumn.of(1, 2, 3, 4, 500));
    return Table.of(schema, columns);
  }
}
