package io.millwright.samples.journey;

import static io.millwright.eval.fairness.FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE;
import static io.millwright.eval.fairness.FairnessMeasure.DISPARATE_IMPACT;
import static io.millwright.eval.fairness.FairnessMeasure.EQUAL_OPPORTUNITY_DIFFERENCE;

import io.millwright.artifact.Verdict;
import io.millwright.eval.Gate;
import io.millwright.eval.HeldOut;
import io.millwright.eval.Measure;
import io.millwright.eval.fairness.Decisions;
import io.millwright.eval.fairness.FairnessAudit;
import io.millwright.eval.fairness.FairnessFinding;
import io.millwright.eval.fairness.FairnessMeasure;
import io.millwright.eval.fairness.FairnessReport;
import io.millwright.eval.fairness.FairnessVerdict;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.model.Binary;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares how groups are treated at the chosen threshold, one by one and in combination. */
final class FairnessStep {

  /**
   * The sample's own: what is acceptable depends on the decision and on the law that governs it.
   */
  private static final Map<FairnessMeasure, Double> MARGINS =
      Map.of(
          DEMOGRAPHIC_PARITY_DIFFERENCE,
          0.1,
          EQUAL_OPPORTUNITY_DIFFERENCE,
          0.1,
          DISPARATE_IMPACT,
          FairnessMeasure.FOUR_FIFTHS);

  static final String MARGINS_IN_WORDS =
      "Margins are this sample's and not the law's: demographic parity and equal opportunity"
          + " difference at most 0.1, disparate impact at least 0.8. What is acceptable depends on"
          + " the decision, on who bears its errors and on the law that governs it: agree on yours"
          + " before you look.";

  private FairnessStep() {}

  static FairnessReport run(
      List<String> fields,
      HeldOut<Binary> test,
      ThresholdStep.Decided decided,
      Bootstrap bootstrap) {
    FairnessAudit.Builder audit =
        FairnessAudit.of(fields.toArray(String[]::new)).bootstrap(bootstrap);
    MARGINS.forEach(audit::margin);
    return audit
        .build()
        .assess(Decisions.of(test.scored(), decided.acts(test.scored())), test.table());
  }

  /** The gate with the margins of each protected field alone. */
  static Gate require(Gate gate, FairnessReport report) {
    Gate all = gate;
    for (FairnessFinding finding : report.findings()) {
      if (finding.fields().size() == 1 && MARGINS.containsKey(finding.measure())) {
        double margin = finding.judgement().margin().orElseThrow();
        all =
            finding.measure().isRatio()
                ? all.and(Measure.higherIsBetter(finding.key())).lowerBoundAtLeast(margin)
                : all.and(Measure.lowerIsBetter(finding.key())).upperBoundAtMost(margin);
      }
    }
    return all;
  }

  /** FAIL if something is surely unfair, PASS if all is surely fair, combinations too. */
  static Verdict verdict(FairnessReport report) {
    List<FairnessVerdict> judged = judged(report).stream().map(FairnessFinding::verdict).toList();
    if (judged.contains(FairnessVerdict.UNFAIR)) {
      return Verdict.FAIL;
    }
    return judged.stream().allMatch(v -> v == FairnessVerdict.FAIR_WITHIN)
        ? Verdict.PASS
        : Verdict.INSUFFICIENT;
  }

  private static List<FairnessFinding> judged(FairnessReport report) {
    return report.findings().stream().filter(f -> MARGINS.containsKey(f.measure())).toList();
  }

  /** How many findings came out how. */
  static String words(FairnessReport report) {
    Map<FairnessVerdict, Long> counts =
        judged(report).stream()
            .collect(Collectors.groupingBy(FairnessFinding::verdict, Collectors.counting()));
    return judged(report).size()
        + " findings by "
        + report.parts().stream().map(FairnessReport.Part::title).collect(Collectors.joining(", "))
        + ": "
        + List.of(FairnessVerdict.values()).stream()
            .filter(counts::containsKey)
            .map(v -> counts.get(v) + " " + word(v))
            .collect(Collectors.joining(", "));
  }

  private static String word(FairnessVerdict verdict) {
    return switch (verdict) {
      case FAIR_WITHIN -> "fair within the margin";
      case UNFAIR -> "unfair";
      case UNDECIDED -> "undecided";
      case INSUFFICIENT -> "with too few rows";
      case NOT_JUDGED -> "not judged";
    };
  }

  /** The three judged measures of each part as console lines. */
  static List<String> lines(FairnessReport report) {
    return judged(report).stream()
        .map(
            f ->
                f.measure().label()
                    + " by "
                    + String.join(" × ", f.fields())
                    + ": "
                    + PageText.words(f.estimate())
                    + ", "
                    + word(f.verdict()))
        .toList();
  }

  static void write(Report.Builder page, FairnessReport report) {
    for (Section section : report.toReport().sections()) {
      boolean summary = section.heading().equals("What was found");
      page.section(
          "Fairness: "
              + section.heading().substring(0, 1).toLowerCase(java.util.Locale.ROOT)
              + section.heading().substring(1),
          s -> {
            if (summary) {
              s.callout(Tone.WARNING, MARGINS_IN_WORDS);
              s.text("At the chosen threshold: " + words(report) + ".");
            }
            section.blocks().forEach(s::block);
          });
    }
  }
}
