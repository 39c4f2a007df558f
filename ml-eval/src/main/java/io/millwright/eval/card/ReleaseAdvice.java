package io.millwright.eval.card;

import io.millwright.Require;
import io.millwright.artifact.GateDecision;
import io.millwright.eval.metric.Metric;
import io.millwright.report.Report;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether to ship a model, go on with it, or reject it, and why: drawn from evidence by fixed
 * rules.
 *
 * <p>Every rule gives a {@link Finding}; the gravest {@link Effect} decides. No number is judged by
 * its point estimate.
 *
 * <table>
 *   <caption>Rules</caption>
 *   <tr><th>found</th><th>effect</th></tr>
 *   <tr><td>a gate or a fact is INVALID</td><td>rejects the evaluation: nothing is said about the
 *       model</td></tr>
 *   <tr><td>a gate or fairness FAILs; a kill criterion is met; the whole interval of the gain over
 *       the baseline is at or below 0 by the metric that decides</td><td>rejects the model</td></tr>
 *   <tr><td>a gate or a fact is INSUFFICIENT; no gate; not compared with the baseline or not told
 *       apart from it; a metric is undefined; the goal is missed or undecided; a kill criterion is
 *       undecided or not measured; calibration FAILs (it can be repaired on the same model) or was
 *       not judged; fairness was not judged; a warning nobody accepted</td><td>iterate</td></tr>
 *   <tr><td>everything else</td><td>supports shipping</td></tr>
 * </table>
 *
 * <p>Calibration is not asked of a regression. With a brief the metric that decides is its success
 * metric and the baseline is the brief's. Where nobody named a metric that decides, a gain at or
 * below 0 rejects only if all compared metrics agree; otherwise it iterates. Thread-safe: yes,
 * immutable.
 */
public final class ReleaseAdvice {

  /** The baseline's name in evidence unless set or given by the brief. */
  public static final String DEFAULT_BASELINE = "baseline";

  /** What to do. */
  public enum Decision {
    /** Let it go on: every rule supports it. */
    SHIP,
    /** Neither good enough to ship nor bad enough to drop: do what the findings say. */
    ITERATE,
    /** Do not ship: the model, or the evaluation, is refused. */
    REJECT
  }

  /** What a finding comes to, from harmless to grave. */
  public enum Effect {
    /** Nothing speaks against shipping. */
    SUPPORTS,
    /** Something is to be collected, repaired or read first. */
    ITERATE,
    /** The model must not ship. */
    REJECTS_MODEL,
    /** The evidence cannot be judged, so neither can the model. */
    REJECTS_EVALUATION
  }

  /** What is judged by facts from outside. */
  public enum Topic {
    /** Whether groups are treated alike. */
    FAIRNESS("Fairness"),
    /** Whether probabilities are what they say. */
    CALIBRATION("Calibration");

    private final String label;

    Topic(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * What one rule found.
   *
   * @param about what was judged; by this name people accept it
   * @param effect what it comes to
   * @param text why
   * @param next what to do; empty where nothing is
   */
  public record Finding(String about, Effect effect, String text, String next) {
    public Finding {
      Require.notBlank("Subject of a finding", about);
      Objects.requireNonNull(effect, "effect");
      Require.notBlank("Text of a finding", text);
    }
  }

  private final ModelFacts facts;
  private final List<Finding> findings;

  private ReleaseAdvice(ModelFacts facts, List<Finding> findings) {
    this.facts = facts;
    this.findings = List.copyOf(findings);
  }

  /** Starts advice about the model of these facts. */
  public static Builder on(ModelFacts facts) {
    return new Builder(facts);
  }

  /** The facts it was made from. */
  public ModelFacts facts() {
    return facts;
  }

  /** What to do. */
  public Decision decision() {
    return switch (effect()) {
      case SUPPORTS -> Decision.SHIP;
      case ITERATE -> Decision.ITERATE;
      case REJECTS_MODEL, REJECTS_EVALUATION -> Decision.REJECT;
    };
  }

  /** The gravest effect; tells whether a REJECT is of the model or of the evaluation. */
  public Effect effect() {
    return findings.get(0).effect();
  }

  /** What every rule found, the gravest first. */
  public List<Finding> findings() {
    return findings;
  }

  /** The findings that decide. */
  public List<Finding> reasons() {
    return findings.stream().filter(f -> f.effect() == effect()).toList();
  }

  /** The evaluation report: the recommendation, then what the evaluation found. */
  public Report report() {
    return AdviceReport.of(this);
  }

  /** Collects what the rules judge and reports all faults at build. Single use. */
  public static final class Builder {

    private final ModelFacts facts;
    private final Map<String, GateDecision> gates = new LinkedHashMap<>();
    private final Map<Topic, Fact> topics = new EnumMap<>(Topic.class);
    private final Map<String, String> accepted = new LinkedHashMap<>();
    private final Faults faults = new Faults();
    private @Nullable String baseline;
    private @Nullable String deciding;

    private Builder(ModelFacts facts) {
      this.facts = Objects.requireNonNull(facts, "facts");
    }

    /** Adds what a gate decided about the evidence. */
    public Builder gate(String name, GateDecision decision) {
      faults.addIf(
          gates.put(Require.notBlank("Gate", name), Objects.requireNonNull(decision, "decision"))
              != null,
          "Gate '" + name + "' must be given once; was twice.");
      return this;
    }

    /** Adds what was found about a topic. */
    public Builder finding(Topic topic, Fact found) {
      faults.addIf(
          topics.put(topic, Objects.requireNonNull(found, "found")) != null,
          topic.label() + " must be given once; was twice.");
      return this;
    }

    /** Names the baseline in the comparisons; the brief's, or {@value #DEFAULT_BASELINE}. */
    public Builder baseline(String name) {
      faults.addIf(baseline != null, "Baseline must be set once; was twice.");
      baseline = Require.notBlank("Baseline", name);
      return this;
    }

    /** Names the metric whose gain over the baseline decides, where no brief does. */
    public Builder decidingBy(Metric<?> metric) {
      faults.addIf(deciding != null, "Deciding metric must be set once; was twice.");
      faults.addIf(
          facts.brief().isPresent(), "Deciding metric must be the brief's; was named again.");
      deciding = metric.name();
      return this;
    }

    /**
     * Accepts what people may decide: a warning, a topic that was not judged, or a question of a
     * kill criterion. The reason stands in the report.
     *
     * @param about {@link Finding#about()}
     * @param reason who accepts it and why
     */
    public Builder accept(String about, String reason) {
      faults.addIf(
          accepted.put(about, Require.notBlank("Reason", reason)) != null,
          "Finding '" + about + "' must be accepted once; was twice.");
      return this;
    }

    /**
     * The advice.
     *
     * @throws IllegalArgumentException if something was given twice, or accepted that is not found
     *     or is not people's to accept; lists all faults
     */
    public ReleaseAdvice build() {
      String name =
          baseline != null
              ? baseline
              : facts.brief().map(b -> b.baseline().name()).orElse(DEFAULT_BASELINE);
      Optional<String> metric =
          facts.brief().map(b -> b.success().metric()).or(() -> Optional.ofNullable(deciding));
      AdviceRules rules = new AdviceRules(facts, name, metric);
      rules.gates(gates);
      rules.evidence();
      rules.topics(topics);
      List<Finding> findings = rules.accepting(accepted, faults);
      faults.throwIfAny("Release advice");
      return new ReleaseAdvice(facts, findings);
    }
  }
}
