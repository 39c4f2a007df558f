package io.millwright.eval;

import io.millwright.Require;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelRegistry;
import io.millwright.artifact.PromotionGate;
import io.millwright.artifact.Verdict;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.Metric;
import io.millwright.evidence.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Requirements that evidence must meet before a model moves on.
 *
 * <p>Each is judged on the end of an interval, not on the point estimate: met when the whole
 * interval is on the right side of the bound (PASS), missed when the whole interval is on the wrong
 * side (FAIL), and undecided when the bound lies inside, the metric is undefined or rests on too
 * few rows (INSUFFICIENT). A metric or comparison that was not evaluated, or evidence of another
 * model, is INVALID. The decision is the worst of all: INVALID, then FAIL, then INSUFFICIENT, then
 * PASS. Immutable and thread-safe.
 *
 * <pre>{@code
 * Gate gate = Gate.require(rocAuc()).lowerBoundAtLeast(0.75).beats("baseline")
 *     .and(brier()).upperBoundAtMost(0.2);
 * }</pre>
 */
public final class Gate implements PromotionGate {

  /** Rows that a metric must rest on unless set. */
  public static final int DEFAULT_SUPPORT = 30;

  /**
   * The lineage property of a bundle that names its model by {@code TrainedPipeline.identity()}, so
   * that evidence of another model is refused.
   */
  public static final String MODEL_PROPERTY = "identity";

  private static final List<Verdict> WORST_FIRST =
      List.of(Verdict.INVALID, Verdict.FAIL, Verdict.INSUFFICIENT, Verdict.PASS);

  private final List<Requirement> requirements;
  private final Clause current;
  private final int minimumSupport;

  private Gate(List<Requirement> requirements, Clause current, int minimumSupport) {
    this.requirements = requirements;
    this.current = current;
    this.minimumSupport = minimumSupport;
  }

  /** Starts a gate with a metric, about which a requirement follows. */
  public static Clause require(Metric<?> metric) {
    return new Clause(List.of(), metric.name(), metric.direction(), DEFAULT_SUPPORT);
  }

  /** Another metric, about which a requirement follows. */
  public Clause and(Metric<?> metric) {
    return new Clause(requirements, metric.name(), metric.direction(), minimumSupport);
  }

  /** A further requirement on the same metric, as {@link Clause#lowerBoundAtLeast}. */
  public Gate lowerBoundAtLeast(double bound) {
    return current.with(requirements, minimumSupport).lowerBoundAtLeast(bound);
  }

  /** A further requirement on the same metric, as {@link Clause#upperBoundAtMost}. */
  public Gate upperBoundAtMost(double bound) {
    return current.with(requirements, minimumSupport).upperBoundAtMost(bound);
  }

  /** A further requirement on the same metric, as {@link Clause#beats(String)}. */
  public Gate beats(String other) {
    return beats(other, 0);
  }

  /** A further requirement on the same metric, as {@link Clause#beats(String, double)}. */
  public Gate beats(String other, double margin) {
    return current.with(requirements, minimumSupport).beats(other, margin);
  }

  /** The same gate, where every number must rest on at least this many rows; 30 unless set. */
  public Gate minimumSupport(int rows) {
    return new Gate(requirements, current, Require.atLeast("Minimum support", rows, 1));
  }

  /**
   * Judges evidence, whichever model it is about; one reason for each requirement.
   *
   * @see #decide(String, Evidence)
   */
  public GateDecision decide(Evidence evidence) {
    List<Requirement.Finding> findings =
        requirements.stream().map(r -> r.judge(evidence, minimumSupport)).toList();
    Verdict worst =
        findings.stream()
            .map(Requirement.Finding::verdict)
            .min(Comparator.comparingInt(WORST_FIRST::indexOf))
            .orElseThrow();
    return new GateDecision(
        worst,
        findings.stream()
            .sorted(Comparator.comparingInt(f -> WORST_FIRST.indexOf(f.verdict())))
            .map(f -> f.verdict() + ": " + f.reason())
            .toList());
  }

