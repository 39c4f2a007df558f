package io.millwright.eval.experiment;

import io.millwright.eval.experiment.AbTest.Guardrail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the settings of one design; single use, not thread-safe. All faults are reported by
 * {@link #build} together.
 */
public final class AbTestBuilder {

  private final DesignDraft draft;
  private final List<String> repeated = new ArrayList<>();
  private final Set<String> set = new HashSet<>();

  AbTestBuilder(String hypothesis) {
    draft = new DesignDraft(hypothesis);
  }

  /** The arm that others are compared with, and its share of users; before the other arms. */
  public AbTestBuilder control(String name, double share) {
    once("control");
    if (!draft.arms.isEmpty()) {
      repeated.add("control must be set before the other arms");
    }
    return put(name, share);
  }

  /** Another arm and its share of users. */
  public AbTestBuilder arm(String name, double share) {
    if (draft.arms.isEmpty()) {
      repeated.add("control must be set before arm '" + name + "'");
    }
    return put(name, share);
  }

  private AbTestBuilder put(String name, double share) {
    open();
    MetricSpec.requireName("Arm name", name);
    if (draft.arms.putIfAbsent(name, share) != null) {
      repeated.add("arm '" + name + "' must be named once");
    }
    return this;
  }

  /**
   * The metric that decides.
   *
   * @param detectable the gain to be found with the design's power, in the metric's unit, greater
   *     than the practical margin
   */
  public AbTestBuilder primary(MetricSpec metric, double detectable) {
    once("primary metric");
    draft.primary = metric;
    draft.detectable = detectable;
    return this;
  }

  /** The gain from which on a change is worth having, in the metric's unit; 0 unless set. */
  public AbTestBuilder practicalMargin(double gain) {
    once("practicalMargin");
    draft.practicalMargin = gain;
    return this;
  }

  /**
   * A metric that must not get worse.
   *
   * @param margin loss that would just matter, in the metric's unit, greater than 0
   */
  public AbTestBuilder guardrail(MetricSpec metric, double margin) {
    open();
    draft.guardrails.add(new Guardrail(metric, margin));
    return this;
  }

  /** Chance of a wrong decision about the primary metric, in (0, 0.5); 0.05 unless set. */
  public AbTestBuilder alpha(double level) {
    once("alpha");
    draft.alpha = level;
    return this;
  }

  /** Chance to find the detectable gain, in (alpha, 1); 0.8 unless set. */
  public AbTestBuilder power(double chance) {
    once("power");
    draft.power = chance;
    return this;
  }

  /** Part of alpha for looks before the end, in [0, 1); 0 for none; 0.2 unless set. */
  public AbTestBuilder earlyAlphaShare(double share) {
    once("earlyAlphaShare");
    draft.earlyAlphaShare = share;
    return this;
  }

  /** Level of the check that users landed as planned, in (0, 1); 0.001 unless set. */
  public AbTestBuilder sampleRatioAlpha(double level) {
    once("sampleRatioAlpha");
    draft.sampleRatioAlpha = level;
    return this;
  }

  /** Days of a business cycle, at least 1; 7 unless set. */
  public AbTestBuilder cycleDays(int days) {
    once("cycleDays");
    draft.cycleDays = days;
    return this;
  }

  /** Days before which nothing is decided: whole cycles; 7 unless set. */
  public AbTestBuilder minDays(int days) {
    once("minDays");
    draft.minDays = days;
    return this;
  }

  /** Days after which it ends: whole cycles; 28 unless set. */
  public AbTestBuilder maxDays(int days) {
    once("maxDays");
    draft.maxDays = days;
    return this;
  }

  private void open() {
    if (set.contains("build")) {
      throw new IllegalStateException("Builder must be used once; was used. Start another.");
    }
  }

  private void once(String setting) {
    open();
    if (!set.add(setting)) {
      repeated.add(setting + " must be set once");
    }
  }

  /**
   * The design.
   *
   * @throws IllegalArgumentException if settings are missing or contradict each other; lists all
   */
  public AbTest build() {
    List<String> faults = new ArrayList<>(repeated);
    faults.addAll(draft.faults());
    if (faults.isEmpty()) {
      faults.addAll(draft.planFaults());
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Experiment must be a sound design: " + String.join("; ", faults) + ". Change these.");
    }
    once("build");
    return new AbTest(draft);
  }
}
