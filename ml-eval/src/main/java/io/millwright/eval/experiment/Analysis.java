package io.millwright.eval.experiment;

import io.millwright.eval.experiment.AbResult.Analysed;
import io.millwright.eval.experiment.AbResult.Analysed.Findings;
import io.millwright.eval.experiment.AbResult.Analysed.Progress;
import io.millwright.eval.experiment.AbResult.Analysed.Verdict;
import io.millwright.eval.experiment.AbTest.Guardrail;
import io.millwright.evidence.Estimate;
import io.millwright.report.NumberText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One look at an experiment, in the fixed order. */
final class Analysis {

  private final AbTest test;
  private final List<Tally> upTo;
  private final int day;
  private final boolean atEnd;
  private final int given;

  /** Finds the planned end among the days and forgets what comes after. */
  Analysis(AbTest test, List<Tally> days) {
    this.test = test;
    this.given = days.size();
    List<Tally> sums = new ArrayList<>();
    Tally sum = test.tally();
    boolean end = false;
    for (int d = 1; d <= days.size() && !end; d++) {
      sum = sum.plus(days.get(d - 1));
      sums.add(sum);
      end = isEnd(d, sum);
    }
    this.upTo = List.copyOf(sums);
    this.day = sums.size();
    this.atEnd = end;
    if (day == 0 || sum.users() == 0) {
      throw new IllegalArgumentException(
          "Tallies must count at least one user; count none. Look later.");
    }
  }

  /** Depends on how many came, never on what they did. */
  private boolean isEnd(int days, Tally sum) {
    double units = 0;
    for (String arm : test.arms().keySet()) {
      units += sum.units(arm, test.primary().name());
    }
    boolean enough =
        days >= test.minDays() && days % test.cycleDays() == 0 && units >= test.requiredUnits();
    return enough || days >= test.maxDays();
  }

  AbResult result() {
    Tally total = upTo.get(day - 1);
    Map<String, Long> users = new LinkedHashMap<>();
    test.arms().keySet().forEach(arm -> users.put(arm, total.users(arm)));
    SampleRatio ratio = SampleRatio.of(users, test.arms());
    if (ratio.isMismatch(test.sampleRatioAlpha())) {
      return new AbResult.Invalid(
          day,
          ratio,
          List.of(
              "users per arm contradict the planned shares (p = %s, below %s): find out what treats arms differently; no number of this experiment can be used"
                  .formatted(
                      NumberText.of(ratio.pValue()), NumberText.of(test.sampleRatioAlpha()))));
    }
    return analysed(total, ratio);
  }

  private Analysed analysed(Tally total, SampleRatio ratio) {
    List<Comparison> guardrails = new ArrayList<>();
    for (String arm : treatments()) {
      for (Guardrail g : test.guardrails()) {
        guardrails.add(compare(total, arm, g.metric()));
      }
    }
    List<Comparison> primary =
        Holm.levels(
            treatments().stream().map(arm -> compare(total, arm, test.primary())).toList(),
            look(),
            test.practicalMargin());
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (Comparison c : primary) {
      List<Comparison> own = guardrails.stream().filter(g -> g.arm().equals(c.arm())).toList();
      verdicts.put(c.arm(), new Rule(test, day, atEnd).judge(c, own));
    }
    return new Analysed(
        new Progress(day, atEnd, ratio, remarks(total, ratio)),
        new Findings(primary, List.copyOf(guardrails), sequence()),
        verdicts,
        overall(verdicts));
  }

  private List<String> treatments() {
    return test.arms().keySet().stream().skip(1).toList();
  }

  private Look look() {
    NormalMixture mixture =
        NormalMixture.tunedFor(
            test.earlyAlpha() > 0 ? test.earlyAlpha() : test.alpha(), pairUnits());
    return new Look(atEnd, test.finalAlpha(), test.earlyAlpha(), mixture);
  }

  /** Planned units of a pair of arms, the mean over treatments. */
  private double pairUnits() {
    double control = test.arms().getOrDefault(test.control(), 1.0);
    double pair = control + (1 - control) / (test.arms().size() - 1);
    return test.requiredUnits() * pair;
  }

  private Comparison compare(Tally tally, String arm, MetricSpec metric) {
    return Comparison.of(
        arm, tally.sums(arm, metric.name()), tally.sums(test.control(), metric.name()), look());
  }

  private Map<String, List<Estimate>> sequence() {
    Map<String, List<Estimate>> sequence = new LinkedHashMap<>();
    Look shared = look().sharedBy(treatments().size());
    for (String arm : treatments()) {
      sequence.put(
          arm,
          upTo.stream()
              .map(t -> compare(t, arm, test.primary()).at(shared).alwaysValidGain())
              .toList());
    }
    return Collections.unmodifiableMap(sequence);
  }

  private List<String> remarks(Tally total, SampleRatio ratio) {
    List<String> remarks = new ArrayList<>();
    if (!ratio.isReliable()) {
      remarks.add("too few users to check that they landed in the arms as planned");
    }
    if (given > day) {
      remarks.add((given - day) + " days after the planned end are left out");
    }
    if (atEnd) {
      long controls = total.units(test.control(), test.primary().name());
      if (controls > 0) {
        test.achievedPower(controls)
            .match(
                power ->
                    power < test.power() - 0.01
                        && remarks.add(
                            "fewer units than planned: the chance to find the detectable gain was "
                                + NumberText.of(power)),
                reason -> false);
      }
    }
    if (treatments().size() > 1) {
      remarks.add("levels of the primary metric's intervals are Holm's, over all arms");
    }
    return List.copyOf(remarks);
  }

  private Decision overall(Map<String, Verdict> verdicts) {
    List<Decision> all = verdicts.values().stream().map(Verdict::decision).toList();
    for (Decision first : List.of(Decision.SHIP, Decision.CONTINUE, Decision.ITERATE)) {
      if (all.contains(first)) {
        return first;
      }
    }
    return Decision.KILL;
  }
}