  /**
   * Judges evidence that must be about this model.
   *
   * @param model identity of the pipeline, {@code TrainedPipeline.identity()}
   */
  public GateDecision decide(String model, Evidence evidence) {
    return evidence.subject().model().equals(model)
        ? decide(evidence)
        : invalid("Evidence must be about the candidate; is about another model. Evaluate it.");
  }

  /**
   * Judges the evidence in a bundle's {@link ModelRegistry#EVALUATION_PART}, which must be about
   * the model that the bundle's lineage names by {@link #MODEL_PROPERTY}. The champion is not
   * looked at: compare with it in the evaluation and require {@link #beats(String)}.
   */
  @Override
  public GateDecision decide(ModelBundle candidate, Optional<ModelBundle> champion) {
    if (!candidate.hasPart(ModelRegistry.EVALUATION_PART)) {
      return invalid("Bundle must have " + ModelRegistry.EVALUATION_PART + "; has none.");
    }
    String model = candidate.lineage().properties().get(MODEL_PROPERTY);
    if (model == null) {
      return invalid("Bundle must name its model in '" + MODEL_PROPERTY + "'; does not.");
    }
    Evidence evidence;
    try {
      evidence =
          Evidence.fromJson(
              new String(candidate.part(ModelRegistry.EVALUATION_PART), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return invalid("Evidence of the bundle must be readable; was not: " + e.getMessage());
    }
    return decide(model, evidence);
  }

  private static GateDecision invalid(String reason) {
    return new GateDecision(Verdict.INVALID, List.of("INVALID: " + reason));
  }

  /** A metric about which a requirement follows. Immutable. */
  public static final class Clause {

    private final List<Requirement> before;
    private final String metric;
    private final Direction direction;
    private final int minimumSupport;

    private Clause(
        List<Requirement> before, String metric, Direction direction, int minimumSupport) {
      this.before = before;
      this.metric = metric;
      this.direction = direction;
      this.minimumSupport = minimumSupport;
    }

    private Clause with(List<Requirement> requirements, int support) {
      return new Clause(requirements, metric, direction, support);
    }

    /**
     * The lower end of the metric's interval reaches the bound; for metrics that are better when
     * higher.
     */
    public Gate lowerBoundAtLeast(double bound) {
      return add(Direction.HIGHER_IS_BETTER, Requirement.Kind.AT_LEAST, "", bound);
    }

    /**
     * The upper end of the metric's interval does not exceed the bound; for metrics that are better
     * when lower.
     */
    public Gate upperBoundAtMost(double bound) {
      return add(Direction.LOWER_IS_BETTER, Requirement.Kind.AT_MOST, "", bound);
    }

    /** The gain over another pipeline is greater than 0 at the lower end of its interval. */
    public Gate beats(String other) {
      return beats(other, 0);
    }

    /**
     * The gain over another pipeline is greater than a margin at the lower end of its interval.
     *
     * @param margin in the metric's unit, at least 0
     */
    public Gate beats(String other, double margin) {
      Require.notBlank("Other", other);
      if (!(margin >= 0)) {
        throw Require.violated("Margin", "at least 0", margin);
      }
      return add(direction, Requirement.Kind.BEATS, other, margin);
    }

    private Gate add(Direction suits, Requirement.Kind kind, String other, double bound) {
      Require.finite("Bound", bound);
      if (suits != direction) {
        throw new IllegalArgumentException(
            "Metric '"
                + metric
                + "' must be bounded from its bad side; it is better when "
                + (direction == Direction.LOWER_IS_BETTER
                    ? "lower. Use upperBoundAtMost."
                    : "higher. Use lowerBoundAtLeast."));
      }
      List<Requirement> all = new ArrayList<>(before);
      all.add(new Requirement(metric, kind, other, bound));
      return new Gate(List.copyOf(all), this, minimumSupport);
    }
  }
}
