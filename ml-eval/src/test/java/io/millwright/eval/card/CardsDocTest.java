package io.millwright.eval.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.Verdict;
import io.millwright.brief.ProblemBrief;
import io.millwright.eval.Evaluation;
import io.millwright.model.Binary;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of {@code docs/concepts/cards.md} and {@code docs/how-to/write-a-model-card.md},
 * compiled and run.
 */
class CardsDocTest {

  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "millwright", "eval", "card", "CardsDocTest.java");

  private final Evaluation<Binary> evaluation = Loan.EVALUATION;
  private final TrainedPipeline<Binary> trained = Loan.MODEL.pipeline();
  private final ModelBundle bundle = Loan.BUNDLE;

  @Test
  void concepts_run() {
    ProblemBrief brief = Loan.brief();
    GateDecision decision = Loan.PASSED;
    Fact calibration = Loan.fact(Verdict.PASS);

    ModelFacts facts =
        ModelFacts.of(evaluation).pipeline(trained).bundle(bundle).brief(brief).build();

    ModelCard card =
        ModelCard.builder(facts)
            .state(CardField.OWNER, "Credit risk team")
            .state(CardField.OUT_OF_SCOPE, "Refusing a loan without a person.")
            .build();
    List<CardField> open = card.notStated();
    double share = card.completeness();

    ReleaseAdvice advice =
        ReleaseAdvice.on(facts)
            .gate("release", decision)
            .finding(ReleaseAdvice.Topic.CALIBRATION, calibration)
            .accept("Fairness", "Scores machines, not people; platform team.")
            .build();
    Report evaluationReport = advice.report();

    RubricScore score =
        QualityRubric.on(facts)
            .gate(decision)
            .modelCard(card)
            .fact(RubricCheck.CALIBRATION, calibration)
            .score();
    double points = score.total();
    List<RubricScore.Result> next = score.raises();

    assertThat(open).doesNotContain(CardField.OWNER).contains(CardField.CONTACT);
    assertThat(share).isBetween(0.5, 0.9);
    assertThat(advice.decision()).isEqualTo(ReleaseAdvice.Decision.SHIP);
    assertThat(evaluationReport.sections()).hasSize(5);
    assertThat(points).isBetween(20.0, 60.0);
    assertThat(next.get(0).check()).isEqualTo(RubricCheck.DATA_QUALITY);
  }

  @Test
  void howTo_runs() {
    Fact fairness = Loan.fact(Verdict.PASS);

    ModelFacts facts = ModelFacts.of(evaluation).pipeline(trained).bundle(bundle).build();
    ModelCard draft = ModelCard.builder(facts).build();
    List<String> questions =
        draft.notStated().stream()
            .filter(field -> !field.isEvidence())
            .map(field -> field.part().heading() + ": " + field.label())
            .toList();

    ModelCard card =
        ModelCard.builder(facts)
            .state(CardField.OWNER, "Credit risk team")
            .state(CardField.CONTACT, "credit-risk@bank.example")
            .state(CardField.DECISION_THRESHOLD, "0.3, chosen by the loan desk for equal cost.")
            .state(CardField.SENSITIVE_DATA, "Does not apply: no personal inputs.")
            .fairness(fairness)
            .build();

    assertThat(questions).contains("Model details: Owner", "Intended use: Intended use");
    assertThat(card.notStated()).hasSize(draft.notStated().size() - 5);
  }

  @ParameterizedTest
  @CsvSource({"concepts/cards.md, 4", "how-to/write-a-model-card.md, 2"})
  void document_examples_areThisSource(String document, int examples) throws IOException {
    String source = oneLine(Files.readString(SOURCE));
    List<String> found =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs").resolve(document)))
            .results()
            .map(r -> oneLine(r.group(1)))
            .toList();
    assertThat(found).hasSize(examples).allSatisfy(e -> assertThat(source).contains(e));
  }

  private static String oneLine(String code) {
    return code.replaceAll("\\s+", "");
  }
}
