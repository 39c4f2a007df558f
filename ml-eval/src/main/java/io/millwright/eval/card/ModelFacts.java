package io.millwright.eval.card;

import io.millwright.artifact.Lineage;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelVersion;
import io.millwright.artifact.RegistryEvent;
import io.millwright.brief.ProblemBrief;
import io.millwright.eval.Evaluation;
import io.millwright.eval.Gate;
import io.millwright.eval.Slice;
import io.millwright.evidence.Evidence;
import io.millwright.model.TrainedPipeline;
import io.millwright.model.TrainingRecord;
import io.millwright.profile.Profile;
import io.millwright.schema.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one model, from which its documents are made.
 *
 * <p>Evidence is needed; the rest makes the documents fuller. All parts must be about the same
 * model: the identity in evidence, pipeline and bundle, the digest in bundle and version, and the
 * task of the brief are compared when the facts are built. Thread-safe: yes, immutable.
 */
public final class ModelFacts {

  private final Evidence evidence;
  private final @Nullable Evaluation<?> evaluation;
  private final @Nullable TrainedPipeline<?> pipeline;
  private final @Nullable ModelBundle bundle;
  private final @Nullable ModelVersion version;
  private final @Nullable ProblemBrief brief;
  private final List<RegistryEvent> history;

  private ModelFacts(Builder builder) {
    evidence = builder.evidence;
    evaluation = builder.evaluation;
    pipeline = builder.pipeline;
    bundle = builder.bundle;
    version = builder.version;
    brief = builder.brief;
    history = builder.history == null ? List.of() : builder.history;
  }

  /** Starts with an evaluation, which brings slices and charts along. */
  public static Builder of(Evaluation<?> evaluation) {
    return new Builder(evaluation.evidence(), evaluation);
  }

  /** Starts with evidence alone, for example from a bundle. */
  public static Builder of(Evidence evidence) {
    return new Builder(Objects.requireNonNull(evidence, "evidence"), null);
  }

  /** What an evaluation found. */
  public Evidence evidence() {
    return evidence;
  }

  /** The evaluation, if it was given. */
  public Optional<Evaluation<?>> evaluation() {
    return Optional.ofNullable(evaluation);
  }

  /** The slices of the evaluation; empty without one. */
  public List<Slice> slices() {
    return evaluation == null ? List.of() : evaluation.slices();
  }

  /** The trained pipeline, if it was given. */
  public Optional<TrainedPipeline<?>> pipeline() {
    return Optional.ofNullable(pipeline);
  }

  /** The bundle, if it was given. */
  public Optional<ModelBundle> bundle() {
    return Optional.ofNullable(bundle);
  }

  /** The registered version, if it was given. */
  public Optional<ModelVersion> version() {
    return Optional.ofNullable(version);
  }

  /** The problem brief, if it was given. */
  public Optional<ProblemBrief> brief() {
    return Optional.ofNullable(brief);
  }

  /** What the registry did with versions of the model, oldest first; empty if not given. */
  public List<RegistryEvent> history() {
    return history;
  }

  Optional<Lineage> lineage() {
    return bundle().map(ModelBundle::lineage);
  }

  Optional<TrainingRecord> record() {
    return pipeline().map(TrainedPipeline::record);
  }

  Optional<Schema> schema() {
    return pipeline().map(p -> p.model().schema());
  }

  Optional<Profile> profile() {
    return pipeline().map(TrainedPipeline::profile);
  }

  /** The name in the registry, or that of the bundle. */
  Optional<String> name() {
    return version().map(ModelVersion::name).or(() -> bundle().flatMap(ModelBundle::name));
  }

  String identity() {
    return evidence.subject().model();
  }

  boolean isSameModel(ModelFacts other) {
    return identity().equals(other.identity());
  }

  /** Collects facts and reports all contradictions at build. Single use, not thread-safe. */
  public static final class Builder {

    private final Evidence evidence;
    private final @Nullable Evaluation<?> evaluation;
    private final Faults faults = new Faults();
    private @Nullable TrainedPipeline<?> pipeline;
    private @Nullable ModelBundle bundle;
    private @Nullable ModelVersion version;
    private @Nullable ProblemBrief brief;
    private @Nullable List<RegistryEvent> history;

    private Builder(Evidence evidence, @Nullable Evaluation<?> evaluation) {
      this.evidence = evidence;
      this.evaluation = evaluation;
    }

    /** The trained pipeline: schema, profile, features and training record. */
    public Builder pipeline(TrainedPipeline<?> trained) {
      pipeline = once("Pipeline", pipeline, trained);
      return this;
    }

    /** The bundle: lineage and digest. */
    public Builder bundle(ModelBundle packed) {
      bundle = once("Bundle", bundle, packed);
      return this;
    }

    /** The version in the registry: name, number and stage. */
    public Builder version(ModelVersion registered) {
      version = once("Version", version, registered);
      return this;
    }

    /** The problem brief: use, users, baseline, ethics, kill criteria. */
    public Builder brief(ProblemBrief agreed) {
      brief = once("Brief", brief, agreed);
      return this;
    }

    /** The registry's history of the model, {@code ModelRegistry.history(name)}. */
    public Builder history(List<RegistryEvent> events) {
      history = once("History", history, List.copyOf(events));
      return this;
    }

    /**
     * The facts.
     *
     * @throws IllegalArgumentException if parts are about different models or were given twice;
     *     lists all faults
     */
    public ModelFacts build() {
      String identity = evidence.subject().model();
      if (pipeline != null) {
        same("Pipeline", "identity of the evidence", identity, pipeline.identity());
      }
      if (bundle != null) {
        String named = bundle.lineage().properties().get(Gate.MODEL_PROPERTY);
        same("Bundle", "identity of the evidence", identity, named == null ? "none" : named);
      }
      if (bundle != null && version != null) {
        same("Version", "digest of the bundle", bundle.digest(), version.bundleDigest());
      }
      if (brief != null) {
        brief
            .type()
            .task()
            .map(t -> t.name().toLowerCase(Locale.ROOT))
            .ifPresent(t -> same("Brief", "task", evidence.subject().task(), t));
      }
      faults.throwIfAny("Facts about a model");
      return new ModelFacts(this);
    }

    private void same(String part, String what, String expected, String was) {
      faults.addIf(
          !expected.equals(was),
          "%s must have the %s, %s; has %s. Give the parts of one model."
              .formatted(part, what, expected, was));
    }

    private <T> T once(String part, @Nullable T before, T value) {
      faults.addIf(before != null, part + " must be given once; was twice.");
      return Objects.requireNonNull(value, part);
    }
  }
}
