package io.millwright.eval;

import static io.millwright.eval.metric.BinaryMetrics.averagePrecision;
import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.artifact.BundlePart;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.BinaryCurves;
import io.millwright.eval.metric.CurvePoint;
import io.millwright.eval.metric.Reliability;
import io.millwright.eval.significance.ModelComparison;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Report;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The examples of {@code docs/concepts/evaluation.md} and {@code
 * docs/concepts/intervals-and-comparisons.md}, compiled and run.
 */
class EvaluationDocTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "concepts", "evaluation.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "millwright", "eval", "EvaluationDocTest.java");

  @Test
  void examples_run() {
    Split split = RowsAt.split(Loans.table(Loans.draw(1400, 0, Seed.of(1)), Loans.binary()), 400);
    TrainedPipeline<Binary> trained =
        Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 0, 2);
    TrainedPipeline<Binary> baseline = Pipelines.constant(split.train(), Loans.CLASSES, "risk");

    Evaluation<Binary> evaluation =
        Evaluator.of(Task.binary())
            .metric(rocAuc(), averagePrecision(), brier())
            .against("baseline", baseline)
            .sliceBy("region")
            .bootstrap(Bootstrap.of(Seed.of(42)).withReplicates(1000).withLevel(0.95))
            .build()
            .evaluate(trained, split.test());

    String auc =
        evaluation
            .estimate(rocAuc())
            .match(
                m -> m.value() + " in " + m.interval().low() + ".." + m.interval().high(),
                u -> "undefined: " + u.reason());
    Estimate gain = evaluation.gain("baseline", brier());

    GateDecision decision =
        Gate.require(rocAuc())
            .lowerBoundAtLeast(0.75)
            .beats("baseline")
            .and(brier())
            .upperBoundAtMost(0.2)
            .decide(trained.identity(), evaluation.evidence());

    List<Loans> asked = Loans.draw(50, 0, Seed.of(9));
    GateDecision audited = new GateDecision(Verdict.PASS, List.of());
    long bytes =
        PipelineBundle.pack(trained, evaluation.evidence(), Clock.systemUTC()).parts().stream()
            .mapToLong(BundlePart::size)
            .sum();
    Latency latency = Latency.of(trained.model().predictor(Loans.class), asked, 2_000, 1_000);
    Evidence evidence =
        latency
            .addTo(evaluation.evidence())
            .withMetric(Measure.BUNDLE_BYTES.name(), Measure.counted(bytes))
            .withCheck("leakage", audited);
    GateDecision promotion =
        Gate.require(brier())
            .notWorseThan("baseline", 0.005)
            .inNoSliceWorseThan("baseline", 0.02)
            .and(rocAuc())
            .beats(Gate.CHAMPION)
            .inEverySlice(0.6)
            .and(Measure.LATENCY_P99_MS)
            .upperBoundAtMost(5)
            .andCheck("leakage")
            .decide(evidence);

    BinaryCurves curves = BinaryCurves.of(evaluation.rows());
    List<CurvePoint> roc = curves.roc();
    Reliability calibration = curves.calibration();
    Report report = EvaluationReport.of(evaluation);

    assertThat(auc).startsWith("0.");
    assertThat(gain).isInstanceOf(Estimate.Measured.class);
    assertThat(decision.verdict()).as("%s", decision).isEqualTo(Verdict.PASS);
    assertThat(promotion.verdict()).as("%s", promotion).isEqualTo(Verdict.INVALID);
    assertThat(promotion.reasons().get(0)).contains("champion");
    assertThat(roc).isNotEmpty();
    assertThat(calibration.expectedError()).isLessThan(0.1);
    assertThat(report.sections()).isNotEmpty();
  }

  @Test
  void intervalExamples_run() {
    Split split = RowsAt.split(Loans.table(Loans.draw(1400, 0, Seed.of(1)), Loans.binary()), 400);
    TrainedPipeline<Binary> trained =
        Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 0, 2);
    TrainedPipeline<Binary> baseline = Pipelines.constant(split.train(), Loans.CLASSES, "risk");
    Evaluation<Binary> evaluation =
        Evaluator.of(Task.binary())
            .metric(rocAuc(), brier())
            .against("baseline", baseline)
            .build()
            .evaluate(trained, split.test());

    ModelComparison.Finding finding = evaluation.compare("baseline", rocAuc());
    String answer =
        finding.decision()
            + " by "
            + finding.test().name()
            + ", p "
            + finding.test().pValue()
            + "; rows that would decide: "
            + finding.test().rowsNeeded();

    List<ModelComparison.Finding> family =
        evaluation
            .comparison()
            .withMargin(0.005)
            .compareAll(evaluation.rows(), evaluation.others(), List.of(rocAuc(), brier()));

    assertThat(finding.decision()).isEqualTo(ModelComparison.Decision.BETTER);
    assertThat(answer).startsWith("BETTER by DeLong");
    assertThat(family).hasSize(2);
  }

  @Test
  void document_examples_areThisSource() throws IOException {
    String source = oneLine(Files.readString(SOURCE));
    List<String> examples =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map((MatchResult r) -> oneLine(r.group(1)))
            .toList();
    assertThat(examples)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(e -> assertThat(source).contains(e));
  }

  private static String oneLine(String code) {
    return code.replaceAll("\\s+", "");
  }
}
