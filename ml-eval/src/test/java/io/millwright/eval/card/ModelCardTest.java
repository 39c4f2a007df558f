package io.millwright.eval.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.artifact.Verdict;
import io.millwright.eval.LoanModel;
import io.millwright.evidence.Estimate;
import io.millwright.report.Chart;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelCardTest {

  private static final Set<CardField> OF_BRIEF =
      EnumSet.of(
          CardField.INTENDED_USE,
          CardField.USERS,
          CardField.TRAINING_SOURCE,
          CardField.ETHICS,
          CardField.WHY_THESE_METRICS,
          CardField.LIMITATIONS);

  private static ModelCard.Builder everything() {
    ModelCard.Builder card =
        ModelCard.builder(Loan.full())
            .intersections(LoanModel.intersections(Loan.EVALUATION.slices()))
            .fairness(Loan.fact(Verdict.PASS));
    Arrays.stream(CardField.values())
        .filter(f -> !f.isEvidence() && f != CardField.NAME && f != CardField.VERSION)
        .forEach(f -> card.state(f, "Said about " + f.label() + "."));
    return card;
  }

  @Test
  void card_everythingGivenAndStated_isComplete() {
    ModelCard card = everything().build();
    assertThat(card.notStated()).isEmpty();
    assertThat(card.completeness()).isEqualTo(1);
    Report report = card.report();
    assertThat(report.title()).isEqualTo("Model card: loan-default");
    assertThat(report.sections().stream().map(Section::heading))
        .containsExactly(
            "Completeness",
            "Model details",
            "Intended use",
            "Factors",
            "Metrics",
            "Evaluation data",
            "Training data",
            "Quantitative analyses",
            "Ethical considerations",
            "Caveats and recommendations");
    assertThat(ReportJson.write(report)).doesNotContain(ModelCard.NOT_STATED);
    for (CardField field : CardField.values()) {
      assertThat(Loan.row(report, field.part().heading(), field.label()).get(1))
          .as("%s", field)
          .isEqualTo(card.value(field).orElseThrow());
    }
  }

  @Test
  void card_sameFacts_givesSameBytes() {
    assertThat(ReportJson.write(everything().build().report()))
        .isEqualTo(ReportJson.write(everything().build().report()));
  }

  @Test
  void card_evidenceOnly_leavesPeoplesFieldsNotStated() {
    ModelCard card = ModelCard.builder(Loan.evaluated().build()).build();
    assertThat(card.notStated())
        .contains(CardField.NAME, CardField.OWNER, CardField.BUNDLE_DIGEST, CardField.ETHICS)
        .doesNotContain(CardField.PERFORMANCE, CardField.UNITARY_RESULTS, CardField.TYPE);
    int all = CardField.values().length;
    assertThat(card.completeness()).isEqualTo((all - card.notStated().size()) / (double) all);
    assertThat(Loan.row(card.report(), "Model details", "Owner"))
        .containsExactly("Owner", ModelCard.NOT_STATED, "");
    assertThat(Loan.tables(card.report(), "Completeness").get(0).rows())
        .hasSize(card.notStated().size());
  }

  @Test
  void card_brief_answersUnlessPeopleDo() {
    ModelCard brief = ModelCard.builder(Loan.full()).build();
    assertThat(OF_BRIEF).allSatisfy(f -> assertThat(brief.value(f)).isPresent());
    assertThat(Loan.row(brief.report(), "Intended use", "Intended users"))
        .containsExactly("Intended users", "The loan desk.", "problem brief");
    ModelCard stated = ModelCard.builder(Loan.full()).state(CardField.USERS, "Nobody yet.").build();
    assertThat(Loan.row(stated.report(), "Intended use", "Intended users"))
        .containsExactly("Intended users", "Nobody yet.", "stated");
    ModelCard gapless =
        ModelCard.builder(Loan.evaluated().build())
            .state(CardField.LIMITATIONS, "Few rows.")
            .build();
    assertThat(gapless.value(CardField.LIMITATIONS)).contains("Few rows.");
  }

  @Test
  void card_values_areThoseOfTheEvidence() {
    ModelCard card = everything().build();
    Estimate.Measured auc = (Estimate.Measured) Loan.EVALUATION.evidence().metric("roc_auc");
    assertThat(card.value(CardField.PERFORMANCE).orElseThrow())
        .contains("ROC-AUC " + EstimateText.of(auc))
        .contains("95 % interval")
        .contains("1,000 rows");
    assertThat(card.value(CardField.BUNDLE_DIGEST)).contains(Loan.BUNDLE.digest());
    assertThat(card.value(CardField.MODEL_IDENTITY)).contains(Loan.MODEL.pipeline().identity());
    assertThat(card.value(CardField.TRAINER)).contains("fixed");
    assertThat(card.value(CardField.SEED)).contains("0");
    assertThat(card.value(CardField.PARAMETERS)).contains("the trainer recorded none");
    assertThat(card.value(CardField.TYPE)).contains("binary model, classes false, true");
    assertThat(card.value(CardField.EVALUATED_THRESHOLDS)).contains("0.3");
    assertThat(card.value(CardField.EVALUATION_ROWS)).contains("1,000");
    assertThat(card.value(CardField.EVALUATED_AT)).contains("2026-01-01T12:00:00Z");
    assertThat(card.value(CardField.TRAINING_ROWS)).contains("400");
    assertThat(card.value(CardField.TRAINING_FIELDS).orElseThrow())
        .contains("risk, region")
        .contains("label defaulted");
    assertThat(card.value(CardField.VERSION).orElseThrow()).startsWith("3, registered");
    assertThat(card.value(CardField.EVALUATED_FACTORS)).contains("region");
    assertThat(card.value(CardField.EVALUATION_WARNINGS)).contains("none");
    assertThat(card.value(CardField.UNITARY_RESULTS).orElseThrow()).startsWith("2 of 3 slices");
    assertThat(card.value(CardField.FAIRNESS).orElseThrow())
        .isEqualTo("PASS: It was looked at. (audit, 2026-01-01T12:00:00Z, 0123456789ab)");
  }

  @Test
  void card_bundleWithoutPipeline_readsLineage() {
    ModelCard card = ModelCard.builder(Loan.evaluated().bundle(Loan.BUNDLE).build()).build();
    assertThat(card.value(CardField.TRAINER)).contains("fixed");
    assertThat(card.value(CardField.SEED)).contains("0");
    assertThat(card.value(CardField.TRAINING_FINGERPRINT))
        .contains(Loan.BUNDLE.lineage().dataFingerprint());
    assertThat(card.value(CardField.TRAINING_ROWS)).isEmpty();
    assertThat(card.value(CardField.DATE)).isEmpty();
  }

  @Test
  void analyses_smallSlices_areCountedAndNotNamed() {
    Report report = everything().build().report();
    assertThat(report.charts().stream().map(Chart::title))
        .containsExactly(
            "Unitary results: Brier score",
            "Unitary results: Recall at 0.3",
            "Intersectional results: Brier score",
            "Intersectional results: Recall at 0.3");
    assertThat(report.charts().get(0).categories())
        .containsExactly("region = north", "region = south");
    assertThat(ReportJson.write(report))
        .contains("Unitary results: 1 with too few rows to judge are not named.")
        .doesNotContain("region is missing");
  }

  @Test
  void build_faults_areAllReported() {
    assertThatThrownBy(
            () ->
                ModelCard.builder(Loan.full())
                    .state(CardField.OWNER, "a")
                    .state(CardField.OWNER, "b")
                    .state(CardField.CONTACT, " ")
                    .state(CardField.BUNDLE_DIGEST, "abc")
                    .state(CardField.NAME, "other")
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 fault(s)")
        .hasMessageContaining("OWNER must be stated once")
        .hasMessageContaining("CONTACT must have a text")
        .hasMessageContaining("BUNDLE_DIGEST must come from evidence")
        .hasMessageContaining("NAME must come from evidence");
  }

  @Test
  void card_regression_hasNoThresholds() {
    ModelCard card = ModelCard.builder(ModelFacts.of(LoanModel.regression()).build()).build();
    assertThat(card.value(CardField.EVALUATED_THRESHOLDS))
        .contains("no metric names a threshold of its own");
    assertThat(card.value(CardField.EVALUATION_WARNINGS).orElseThrow())
        .contains("Nothing was compared");
    assertThat(card.notStated()).contains(CardField.UNITARY_RESULTS, CardField.EVALUATED_FACTORS);
  }

  @Test
  void card_undefinedMetric_saysWhy() {
    ModelFacts facts =
        ModelFacts.of(Loan.evidence(new Estimate.Undefined("one class only", 7), List.of()))
            .build();
    ModelCard card = ModelCard.builder(facts).build();
    assertThat(card.value(CardField.PERFORMANCE)).contains("ROC-AUC undefined: one class only");
    assertThat(card.value(CardField.UNCERTAINTY)).isEmpty();
  }
}
