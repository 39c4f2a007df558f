package io.millwright.eval.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.brief.Better;
import io.millwright.brief.KillCriterion.MissesBar;
import io.millwright.brief.KillCriterion.PeopleSay;
import io.millwright.brief.SuccessMetric;
import io.millwright.eval.LoanModel;
import io.millwright.eval.card.ReleaseAdvice.Decision;
import io.millwright.eval.card.ReleaseAdvice.Effect;
import io.millwright.eval.card.ReleaseAdvice.Topic;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseAdviceTest {

  private static GateDecision gate(Verdict verdict) {
    return new GateDecision(verdict, List.of(verdict + ": said the gate."));
  }

  private static ModelFacts facts(double low, double high, String... warnings) {
    return ModelFacts.of(
            Loan.evidence(
                Loan.between(0.8, 0.9), List.of(Loan.gain(Loan.between(low, high))), warnings))
        .build();
  }

  private static ReleaseAdvice.Builder good(ModelFacts facts) {
    return ReleaseAdvice.on(facts)
        .gate("release", gate(Verdict.PASS))
        .finding(Topic.FAIRNESS, Loan.fact(Verdict.PASS))
        .finding(Topic.CALIBRATION, Loan.fact(Verdict.PASS));
  }

  /** One column is changed in each row; the last ones mix grave and harmless. */
  @ParameterizedTest
  @CsvSource({
    // gate, gain from, to, fairness, calibration, decision, effect
    "PASS, 0.1, 0.2, PASS, PASS, SHIP, SUPPORTS",
    "FAIL, 0.1, 0.2, PASS, PASS, REJECT, REJECTS_MODEL",
    "INSUFFICIENT, 0.1, 0.2, PASS, PASS, ITERATE, ITERATE",
    "INVALID, 0.1, 0.2, PASS, PASS, REJECT, REJECTS_EVALUATION",
    ", 0.1, 0.2, PASS, PASS, ITERATE, ITERATE",
    "PASS, 0, 0.2, PASS, PASS, ITERATE, ITERATE",
    "PASS, -0.1, 0.2, PASS, PASS, ITERATE, ITERATE",
    "PASS, -0.2, 0, PASS, PASS, REJECT, REJECTS_MODEL",
    "PASS, -0.2, -0.1, PASS, PASS, REJECT, REJECTS_MODEL",
    "PASS, 0.1, 0.2, FAIL, PASS, REJECT, REJECTS_MODEL",
    "PASS, 0.1, 0.2, INSUFFICIENT, PASS, ITERATE, ITERATE",
    "PASS, 0.1, 0.2, INVALID, PASS, REJECT, REJECTS_EVALUATION",
    "PASS, 0.1, 0.2, , PASS, ITERATE, ITERATE",
    "PASS, 0.1, 0.2, PASS, FAIL, ITERATE, ITERATE",
    "PASS, 0.1, 0.2, PASS, INSUFFICIENT, ITERATE, ITERATE",
    "PASS, 0.1, 0.2, PASS, INVALID, REJECT, REJECTS_EVALUATION",
    "PASS, 0.1, 0.2, PASS, , ITERATE, ITERATE",
    "FAIL, -0.2, -0.1, FAIL, INVALID, REJECT, REJECTS_EVALUATION",
    "INSUFFICIENT, -0.1, 0.2, FAIL, FAIL, REJECT, REJECTS_MODEL",
  })
  void decision_isThatOfTheGravestFinding(
      @org.jspecify.annotations.Nullable Verdict gate,
      double low,
      double high,
      @org.jspecify.annotations.Nullable Verdict fairness,
      @org.jspecify.annotations.Nullable Verdict calibration,
      Decision decision,
      Effect effect) {
    ReleaseAdvice.Builder builder = ReleaseAdvice.on(facts(low, high));
    if (gate != null) {
      builder.gate("release", gate(gate));
    }
    if (fairness != null) {
      builder.finding(Topic.FAIRNESS, Loan.fact(fairness));
    }
    if (calibration != null) {
      builder.finding(Topic.CALIBRATION, Loan.fact(calibration));
    }
    ReleaseAdvice advice = builder.build();
    assertThat(advice.decision()).isEqualTo(decision);
    assertThat(advice.effect()).isEqualTo(effect);
    assertThat(advice.reasons()).isNotEmpty().allMatch(f -> f.effect() == effect);
    assertThat(advice.findings()).hasSize(4);
    assertThat(advice.findings())
        .allSatisfy(f -> assertThat(f.next().isEmpty()).isEqualTo(f.effect() == Effect.SUPPORTS));
  }

  @Test
  void warning_untilAccepted_iterates() {
    ModelFacts facts = facts(0.1, 0.2, "Few groups.");
    assertThat(good(facts).build().decision()).isEqualTo(Decision.ITERATE);
    ReleaseAdvice accepted =
        good(facts).accept("Warning: Few groups.", "Groups are large; credit risk team.").build();
    assertThat(accepted.decision()).isEqualTo(Decision.SHIP);
    assertThat(accepted.findings())
        .anyMatch(f -> f.text().equals("Accepted: Groups are large; credit risk team."));
  }

  @Test
  void topic_notJudged_canBeAcceptedWithReason() {
    ReleaseAdvice advice =
        ReleaseAdvice.on(facts(0.1, 0.2))
            .gate("release", gate(Verdict.PASS))
            .finding(Topic.CALIBRATION, Loan.fact(Verdict.PASS))
            .accept("Fairness", "No people: machines only.")
            .build();
    assertThat(advice.decision()).isEqualTo(Decision.SHIP);
  }

  @Test
  void gate_failed_cannotBeAccepted() {
    ReleaseAdvice.Builder builder =
        good(facts(0.1, 0.2))
            .gate("second", gate(Verdict.FAIL))
            .accept("Gate 'second'", "never mind")
            .accept("Fairness", "it passed")
            .gate("second", gate(Verdict.PASS));
    assertThatThrownBy(builder::build)
        .hasMessageContaining("3 fault(s)")
        .hasMessageContaining("was 'Gate 'second''")
        .hasMessageContaining("was 'Fairness'")
        .hasMessageContaining("given once");
  }

  @Test
  void gain_notComparedUndefinedOrOnFewRows_iterates() {
    ModelFacts none = ModelFacts.of(Loan.evidence(Loan.between(0.8, 0.9), List.of())).build();
    assertThat(good(none).build().reasons())
        .singleElement()
        .satisfies(f -> assertThat(f.next()).contains("against(\"baseline\""));
    ModelFacts undefined =
        ModelFacts.of(
                Loan.evidence(
                    Loan.between(0.8, 0.9),
                    List.of(Loan.gain(new Estimate.Undefined("one class", 9)))))
            .build();
    assertThat(good(undefined).build().reasons())
        .singleElement()
        .satisfies(f -> assertThat(f.text()).contains("one class"));
    ModelFacts few =
        ModelFacts.of(
                Loan.evidence(
                    Loan.between(0.8, 0.9), List.of(Loan.gain(Loan.between(0.1, 0.2, 29)))))
            .build();
    assertThat(good(few).build().reasons())
        .singleElement()
        .satisfies(f -> assertThat(f.next()).isEqualTo("Collect at least 30 rows."));
    assertThat(good(facts(0.1, 0.2)).baseline("champion").build().decision())
        .isEqualTo(Decision.ITERATE);
  }

  @Test
  void gain_worseByOneOfTwoMetrics_rejectsOnlyWhereItDecides() {
    Evidence.Comparison recall =
        new Evidence.Comparison(
            "baseline", "recall@0.5", Loan.between(1, 1), Loan.between(-0.2, -0.1));
    ModelFacts mixed =
        ModelFacts.of(
                Loan.evidence(
                    Loan.between(0.8, 0.9), List.of(Loan.gain(Loan.between(0.1, 0.2)), recall)))
            .build();
    assertThat(good(mixed).build().reasons())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.effect()).isEqualTo(Effect.ITERATE);
              assertThat(f.next()).isEqualTo("Name the metric that decides.");
            });
    assertThat(good(mixed).decidingBy(BinaryMetrics.rocAuc()).build().decision())
        .isEqualTo(Decision.SHIP);
    ModelFacts worse =
        ModelFacts.of(
                Loan.evidence(
                    Loan.between(0.8, 0.9), List.of(Loan.gain(Loan.between(-0.2, 0)), recall)))
            .build();
    assertThat(good(worse).build().reasons())
        .hasSize(2)
        .allMatch(f -> f.effect() == Effect.REJECTS_MODEL);
    assertThatThrownBy(
            () ->
                good(Loan.full())
                    .decidingBy(BinaryMetrics.rocAuc())
                    .decidingBy(BinaryMetrics.rocAuc())
                    .build())
        .hasMessageContaining("set once")
        .hasMessageContaining("must be the brief's");
  }

  @Test
  void metric_undefined_iterates() {
    ModelFacts facts =
        ModelFacts.of(
                Loan.evidence(
                    new Estimate.Undefined("no positive rows", 50),
                    List.of(Loan.gain(Loan.between(0.1, 0.2)))))
            .build();
    assertThat(good(facts).build().reasons())
        .singleElement()
        .satisfies(f -> assertThat(f.text()).isEqualTo("Undefined: no positive rows."));
  }

  @Test
  void rowsNeeded_growsWithTheSquareOfTheRatio() {
    // gain 1/8 in -1/8 .. 3/8: the lower half is 1/4, twice the gain, so four times 1000 rows.
    assertThat(AdviceRules.rowsNeeded((Estimate.Measured) Loan.between(-0.125, 0.375)))
        .contains("about 4,000 rows");
    assertThat(AdviceRules.rowsNeeded((Estimate.Measured) Loan.between(-0.3, 0.1)))
        .contains("hardly help");
    assertThat(
            AdviceRules.rowsNeeded(
                new Estimate.Measured(
                    0.1, new Estimate.Interval(Double.NEGATIVE_INFINITY, 1, 0.95, "given"), 1000)))
        .isEqualTo("Judge many more rows.");
  }

  @ParameterizedTest
  @CsvSource({
    "HIGHER, 0.8, SUPPORTS",
    "HIGHER, 0.85, ITERATE",
    "HIGHER, 0.95, ITERATE",
    "LOWER, 0.9, SUPPORTS",
    "LOWER, 0.85, ITERATE",
    "LOWER, 0.7, ITERATE"
  })
  void goal_isJudgedByTheInterval(Better better, double goal, Effect effect) {
    ModelFacts facts =
        ModelFacts.of(
                Loan.evidence(Loan.between(0.8, 0.9), List.of(Loan.gain(Loan.between(0.1, 0.2)))))
            .brief(brief(new SuccessMetric("roc_auc", better, goal, "worth it"), 0.5))
            .build();
    assertThat(good(facts).build().findings())
        .filteredOn(f -> f.about().equals("Goal of ROC-AUC"))
        .singleElement()
        .satisfies(f -> assertThat(f.effect()).isEqualTo(effect));
  }

  private static io.millwright.brief.ProblemBrief brief(SuccessMetric success, double bar) {
    return io.millwright.brief.ProblemBrief.builder("Loans")
        .objective("o")
        .success(success)
        .baseline("baseline", "rules")
        .type(io.millwright.brief.ProblemType.BINARY_CLASSIFICATION)
        .target("t")
        .consumer("c")
        .latency(io.millwright.brief.LatencyClass.BATCH)
        .data("d")
        .ethics("e")
        .killIf(new MissesBar("roc_auc", Better.HIGHER, bar))
        .build();
  }

  @ParameterizedTest
  @CsvSource({"0.7, SHIP", "0.85, ITERATE", "0.95, REJECT"})
  void killCriterion_met_rejects(double bar, Decision decision) {
    ModelFacts facts =
        ModelFacts.of(
                Loan.evidence(Loan.between(0.8, 0.9), List.of(Loan.gain(Loan.between(0.1, 0.2)))))
            .brief(brief(new SuccessMetric("roc_auc", Better.HIGHER, 0.7, "worth it"), bar))
            .build();
    assertThat(good(facts).build().decision()).isEqualTo(decision);
  }

  @Test
  void killCriterion_notMeasured_iteratesAndOnlyQuestionsCanBeAccepted() {
    ModelFacts facts =
        Loan.evaluated()
            .brief(
                Loan.draft()
                    .killIf(
                        new PeopleSay("Is it forbidden?"), new MissesBar("f1", Better.HIGHER, 1))
                    .build())
            .build();
    ReleaseAdvice advice =
        good(facts).accept("Kill criterion: Is it forbidden?", "No, says the law team.").build();
    assertThat(advice.reasons())
        .singleElement()
        .satisfies(f -> assertThat(f.about()).isEqualTo("Kill criterion: f1 is below 1"));
    assertThatThrownBy(() -> good(facts).accept("Kill criterion: f1 is below 1", "?").build())
        .hasMessageContaining("To accept are [Kill criterion: Is it forbidden?]");
  }

  @Test
  void brief_successMetricDecides_amongComparisons() {
    ModelFacts facts =
        ModelFacts.of(
                Loan.evidence(Loan.between(0.8, 0.9), List.of(Loan.gain(Loan.between(0.1, 0.2)))))
            .brief(brief(new SuccessMetric("brier", Better.LOWER, 0.2, "worth it"), 0.5))
            .build();
    assertThat(good(facts).build().reasons().stream().map(ReleaseAdvice.Finding::about))
        .containsExactlyInAnyOrder("Baseline 'baseline'", "Goal of Brier score");
  }

  @Test
  void regression_isNotAskedForCalibration() {
    ReleaseAdvice advice = ReleaseAdvice.on(ModelFacts.of(LoanModel.regression()).build()).build();
    assertThat(advice.findings().stream().map(ReleaseAdvice.Finding::about))
        .contains("Fairness")
        .doesNotContain("Calibration");
  }

  @Test
  void report_holdsRecommendationThenTheEvaluation() {
    Report report = good(Loan.full()).build().report();
    assertThat(report.sections().stream().map(Section::heading))
        .containsExactly("Recommendation", "Metrics", "Comparison", "Curves", "Slices");
    assertThat(ReportJson.write(report)).contains("SHIP: every rule supports shipping");
    assertThat(ReportJson.write(good(Loan.full()).build().report()))
        .isEqualTo(ReportJson.write(report));
    Report bare = good(facts(0.1, 0.2)).gate("b", gate(Verdict.INVALID)).build().report();
    assertThat(bare.sections().stream().map(Section::heading))
        .containsExactly("Recommendation", "Metrics");
    assertThat(ReportJson.write(bare))
        .contains("REJECT: 1 finding(s) reject the evaluation. Nothing is said about the model");
    assertThat(ReportJson.write(good(facts(-0.2, -0.1)).build().report()))
        .contains("REJECT: 1 finding(s) reject the model.");
    assertThat(ReportJson.write(good(facts(-0.2, 0.3)).build().report()))
        .contains("ITERATE: 1 finding(s) to work on");
  }
}
