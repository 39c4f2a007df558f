package io.millwright.eval.explain;

import static io.millwright.eval.metric.RegressionMetrics.mae;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Link;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.Paragraph;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import io.millwright.schema.Schema;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ExplanationSectionsTest {

  private static final Schema SCHEMA =
      Schema.builder().numeric("a").categorical("region").realLabel("y").build();
  private static final Split SPLIT = RowsAt.split(rows(80), 40);
  private static final TrainedPipeline<Regression> TRAINED =
      Models.pipeline(
          Task.regression(),
          SPLIT.train().table(),
          List.of(),
          List.of(Models.number(SCHEMA, "a"), Models.oneHot(SCHEMA, "region", "n")),
          LinearScorer.of(new double[][] {{2, 1}}, new double[] {3}, Link.IDENTITY));

  @Test
  void sections_together_areAReport() {
    Table held = SPLIT.test().table();
    Dependence dependence = Dependence.of(TRAINED, held, Seed.of(1));
    Attributions all = Shap.of(TRAINED, SPLIT.train().table(), Seed.of(1)).explainAll(held);
    Report report =
        Report.titled("Explanation")
            .section(
                ExplanationSections.importance(
                    PermutationImportance.by(mae(), Seed.of(1)).build().of(TRAINED, SPLIT.test())))
            .section(ExplanationSections.dependence(dependence.partial("a")))
            .section(ExplanationSections.dependence(dependence.partial("region")))
            .section(ExplanationSections.dependence(dependence.accumulated("a")))
            .section(ExplanationSections.dependence(dependence.partial("a", "region")))
            .section(ExplanationSections.contributions(all))
            .build();
    assertThat(report.charts().stream().map(Chart::kind))
        .containsExactly(
            Chart.Kind.INTERVAL,
            Chart.Kind.LINE,
            Chart.Kind.INTERVAL,
            Chart.Kind.LINE,
            Chart.Kind.HEAT_MAP,
            Chart.Kind.INTERVAL,
            Chart.Kind.SCATTER);
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    Chart line = report.charts().get(1);
    assertThat(line.series()).hasSize(3);
    // All individual curves of an additive model are parallel, so the band has its mean's slope.
    var low = line.series().get(1).points();
    assertThat(low.get(1).y() - low.get(0).y())
        .isEqualTo(
            2 * (low.get(1).x() - low.get(0).x()), org.assertj.core.api.Assertions.within(1e-12));
    assertThat(report.charts().get(6).series().get(0).points()).hasSize(40);
  }

  @Test
  void row_isARunningSumToThePrediction() {
    Row row = SPLIT.test().table().cursor();
    Attribution why = Shap.of(TRAINED, SPLIT.train().table(), Seed.of(1)).explain(row);
    Section section = ExplanationSections.row(why, row);
    DataTable table = (DataTable) section.blocks().get(0);
    assertThat(table.rows()).hasSize(3);
    assertThat(table.rows().get(2).get(4)).isEqualTo(DataTable.Cell.of(why.prediction()));
    assertThat(table.rows().stream().map(r -> r.get(1).text()))
        .contains(Double.toString(row.number(0)), row.string(1));
    assertThat(why.toString()).doesNotContain(row.string(1) + ",");
  }

  @Test
  void changes_ofEachResult_areShown() {
    Row row = SPLIT.test().table().cursor();
    Counterfactuals<Regression> search = Counterfactuals.of(TRAINED, SPLIT.train().table());
    double now = TRAINED.predict(row).value();
    Section found =
        ExplanationSections.changes(search.find(row, Wish.valueBetween(now + 1e-9, 1e9)));
    assertThat(((DataTable) found.blocks().get(0)).rows()).isNotEmpty();
    assertThat(
            ExplanationSections.changes(search.find(row, Wish.valueBetween(1e8, 1e9))).toString())
        .contains("None found: no change of at most 2 of the 2 fields");
    assertThat(
            ExplanationSections.changes(search.find(row, Wish.valueBetween(-1e9, 1e9))).toString())
        .contains("The row has the wished prediction");
  }

  @Test
  void importance_undefinedAndOutsideIntervals_areDrawn() {
    Estimate outside = new Estimate.Measured(3, new Estimate.Interval(1, 2, 0.95, "by hand"), 10);
    Importances importances =
        new Importances(
            "mae",
            outside,
            List.of(
                new Importances.Importance(List.of("a"), outside, OptionalDouble.of(0.5)),
                new Importances.Importance(
                    List.of("b", "c"),
                    new Estimate.Undefined("no rows", 0),
                    OptionalDouble.empty())),
            List.of("Take care."));
    Section section = ExplanationSections.importance(importances);
    Chart chart = (Chart) section.blocks().get(0);
    assertThat(chart.categories()).containsExactly("a", "b + c");
    assertThat(chart.series().get(0).points().get(0).high()).isEqualTo(3);
    assertThat(chart.series().get(0).points().get(1).isMissing()).isTrue();
    DataTable table = (DataTable) section.blocks().get(1);
    assertThat(table.rows().get(0).stream().map(DataTable.Cell::text))
        .containsExactly("a", "3", "1", "2", "0.5");
    assertThat(table.rows().get(1).stream().map(DataTable.Cell::text))
        .containsExactly("b + c", "undefined", "", "", "");
    assertThat(((Paragraph) section.blocks().get(2)).text())
        .isEqualTo("Intervals: 95 %, by hand.\nUndefined: no rows.");
    assertThat(section.blocks()).hasSize(4);
  }

  @Test
  void importance_noFields_saysSo() {
    Importances none =
        new Importances("mae", new Estimate.Undefined("no rows", 0), List.of(), List.of());
    assertThat(ExplanationSections.importance(none).blocks()).hasSize(1);
  }

  private static Table rows(int n) {
    double[] a = new double[n];
    String[] regions = new String[n];
    double[] y = new double[n];
    var random = Seed.of(4).random();
    Arrays.setAll(a, i -> random.nextGaussian());
    Arrays.setAll(regions, i -> List.of("n", "s", "(missing)").get(i % 3));
    Arrays.setAll(y, i -> 3 + 2 * a[i] + (i % 3 == 0 ? 1 : 0) + random.nextGaussian());
    return Models.table(SCHEMA, Models.numbers(a), Models.words(regions), Models.numbers(y));
  }

  @Test
  void dependence_categoryCalledMissing_isToldApart() {
    Schema schema = Schema.builder().categorical("region").optional("region").build();
    Table table = Models.table(schema, Models.words("(missing)", "", "x"));
    TrainedPipeline<Regression> trained =
        Models.pipeline(
            Task.regression(),
            table,
            List.of(),
            List.of(Models.oneHot(schema, "region", "x")),
            Models.function(1, x -> x[0]));
    DependenceCurve curve = Dependence.of(trained, table, Seed.of(1)).partial("region");
    List<String> labels = new ArrayList<>();
    curve.points().forEach(p -> labels.add(p.place().label()));
    assertThat(labels).containsExactly("'(missing)'", "x", "(missing)");
    assertThat(ExplanationSections.dependence(curve).blocks()).hasSize(3);
  }
}
