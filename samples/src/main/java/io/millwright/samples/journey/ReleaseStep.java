package io.millwright.samples.journey;

import io.millwright.Sha256;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.Verdict;
import io.millwright.eval.Evaluation;
import io.millwright.eval.Gate;
import io.millwright.eval.Latency;
import io.millwright.eval.Measure;
import io.millwright.eval.card.Fact;
import io.millwright.eval.card.ModelFacts;
import io.millwright.eval.card.ReleaseAdvice;
import io.millwright.eval.card.ReleaseAdvice.Topic;
import io.millwright.eval.fairness.FairnessReport;
import io.millwright.eval.metric.Metric;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.leakage.LeakageReport;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.TrainedPipeline;
import io.millwright.serving.ManagedPredictor;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts all that was found into evidence, lets a gate judge it, and advises on release. */
final class ReleaseStep {

  static final String GATE = "judge";
  private static final double MOST_MILLIS = 50;
  private static final double MOST_BYTES = 100e6;
  private static final int CALLS = 2_000;
  private static final int ASKED = 500;

  private final TrainedPipeline<Binary> pipeline;
  private final Evaluation<Binary> evaluation;
  private final Clock clock;

  ReleaseStep(TrainedPipeline<Binary> pipeline, Evaluation<Binary> evaluation, Clock clock) {
    this.pipeline = pipeline;
    this.evaluation = evaluation;
    this.clock = clock;
  }

  /** What the audits beside the evaluation found. */
  record Findings(
      LeakageReport leakage,
      Estimate calibrationError,
      ThresholdStep.Decided threshold,
      Optional<FairnessReport> fairness) {}

  /** All that release is decided on. */
  record Released(
      Evidence evidence, GateDecision decision, ModelFacts facts, ReleaseAdvice advice) {}

  Released run(Findings found, Metric<Binary> primary, Table test, Path zip) throws IOException {
    Evidence evidence =
        found.fairness().isPresent()
            ? found.fairness().get().addTo(evaluation.evidence())
            : evaluation.evidence();
    evidence =
        latency(test)
            .addTo(evidence)
            .withMetric(CalibrationStep.ERROR, found.calibrationError())
            .withMetric(ThresholdStep.SAVED, found.threshold().savings().get(0).perRow())
            .withCheck("leakage", found.leakage().decision());
    ModelBundle bundle = PipelineBundle.pack(pipeline, evidence, clock);
    Files.deleteIfExists(zip);
    bundle.writeZip(zip);
    evidence = evidence.withMetric(Measure.BUNDLE_BYTES.name(), Measure.counted(Files.size(zip)));
    GateDecision decision = gate(primary, found).decide(pipeline.identity(), evidence);
    ModelFacts facts = ModelFacts.of(evaluation).pipeline(pipeline).bundle(bundle).build();
    return new Released(evidence, decision, facts, advice(facts, decision, found, primary));
  }

  private static Gate gate(Metric<Binary> primary, Findings found) {
    Gate gate =
        Gate.require(primary)
            .beats(TaskPlan.BASELINE)
            .and(Measure.higherIsBetter(ThresholdStep.SAVED))
            .lowerBoundAtLeast(0)
            .and(Measure.lowerIsBetter(CalibrationStep.ERROR))
            .upperBoundAtMost(CalibrationStep.MOST_ERROR)
            .and(Measure.LATENCY_P99_MS)
            .upperBoundAtMost(MOST_MILLIS)
            .and(Measure.BUNDLE_BYTES)
            .upperBoundAtMost(MOST_BYTES)
            .andCheck("leakage");
    return found.fairness().map(f -> FairnessStep.require(gate, f)).orElse(gate);
  }

  private Latency latency(Table test) {
    List<Map<String, ?>> asked =
        IntStream.range(0, Math.min(ASKED, test.rowCount()))
            .<Map<String, ?>>mapToObj(row -> LiveRows.of(test, row))
            .toList();
    try (ManagedPredictor<Map<String, ?>, Binary> predictor =
        ManagedPredictor.ofMaps(pipeline.model()).build()) {
      return Latency.of(predictor, asked, CALLS, CALLS);
    }
  }

  private ReleaseAdvice advice(
      ModelFacts facts, GateDecision decision, Findings found, Metric<Binary> primary) {
    ReleaseAdvice.Builder advice =
        ReleaseAdvice.on(facts)
            .gate(GATE, decision)
            .decidingBy(primary)
            .finding(Topic.CALIBRATION, calibration(found));
    found.fairness().ifPresent(f -> advice.finding(Topic.FAIRNESS, fairness(f)));
    return advice.build();
  }

  Fact calibration(Findings found) {
    return fact(
        CalibrationStep.verdict(found.calibrationError()),
        "calibration",
        "Debiased calibration error %s; at most %s is wanted."
            .formatted(PageText.words(found.calibrationError()), CalibrationStep.MOST_ERROR));
  }

  Fact fairness(FairnessReport report) {
    return fact(
        FairnessStep.verdict(report),
        "fairness audit",
        FairnessStep.words(report) + ". The margins are the sample's.");
  }

  Fact fact(Verdict verdict, String source, String text) {
    return new Fact(verdict, new Fact.Source(source, Sha256.hex(text), clock.instant()), text);
  }
}
