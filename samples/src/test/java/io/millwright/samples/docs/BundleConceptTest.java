package io.millwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.artifact.ArtifactException;
import io.millwright.artifact.ArtifactFault;
import io.millwright.artifact.ModelBundle;
import io.millwright.eval.Evaluation;
import io.millwright.evidence.Evidence;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/concepts/bundle.md}. */
class BundleConceptTest {

  private static final Loans.Trained RESULT = Loans.train();

  private final Clock clock = Loans.CLOCK;
  private final TrainedPipeline<Binary> trained = RESULT.model();
  private final Evaluation<Binary> evaluation = RESULT.evaluation();
  private final Path folder;

  BundleConceptTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void bundle_packedAndOpened_isTheSameFunction() {
    Path zip = folder.resolve("loan-default.zip");
    ModelBundle bundle = PipelineBundle.pack(trained, evaluation.evidence(), clock);
    bundle.writeZip(zip); // or writeDirectory: same content, same digest

    ModelBundle opened = ModelBundle.open(zip); // verified whole, or refused whole
    TrainedPipeline<Binary> same = PipelineBundle.open(opened, Task.binary());
    Evidence evidence = PipelineBundle.evidence(opened);

    assertThat(opened.digest()).isEqualTo(bundle.digest());
    assertThat(same.identity()).isEqualTo(trained.identity());
    assertThat(evidence).isEqualTo(evaluation.evidence());
    assertThat(opened.partNames())
        .containsExactlyInAnyOrder(
            "schema.json",
            "features.json",
            "model.json",
            "profile.json",
            "evaluation.json",
            "pipeline.json");
    assertThat(about(opened))
        .containsEntry("data", trained.trainedOn().tableFingerprint())
        .containsEntry("seed", "42")
        .containsEntry("identity", trained.identity())
        .doesNotContainValue("");
  }

  private static Map<String, String> about(ModelBundle bundle) {
    return Map.of(
        "data", bundle.lineage().dataFingerprint(),
        "seed", Long.toString(bundle.lineage().seed().value()),
        "made", bundle.lineage().createdAt().toString(),
        "jvm", bundle.lineage().jvm(),
        "identity", bundle.lineage().properties().getOrDefault("identity", "unknown"));
  }

  @Test
  void directory_changedAndWithAForeignFile_isRefusedWithBothFaults() throws IOException {
    Path directory = folder.resolve("loan-default");
    PipelineBundle.pack(trained, evaluation.evidence(), clock).writeDirectory(directory);
    assertThat(refusals(directory)).isEmpty();
    Files.writeString(directory.resolve("model.json"), "{}");
    Files.writeString(directory.resolve("run.sh"), "echo");
    assertThat(refusals(directory)).containsExactlyInAnyOrder("part-size", "part-undeclared");
  }

  private static List<String> refusals(Path bundle) {
    try {
      ModelBundle.open(bundle);
      return List.of();
    } catch (ArtifactException e) {
      return e.faults().stream().map(ArtifactFault::code).toList();
    }
  }

  @Test
  void pipeline_otherTaskOrOtherEvidence_isRefused() {
    ModelBundle bundle = PipelineBundle.pack(trained, evaluation.evidence(), clock);
    assertThatThrownBy(() -> PipelineBundle.open(bundle, Task.regression()))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("regression");
    assertThatThrownBy(() -> PipelineBundle.pack(RESULT.baseline(), evaluation.evidence(), clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Evidence must be about this pipeline");
  }
}
