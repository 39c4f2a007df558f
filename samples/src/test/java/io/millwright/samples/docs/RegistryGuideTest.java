package io.millwright.samples.docs;

import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.artifact.ModelRegistry;
import io.millwright.artifact.ModelVersion;
import io.millwright.artifact.PromotionRefusedException;
import io.millwright.artifact.RegistryEvent;
import io.millwright.artifact.Stage;
import io.millwright.eval.Gate;
import io.millwright.evidence.Evidence;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.train.LogisticRegression;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/how-to/register-promote-roll-back.md}. */
class RegistryGuideTest {

  private static final Loans.Trained FIRST = Loans.train();
  private static final Loans.Trained SECOND =
      Loans.train(LogisticRegression.binary(o -> o.l2(100)));

  private final Clock clock = Loans.CLOCK;
  private final Path folder;

  RegistryGuideTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void way_ofTwoVersions_upAndBack() {
    ModelRegistry registry = ModelRegistry.at(folder, clock).actingAs("nightly training");
    assertThat(release(registry, FIRST)).isEqualTo("1 in PRODUCTION");
    assertThat(release(registry, SECOND)).isEqualTo("2 in PRODUCTION");
    assertThat(productive(registry).identity()).isEqualTo(SECOND.model().identity());

    ModelVersion previous = registry.rollback("loan-default", "complaints from the south");
    assertThat(previous.number()).isEqualTo(1);
    assertThat(productive(registry).identity()).isEqualTo(FIRST.model().identity());
    assertThat(told(registry))
        .containsSubsequence(
            "version 1 PROMOTED to PRODUCTION: The gate decided PASS",
            "version 2 PROMOTED to PRODUCTION: The gate decided PASS",
            "version 1 ROLLED_BACK to PRODUCTION: complaints from the south");
  }

  @Test
  void gate_thatIsTooHigh_refusesAndIsRecorded() {
    ModelRegistry registry = ModelRegistry.at(folder, clock);
    ModelVersion version =
        registry.register(
            "loan-default",
            PipelineBundle.pack(FIRST.model(), FIRST.evaluation().evidence(), clock));
    assertThat(refusal(registry, version)).startsWith("FAIL: ROC-AUC");
    assertThat(registry.list("loan-default").get(0).stage()).isEqualTo(Stage.DEVELOPMENT);
    assertThat(registry.history("loan-default"))
        .extracting(RegistryEvent::action)
        .containsExactly(RegistryEvent.Action.REGISTERED, RegistryEvent.Action.REFUSED);
  }

  private String release(ModelRegistry registry, Loans.Trained result) {
    TrainedPipeline<Binary> trained = result.model();
    Evidence evidence = result.evaluation().evidence();

    Gate gate = Gate.require(rocAuc()).lowerBoundAtLeast(0.7).and(brier()).beats("baseline");
    ModelVersion version =
        registry.register("loan-default", PipelineBundle.pack(trained, evidence, clock));
    version = registry.promote(version, Stage.STAGING, gate);
    version = registry.promote(version, Stage.PRODUCTION, gate);
    return version.number() + " in " + version.stage();
  }

  private static String refusal(ModelRegistry registry, ModelVersion version) {
    Gate high = Gate.require(rocAuc()).lowerBoundAtLeast(0.99);
    try {
      return registry.promote(version, Stage.STAGING, high).stage().name();
    } catch (PromotionRefusedException e) {
      return String.join("; ", e.decision().reasons());
    }
  }

  private static TrainedPipeline<Binary> productive(ModelRegistry registry) {
    return PipelineBundle.open(registry.open("loan-default", Stage.PRODUCTION), Task.binary());
  }

  private static List<String> told(ModelRegistry registry) {
    return registry.history("loan-default").stream()
        .map(e -> "version " + e.version() + " " + e.action() + " to " + e.to() + ": " + e.reason())
        .toList();
  }
}
