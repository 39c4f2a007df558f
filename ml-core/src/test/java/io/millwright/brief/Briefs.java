package io.millwright.brief;

import io.millwright.brief.KillCriterion.MissesBar;
import io.millwright.brief.KillCriterion.NotBetterThan;
import io.millwright.brief.KillCriterion.PeopleSay;
import io.millwright.brief.KillCriterion.SimplerSuffices;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Briefs and evidence for tests. */
final class Briefs {

  private Briefs() {}

  static ProblemBrief.Builder draft() {
    return ProblemBrief.builder("Loan default")
        .objective("Fewer defaults at the same volume of loans.")
        .success(new SuccessMetric("roc_auc", Better.HIGHER, 0.8, "About 2 M EUR a year."))
        .baseline("scorecard", "The scorecard of 2019: 7 rules.")
        .type(ProblemType.BINARY_CLASSIFICATION)
        .target("Defaulted within 12 months of the decision: yes or no.")
        .consumer("The loan desk; a person sees the score.")
        .latency(LatencyClass.INTERACTIVE)
        .data("Loans since 2018 with their outcome: 120,000 rows.")
        .gaps("Income is missing for the self-employed.")
        .ethics("Sex and origin are not used; rates are compared by group every month.");
  }

  static ProblemBrief loans() {
    return draft()
        .killIf(
            new SimplerSuffices("roc_auc", Better.HIGHER, "scorecard", 0.9),
            new NotBetterThan("roc_auc", "prior", 0.1),
            new MissesBar("brier", Better.LOWER, 0.2),
            new PeopleSay("Does the law forbid: using these \"data\"? # yes"))
        .signals(
            Signals.builder(120_000)
                .rules(Signals.Rules.KNOWN)
                .pattern(Signals.Pattern.MODERATE)
                .explanation(Signals.Explanation.REQUIRED)
                .errorCost(Signals.ErrorCost.MEDIUM)
                .latency(LatencyClass.INTERACTIVE)
                .changeRate(Signals.ChangeRate.MONTHS)
                .build())
        .build();
  }

  static Estimate estimate(double value, double low, double high) {
    return new Estimate.Measured(value, new Estimate.Interval(low, high, 0.95, "test"), 1_000);
  }

  static Evidence evidence(Map<String, Estimate> metrics, Evidence.Comparison... comparisons) {
    return new Evidence(
        new Evidence.Subject("m", "binary", "h", Instant.EPOCH),
        new TreeMap<>(metrics),
        List.of(comparisons),
        List.of());
  }
}
