package io.millwright.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.docs.DocSnippets;
import io.millwright.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/concepts/problem-brief.md}: compiled and run here, word for word. */
class BriefSnippetsTest {

  private static final Path ROOT = Files.isDirectory(Path.of("docs")) ? Path.of("") : Path.of("..");

  @Test
  void page_everyJavaBlock_isCompiledHere() throws IOException {
    Path page = ROOT.resolve("docs/concepts/problem-brief.md");
    Path source =
        ROOT.resolve("ml-core/src/test/java/io/millwright/brief/BriefSnippetsTest.java");
    assertThat(DocSnippets.blocks(page)).hasSize(4);
    assertThat(DocSnippets.missing(page, source)).isEmpty();
  }

  private static ProblemBrief brief() {
    ProblemBrief brief =
        ProblemBrief.builder("Loan default")
            .objective("Fewer defaults at the same volume of loans.")
            .success(new SuccessMetric("roc_auc", Better.HIGHER, 0.8, "About 2 M EUR a year."))
            .baseline("scorecard", "The scorecard of 2019: 7 rules.")
            .type(ProblemType.BINARY_CLASSIFICATION)
            .target("Defaulted within 12 months of the decision: yes or no.")
            .consumer("The loan desk; a person sees the score.")
            .latency(LatencyClass.INTERACTIVE)
            .data("Loans since 2018 with their outcome: 120,000 rows.")
            .gaps("Income is missing for the self-employed.")
            .ethics("Sex and origin are not used; rates are compared by group every month.")
            .killIf(
                new KillCriterion.SimplerSuffices("roc_auc", Better.HIGHER, "scorecard", 0.9),
                new KillCriterion.NotBetterThan("roc_auc", "prior", 0.1),
                new KillCriterion.PeopleSay("Does the law forbid it?"))
            .build();
    return brief;
  }

  @Test
  void review_ofThePage_isJudged() {
    ProblemBrief brief = brief();
    Evidence evidence = Briefs.evidence(Map.of("roc_auc", Briefs.estimate(0.8, 0.7, 0.9)));
    KillReview review = brief.review(evidence);
    if (review.decision() == KillReview.Decision.KILL) {
      throw new IllegalStateException(review.describe());
    }
    assertThat(review.decision()).isEqualTo(KillReview.Decision.NOT_MEASURED);
  }

  @Test
  void approach_ofThePage_isDecided() {
    ApproachDecision decision =
        Signals.builder(120_000)
            .rules(Signals.Rules.KNOWN)
            .pattern(Signals.Pattern.MODERATE)
            .explanation(Signals.Explanation.REQUIRED)
            .build()
            .decide();
    assertThat(decision.approach()).isEqualTo(ApproachDecision.Approach.HYBRID);
  }

  @Test
  void files_ofThePage_areRead() {
    ProblemBrief brief = brief();
    String yaml = brief.toYaml();
    ProblemBrief same = ProblemBrief.fromYaml(yaml);
    ProblemBrief again = ProblemBrief.fromJson(brief.toJson());
    assertThat(same).isEqualTo(brief).isEqualTo(again);
  }
}
