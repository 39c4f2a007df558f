package io.millwright.eval.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Lineage;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.Verdict;
import io.millwright.brief.Better;
import io.millwright.brief.KillCriterion;
import io.millwright.brief.KillCriterion.MissesBar;
import io.millwright.brief.KillCriterion.PeopleSay;
import io.millwright.eval.Gate;
import io.millwright.eval.LoanModel;
import io.millwright.eval.card.FieldNote.DriftSensitivity;
import io.millwright.eval.card.FieldNote.Part;
import io.millwright.eval.card.FieldNote.Sensitivity;
import io.millwright.eval.card.RubricCheck.Dimension;
import io.millwright.eval.card.RubricScore.Result;
import io.millwright.eval.card.RubricScore.State;
import io.millwright.eval.card.Runbook.Play;
import io.millwright.eval.card.Runbook.Severity;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.profile.FieldProfile;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QualityRubricTest {

  private static Result judged(QualityRubric rubric, RubricCheck check) {
    return rubric.score().of(check);
  }

  private static void earns(QualityRubric rubric, RubricCheck check, double points, State state) {
    Result result = judged(rubric, check);
    assertThat(result.earned()).as("%s", result).isEqualTo(points, within(1e-12));
    assertThat(result.state()).as("%s", result).isEqualTo(state);
  }

  private static QualityRubric bare() {
    return QualityRubric.on(
        ModelFacts.of(Loan.evidence(Loan.between(0.8, 0.9), List.of())).build());
  }

  @Test
  void checks_eightDimensions_giveHundredPoints() {
    assertThat(Dimension.values()).hasSize(8);
    assertThat(Arrays.stream(Dimension.values()).map(RubricScore::points))
        .containsExactly(15, 15, 10, 20, 10, 10, 10, 10);
  }

  @Test
  void score_evidenceAlone_isLowAndSaysWhatIsMissing() {
    RubricScore score = bare().score();
    assertThat(score.total()).isEqualTo(4);
    assertThat(score.of(RubricCheck.INTERVALS).state()).isEqualTo(State.MET);
    assertThat(score.results())
        .filteredOn(r -> r.check() != RubricCheck.INTERVALS)
        .allSatisfy(
            r -> {
              assertThat(r.earned()).isZero();
              assertThat(r.state()).as("%s", r).isEqualTo(State.NO_EVIDENCE);
              assertThat(r.why()).startsWith("Not given; wanted is ");
            });
    assertThat(score.raises()).hasSize(RubricCheck.values().length - 1);
    assertThat(score.raises().get(0).check()).isEqualTo(RubricCheck.DATA_QUALITY);
    assertThat(score.raises().get(1).check()).isEqualTo(RubricCheck.LEAKAGE);
    assertThat(score.raises().get(2).check()).isEqualTo(RubricCheck.BEATS_BASELINE);
  }

  static Stream<RubricCheck> facts() {
    return Arrays.stream(RubricCheck.values()).filter(RubricCheck::needsFact);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void fact_verdict_flipsItsPointsAlone(RubricCheck check) {
    int points = check.points();
    earns(bare().fact(check, Loan.fact(Verdict.PASS)), check, points, State.MET);
    earns(bare().fact(check, Loan.fact(Verdict.INSUFFICIENT)), check, points / 2.0, State.PARTLY);
    earns(bare().fact(check, Loan.fact(Verdict.FAIL)), check, 0, State.MISSED);
    earns(bare().fact(check, Loan.fact(Verdict.INVALID)), check, 0, State.MISSED);
    earns(bare(), check, 0, State.NO_EVIDENCE);
    assertThat(bare().fact(check, Loan.fact(Verdict.PASS)).score().total()).isEqualTo(4 + points);
    assertThat(judged(bare().fact(check, Loan.fact(Verdict.PASS)), check).why())
        .isEqualTo("PASS: It was looked at. (audit, 2026-01-01T12:00:00Z, 0123456789ab)");
  }

  @ParameterizedTest
  @CsvSource({"PASS, 4, MET", "INSUFFICIENT, 2, PARTLY", "FAIL, 0, MISSED", "INVALID, 0, MISSED"})
  void gate_verdict_flipsItsPoints(Verdict verdict, double points, State state) {
    GateDecision decision = new GateDecision(verdict, List.of("Because."));
    earns(bare().gate(decision), RubricCheck.GATE, points, state);
    assertThat(
            judged(bare().gate(new GateDecision(Verdict.PASS, List.of())), RubricCheck.GATE).why())
        .isEqualTo("PASS: The gate decided PASS.");
  }

  @Test
  void gate_reasonWithVerdict_isNotSaidTwice() {
    assertThat(judged(bare().gate(Loan.PASSED), RubricCheck.GATE).why())
        .isEqualTo("PASS: ROC-AUC is at least 0.75.");
  }

  @Test
  void pipeline_schemaAndProfile_giveTheirPoints() {
    QualityRubric withPipeline =
        QualityRubric.on(Loan.evaluated().pipeline(Loan.MODEL.pipeline()).build());
    RubricScore score = withPipeline.score();
    assertThat(score.of(RubricCheck.UNITS_DECLARED).state()).isEqualTo(State.MISSED);
    assertThat(score.of(RubricCheck.UNITS_DECLARED).why())
        .isEqualTo("0 of 4 number features have a unit.");
    assertThat(score.of(RubricCheck.FEATURES_FILLED).earned()).isEqualTo(4);
    assertThat(score.of(RubricCheck.REFERENCE_PROFILE).earned()).isEqualTo(1);
    assertThat(score.of(RubricCheck.REFERENCE_PROFILE).state()).isEqualTo(State.PARTLY);
    ModelFacts profiled =
        Loan.evaluated()
            .pipeline(
                Loan.MODEL
                    .pipeline()
                    .withPredictionProfile(FieldProfile.ofNumbers("score", 0.1, 0.5)))
            .build();
    earns(QualityRubric.on(profiled), RubricCheck.REFERENCE_PROFILE, 2, State.MET);
  }

  @Test
  void holdout_separate_needsTheEvaluation() {
    earns(QualityRubric.on(Loan.evaluated().build()), RubricCheck.HOLDOUT_SEPARATE, 5, State.MET);
    ModelFacts evidence = ModelFacts.of(Loan.EVALUATION.evidence()).bundle(Loan.BUNDLE).build();
    earns(QualityRubric.on(evidence), RubricCheck.HOLDOUT_SEPARATE, 2.5, State.PARTLY);
    Evidence found = Loan.EVALUATION.evidence();
    Evidence.Subject subject =
        new Evidence.Subject(
            found.subject().model(),
            "binary",
            Loan.BUNDLE.lineage().dataFingerprint(),
            found.subject().at());
    ModelFacts same =
        ModelFacts.of(new Evidence(subject, found.metrics(), found.comparisons(), found.warnings()))
            .bundle(Loan.BUNDLE)
            .build();
    earns(QualityRubric.on(same), RubricCheck.HOLDOUT_SEPARATE, 0, State.MISSED);
  }

  @Test
  void intervals_fewRowsOpenOrUndefined_giveNone() {
    for (Estimate bad :
        List.of(
            Loan.between(0.8, 0.9, Gate.DEFAULT_SUPPORT - 1),
            new Estimate.Undefined("one class", 100),
            new Estimate.Measured(
                1, new Estimate.Interval(Double.NEGATIVE_INFINITY, 2, 0.95, "given"), 100),
            new Estimate.Measured(
                1, new Estimate.Interval(0, Double.POSITIVE_INFINITY, 0.95, "given"), 100))) {
      earns(
          QualityRubric.on(ModelFacts.of(Loan.evidence(bad, List.of())).build()),
          RubricCheck.INTERVALS,
          0,
          State.MISSED);
    }
    earns(
        QualityRubric.on(
            ModelFacts.of(Loan.evidence(Loan.between(0.8, 0.9, Gate.DEFAULT_SUPPORT), List.of()))
                .build()),
        RubricCheck.INTERVALS,
        4,
        State.MET);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.2, 6, MET",
    "0, 0.2, 3, PARTLY",
    "-0.1, 0.2, 3, PARTLY",
    "-0.1, 0, 0, MISSED",
    "-0.2, -0.1, 0, MISSED"
  })
  void baseline_gain_flipsItsPoints(double low, double high, double points, State state) {
    ModelFacts facts =
        ModelFacts.of(
                Loan.evidence(Loan.between(0.8, 0.9), List.of(Loan.gain(Loan.between(low, high)))))
            .build();
    earns(QualityRubric.on(facts), RubricCheck.BEATS_BASELINE, points, state);
  }

  @Test
  void baseline_shareOfGains_unlessTheBriefNamesTheMetric() {
    Evidence evidence =
        Loan.evidence(
            Loan.between(0.8, 0.9),
            List.of(
                Loan.gain(Loan.between(0.1, 0.2)),
                new Evidence.Comparison(
                    "baseline", "brier", Loan.between(0.1, 0.2), Loan.between(-0.2, -0.1)),
                new Evidence.Comparison(
                    "champion",
                    "roc_auc",
                    Loan.between(0.1, 0.2),
                    new Estimate.Undefined("few", 3))));
    earns(
        QualityRubric.on(ModelFacts.of(evidence).build()),
        RubricCheck.BEATS_BASELINE,
        3,
        State.PARTLY);
    earns(
        QualityRubric.on(ModelFacts.of(evidence).brief(Loan.brief()).build()),
        RubricCheck.BEATS_BASELINE,
        6,
        State.MET);
  }

  @Test
  void slices_shareThatCouldBeJudged_givesPoints() {
    earns(QualityRubric.on(Loan.evaluated().build()), RubricCheck.SLICES, 2, State.PARTLY);
    assertThat(judged(QualityRubric.on(Loan.evaluated().build()), RubricCheck.SLICES).why())
        .isEqualTo("2 of 3 slices had enough rows to be judged.");
    earns(
        QualityRubric.on(ModelFacts.of(LoanModel.regression()).build()),
        RubricCheck.SLICES,
        0,
        State.NO_EVIDENCE);
  }

  private static KillCriterion bar(double value) {
    return new MissesBar("roc_auc", Better.HIGHER, value);
  }

  @Test
  void brief_killCriteria_flipItsPoints() {
    Evidence evidence = Loan.evidence(Loan.between(0.8, 0.9), List.of());
    RubricCheck check = RubricCheck.BRIEF;
    earns(onBrief(evidence, bar(0.7)), check, 2, State.MET);
    earns(onBrief(evidence, bar(0.85)), check, 1, State.PARTLY);
    earns(onBrief(evidence, new PeopleSay("Stop?")), check, 1, State.PARTLY);
    earns(onBrief(evidence, bar(0.95)), check, 0, State.MISSED);
  }

  private static QualityRubric onBrief(Evidence evidence, KillCriterion criterion) {
    return QualityRubric.on(
        ModelFacts.of(evidence).brief(Loan.draft().killIf(criterion).build()).build());
  }

  @Test
  void rollback_history_flipsItsPoints(@TempDir Path folder) {
    var untried = Loan.served(folder.resolve("a"), 2, false).history("loan-default");
    var tried = Loan.served(folder.resolve("b"), 2, true).history("loan-default");
    earns(
        QualityRubric.on(Loan.evaluated().history(untried).build()),
        RubricCheck.ROLLBACK,
        0,
        State.MISSED);
    earns(
        QualityRubric.on(Loan.evaluated().history(tried).build()),
        RubricCheck.ROLLBACK,
        3,
        State.MET);
  }

  @Test
  void lineage_eachPart_givesAQuarter() {
    earns(QualityRubric.on(Loan.full()), RubricCheck.LINEAGE, 3, State.MET);
    earns(
        QualityRubric.on(Loan.evaluated().bundle(Loan.BUNDLE).build()),
        RubricCheck.LINEAGE,
        1.5,
        State.PARTLY);
    Lineage empty =
        Lineage.builder("rows", io.millwright.Seed.of(1), LoanModel.NOON)
            .property(Gate.MODEL_PROPERTY, Loan.MODEL.pipeline().identity())
            .build();
    ModelBundle bundle =
        ModelBundle.builder(empty).part("model.json", new byte[] {'{', '}'}).build();
    earns(
        QualityRubric.on(Loan.evaluated().bundle(bundle).build()),
        RubricCheck.LINEAGE,
        0,
        State.MISSED);
  }

  @Test
  void documents_completeness_givesShareOfPoints() {
    ModelFacts facts = Loan.full();
    ModelCard card = ModelCard.builder(facts).state(CardField.RISKS, "Refused wrongly.").build();
    FeatureCards features = FeatureCards.builder(facts).build();
    Runbook runbook =
        Runbook.builder(facts, "loan-default")
            .play(Incident.DRIFT, new Play("a", Severity.LOW, "o", "e"))
            .build();
    RubricScore score =
        QualityRubric.on(facts).modelCard(card).featureCards(features).runbook(runbook).score();
    assertThat(score.of(RubricCheck.MODEL_CARD).earned()).isEqualTo(2 * card.completeness());
    assertThat(score.of(RubricCheck.FEATURES_DOCUMENTED).earned())
        .isEqualTo(3 * features.completeness());
    assertThat(score.of(RubricCheck.RUNBOOK).earned()).isEqualTo(2 / 7.0, within(1e-12));
    // The brief states ethics, the card risks: two of four.
    assertThat(score.of(RubricCheck.ETHICS_STATED).earned()).isEqualTo(1);
  }

  @Test
  void score_everything_isHundred(@TempDir Path folder) {
    RubricScore score = everything(folder).score();
    assertThat(score.results()).filteredOn(r -> r.state() != State.MET).isEmpty();
    assertThat(score.total()).isEqualTo(100);
    assertThat(score.raises()).isEmpty();
    assertThat(score.total(Dimension.EVALUATION)).isEqualTo(20);
  }

  /** A model of which everything is known; its slice is large, its numbers have units. */
  private static QualityRubric everything(Path folder) {
    ModelFacts facts =
        LoanModel.documented()
            .history(Loan.served(folder, 2, true).history("loan-default"))
            .brief(Loan.brief())
            .build();
    ModelCard.Builder card =
        ModelCard.builder(facts).intersections(facts.slices()).fairness(Loan.fact(Verdict.PASS));
    Arrays.stream(CardField.values())
        .filter(f -> !f.isEvidence() && f != CardField.NAME && f != CardField.VERSION)
        .forEach(f -> card.state(f, "Said."));
    FeatureCards.Builder features = FeatureCards.builder(facts);
    for (String field : FeatureCards.builder(facts).build().fields()) {
      FieldNote note =
          FieldNote.of(field)
              .with(Sensitivity.NOT_PERSONAL)
              .with(DriftSensitivity.LOW)
              .withImportance(Loan.between(0, 1));
      for (Part part : Part.values()) {
        note = note.with(part, "Said.");
      }
      features.note(note);
    }
    Runbook.Builder runbook = Runbook.builder(facts, "loan-default");
    Arrays.stream(Incident.values())
        .forEach(i -> runbook.play(i, new Play("a", Severity.LOW, "o", "e")));
    QualityRubric rubric =
        QualityRubric.on(facts)
            .gate(Loan.PASSED)
            .modelCard(card.build())
            .featureCards(features.build())
            .runbook(runbook.build());
    facts().forEach(c -> rubric.fact(c, Loan.fact(Verdict.PASS)));
    return rubric;
  }

  @Test
  void age_olderThanAllowed_isNoEvidence() {
    Duration day = Duration.ofDays(1);
    RubricCheck check = RubricCheck.LEAKAGE;
    Fact fact = Loan.fact(Verdict.PASS);
    earns(bare().fact(check, fact).notOlderThan(Loan.NOON.plus(day), day), check, 7, State.MET);
    QualityRubric late =
        bare().fact(check, fact).notOlderThan(Loan.NOON.plus(day).plusNanos(1), day);
    RubricScore score = late.gate(Loan.PASSED).score();
    assertThat(score.of(check).state()).isEqualTo(State.NO_EVIDENCE);
    assertThat(score.of(check).why()).contains("older than PT24H");
    assertThat(score.of(RubricCheck.INTERVALS).state()).isEqualTo(State.NO_EVIDENCE);
    assertThat(score.of(RubricCheck.GATE).why()).contains("older than");
    assertThat(score.total()).isZero();
  }

  @Test
  void score_faults_areAllReported() {
    ModelCard other = ModelCard.builder(Loan.full()).build();
    Runbook otherRunbook = Runbook.builder(Loan.full(), "loan-default").build();
    assertThatThrownBy(
            () ->
                bare()
                    .fact(RubricCheck.MODEL_CARD, Loan.fact(Verdict.PASS))
                    .fact(RubricCheck.SKEW, Loan.fact(Verdict.PASS))
                    .fact(RubricCheck.SKEW, Loan.fact(Verdict.PASS))
                    .gate(Loan.PASSED)
                    .gate(Loan.PASSED)
                    .modelCard(other)
                    .runbook(otherRunbook)
                    .notOlderThan(Loan.NOON.minusSeconds(1), Duration.ZERO)
                    .score())
        .hasMessageContaining("9 fault(s)")
        .hasMessageContaining("MODEL_CARD must be read from its object")
        .hasMessageContaining("SKEW must be given one fact")
        .hasMessageContaining("Gate must be given once")
        .hasMessageContaining("Model card must be about the same model")
        .hasMessageContaining("Runbook must be about the same model")
        .hasMessageContaining("Age must be positive")
        .hasMessageContaining("Fact of SKEW must not be dated after")
        .hasMessageContaining("Evidence must not be dated after");
  }

  @Test
  void report_showsHowTheScoreCameAbout() {
    QualityRubric rubric = bare().fact(RubricCheck.SKEW, Loan.fact(Verdict.INSUFFICIENT));
    Report report = rubric.score().report();
    assertThat(report.subtitle()).isEqualTo("5 of 100 points");
    assertThat(report.sections().stream().map(Section::heading))
        .hasSize(9)
        .startsWith("Score", "Data quality");
    assertThat(Loan.row(report, "Features and skew", "Serving inputs like training inputs"))
        .containsExactly(
            "Serving inputs like training inputs",
            "1",
            "2",
            "partly",
            "INSUFFICIENT: It was looked at. (audit, 2026-01-01T12:00:00Z, 0123456789ab)");
    assertThat(Loan.tables(report, "Score").get(0).rows()).hasSize(5);
    assertThat(report.charts().get(0).series().get(0).points().get(2).y()).isEqualTo(0.1);
    assertThat(ReportJson.write(report)).contains("26 of 28 checks");
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }

  @Test
  void result_pointsOutsideItsCheck_areRefused() {
    assertThatThrownBy(() -> new Result(RubricCheck.GATE, 4.5, State.MET, "w"))
        .hasMessageContaining("from 0 to 4");
    assertThatThrownBy(() -> new Result(RubricCheck.GATE, -0.5, State.MET, "w"))
        .hasMessageContaining("from 0 to 4");
    assertThatThrownBy(() -> new RubricScore(List.of())).hasMessageContaining("every check once");
  }
}
