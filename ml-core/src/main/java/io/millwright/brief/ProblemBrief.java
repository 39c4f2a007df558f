package io.millwright.brief;

import io.millwright.Require;
import io.millwright.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a project is for, agreed before anything is built: the question, the number that decides, the
 * baseline, the data, and when to stop.
 *
 * <p>Made by {@link #builder}, or read from JSON or YAML; {@link #review} judges its kill criteria
 * on what an evaluation found. Immutable and thread-safe; equal when all parts are equal.
 */
public final class ProblemBrief {

  private final String name;
  private final String objective;
  private final SuccessMetric success;
  private final Baseline baseline;
  private final ProblemType type;
  private final String target;
  private final String consumer;
  private final LatencyClass latency;
  private final List<String> data;
  private final List<String> gaps;
  private final List<String> ethics;
  private final List<KillCriterion> killCriteria;
  private final Optional<Signals> signals;

  private ProblemBrief(Builder builder) {
    name = builder.name;
    objective = set(builder.objective);
    success = set(builder.success);
    baseline = set(builder.baseline);
    type = set(builder.type);
    target = set(builder.target);
    consumer = set(builder.consumer);
    latency = set(builder.latency);
    data = List.copyOf(builder.data);
    gaps = List.copyOf(builder.gaps);
    ethics = List.copyOf(builder.ethics);
    killCriteria = List.copyOf(builder.killCriteria);
    signals = Optional.ofNullable(builder.signals);
  }

  private static <T> T set(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  /** A builder for a project of this name. */
  public static Builder builder(String name) {
    return new Builder(Require.notBlank("Name of the brief", name));
  }

  /**
   * The brief that {@link #toJson()} wrote, or that a person wrote in the same form.
   *
   * @throws BriefFormatException with all faults and their lines
   */
  public static ProblemBrief fromJson(String json) {
    return BriefReader.read(json, BriefJson::parse);
  }

  /**
   * The brief in the YAML that {@link #toYaml()} writes: block mappings, block lists, {@code []} for
   * an empty list, comments, and scalars on one line; text that YAML might take for something else
   * must be quoted. Anchors, tags, flow mappings, folded text and several documents are refused.
   *
   * @throws BriefFormatException with all faults and their lines
   */
  public static ProblemBrief fromYaml(String yaml) {
    return BriefReader.read(yaml, BriefYaml::parse);
  }

  /** JSON, the same for equal briefs. */
  public String toJson() {
    return BriefWriter.json(this);
  }

  /** YAML, the same for equal briefs. */
  public String toYaml() {
    return BriefWriter.yaml(this);
  }

  /** What the project is called. */
  public String name() {
    return name;
  }

  /** What the business wants, in its own words. */
  public String objective() {
    return objective;
  }

  /** The number that decides. */
  public SuccessMetric success() {
    return success;
  }

  /** What is done today. */
  public Baseline baseline() {
    return baseline;
  }

  /** The kind of question. */
  public ProblemType type() {
    return type;
  }

  /** What is predicted, and how it is defined. */
  public String target() {
    return target;
  }

  /** Who uses the predictions, and for what. */
  public String consumer() {
    return consumer;
  }

  /** How long the consumer can wait. */
  public LatencyClass latency() {
    return latency;
  }

  /** The data there are. */
  public List<String> data() {
    return data;
  }

  /** The data that are not there. */
  public List<String> gaps() {
    return gaps;
  }

  /** Who may be harmed, what the law says, and what is done about it. */
  public List<String> ethics() {
    return ethics;
  }

  /** When to stop. */
  public List<KillCriterion> killCriteria() {
    return killCriteria;
  }

  /** What bears on whether to build a model, if it was written down. */
  public Optional<Signals> signals() {
    return signals;
  }

  /** Rules or a model, if there are signals. */
  public Optional<ApproachDecision> approach() {
    return signals.map(ApproachDecision::of);
  }

  /** Metric and starting model for the kind of problem, and the signals where there are any. */
  public Recommendation recommendation() {
    return signals
        .map(s -> Recommendation.of(type, s))
        .orElseGet(() -> Recommendation.of(type));
  }

  /**
   * Judges the kill criteria on what an evaluation found.
   *
   * @throws IllegalArgumentException if the evidence is of another task
   */
  public KillReview review(Evidence evidence) {
    String task = evidence.subject().task();
    type.task()
        .map(t -> t.name().toLowerCase(java.util.Locale.ROOT))
        .filter(t -> !t.equals(task))
        .ifPresent(
            t -> {
              throw new IllegalArgumentException(
                  "Evidence must be of a "
                      + t
                      + " task, as the brief is; was "
                      + task
                      + ". Review it with the evidence of this project.");
            });
    return KillRules.review(killCriteria, evidence);
  }

  private List<Object> parts() {
    return List.of(
        name, objective, success, baseline, type, target, consumer, latency, data, gaps, ethics,
        killCriteria, signals);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProblemBrief that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return "ProblemBrief '" + name + "', " + type + ", " + killCriteria.size() + " kill criteria";
  }

  /** Collects the parts and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder {

    private final String name;
    private @Nullable String objective;
    private @Nullable SuccessMetric success;
    private @Nullable Baseline baseline;
    private @Nullable ProblemType type;
    private @Nullable String target;
    private @Nullable String consumer;
    private @Nullable LatencyClass latency;
    private @Nullable Signals signals;
    private final List<String> data = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> ethics = new ArrayList<>();
    private final List<KillCriterion> killCriteria = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** What the business wants, in its own words. */
    public Builder objective(String text) {
      objective = once("objective", objective, text);
      return this;
    }

    /** The number that decides. */
    public Builder success(SuccessMetric metric) {
      success = once("success", success, metric);
      return this;
    }

    /** What is done today: its name in evidence and what it does. */
    public Builder baseline(String baselineName, String description) {
      return baseline(new Baseline(baselineName, description));
    }

    /** What is done today. */
    public Builder baseline(Baseline today) {
      baseline = once("baseline", baseline, today);
      return this;
    }

    /** The kind of question. */
    public Builder type(ProblemType kind) {
      type = once("type", type, kind);
      return this;
    }

    /** What is predicted, and how it is defined. */
    public Builder target(String text) {
      target = once("target", target, text);
      return this;
    }

    /** Who uses the predictions, and for what. */
    public Builder consumer(String text) {
      consumer = once("consumer", consumer, text);
      return this;
    }

    /** How long the consumer can wait. */
    public Builder latency(LatencyClass wait) {
      latency = once("latency", latency, wait);
      return this;
    }

    /** Data there are; at least one is needed. */
    public Builder data(String... texts) {
      return add("data", data, texts);
    }

    /** Data that are not there. */
    public Builder gaps(String... texts) {
      return add("gaps", gaps, texts);
    }

    /** Who may be harmed, what the law says; at least one sentence is needed. */
    public Builder ethics(String... texts) {
      return add("ethics", ethics, texts);
    }

    /** When to stop; at least one is needed. */
    public Builder killIf(KillCriterion... criteria) {
      killCriteria.addAll(List.of(criteria));
      return this;
    }

    /** What bears on whether to build a model. */
    public Builder signals(Signals known) {
      signals = once("signals", signals, known);
      return this;
    }

    /**
     * The brief.
     *
     * @throws IllegalArgumentException if a part is missing, blank or set twice; names all of them
     */
    public ProblemBrief build() {
      needed("objective", objective);
      needed("success", success);
      needed("baseline", baseline);
      needed("type", type);
      needed("target", target);
      needed("consumer", consumer);
      needed("latency", latency);
      filled("data", data);
      filled("ethics", ethics);
      filled("killCriteria", killCriteria);
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(
            "Problem brief must be complete; was not.\n  " + String.join("\n  ", faults));
      }
      return new ProblemBrief(this);
    }

    private <T> T once(String part, @Nullable T before, T value) {
      Objects.requireNonNull(value, part);
      if (before != null) {
        faults.add("Part '" + part + "' must be set once; was set twice.");
      }
      if (value instanceof String text && text.isBlank()) {
        faults.add("Part '" + part + "' must have a text; was blank.");
      }
      return value;
    }

    private Builder add(String part, List<String> all, String... texts) {
      for (String text : texts) {
        if (text.isBlank()) {
          faults.add("Part '" + part + "' must hold texts; one was blank.");
        }
        all.add(text);
      }
      return this;
    }

    private void needed(String part, @Nullable Object value) {
      if (value == null) {
        faults.add("Part '" + part + "' must be set; was not.");
      }
    }

    private void filled(String part, List<?> values) {
      if (values.isEmpty()) {
        faults.add("Part '" + part + "' must hold at least one; was empty.");
      }
    }
  }
}
