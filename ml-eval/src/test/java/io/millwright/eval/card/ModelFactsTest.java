package io.millwright.eval.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.artifact.ModelVersion;
import io.millwright.artifact.Stage;
import io.millwright.brief.KillCriterion.PeopleSay;
import io.millwright.brief.ProblemType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelFactsTest {

  @Test
  void facts_full_holdAllParts() {
    ModelFacts facts = Loan.full();
    assertThat(facts.evaluation()).isPresent();
    assertThat(facts.name()).contains("loan-default");
    assertThat(facts.slices()).isEqualTo(Loan.EVALUATION.slices());
    assertThat(facts.history()).isEmpty();
    assertThat(facts.brief()).contains(Loan.brief());
  }

  @Test
  void facts_evidenceAlone_holdNothingElse() {
    ModelFacts facts = ModelFacts.of(Loan.EVALUATION.evidence()).build();
    assertThat(facts.evaluation()).isEmpty();
    assertThat(facts.slices()).isEmpty();
    assertThat(facts.name()).isEmpty();
    assertThat(facts.schema()).isEmpty();
    assertThat(facts.isSameModel(Loan.full())).isTrue();
  }

  @Test
  void build_partsOfOtherModels_areAllRefused() {
    ModelVersion other =
        new ModelVersion("loan-default", 1, "0".repeat(64), Instant.EPOCH, Stage.STAGING);
    ModelFacts.Builder mixed =
        ModelFacts.of(Loan.evidence(Loan.between(0.7, 0.8), List.of()))
            .pipeline(Loan.MODEL.pipeline())
            .bundle(Loan.BUNDLE)
            .version(other)
            .brief(Loan.draft().killIf(new PeopleSay("Stop?")).build())
            .history(List.of())
            .history(List.of());
    assertThatThrownBy(mixed::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 fault(s)")
        .hasMessageContaining("Pipeline must have the identity of the evidence, model-1")
        .hasMessageContaining("Bundle must have the identity")
        .hasMessageContaining("Version must have the digest")
        .hasMessageContaining("History must be given once");
  }

  @Test
  void build_briefOfAnotherTask_isRefused() {
    ModelFacts.Builder facts =
        Loan.evaluated()
            .brief(
                io.millwright.brief.ProblemBrief.builder("x")
                    .objective("o")
                    .success(Loan.brief().success())
                    .baseline("b", "b")
                    .type(ProblemType.REGRESSION)
                    .target("t")
                    .consumer("c")
                    .latency(Loan.brief().latency())
                    .data("d")
                    .ethics("e")
                    .killIf(new PeopleSay("Stop?"))
                    .build());
    assertThatThrownBy(facts::build).hasMessageContaining("Brief must have the task, binary");
  }
}
