package io.millwright.samples.docs;

import static io.millwright.samples.docs.Loans.CUTOFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.eval.Evaluation;
import io.millwright.eval.Evaluator;
import io.millwright.eval.Gate;
import io.millwright.eval.HeldOut;
import io.millwright.eval.Measure;
import io.millwright.eval.MetricChoice;
import io.millwright.eval.calibration.Calibrator;
import io.millwright.eval.calibration.CalibratorChoice;
import io.millwright.eval.card.ModelFacts;
import io.millwright.eval.card.ReleaseAdvice;
import io.millwright.eval.fairness.FairnessAudit;
import io.millwright.eval.fairness.FairnessMeasure;
import io.millwright.eval.fairness.FairnessReport;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.robustness.Perturbations;
import io.millwright.eval.robustness.RobustnessAudit;
import io.millwright.eval.robustness.RobustnessReport;
import io.millwright.eval.slice.SliceSearch;
import io.millwright.eval.slice.WeakSlices;
import io.millwright.eval.threshold.ChosenThreshold;
import io.millwright.eval.threshold.CostMatrix;
import io.millwright.eval.threshold.OperatingPoint;
import io.millwright.eval.threshold.ThresholdRule;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.features.FeatureSpec;
import io.millwright.leakage.LeakageAudit;
import io.millwright.model.Binary;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.samples.docs.Loans.Loan;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.split.TrainingSet;
import io.millwright.table.Table;
import io.millwright.train.Baselines;
import io.millwright.train.LogisticRegression;
import io.millwright.train.Pipeline;
import io.millwright.train.Trainer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/how-to/judge-a-model.md}. */
class JudgeAModelTest {

  private final Bootstrap bootstrap = Bootstrap.of(Seed.of(1)).withReplicates(200);

  private static TrainedPipeline<Binary> fit(TrainingSet train) {
    return fit(train, LogisticRegression.binary());
  }

  private static TrainedPipeline<Binary> fit(TrainingSet train, Trainer<Binary> trainer) {
    return Pipeline.of(FeatureSpec.forLinear(train.table().schema()), trainer)
        .fit(train, Seed.of(42), Progress.SILENT, Loans.CLOCK);
  }

  @Test
  void steps_ofThePage_leadToAnAdvice() {
    List<Loan> loans = Loans.draw(3_000, Seed.of(11)).stream().map(Loans.Drawn::loan).toList();
    Table table = Table.ofRecords(loans, Loans.schema(), Loan.class);

    Split outer = Splitter.before("decidedAt", CUTOFF).split(table);
    Split forThreshold = Splitter.latest("decidedAt", 0.2).split(outer.train());
    Split forCalibration = Splitter.latest("decidedAt", 0.25).split(forThreshold.train());
    TrainedPipeline<Binary> raw = fit(forCalibration.train());
    TrainedPipeline<Binary> baseline = fit(forCalibration.train(), Baselines.prior());

    HeldOut<Binary> correcting = HeldOut.of(raw, forCalibration.test());
    TrainedPipeline<Binary> model =
        CalibratorChoice.among(
                List.of(Calibrator.unchanged(), Calibrator.platt(), Calibrator.beta()),
                correcting,
                5,
                Seed.of(1))
            .calibrate(raw, correcting);

    CostMatrix costs = new CostMatrix(50, 600, 0);
    ChosenThreshold chosen =
        ChosenThreshold.by(
            ThresholdRule.leastCost(costs), HeldOut.of(model, forThreshold.test()), bootstrap);
    HeldOut<Binary> test = HeldOut.of(model, outer.test());
    OperatingPoint reached = chosen.judgedOn(test, bootstrap);

    MetricChoice<Metric<Binary>> metrics =
        MetricChoice.forBinary(0.2, test.scored().size(), MetricChoice.Use.RISKS);
    Evaluator.Builder<Binary> evaluator =
        Evaluator.of(Task.binary()).against("baseline", baseline).sliceBy("region");
    metrics.metrics().forEach(evaluator::metric);
    Evaluation<Binary> evaluation = evaluator.build().evaluate(model, outer.test());

    FairnessReport fairness =
        FairnessAudit.of("region")
            .margin(FairnessMeasure.EQUAL_OPPORTUNITY_DIFFERENCE, 0.1)
            .threshold(chosen.value())
            .build()
            .assess(evaluation, outer.test().table());
    WeakSlices weak = SliceSearch.of(Seed.of(1)).build().find(test);
    RobustnessReport robustness =
        RobustnessAudit.of(metrics.primary().metric())
            .perturb(Perturbations.noise(), 0.1, 0.5)
            .build()
            .assess(model, evaluation, outer.test().table());

    Evidence evidence =
        fairness
            .addTo(evaluation.evidence())
            .withCheck("leakage", LeakageAudit.of(outer).run().decision());
    String parity = "fairness.equal_opportunity_difference[region]";
    GateDecision decision =
        Gate.require(metrics.primary().metric())
            .beats("baseline")
            .and(Measure.lowerIsBetter(parity))
            .upperBoundAtMost(0.1)
            .andCheck("leakage")
            .decide(evidence);
    ModelFacts facts = ModelFacts.of(evaluation).pipeline(model).build();
    ReleaseAdvice advice =
        ReleaseAdvice.on(facts)
            .gate("release", decision)
            .decidingBy(metrics.primary().metric())
            .build();

    assertThat(chosen.value()).isBetween(0.01, 0.5);
    assertThat(reached.meanCost()).isInstanceOf(Estimate.Measured.class);
    assertThat(fairness.parts()).hasSize(1);
    assertThat(weak.tested()).isPositive();
    assertThat(robustness.curve("noise").effects()).hasSize(2);
    assertThat(decision.verdict()).isNotEqualTo(Verdict.INVALID);
    assertThat(advice.findings()).isNotEmpty();
  }
}
