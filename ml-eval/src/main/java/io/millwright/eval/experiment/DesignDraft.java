package io.millwright.eval.experiment;

import static java.util.Objects.requireNonNull;

import io.millwright.eval.experiment.AbTest.Guardrail;
import io.millwright.eval.experiment.AbTest.Requirement;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.power.PowerPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings of a design while it is built, the rules between them, and the units they need. */
final class DesignDraft {

  private static final double ROUNDING = 1e-9;
  private static final double MOST_ALPHA = 0.5;
  private static final int MOST_DAYS = 3650;

  final String hypothesis;
  final Map<String, Double> arms = new LinkedHashMap<>();
  final List<Guardrail> guardrails = new ArrayList<>();
  @Nullable MetricSpec primary;
  double detectable;
  double practicalMargin;
  double alpha = 0.05;
  double power = 0.8;
  double earlyAlphaShare = AbTest.DEFAULT_EARLY_ALPHA_SHARE;
  double sampleRatioAlpha = SampleRatio.DEFAULT_ALPHA;
  int cycleDays = AbTest.DEFAULT_CYCLE_DAYS;
  int minDays = AbTest.DEFAULT_CYCLE_DAYS;
  int maxDays = 4 * AbTest.DEFAULT_CYCLE_DAYS;

  DesignDraft(String hypothesis) {
    this.hypothesis = hypothesis;
  }

  MetricSpec primary() {
    return requireNonNull(primary);
  }

  double finalAlpha() {
    return alpha * (1 - earlyAlphaShare);
  }

  /** All rules that are broken. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    rule(faults, !hypothesis.isBlank(), "hypothesis must not be blank");
    arms(faults);
    metrics(faults);
    rule(faults, alpha > 0 && alpha < MOST_ALPHA, "alpha must be in (0, 0.5); was " + alpha);
    rule(faults, power > alpha && power < 1, "power must be in (alpha, 1); was " + power);
    rule(
        faults,
        earlyAlphaShare >= 0 && earlyAlphaShare < 1,
        "earlyAlphaShare must be in [0, 1); was " + earlyAlphaShare);
    rule(
        faults,
        sampleRatioAlpha > 0 && sampleRatioAlpha < 1,
        "sampleRatioAlpha must be in (0, 1); was " + sampleRatioAlpha);
    days(faults);
    return faults;
  }

  private void arms(List<String> faults) {
    rule(faults, arms.size() >= 2, "arms must be a control and another; were " + arms.keySet());
    arms.forEach(
        (arm, share) ->
            rule(
                faults,
                share > 0 && share < 1,
                "share of '" + arm + "' must be in (0, 1); was " + share));
    double sum = arms.values().stream().mapToDouble(Double::doubleValue).sum();
    rule(faults, Math.abs(sum - 1) <= ROUNDING, "shares must add up to 1; were " + sum);
  }

  private void metrics(List<String> faults) {
    Set<String> names = new TreeSet<>();
    if (primary == null) {
      faults.add("primary metric must be set");
    } else {
      names.add(primary.name());
      rule(
          faults,
          practicalMargin >= 0 && practicalMargin < Double.POSITIVE_INFINITY,
          "practical margin must be at least 0; was " + practicalMargin);
      rule(
          faults,
          detectable > practicalMargin && detectable < Double.POSITIVE_INFINITY,
          "detectable gain must be greater than the practical margin; was "
              + detectable
              + " with margin "
              + practicalMargin);
    }
    for (Guardrail g : guardrails) {
      String name = g.metric().name();
      rule(faults, names.add(name), "metric '" + name + "' must be named once");
      rule(
          faults,
          g.margin() > 0 && g.margin() < Double.POSITIVE_INFINITY,
          "margin of guardrail '" + name + "' must be greater than 0; was " + g.margin());
    }
  }

  private void days(List<String> faults) {
    boolean cycle = cycleDays >= 1;
    rule(faults, cycle, "cycleDays must be at least 1; was " + cycleDays);
    rule(
        faults,
        cycle && minDays >= cycleDays && minDays % cycleDays == 0,
        "minDays must be one or more whole cycles of " + cycleDays + "; was " + minDays);
    rule(
        faults,
        cycle && maxDays >= minDays && maxDays <= MOST_DAYS && maxDays % cycleDays == 0,
        "maxDays must be whole cycles of "
            + cycleDays
            + " from minDays to "
            + MOST_DAYS
            + "; was "
            + maxDays);
  }

  private static void rule(List<String> faults, boolean kept, String fault) {
    if (!kept) {
      faults.add(fault);
    }
  }

  /** Why the design cannot be planned: every metric without a sample size. */
  List<String> planFaults() {
    List<String> faults = new ArrayList<>();
    needs().forEach((limit, n) -> n.match(v -> true, reason -> faults.add(limit + ": " + reason)));
    return faults;
  }

  /** Units of all arms that the hungriest metric needs; the design has no faults. */
  Requirement required() {
    Requirement most = new Requirement(0, "");
    for (var need : needs().entrySet()) {
      double total = need.getValue().orElse(Double.NaN);
      if (total > most.total()) {
        most = new Requirement(total, need.getKey());
      }
    }
    return most;
  }

  private Map<String, MetricValue> needs() {
    Map<String, MetricValue> needs = new LinkedHashMap<>();
    String control = arms.keySet().iterator().next();
    double share = arms.getOrDefault(control, 0.0);
    arms.forEach(
        (arm, size) -> {
          if (!arm.equals(control)) {
            String of = " of arm '" + arm + "'";
            needs.put(
                "primary metric '" + primary().name() + "'" + of,
                total(primaryPlan(size / share).sampleSize(signed(detectable)), share));
            for (Guardrail g : guardrails) {
              needs.put(
                  "guardrail '" + g.metric().name() + "'" + of,
                  total(guardrailPlan(g, size / share).sampleSize(0), share));
            }
          }
        });
    return needs;
  }

  private static MetricValue total(MetricValue controls, double controlShare) {
    return controls.match(n -> MetricValue.of(n / controlShare), MetricValue::undefined);
  }

  MetricValue achievedPower(long controls) {
    double smallest = arms.values().stream().skip(1).mapToDouble(s -> s).min().orElseThrow();
    double share = arms.values().iterator().next();
    return primaryPlan(smallest / share).achievedPower(signed(detectable), controls);
  }

  private PowerPlan primaryPlan(double ratio) {
    return PowerPlan.of(primary().outcome())
        .withAlpha(finalAlpha() / (arms.size() - 1))
        .withPower(power)
        .withRatio(ratio)
        .against(signed(practicalMargin));
  }

  /** One-sided at half the level, as the lower end of the interval is. */
  private PowerPlan guardrailPlan(Guardrail guardrail, double ratio) {
    return PowerPlan.of(guardrail.metric().outcome())
        .withAlpha(finalAlpha() / 2)
        .withPower(power)
        .withRatio(ratio)
        .nonInferior(guardrail.margin(), guardrail.metric().direction());
  }

  private double signed(double gain) {
    return primary().direction() == Direction.HIGHER_IS_BETTER ? gain : -gain;
  }
}
