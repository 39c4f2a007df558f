package io.millwright.eval;

import io.millwright.Require;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelRegistry;
import io.millwright.artifact.PromotionGate;
import io.millwright.artifact.Verdict;
import io.millwright.eval.Condition.Bound;
import io.millwright.eval.Condition.Finding;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.Metric;
import io.millwright.evidence.Evidence;
import io.millwright.evidence.Evidence.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Requirements that evidence must meet before a model moves on.
 *
 * <p>Each number is judged on the end of its interval, not on the point estimate: met when the
 * whole interval is on the right side of the bound (PASS), missed when the whole interval is on the
 * wrong side (FAIL), and undecided when the bound lies inside, the metric is undefined or rests on
 * too few rows (INSUFFICIENT). A metric, comparison or check that was not made, or evidence of
 * another model, is INVALID. The decision is the worst of all: INVALID, then FAIL, then
 * INSUFFICIENT, then PASS. Immutable and thread-safe.
 *
 * <pre>{@code
 * Gate gate = Gate.require(rocAuc()).lowerBoundAtLeast(0.75).beats("baseline")
 *     .and(brier()).upperBoundAtMost(0.2).notWorseThan(Gate.CHAMPION, 0.005)
 *     .and(Measure.LATENCY_P99_MS).upperBoundAtMost(20)
 *     .andCheck("leakage");
 * }</pre>
 */
public final class Gate implements PromotionGate {

  /** Rows that a metric must rest on unless set. */
  public static final int DEFAULT_SUPPORT = 30;

  /**
   * The name under which a candidate is compared with the model in production. In a registry the
   * comparison must have been made with the very model that is in production; requirements against
   * it hold when there is none yet.
   */
  public static final String CHAMPION = "champion";

  /**
   * The lineage property of a bundle that names its model by {@code TrainedPipeline.identity()}, so
   * that evidence of another model is refused.
   */
  public static final String MODEL_PROPERTY = "identity";

  private static final int MOST_REASONS = 200;

  private final List<Condition> conditions;
  private final Measure current;
  private final int minimumSupport;

  private Gate(List<Condition> conditions, Measure current, int minimumSupport) {
    this.conditions = conditions;
    this.current = current;
    this.minimumSupport = minimumSupport;
  }

  /** Starts a gate with a metric, about which a requirement follows. */
  public static Clause require(Metric<?> metric) {
    return require(Measure.of(metric));
  }

  /** Starts a gate with any number of the evidence, about which a requirement follows. */
  public static Clause require(Measure measure) {
    return new Clause(List.of(), measure, DEFAULT_SUPPORT);
  }

  /** Another metric, about which a requirement follows. */
  public Clause and(Metric<?> metric) {
    return and(Measure.of(metric));
  }

  /** Another number of the evidence, about which a requirement follows. */
  public Clause and(Measure measure) {
    return new Clause(conditions, measure, minimumSupport);
  }

  /** A check of that name, for example {@code leakage}, was made and passed. */
  public Gate andCheck(String name) {
    Require.notBlank("Check", name);
    return same().add(new Condition.OfCheck(name));
  }

  /** A further requirement on the same metric, as {@link Clause#lowerBoundAtLeast}. */
  public Gate lowerBoundAtLeast(double bound) {
    return same().lowerBoundAtLeast(bound);
  }

  /** A further requirement on the same metric, as {@link Clause#upperBoundAtMost}. */
  public Gate upperBoundAtMost(double bound) {
    return same().upperBoundAtMost(bound);
  }

  /** A further requirement on the same metric, as {@link Clause#beats(String)}. */
  public Gate beats(String other) {
    return same().beats(other);
  }

  /** A further requirement on the same metric, as {@link Clause#beats(String, double)}. */
  public Gate beats(String other, double margin) {
    return same().beats(other, margin);
  }

  /** A further requirement on the same metric, as {@link Clause#notWorseThan}. */
  public Gate notWorseThan(String other, double margin) {
    return same().notWorseThan(other, margin);
  }

  /** A further requirement on the same metric, as {@link Clause#inEverySlice}. */
  public Gate inEverySlice(double bound) {
    return same().inEverySlice(bound);
  }

  /** A further requirement on the same metric, as {@link Clause#inNoSliceWorseThan}. */
  public Gate inNoSliceWorseThan(String other, double margin) {
    return same().inNoSliceWorseThan(other, margin);
  }

  /** The same gate, where every number must rest on at least this many rows; 30 unless set. */
  public Gate minimumSupport(int rows) {
    return new Gate(conditions, current, Require.atLeast("Minimum support", rows, 1));
  }

  private Clause same() {
    return and(current);
  }

  /**
   * Judges evidence, whichever model it is about; at least one reason for each requirement, the
   * worst first.
   *
   * @see #decide(String, Evidence)
   */
  public GateDecision decide(Evidence evidence) {
    return decision(
        conditions.stream().flatMap(c -> c.judge(evidence, minimumSupport).stream()).toList());
  }

