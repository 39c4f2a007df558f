package io.millwright.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.MillwrightVersion;
import io.millwright.Seed;
import io.millwright.artifact.ArtifactException;
import io.millwright.artifact.Lineage;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelRegistry;
import io.millwright.evidence.Evidence;
import io.millwright.profile.Profile;
import io.millwright.schema.Schema;
import io.millwright.split.RowSet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Packs a trained pipeline and its evidence into a {@link ModelBundle}, and opens it again to the
 * same function, bit for bit.
 *
 * <p>Parts: {@code schema.json}, {@code features.json}, {@code model.json}, {@code profile.json},
 * {@code evaluation.json}, and {@code pipeline.json} with task, classes, kinds, training record and
 * the rows trained on. What is opened must compute the identity that was packed.
 */
public final class PipelineBundle {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String SCHEMA = "schema.json";
  private static final String FEATURES = "features.json";
  private static final String MODEL = "model.json";
  private static final String PROFILE = "profile.json";
  private static final String PIPELINE = "pipeline.json";

  private PipelineBundle() {}

  /**
   * A bundle of the pipeline and the evidence about it. No pipeline without evidence can be packed.
   *
   * @param clock tells when it was packed
   * @throws IllegalArgumentException if the evidence is about another model
   */
  public static ModelBundle pack(TrainedPipeline<?> trained, Evidence evidence, Clock clock) {
    if (!evidence.subject().model().equals(trained.identity())) {
      throw new IllegalArgumentException(
          "Evidence must be about this pipeline "
              + trained.identity()
              + "; was about "
              + evidence.subject().model()
              + ". Evaluate this pipeline.");
    }
    TrainedPipeline.Parts parts = trained.parts();
    Lineage lineage =
        Lineage.builder(
                trained.trainedOn().tableFingerprint(), Seed.of(trained.record().seed()), clock)
            .library("millwright", MillwrightVersion.current())
            .property("trainer", trained.record().trainer())
            .property("identity", trained.identity())
            .build();
    return ModelBundle.builder(lineage)
        .part(SCHEMA, utf8(parts.schema()))
        .part(FEATURES, utf8(parts.features().json()))
        .part(MODEL, utf8(parts.scorer().json()))
        .part(PROFILE, utf8(trained.profile().toJson()))
        .part(ModelRegistry.EVALUATION_PART, utf8(evidence.toJson()))
        .part(PIPELINE, utf8(pipelineJson(trained)))
        .build();
  }

  /**
   * The pipeline in the bundle.
   *
   * @param task what the caller expects it to answer
   * @throws ArtifactException if it answers another task, a part is missing or malformed, or the
   *     parts do not compute what was packed
   */
  public static <P extends Prediction> TrainedPipeline<P> open(ModelBundle bundle, Task<P> task) {
    try {
      JsonNode pipeline = MAPPER.readTree(text(bundle, PIPELINE));
      String found = pipeline.path("task").asText();
      if (!found.equals(task.id())) {
        throw ArtifactException.of(
            "wrong-task",
            "Bundle must hold a "
                + task
                + " model; holds a "
                + found
                + " one. Open it with that task.");
      }
      TrainedPipeline.Parts parts =
          new TrainedPipeline.Parts(
              text(bundle, SCHEMA),
              new Scorer.Stored(pipeline.path("features").asText(), text(bundle, FEATURES)),
              new Scorer.Stored(pipeline.path("scorer").asText(), text(bundle, MODEL)));
      Featurizer featurizer = Featurizers.read(parts.features(), Schema.fromJson(parts.schema()));
      TabularModel<P> model =
          TabularModel.of(
              task, featurizer, Scorers.read(parts.scorer()), strings(pipeline.path("classes")));
      TrainedPipeline<P> trained =
          TrainedPipeline.restored(
              model,
              parts,
              trainedOn(pipeline.path("trainedOn")),
              Profile.fromJson(text(bundle, PROFILE)),
              record(pipeline.path("record")));
      if (!trained.identity().equals(pipeline.path("identity").asText())) {
        throw ArtifactException.of(
            "wrong-identity",
            "Bundle must compute the model that was packed; its parts compute another. Pack it again with this version of Millwright.");
      }
      return trained;
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new ArtifactException(
          "malformed-pipeline",
          "Bundle must hold a well-formed pipeline; it does not. See the cause.",
          e);
    }
  }

  /** The evidence in the bundle. */
  public static Evidence evidence(ModelBundle bundle) {
    try {
      return Evidence.fromJson(text(bundle, ModelRegistry.EVALUATION_PART));
    } catch (IllegalArgumentException e) {
      throw new ArtifactException(
          "malformed-evidence",
          "Bundle must hold well-formed evidence; it does not. See the cause.",
          e);
    }
  }

  private static String pipelineJson(TrainedPipeline<?> trained) {
    TabularModel<?> model = trained.model();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("formatVersion", 1).put("task", model.task().id()).put("identity", trained.identity());
    root.put("features", trained.parts().features().kind())
        .put("scorer", trained.parts().scorer().kind());
    model.classes().forEach(root.putArray("classes")::add);
    TrainingRecord record = trained.record();
    ObjectNode node =
        root.putObject("record")
            .put("trainer", record.trainer())
            .put("seed", record.seed())
            .put("trainedAt", record.trainedAt().toString());
    ObjectNode settings = node.putObject("settings");
    record.settings().forEach(settings::put);
    ObjectNode rows =
        root.putObject("trainedOn").put("table", trained.trainedOn().tableFingerprint());
    var words = rows.putArray("rows");
    for (long word : trained.trainedOn().toWords()) {
      words.add(Long.toHexString(word));
    }
    return root.toString();
  }

  private static RowSet trainedOn(JsonNode node) {
    long[] words = new long[node.path("rows").size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = Long.parseUnsignedLong(node.path("rows").get(i).asText(), 16);
    }
    return RowSet.ofWords(node.path("table").asText(), words);
  }

  private static TrainingRecord record(JsonNode node) {
    SortedMap<String, String> settings = new TreeMap<>();
    node.path("settings")
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    return new TrainingRecord(
        node.path("trainer").asText(),
        settings,
        node.path("seed").asLong(),
        Instant.parse(node.path("trainedAt").asText()));
  }

  private static List<String> strings(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(item -> all.add(item.asText()));
    return all;
  }

  private static String text(ModelBundle bundle, String part) {
    return new String(bundle.part(part), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
