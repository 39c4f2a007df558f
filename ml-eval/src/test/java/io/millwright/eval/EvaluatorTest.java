package io.millwright.eval;

import static io.millwright.eval.metric.BinaryMetrics.accuracy;
import static io.millwright.eval.metric.BinaryMetrics.averagePrecision;
import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.IntervalMethod;
import io.millwright.eval.interval.ProportionInterval;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MulticlassMetrics;
import io.millwright.eval.metric.RegressionMetrics;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.significance.ModelComparison;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Evidence;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private final Split split =
      RowsAt.split(Loans.table(Loans.draw(1400, 0, Seed.of(1)), Loans.binary()), 400);
  private final TrainedPipeline<Binary> good =
      Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 0, 2);
  private final TrainedPipeline<Binary> blind =
      Pipelines.constant(split.train(), Loans.CLASSES, "risk");

  private Evaluator.Builder<Binary> evaluator() {
    return Evaluator.of(Task.binary()).metric(rocAuc(), averagePrecision(), brier()).clock(NOON);
  }

  @Test
  void evaluate_binary_estimatesEqualMetricsOfTheRows() {
    Evaluation<Binary> evaluation = evaluator().build().evaluate(good, split.test());
    Measured auc = measured(evaluation.estimate(rocAuc()));
    assertThat(auc.value()).isEqualTo(rocAuc().of(evaluation.rows()).orElse(-1));
    assertThat(auc.interval().low()).isLessThan(auc.value());
    assertThat(auc.interval().high()).isGreaterThan(auc.value());
    assertThat(auc.support()).isEqualTo(1000);
    assertThat(evaluation.rows().score(7))
        .isEqualTo(good.predict(split.test().table()).get(7).probability());
  }

  @Test
  void evaluate_againstOther_gainIsPositiveWhicheverDirection() {
    Evaluation<Binary> evaluation =
        evaluator().against("blind", blind).build().evaluate(good, split.test());
    Measured auc = measured(evaluation.gain("blind", rocAuc()));
    assertThat(auc.value())
        .isEqualTo(measured(evaluation.estimate(rocAuc())).value() - 0.5, within(1e-15));
    assertThat(measured(evaluation.gain("blind", brier())).interval().low()).isPositive();
    Evaluation<Binary> reverse =
        evaluator().against("good", good).build().evaluate(blind, split.test());
    assertThat(measured(reverse.gain("good", brier())).interval().high()).isNegative();
    assertThatThrownBy(() -> evaluation.gain("nobody", rocAuc())).hasMessageContaining("nobody");
  }

  @Test
  void compare_other_isDecidedByTheTestOfTheMetric() {
    Evaluation<Binary> evaluation =
        evaluator().against("blind", blind).build().evaluate(good, split.test());
    ModelComparison.Finding auc = evaluation.compare("blind", rocAuc());
    assertThat(auc.decision()).isEqualTo(ModelComparison.Decision.BETTER);
    assertThat(auc.question()).isEqualTo(new ModelComparison.Question("blind", "roc_auc"));
    assertThat(measured(auc.effect()).value())
        .isEqualTo(measured(evaluation.gain("blind", rocAuc())).value(), within(1e-12));
    assertThatThrownBy(() -> evaluation.compare("nobody", rocAuc()))
        .hasMessageContaining("'nobody'")
        .hasMessageContaining("blind");
  }

  @Test
  void evaluate_metricWithFormula_usesItUnlessAMethodIsChosen() {
    Metric<Binary> recall = BinaryMetrics.recall(0.3);
    Metric<Binary> precision = BinaryMetrics.precision();
    Metric<Binary> accuracy = BinaryMetrics.accuracy();
    Evaluator.Builder<Binary> builder =
        Evaluator.of(Task.binary()).metric(rocAuc(), brier(), accuracy, precision, recall);
    Evaluation<Binary> evaluation = builder.build().evaluate(good, split.test());
    assertThat(method(evaluation, rocAuc())).isEqualTo("DeLong, logit");
    assertThat(method(evaluation, brier())).startsWith("expanded BCa bootstrap of rows");
    for (Metric<Binary> share : List.of(accuracy, precision, recall)) {
      assertThat(method(evaluation, share)).as(share.name()).contains("WILSON");
    }
    Scored<Binary> rows = evaluation.rows();
    long positives = 0;
    long found = 0;
    for (int i = 0; i < rows.size(); i++) {
      positives += rows.target(i) == 1 ? 1 : 0;
      found += rows.target(i) == 1 && rows.score(i) >= 0.3 ? 1 : 0;
    }
    Measured byHand = ProportionInterval.WILSON.of(found, positives, 0.95);
    assertThat(measured(evaluation.estimate(recall)).interval()).isEqualTo(byHand.interval());
    assertThat(measured(evaluation.estimate(recall)).value()).isEqualTo(byHand.value());
    assertThat(measured(evaluation.estimate(recall)).support()).isEqualTo(rows.size());
    Evaluation<Binary> resampled =
        Evaluator.of(Task.binary())
            .metric(rocAuc(), accuracy)
            .bootstrap(Bootstrap.of(Seed.of(1)).withMethod(IntervalMethod.PERCENTILE))
            .build()
            .evaluate(good, split.test());
    assertThat(method(resampled, rocAuc())).startsWith("percentile bootstrap of rows");
    assertThat(method(resampled, accuracy)).startsWith("percentile bootstrap of rows");
  }

  private static String method(Evaluation<Binary> evaluation, Metric<Binary> metric) {
    return measured(evaluation.estimate(metric)).interval().method();
  }

  @Test
  void evaluate_againstItself_gainIsExactlyZero() {
    Measured gain =
        measured(
            evaluator()
                .against("twin", good)
                .build()
                .evaluate(good, split.test())
                .gain("twin", brier()));
    assertThat(gain.value()).isZero();
    assertThat(gain.interval().low()).isZero();
    assertThat(gain.interval().high()).isZero();
  }

  @Test
  void evaluate_rowsOfTraining_areRefused() {
    Split other = RowsAt.split(split.test().table(), 1);
    assertThat(other.test().table().rowCount()).isPositive();
    Split later = RowsAt.split(Loans.table(Loans.draw(1400, 0, Seed.of(1)), Loans.binary()), 390);
    assertThatThrownBy(() -> evaluator().build().evaluate(good, later.test()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on 10 of 1010");
    TrainedPipeline<Binary> clean = Pipelines.logistic(later.train(), Loans.CLASSES, "risk", 0, 2);
    assertThatThrownBy(
            () -> evaluator().against("leaky", good).build().evaluate(clean, later.test()))
        .hasMessageContaining("'leaky'");
  }

  @Test
  void evaluate_oneOrEightThreads_givesEqualEvidence() {
    Bootstrap bootstrap = Bootstrap.of(Seed.of(5)).withReplicates(200);
    Evaluator.Builder<Binary> one = evaluator().against("b", blind).sliceBy("region");
    Evaluator.Builder<Binary> eight = evaluator().against("b", blind).sliceBy("region");
    Evaluation<Binary> a =
        one.bootstrap(bootstrap.withThreads(1)).build().evaluate(good, split.test());
    Evaluation<Binary> b =
        eight.bootstrap(bootstrap.withThreads(8)).build().evaluate(good, split.test());
    assertThat(b.evidence()).isEqualTo(a.evidence());
    assertThat(b.slices()).isEqualTo(a.slices());
  }

  @Test
  void evidence_namesModelHoldoutAndTime_andSurvivesJson() {
    Evidence evidence =
        evaluator().against("blind", blind).build().evaluate(good, split.test()).evidence();
    assertThat(evidence.subject())
        .isEqualTo(
            new Evidence.Subject(
                good.identity(),
                "binary",
                split.test().table().fingerprint(),
                Instant.parse("2026-01-01T12:00:00Z")));
    assertThat(Evidence.fromJson(evidence.toJson())).isEqualTo(evidence);
    assertThat(evidence.comparisons()).hasSize(3);
  }

  @Test
  void evaluate_weightField_countsRows() {
    Schema weighted =
        Loans.fields()
            .weight("weight")
            .numeric("loss")
            .text("grade")
            .binaryLabel("defaulted")
            .build();
    Split rows = RowsAt.split(Loans.table(Loans.draw(600, 0, Seed.of(2)), weighted), 100);
    Evaluation<Binary> evaluation =
        evaluator()
            .build()
            .evaluate(Pipelines.logistic(rows.train(), Loans.CLASSES, "risk", 0, 2), rows.test());
    assertThat(evaluation.rows().weight(3))
        .isEqualTo(rows.test().table().column("weight").number(3));
    double[] ones = new double[500];
    java.util.Arrays.fill(ones, 1);
    assertThat(measured(evaluation.estimate(brier())).value())
        .isNotEqualTo(brier().of(evaluation.rows().withWeights(ones)).orElse(-1));
  }

  @Test
  void evaluate_groupField_resamplesGroups() {
    Schema grouped =
        Loans.fields()
            .numeric("weight")
            .numeric("loss")
            .text("grade")
            .binaryLabel("defaulted")
            .build()
            .edit()
            .group("customer")
            .build();
    Split rows = RowsAt.split(Loans.table(Loans.draw(600, 0, Seed.of(2)), grouped), 100);
    Measured auc =
        measured(
            evaluator()
                .build()
                .evaluate(
                    Pipelines.logistic(rows.train(), Loans.CLASSES, "risk", 0, 2), rows.test())
                .estimate(rocAuc()));
    assertThat(auc.interval().method()).contains("125 groups");
    assertThat(
            measured(
                    evaluator()
                        .against("twin", Pipelines.constant(rows.train(), Loans.CLASSES, "risk"))
                        .build()
                        .evaluate(
                            Pipelines.logistic(rows.train(), Loans.CLASSES, "risk", 0, 2),
                            rows.test())
                        .compare("twin", brier())
                        .effect())
                .interval()
                .method())
        .contains("125 groups");
  }

  @Test
  void slices_eachValueAndMissing_withFloor() {
    Evaluation<Binary> evaluation =
        evaluator().sliceBy("region").build().evaluate(good, split.test());
    assertThat(evaluation.slices().stream().map(Slice::name))
        .containsExactly("region = north", "region = south", "region is missing");
    assertThat(evaluation.slices().stream().mapToLong(Slice::support).sum()).isEqualTo(1000);
    Slice missing = evaluation.slices().get(2);
    assertThat(missing.value()).isEqualTo(Optional.empty());
    assertThat(missing.support()).isEqualTo(20);
    assertThat(missing.metrics().get("roc_auc"))
        .isEqualTo(new Estimate.Undefined("support 20 is below the floor of 30 rows", 20));
    assertThat(evaluation.slices().get(0).metrics().get("roc_auc")).isInstanceOf(Measured.class);
    assertThatThrownBy(() -> evaluator().sliceBy("risk").build().evaluate(good, split.test()))
        .hasMessageContaining("Bin it");
  }

  @Test
  void warnings_rareFewAndUncompared_areSaid() {
    Split rare = RowsAt.split(Loans.table(Loans.draw(1400, -6, Seed.of(3)), Loans.binary()), 400);
    List<String> warnings =
        Evaluator.of(Task.binary())
            .metric(accuracy(), rocAuc())
            .build()
            .evaluate(Pipelines.logistic(rare.train(), Loans.CLASSES, "risk", -6, 2), rare.test())
            .warnings();
    assertThat(warnings).anyMatch(w -> w.startsWith("Accuracy says little"));
    assertThat(warnings).anyMatch(w -> w.startsWith("ROC-AUC hides"));
    assertThat(warnings).anyMatch(w -> w.startsWith("Class 'true' has only"));
    assertThat(warnings).contains(EvaluationWarnings.NO_BASELINE);
    assertThat(evaluator().against("b", blind).build().evaluate(good, split.test()).warnings())
        .isEmpty();
  }

  @Test
  void evaluate_oneClass_isUndefinedWithReason() {
    Split none = RowsAt.split(Loans.table(Loans.draw(200, -50, Seed.of(4)), Loans.binary()), 50);
    Estimate auc =
        evaluator()
            .build()
            .evaluate(Pipelines.logistic(none.train(), Loans.CLASSES, "risk", 0, 1), none.test())
            .estimate(rocAuc());
    assertThat(auc).isEqualTo(new Estimate.Undefined("no positive rows", 150));
  }

  @Test
  void evaluate_regression_eachMetric() {
    Split rows = RowsAt.split(Loans.table(Loans.draw(900, 0, Seed.of(6)), Loans.real()), 300);
    TrainedPipeline<Regression> linear = Pipelines.linear(rows.train(), "risk", 3, 2);
    TrainedPipeline<Regression> mean = Pipelines.linear(rows.train(), "risk", 3, 0);
    Evaluation<Regression> evaluation =
        Evaluator.of(Task.regression())
            .metric(RegressionMetrics.mae(), RegressionMetrics.rmse(), RegressionMetrics.r2())
            .against("mean", mean)
            .build()
            .evaluate(linear, rows.test());
    // Noise is N(0, 1): RMSE 1, MAE sqrt(2/pi), R2 4/5; 600 rows give about 3 % of error.
    assertThat(measured(evaluation.estimate(RegressionMetrics.rmse())).value())
        .isEqualTo(1, within(0.1));
    assertThat(measured(evaluation.estimate(RegressionMetrics.mae())).value())
        .isEqualTo(0.798, within(0.08));
    assertThat(measured(evaluation.estimate(RegressionMetrics.r2())).value())
        .isEqualTo(0.8, within(0.04));
    assertThat(measured(evaluation.gain("mean", RegressionMetrics.rmse())).interval().low())
        .isPositive();
  }

  @Test
  void evaluate_unseenClass_isWrongAndWarned() {
    Split rows = RowsAt.split(Loans.table(Loans.draw(900, 0, Seed.of(7)), Loans.graded()), 300);
    TrainedPipeline<Multiclass> knowsTwo =
        Pipelines.oracle(rows.train(), List.of("a", "b"), "risk");
    Evaluation<Multiclass> evaluation =
        Evaluator.of(Task.multiclass())
            .metric(MulticlassMetrics.accuracy(), MulticlassMetrics.logLoss())
            .build()
            .evaluate(knowsTwo, rows.test());
    assertThat(evaluation.rows().classes()).containsExactly("a", "b", "c");
    assertThat(evaluation.warnings()).anyMatch(w -> w.startsWith("Class 'c' was not seen"));
    assertThat(measured(evaluation.estimate(MulticlassMetrics.accuracy())).value())
        .isLessThan(0.75);
  }

  @Test
  void evaluate_multiclass_accuracyIsTheOracles() {
    Split rows = RowsAt.split(Loans.table(Loans.draw(2000, 0, Seed.of(8)), Loans.graded()), 300);
    List<Metric<Multiclass>> metrics =
        List.of(
            MulticlassMetrics.accuracy(),
            MulticlassMetrics.macroF1(),
            MulticlassMetrics.rocAuc(),
            MulticlassMetrics.logLoss());
    Evaluator.Builder<Multiclass> builder = Evaluator.of(Task.multiclass());
    metrics.forEach(builder::metric);
    Evaluation<Multiclass> evaluation =
        builder
            .build()
            .evaluate(Pipelines.oracle(rows.train(), Loans.GRADES, "guess"), rows.test());
    assertThat(measured(evaluation.estimate(metrics.get(0))).value()).isEqualTo(0.8, within(0.04));
    metrics.forEach(m -> assertThat(evaluation.estimate(m)).isInstanceOf(Measured.class));
  }

  @Test
  void evaluate_otherPositiveValue_isRefused() {
    TrainedPipeline<Binary> flipped =
        Pipelines.logistic(split.train(), List.of("true", "false"), "risk", 0, 2);
    assertThatThrownBy(() -> evaluator().build().evaluate(flipped, split.test()))
        .hasMessageContaining("Positive class");
  }

  @Test
  void build_faults_areAllReported() {
    assertThatThrownBy(() -> Evaluator.of(Task.binary()).build())
        .hasMessageContaining("at least one metric");
    assertThatThrownBy(
            () ->
                evaluator()
                    .metric(rocAuc())
                    .against("a", good)
                    .against("a", blind)
                    .clock(NOON)
                    .build())
        .hasMessageContaining("(3)")
        .hasMessageContaining("'roc_auc'")
        .hasMessageContaining("'a'")
        .hasMessageContaining("Clock");
  }

  private static Measured measured(Estimate estimate) {
    assertThat(estimate).isInstanceOf(Measured.class);
    return (Measured) estimate;
  }
}
