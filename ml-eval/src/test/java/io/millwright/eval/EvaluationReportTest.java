package io.millwright.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.MulticlassMetrics;
import io.millwright.eval.metric.RegressionMetrics;
import io.millwright.model.Task;
import io.millwright.report.Chart;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import io.millwright.schema.Schema;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {

  private static Split rows(Schema schema, double shift) {
    return RowsAt.split(Loans.table(Loans.draw(1600, shift, Seed.of(1)), schema), 400);
  }

  private static Report binary(double shift) {
    Split split = rows(Loans.binary(), shift);
    return EvaluationReport.of(
        Evaluator.of(Task.binary())
            .metric(BinaryMetrics.rocAuc(), BinaryMetrics.brier())
            .against("blind", Pipelines.constant(split.train(), Loans.CLASSES, "risk"))
            .sliceBy("region")
            .build()
            .evaluate(
                Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 0, 2), split.test()));
  }

  @Test
  void of_binary_hasTablesAndFourCharts() {
    Report report = binary(0);
    assertThat(report.sections().stream().map(Section::heading))
        .containsExactly("Metrics", "Comparison", "Curves", "Slices");
    assertThat(report.charts().stream().map(Chart::title))
        .containsExactly("ROC curve", "Precision and recall", "Calibration", "Scores by class");
    Chart roc = report.charts().get(0);
    assertThat(roc.series().get(0).points().size()).isBetween(100, EvaluationReport.CURVE_POINTS);
    assertThat(roc.series().get(1).name()).isEqualTo("blind");
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    assertThat(binary(0)).isEqualTo(report);
  }

  @Test
  void of_modelWithoutSkill_hasALevelPrecisionAtTheShareOfPositives() {
    Chart curve = binary(0).charts().get(1);
    var blind = curve.series().get(1);
    assertThat(blind.name()).isEqualTo("blind");
    assertThat(blind.points().get(0).x()).isZero();
    assertThat(blind.points().get(blind.points().size() - 1).x()).isEqualTo(1);
    double level = blind.points().get(0).y();
    assertThat(level).isBetween(0.05, 0.95);
    assertThat(blind.points()).allSatisfy(p -> assertThat(p.y()).isEqualTo(level));
  }

  @Test
  void of_oneClass_saysWhyThereAreNoCurves() {
    Report report = binary(-50);
    assertThat(report.charts().stream().map(Chart::title))
        .containsExactly("Calibration", "Scores by class");
    assertThat(ReportJson.write(report)).contains("no positive rows");
  }

  @Test
  void of_regression_hasScatterAndResiduals() {
    Split split = rows(Loans.real(), 0);
    Report report =
        EvaluationReport.of(
            Evaluator.of(Task.regression())
                .metric(RegressionMetrics.rmse())
                .build()
                .evaluate(Pipelines.linear(split.train(), "risk", 3, 2), split.test()));
    assertThat(report.charts().stream().map(Chart::title))
        .containsExactly("Predicted and actual values", "Residuals");
    assertThat(report.charts().get(0).series().get(0).points()).hasSize(1000);
    double rows =
        report.charts().get(1).series().get(0).points().stream().mapToDouble(p -> p.y()).sum();
    assertThat(rows).isEqualTo(1200);
  }

  @Test
  void of_multiclass_hasConfusionTable() {
    Split split = rows(Loans.graded(), 0);
    Report report =
        EvaluationReport.of(
            Evaluator.of(Task.multiclass())
                .metric(MulticlassMetrics.macroF1())
                .build()
                .evaluate(Pipelines.oracle(split.train(), Loans.GRADES, "guess"), split.test()));
    assertThat(report.sections().stream().map(Section::heading))
        .containsExactly("Metrics", "Confusion");
  }
}
