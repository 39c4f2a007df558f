package io.millwright.eval.robustness;

import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.Evaluation;
import io.millwright.eval.Evaluator;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.robustness.RobustnessReport.Curve;
import io.millwright.eval.robustness.RobustnessReport.Effect;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustnessAuditTest {

  private static final Split SPLIT = RowsAt.split(TestModels.rows(1300, Seed.of(1)), 100);
  private static final Table JUDGED = SPLIT.test().table();

  private static Bootstrap draws() {
    return Bootstrap.of(Seed.of(2)).withReplicates(200).withThreads(1);
  }

  private static Evaluation<Binary> evaluate(TrainedPipeline<Binary> model) {
    return Evaluator.of(Task.binary())
        .metric(rocAuc(), brier())
        .bootstrap(draws())
        .build()
        .evaluate(model, SPLIT.test());
  }

  private static RobustnessAudit.Builder<Binary> audit(Metric<Binary> metric) {
    return RobustnessAudit.of(metric).bootstrap(draws()).seed(Seed.of(3));
  }

  private static RobustnessReport assess(RobustnessAudit<Binary> audit) {
    TrainedPipeline<Binary> model = TestModels.law(SPLIT);
    return audit.assess(model, evaluate(model), JUDGED);
  }

  private static double value(Estimate estimate) {
    return ((Estimate.Measured) estimate).value();
  }

  @Test
  void noise_costsMoreTheStrongerItIs() {
    RobustnessReport report =
        assess(audit(rocAuc()).perturb(Perturbations.noise(), 0.2, 1, 3).build());
    Curve noise = report.curve("noise");
    assertThat(noise.fields()).containsExactly("strong", "weak", "count");
    assertThat(noise.effects()).map(Effect::strength).containsExactly(0.2, 1.0, 3.0);
    assertThat(noise.effects()).map(e -> value(e.drop())).isSorted();
    for (Effect e : noise.effects()) {
      assertThat(value(e.drop()))
          .isCloseTo(value(report.unperturbed()) - value(e.value()), within(1e-12));
    }
    Estimate.Measured strong = (Estimate.Measured) noise.effects().get(2).drop();
    assertThat(strong.interval().low()).isGreaterThan(0.1);
    assertThat(report.estimates())
        .containsOnlyKeys(
            "robustness.roc_auc_drop[noise@0.2]",
            "robustness.roc_auc_drop[noise@1.0]",
            "robustness.roc_auc_drop[noise@3.0]");
  }

  @Test
  void fields_areRankedByTheirDrop() {
    RobustnessReport report =
        assess(
            audit(rocAuc())
                .perturb(Perturbations.noise(), 1)
                .perturb(Perturbations.swapped(), 0.5)
                .build());
    assertThat(report.fields()).map(f -> f.field()).startsWith("strong").hasSize(4);
    // A field that is read and not used changes nothing at all.
    RobustnessReport.FieldEffect last =
        report.fields().stream().filter(f -> f.field().equals("count")).findFirst().orElseThrow();
    assertThat(value(last.effect().drop())).isZero();
  }

  @Test
  void drop_ofAnError_isGreaterThanZeroWhenItGrows() {
    RobustnessReport report =
        assess(
            audit(brier())
                .perturb(Perturbations.missing(), 0.5)
                .perturb(Perturbations.unseen(), 0.5)
                .build());
    assertThat(report.curve("missing").fields()).containsExactly("strong");
    assertThat(value(report.curve("missing").effects().get(0).drop())).isGreaterThan(0.01);
    assertThat(value(report.curve("unseen").effects().get(0).drop())).isGreaterThan(0.002);
  }

  @Test
  void range_keepsNoiseInside() {
    TrainedPipeline<Binary> model = TestModels.law(SPLIT.train(), -4.5);
    RobustnessReport bound =
        audit(rocAuc())
            .perturb(Perturbations.noise(), 2)
            .range("strong", -4, 50)
            .build()
            .assess(model, evaluate(model), JUDGED);
    // Without the range some rows are refused, as the next test shows.
    assertThat(bound.curve("noise").effects().get(0).refused()).isZero();
  }

  @Test
  void refusedRows_areCountedAndLeftOutOfBothSides() {
    TrainedPipeline<Binary> model = TestModels.law(SPLIT.train(), -4.5);
    RobustnessReport report =
        audit(rocAuc())
            .perturb(Perturbations.noise(), 2)
            .build()
            .assess(model, evaluate(model), JUDGED);
    Effect effect = report.curve("noise").effects().get(0);
    // P(N(0, 1 + 4) < -4.5) = 0.022 of 1200 rows
    assertThat(effect.refused()).isBetween(12, 45);
    assertThat(effect.drop()).isInstanceOf(Estimate.Measured.class);
    assertThat(value(report.unperturbed()) - value(effect.value()))
        .isNotCloseTo(value(effect.drop()), within(1e-9));
  }

  @Test
  void perturbation_thatSuitsNoField_isSaidSo() {
    RobustnessReport report =
        assess(
            audit(rocAuc()).perturb(Perturbations.rounded(), 0.5).perturb(new Never(), 1).build());
    assertThat(report.curves()).map(Curve::perturbation).containsExactly("rounded");
    assertThat(report.warnings())
        .containsExactly("No field that the pipeline reads can be 'never'.");
    assertThatThrownBy(() -> report.curve("never"))
        .hasMessage("Perturbation 'never' must be among the assessed; they are [rounded].");
  }

  private record Never() implements Perturbation {
    @Override
    public String name() {
      return "never";
    }

    @Override
    public String unit() {
      return "times";
    }

    @Override
    public boolean suits(io.millwright.schema.Field field, io.millwright.table.Column column) {
      return false;
    }

    @Override
    public io.millwright.table.Column apply(
        io.millwright.schema.Field field,
        io.millwright.table.Column column,
        double strength,
        Seed seed) {
      throw new AssertionError("suits no field");
    }
  }

  @Test
  void sameSeed_givesTheSameReport_andPagesRoundTrip() {
    RobustnessAudit<Binary> audit =
        audit(rocAuc())
            .perturb(Perturbations.noise(), 0.5, 1)
            .perturb(Perturbations.swapped(), 0.2)
            .build();
    RobustnessReport report = assess(audit);
    assertThat(assess(audit)).isEqualTo(report);
    Report pages = report.toReport();
    assertThat(pages.charts()).hasSize(2).allMatch(c -> c.title().startsWith("ROC-AUC: "));
    assertThat(ReportJson.read(ReportJson.write(pages))).isEqualTo(pages);
  }

  @Test
  void evaluation_ofAnotherTableOrModel_isRefused() {
    TrainedPipeline<Binary> model = TestModels.law(SPLIT);
    TrainedPipeline<Binary> other = TestModels.law(SPLIT.train(), -9);
    RobustnessAudit<Binary> audit = audit(rocAuc()).perturb(Perturbations.noise(), 1).build();
    assertThatThrownBy(() -> audit.assess(model, evaluate(model), SPLIT.train().table()))
        .hasMessageContaining("Table must be the one that was evaluated");
    assertThatThrownBy(() -> audit.assess(other, evaluate(model), JUDGED))
        .hasMessageContaining("Pipeline must be the one that was evaluated");
    assertThatThrownBy(
            () ->
                assess(
                    audit(rocAuc()).perturb(Perturbations.noise(), 1).range("kind", 0, 1).build()))
        .hasMessage("Range must be of a field of numbers; was of 'kind', which is CATEGORICAL.");
  }

  @Test
  void builder_faults_areReportedTogether() {
    assertThatThrownBy(
            () ->
                RobustnessAudit.of(rocAuc())
                    .perturb(Perturbations.noise(), 1, 1)
                    .perturb(Perturbations.noise())
                    .range("a", 1, 1)
                    .range("a", 0, 1)
                    .bootstrap(draws())
                    .bootstrap(draws())
                    .build())
        .hasMessageStartingWith("Robustness audit cannot be built (6)")
        .hasMessageContaining("must be greater than 0 and ascending; were [1.0, 1.0].")
        .hasMessageContaining("must be added once");
    assertThatThrownBy(() -> RobustnessAudit.of(rocAuc()).build())
        .hasMessageContaining("at least one perturbation; had none");
    assertThat(List.of(Perturbations.noise().unit(), Perturbations.missing().unit()))
        .containsExactly("standard deviations", "share of rows");
  }
}
