package io.millwright.eval;

import static io.millwright.eval.metric.BinaryMetrics.averagePrecision;
import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Lineage;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelRegistry;
import io.millwright.artifact.Verdict;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Evidence;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private static Estimate measured(double low, double high, long support) {
    return new Measured((low + high) / 2, new Interval(low, high, 0.95, "given"), support);
  }

  private static Evidence evidence(Estimate auc, Estimate gain) {
    TreeMap<String, Estimate> metrics = new TreeMap<>();
    metrics.put("roc_auc", auc);
    metrics.put("brier", measured(0.1, 0.2, 1000));
    return new Evidence(
        new Evidence.Subject("model-1", "binary", "rows", Instant.EPOCH),
        metrics,
        List.of(new Comparison("baseline", "roc_auc", measured(0.5, 0.5, 1000), gain)),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0.75, 0.80, PASS",
    "0.76, 0.80, PASS",
    "0.74, 0.80, INSUFFICIENT",
    "0.60, 0.75, INSUFFICIENT",
    "0.60, 0.74, FAIL"
  })
  void lowerBoundAtLeast_interval_decides(double low, double high, Verdict verdict) {
    GateDecision decision =
        Gate.require(rocAuc())
            .lowerBoundAtLeast(0.75)
            .decide(evidence(measured(low, high, 1000), measured(0, 0, 1000)));
    assertThat(decision.verdict()).isEqualTo(verdict);
    assertThat(decision.reasons()).singleElement().asString().startsWith(verdict.name());
  }

  @ParameterizedTest
  @CsvSource({"0.2, PASS", "0.15, INSUFFICIENT", "0.09, FAIL"})
  void upperBoundAtMost_interval_decides(double bound, Verdict verdict) {
    assertThat(
            Gate.require(brier())
                .upperBoundAtMost(bound)
                .decide(evidence(measured(0, 1, 1000), measured(0, 1, 1000)))
                .verdict())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "0.01, 0.05, PASS",
    "0, 0.05, INSUFFICIENT",
    "-0.01, 0.05, INSUFFICIENT",
    "0, 0, FAIL",
    "-0.05, -0.01, FAIL"
  })
  void beats_gain_decides(double low, double high, Verdict verdict) {
    assertThat(
            Gate.require(rocAuc())
                .beats("baseline")
                .decide(evidence(measured(0.7, 0.8, 1000), measured(low, high, 1000)))
                .verdict())
        .isEqualTo(verdict);
  }

  @Test
  void decide_several_isTheWorst_withAReasonEach() {
    Evidence evidence = evidence(measured(0.8, 0.9, 1000), measured(-0.1, 0.1, 1000));
    Gate gate = Gate.require(rocAuc()).lowerBoundAtLeast(0.75).beats("baseline");
    assertThat(gate.decide(evidence).verdict()).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(gate.decide(evidence).reasons()).hasSize(2);
    Gate failing = gate.and(brier()).upperBoundAtMost(0.05);
    assertThat(failing.decide(evidence).verdict()).isEqualTo(Verdict.FAIL);
    Gate invalid = failing.and(averagePrecision()).lowerBoundAtLeast(0.1);
    assertThat(invalid.decide(evidence).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(invalid.decide(evidence).reasons())
        .hasSize(4)
        .element(0)
        .asString()
        .startsWith("INVALID");
  }

  @Test
  void decide_fewRowsOrUndefined_isInsufficient() {
    Gate gate = Gate.require(rocAuc()).lowerBoundAtLeast(0.75);
    assertThat(gate.decide(evidence(measured(1, 1, 29), measured(0, 0, 29))).verdict())
        .isEqualTo(Verdict.INSUFFICIENT);
    assertThat(
            gate.minimumSupport(20)
                .decide(evidence(measured(1, 1, 29), measured(0, 0, 29)))
                .verdict())
        .isEqualTo(Verdict.PASS);
    GateDecision undefined =
        gate.decide(evidence(new Estimate.Undefined("no positive rows", 500), measured(0, 0, 1)));
    assertThat(undefined.verdict()).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(undefined.reasons().get(0)).contains("no positive rows");
  }

  @Test
  void decide_missingComparisonOrOtherModel_isInvalid() {
    Evidence evidence = evidence(measured(0.8, 0.9, 1000), measured(0.1, 0.2, 1000));
    assertThat(Gate.require(rocAuc()).beats("champion").decide(evidence).verdict())
        .isEqualTo(Verdict.INVALID);
    assertThat(Gate.require(rocAuc()).beats("baseline").decide("model-2", evidence).verdict())
        .isEqualTo(Verdict.INVALID);
    assertThat(Gate.require(rocAuc()).beats("baseline").decide("model-1", evidence).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void decide_bundle_readsItsEvaluationAndChecksItsModel() {
    Gate gate = Gate.require(rocAuc()).lowerBoundAtLeast(0.75);
    String json = evidence(measured(0.8, 0.9, 1000), measured(0.1, 0.2, 1000)).toJson();
    assertThat(gate.decide(bundle("model-1", json), Optional.empty()).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(gate.decide(bundle("model-2", json), Optional.empty()).verdict())
        .isEqualTo(Verdict.INVALID);
    assertThat(gate.decide(bundle("", json), Optional.empty()).verdict())
        .isEqualTo(Verdict.INVALID);
    assertThat(gate.decide(bundle("model-1", "{\"cut"), Optional.empty()).verdict())
        .isEqualTo(Verdict.INVALID);
    assertThat(gate.decide(bundle("model-1", "{}"), Optional.empty()).verdict())
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void decide_packedPipeline_passes() {
    Split split = RowsAt.split(Loans.table(Loans.draw(1400, 0, Seed.of(1)), Loans.binary()), 400);
    TrainedPipeline<Binary> trained =
        Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 0, 2);
    Evidence evidence =
        Evaluator.of(Task.binary())
            .metric(rocAuc())
            .build()
            .evaluate(trained, split.test())
            .evidence();
    GateDecision decision =
        Gate.require(rocAuc())
            .lowerBoundAtLeast(0.75)
            .decide(PipelineBundle.pack(trained, evidence, CLOCK), Optional.empty());
    assertThat(decision.verdict()).as("%s", decision).isEqualTo(Verdict.PASS);
  }

  private static ModelBundle bundle(String model, String evaluation) {
    Lineage.Builder lineage = Lineage.builder("rows", Seed.of(1), CLOCK);
    if (!model.isEmpty()) {
      lineage.property(Gate.MODEL_PROPERTY, model);
    }
    return ModelBundle.builder(lineage.build())
        .part(ModelRegistry.EVALUATION_PART, evaluation.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  @Test
  void require_boundOnTheWrongSide_isRefused() {
    assertThatThrownBy(() -> Gate.require(brier()).lowerBoundAtLeast(0.1))
        .hasMessageContaining("upperBoundAtMost");
    assertThatThrownBy(() -> Gate.require(rocAuc()).upperBoundAtMost(0.1))
        .hasMessageContaining("lowerBoundAtLeast");
    assertThatThrownBy(() -> Gate.require(rocAuc()).lowerBoundAtLeast(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Gate.require(rocAuc()).beats("b", -1)).hasMessageContaining("Margin");
  }

  private static Evidence sliced(Estimate... gains) {
    List<Evidence.SliceFinding> slices = new ArrayList<>();
    for (Estimate gain : gains) {
      TreeMap<String, Estimate> metrics = new TreeMap<>();
      metrics.put("roc_auc", measured(0.7, 0.9, gain.support()));
      slices.add(
          new Evidence.SliceFinding(
              "region = " + slices.size(),
              gain.support(),
              metrics,
              List.of(new Comparison("champion", "roc_auc", measured(0, 1, 100), gain))));
    }
    Evidence plain = evidence(measured(0.8, 0.9, 1000), measured(0, 1, 1000));
    return new Evidence(
        plain.subject(),
        plain.metrics(),
        plain.comparisons(),
        slices,
        plain.checks(),
        plain.warnings());
  }

  @ParameterizedTest
  @CsvSource({
    "-0.01, 0.02, PASS",
    "-0.02, 0.02, PASS",
    "-0.03, 0.02, INSUFFICIENT",
    "-0.05, -0.02, INSUFFICIENT",
    "-0.05, -0.03, FAIL"
  })
  void notWorseThan_gain_mustNotLoseMoreThanTheMargin(double low, double high, Verdict verdict) {
    GateDecision decision =
        Gate.require(rocAuc())
            .notWorseThan("baseline", 0.02)
            .decide(evidence(measured(0.8, 0.9, 1000), measured(low, high, 1000)));
    assertThat(decision.verdict()).isEqualTo(verdict);
  }

  @Test
  void inNoSliceWorseThan_oneSliceSurelyWorse_failsAndNamesIt() {
    Gate gate = Gate.require(rocAuc()).inNoSliceWorseThan("champion", 0.02);
    GateDecision decision =
        gate.decide(sliced(measured(-0.01, 0.1, 100), measured(-0.2, -0.1, 100)));
    assertThat(decision.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(decision.reasons()).singleElement().asString().contains("region = 1");

    GateDecision good = gate.decide(sliced(measured(-0.01, 0.1, 100), measured(0, 0.1, 100)));
    assertThat(good.verdict()).isEqualTo(Verdict.PASS);
    assertThat(good.reasons()).singleElement().asString().contains("all 2 slices");
  }

  @Test
  void inNoSliceWorseThan_smallSlices_areCountedAndNotJudged() {
    Gate gate = Gate.require(rocAuc()).inNoSliceWorseThan("champion", 0.02);
    GateDecision decision = gate.decide(sliced(measured(-0.01, 0.1, 30), measured(-0.2, -0.1, 29)));
    assertThat(decision.verdict()).isEqualTo(Verdict.PASS);
    assertThat(decision.reasons()).singleElement().asString().contains("1 were too small");
    assertThat(gate.decide(sliced(measured(-0.2, -0.1, 29))).verdict())
        .isEqualTo(Verdict.INSUFFICIENT);
  }

  @Test
  void inEverySlice_bound_followsTheMetricsDirection() {
    Evidence evidence = sliced(measured(0, 1, 100));
    assertThat(Gate.require(rocAuc()).inEverySlice(0.7).decide(evidence).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(Gate.require(rocAuc()).inEverySlice(0.8).decide(evidence).verdict())
        .isEqualTo(Verdict.INSUFFICIENT);
    assertThat(Gate.require(rocAuc()).inEverySlice(0.91).decide(evidence).verdict())
        .isEqualTo(Verdict.FAIL);
    assertThat(Gate.require(rocAuc()).inNoSliceWorseThan("other", 0.1).decide(evidence).verdict())
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void slices_noneEvaluated_isInvalid() {
    Evidence evidence = evidence(measured(0.8, 0.9, 1000), measured(0, 1, 1000));
    assertThat(Gate.require(rocAuc()).inEverySlice(0.7).decide(evidence).verdict())
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void check_passedFailedOrMissing_decides() {
    Evidence evidence = evidence(measured(0.8, 0.9, 1000), measured(0, 1, 1000));
    Gate gate = Gate.require(rocAuc()).lowerBoundAtLeast(0.7).andCheck("leakage");
    assertThat(gate.decide(evidence).verdict()).isEqualTo(Verdict.INVALID);
    GateDecision passed = new GateDecision(Verdict.PASS, List.of());
    assertThat(gate.decide(evidence.withCheck("leakage", passed)).verdict())
        .isEqualTo(Verdict.PASS);
    String one = "x".repeat(1500);
    GateDecision failed = new GateDecision(Verdict.FAIL, List.of(one, one, one));
    GateDecision decision = gate.decide(evidence.withCheck("leakage", failed));
    assertThat(decision.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(decision.reasons().get(0)).contains(one).contains("(2 more reasons)");
  }

  @Test
  void measure_anyNumberOfTheEvidence_isBounded() {
    Evidence evidence =
        evidence(measured(0.8, 0.9, 1000), measured(0, 1, 1000))
            .withMetric(Measure.LATENCY_P99_MS.name(), measured(3, 5, 1000))
            .withMetric(Measure.BUNDLE_BYTES.name(), Measure.counted(2000));
    assertThat(
            Gate.require(Measure.LATENCY_P99_MS)
                .upperBoundAtMost(5)
                .and(Measure.BUNDLE_BYTES)
                .upperBoundAtMost(2000)
                .decide(evidence)
                .verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(Gate.require(Measure.BUNDLE_BYTES).upperBoundAtMost(1999).decide(evidence).verdict())
        .isEqualTo(Verdict.FAIL);
    assertThatThrownBy(() -> Gate.require(Measure.BUNDLE_BYTES).lowerBoundAtLeast(1))
        .hasMessageContaining("upperBoundAtMost");
  }

  @Test
  void champion_inARegistry_mustBeTheOneComparedWith() {
    Split split = RowsAt.split(Loans.table(Loans.draw(600, 0, Seed.of(1)), Loans.binary()), 300);
    TrainedPipeline<Binary> champion = Pipelines.constant(split.train(), Loans.CLASSES, "risk");
    TrainedPipeline<Binary> candidate =
        Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 0, 2);
    Evaluator<Binary> alone = Evaluator.of(Task.binary()).metric(rocAuc(), brier()).build();
    Evaluator<Binary> compared =
        Evaluator.of(Task.binary())
            .metric(rocAuc(), brier())
            .against(Gate.CHAMPION, champion)
            .build();
    ModelBundle inProduction =
        PipelineBundle.pack(champion, alone.evaluate(champion, split.test()).evidence(), CLOCK);
    ModelBundle other =
        PipelineBundle.pack(candidate, alone.evaluate(candidate, split.test()).evidence(), CLOCK);
    ModelBundle bundle =
        PipelineBundle.pack(
            candidate, compared.evaluate(candidate, split.test()).evidence(), CLOCK);
    Gate gate = Gate.require(rocAuc()).beats(Gate.CHAMPION);

    assertThat(gate.decide(bundle, Optional.of(inProduction)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(gate.decide(bundle, Optional.of(other)).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(gate.decide(other, Optional.of(inProduction)).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(gate.decide(other, Optional.empty()).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void decide_veryManyFindings_saysHowManyMore() {
    Estimate[] gains = new Estimate[300];
    Arrays.fill(gains, measured(-0.2, -0.1, 100));
    GateDecision decision =
        Gate.require(rocAuc()).inNoSliceWorseThan("champion", 0).decide(sliced(gains));
    assertThat(decision.reasons()).hasSize(201).last().asString().contains("100 more");
  }
}