  private static GateDecision decision(List<Finding> findings) {
    List<Finding> worstFirst =
        findings.stream()
            .sorted(Comparator.comparingInt((Finding f) -> -Condition.severity(f.verdict())))
            .toList();
    List<String> reasons = new ArrayList<>();
    for (Finding f : worstFirst.subList(0, Math.min(MOST_REASONS, worstFirst.size()))) {
      reasons.add(f.verdict() + ": " + f.reason());
    }
    if (worstFirst.size() > MOST_REASONS) {
      reasons.add("And " + (worstFirst.size() - MOST_REASONS) + " more findings.");
    }
    return new GateDecision(worstFirst.get(0).verdict(), reasons);
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
   * the model that the bundle's lineage names by {@link #MODEL_PROPERTY}. Requirements against
   * {@link #CHAMPION} need a comparison with the champion given here; without a champion they hold.
   */
  @Override
  public GateDecision decide(ModelBundle candidate, Optional<ModelBundle> champion) {
    if (!candidate.hasPart(ModelRegistry.EVALUATION_PART)) {
      return invalid("Bundle must have " + ModelRegistry.EVALUATION_PART + "; has none.");
    }
    Optional<String> model = model(candidate);
    if (model.isEmpty()) {
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
    return evidence.subject().model().equals(model.get())
        ? decide(evidence, champion)
        : decide(model.get(), evidence);
  }

  private GateDecision decide(Evidence evidence, Optional<ModelBundle> champion) {
    List<Finding> findings = new ArrayList<>();
    for (Condition condition : conditions) {
      if (!condition.isAgainst(CHAMPION)) {
        findings.addAll(condition.judge(evidence, minimumSupport));
      } else if (champion.isEmpty()) {
        findings.add(new Finding(Verdict.PASS, "There is no champion to compare with."));
      } else if (comparedWith(evidence, model(champion.get()))) {
        findings.addAll(condition.judge(evidence, minimumSupport));
      } else {
        findings.add(
            new Finding(
                Verdict.INVALID,
                "Candidate must have been compared with the model in production as '"
                    + CHAMPION
                    + "'; was not. Evaluate it against that model."));
      }
    }
    return decision(findings);
  }

  private static boolean comparedWith(Evidence evidence, Optional<String> champion) {
    List<Comparison> comparisons = evidence.against(CHAMPION);
    return champion.isPresent()
        && !comparisons.isEmpty()
        && comparisons.stream().allMatch(c -> c.otherModel().equals(champion));
  }

  private static Optional<String> model(ModelBundle bundle) {
    return Optional.ofNullable(bundle.lineage().properties().get(MODEL_PROPERTY));
  }

  private static GateDecision invalid(String reason) {
    return decision(List.of(new Finding(Verdict.INVALID, reason)));
  }

  /** A metric about which a requirement follows. Immutable. */
  public static final class Clause {

    private final List<Condition> before;
    private final Measure measure;
    private final int minimumSupport;

    private Clause(List<Condition> before, Measure measure, int minimumSupport) {
      this.before = before;
      this.measure = measure;
      this.minimumSupport = minimumSupport;
    }

    /**
     * The lower end of the metric's interval reaches the bound; for metrics that are better when
     * higher.
     */
    public Gate lowerBoundAtLeast(double bound) {
      suits(Direction.HIGHER_IS_BETTER);
      return add(new Condition.OfMetric(measure.name(), outer(bound)));
    }

    /**
     * The upper end of the metric's interval does not exceed the bound; for metrics that are better
     * when lower.
     */
    public Gate upperBoundAtMost(double bound) {
      suits(Direction.LOWER_IS_BETTER);
      return add(new Condition.OfMetric(measure.name(), outer(bound)));
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
      return add(
          new Condition.OfGain(
              measure.name(), named(other), new Bound(Bound.Kind.GREATER, notNegative(margin))));
    }

    /**
     * No guardrail is broken: the loss against another pipeline does not exceed a margin at the
     * lower end of the gain's interval (non-inferiority).
     *
     * @param margin in the metric's unit, at least 0; with 0 only a sure gain passes
     */
    public Gate notWorseThan(String other, double margin) {
      return add(new Condition.OfGain(measure.name(), named(other), noLossOver(margin)));
    }

    /**
     * The bound holds in every slice of at least the gate's support, as {@link #lowerBoundAtLeast}
     * or {@link #upperBoundAtMost}, whichever fits the metric. With many slices one may miss by
     * chance: each is judged at the interval's own level.
     */
    public Gate inEverySlice(double bound) {
      return add(new SliceCondition(measure.name(), Optional.empty(), outer(bound)));
    }

    /**
     * No slice of at least the gate's support loses more than a margin against another pipeline, as
     * {@link #notWorseThan}.
     */
    public Gate inNoSliceWorseThan(String other, double margin) {
      return add(new SliceCondition(measure.name(), Optional.of(named(other)), noLossOver(margin)));
    }

    private Bound outer(double bound) {
      Require.finite("Bound", bound);
      return new Bound(
          measure.direction() == Direction.HIGHER_IS_BETTER
              ? Bound.Kind.AT_LEAST
              : Bound.Kind.AT_MOST,
          bound);
    }

    private static Bound noLossOver(double margin) {
      return new Bound(Bound.Kind.AT_LEAST, 0 - notNegative(margin));
    }

    private static String named(String other) {
      return Require.notBlank("Other", other);
    }

    private static double notNegative(double margin) {
      if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
        throw Require.violated("Margin", "finite and at least 0", margin);
      }
      return margin;
    }

    private void suits(Direction wanted) {
      if (wanted != measure.direction()) {
        throw new IllegalArgumentException(
            "Metric '"
                + measure.name()
                + "' must be bounded from its bad side; it is better when "
                + (measure.direction() == Direction.LOWER_IS_BETTER
                    ? "lower. Use upperBoundAtMost."
                    : "higher. Use lowerBoundAtLeast."));
      }
    }

    private Gate add(Condition condition) {
      List<Condition> all = new ArrayList<>(before);
      all.add(condition);
      return new Gate(List.copyOf(all), measure, minimumSupport);
    }
  }
}
