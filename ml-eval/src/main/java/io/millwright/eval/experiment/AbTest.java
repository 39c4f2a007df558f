package io.millwright.eval.experiment;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The design of an experiment, fixed before its first user: what is believed, the arms, the metric
 * that decides, what must not get worse, and how long it runs.
 *
 * <p>Sample size, tallies and analysis all come from the design, so that none of them can be chosen
 * after the numbers are seen. The level alpha is split: {@code earlyAlphaShare} of it is spent on
 * looks before the end, which may be taken daily and use the always-valid interval; the rest on one
 * look at the end with the ordinary interval. Together they are wrong with chance at most alpha
 * (asymptotically, see {@link NormalMixture}).
 *
 * <p>The end is the first whole cycle of at least {@code minDays} in which the planned units of the
 * primary metric are there, at the latest {@code maxDays}. Days after it are not analysed.
 * Thread-safe: yes, immutable.
 */
public final class AbTest {

  /** Days of a business cycle unless set: a week. */
  public static final int DEFAULT_CYCLE_DAYS = 7;

  /** Share of alpha spent on early looks unless set. */
  public static final double DEFAULT_EARLY_ALPHA_SHARE = 0.2;

  /**
   * A metric that must not get worse.
   *
   * @param metric which
   * @param margin loss that would just matter, in the metric's unit, greater than 0
   */
  public record Guardrail(MetricSpec metric, double margin) {}

  /**
   * Units that the design needs.
   *
   * @param units by arm, of the primary metric
   * @param days at the traffic asked about, in whole cycles and at least {@code minDays}
   * @param limit what needs the most units, for people
   * @param problem why it cannot end in time; empty if it can
   */
  public record SampleSize(Map<String, Long> units, long days, String limit, String problem) {

    public SampleSize {
      units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
    }

    /** Units of all arms. */
    public long total() {
      return units.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether it ends by {@code maxDays}. */
    public boolean isFeasible() {
      return problem.isEmpty();
    }

    /**
     * This, if feasible.
     *
     * @throws IllegalStateException if the experiment cannot end by {@code maxDays}
     */
    public SampleSize orThrow() {
      if (!isFeasible()) {
        throw new IllegalStateException(problem);
      }
      return this;
    }
  }

  private final DesignDraft draft;
  private final Map<String, Double> arms;
  private final List<Guardrail> guardrails;
  private final List<MetricSpec> metrics;
  private final Requirement required;

  /** Units of all arms, and what asks for them. */
  record Requirement(double total, String limit) {}

  AbTest(DesignDraft draft) {
    this.draft = draft;
    this.arms = Collections.unmodifiableMap(new LinkedHashMap<>(draft.arms));
    this.guardrails = List.copyOf(draft.guardrails);
    List<MetricSpec> all = new ArrayList<>(List.of(draft.primary()));
    guardrails.forEach(g -> all.add(g.metric()));
    this.metrics = List.copyOf(all);
    this.required = draft.required();
  }

  /**
   * Starts a design.
   *
   * @param hypothesis what is believed and why, for people
   */
  public static AbTestBuilder builder(String hypothesis) {
    return new AbTestBuilder(hypothesis);
  }

  /** What is believed. */
  public String hypothesis() {
    return draft.hypothesis;
  }

  /** Share of users by arm, the control first; they add up to 1. */
  public Map<String, Double> arms() {
    return arms;
  }

  /** The arm that others are compared with. */
  public String control() {
    return arms.keySet().iterator().next();
  }

  /** The metric that decides. */
  public MetricSpec primary() {
    return draft.primary();
  }

  /** The gain that the design is to find with its power. */
  public double detectable() {
    return draft.detectable;
  }

  /** The gain from which on a change is worth having. */
  public double practicalMargin() {
    return draft.practicalMargin;
  }

  /** Metrics that must not get worse. */
  public List<Guardrail> guardrails() {
    return guardrails;
  }

  /** Chance of a wrong decision about the primary metric, over all looks and arms. */
  public double alpha() {
    return draft.alpha;
  }

  /** Chance to find the detectable gain at the end. */
  public double power() {
    return draft.power;
  }

  /** The part of alpha that looks before the end spend. */
  public double earlyAlpha() {
    return draft.alpha * draft.earlyAlphaShare;
  }

  /** The part of alpha that the last look spends. */
  public double finalAlpha() {
    return draft.finalAlpha();
  }

  /** Level of the check that users landed as planned. */
  public double sampleRatioAlpha() {
    return draft.sampleRatioAlpha;
  }

  /** Days before which nothing is decided, but for a broken guardrail. */
  public int minDays() {
    return draft.minDays;
  }

  /** Days after which it ends whatever was found. */
  public int maxDays() {
    return draft.maxDays;
  }

  /** Days of a business cycle. */
  public int cycleDays() {
    return draft.cycleDays;
  }

  /** The primary metric, then the guardrails'. */
  List<MetricSpec> metrics() {
    return metrics;
  }

  double requiredUnits() {
    return required.total();
  }

  /**
   * Units per arm, and days at this traffic: what the primary metric needs to find the detectable
   * gain above the practical margin at the level of the last look (shared by the arms), and what
   * each guardrail needs to be shown safe when nothing changed; the larger of all.
   *
   * @param unitsPerDay units of all arms per day, greater than 0
   */
  public SampleSize sampleSize(double unitsPerDay) {
    Require.positive("Units per day", unitsPerDay);
    Map<String, Long> units = new LinkedHashMap<>();
    arms.forEach((arm, share) -> units.put(arm, (long) Math.ceil(required.total() * share)));
    double needed = Math.ceil(required.total() / unitsPerDay);
    double cycles = Math.ceil(Math.max(needed, minDays()) / cycleDays());
    long days = (long) (cycles * cycleDays());
    String problem =
        days <= maxDays()
            ? ""
            : "Experiment must end by day "
                + maxDays()
                + "; needs "
                + days
                + " days. Take a larger detectable gain, more traffic or more days.";
    return new SampleSize(units, days, required.limit(), problem);
  }

  /** Power to find the detectable gain at the end with so many controls. */
  public MetricValue achievedPower(long controls) {
    return draft.achievedPower(controls);
  }

  /** An empty tally of this design. */
  public Tally tally() {
    return new Tally(this);
  }

  /**
   * The tally that {@link Tally#toJson} wrote.
   *
   * @throws IllegalArgumentException if it is not of this design or damaged; lists all faults
   */
  public Tally readTally(String json) {
    Tally tally = tally();
    TallyJson.read(json, tally);
    return tally;
  }

  /**
   * What the experiment says after these days, in a fixed order: users per arm as planned? Only
   * then guardrails, then the primary metric, then the decision.
   *
   * @param days a tally a day from the first on, days without users included; at least one user
   * @throws IllegalArgumentException if a tally belongs to another design, or nobody was counted
   */
  public AbResult analyse(List<Tally> days) {
    days.forEach(this::requireOwn);
    return new Analysis(this, List.copyOf(days)).result();
  }

  void requireOwn(Tally tally) {
    if (tally.test() != this) {
      throw new IllegalArgumentException(
          "Tally must belong to this design; belongs to another. Read it with readTally.");
    }
  }
}
