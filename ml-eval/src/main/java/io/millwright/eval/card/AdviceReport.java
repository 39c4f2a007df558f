package io.millwright.eval.card;

import io.millwright.eval.EvaluationReport;
import io.millwright.eval.card.ReleaseAdvice.Effect;
import io.millwright.eval.card.ReleaseAdvice.Finding;
import io.millwright.evidence.Evidence;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;

/** The evaluation report: the recommendation before the sections of the evaluation. */
final class AdviceReport {

  private AdviceReport() {}

  static Report of(ReleaseAdvice advice) {
    Evidence evidence = advice.facts().evidence();
    Report.Builder report =
        Report.titled("Evaluation report")
            .subtitle(
                "%s model %s, evaluated %s"
                    .formatted(
                        evidence.subject().task(),
                        evidence.subject().model(),
                        evidence.subject().at()));
    report.section("Recommendation", s -> recommendation(advice, s));
    advice
        .facts()
        .evaluation()
        .ifPresentOrElse(
            e -> EvaluationReport.of(e).sections().forEach(report::section),
            () ->
                report.section(
                    "Metrics",
                    s ->
                        s.table(EstimateText.table("Metrics with intervals", evidence.metrics()))));
    return report.build();
  }

  private static void recommendation(ReleaseAdvice advice, Section.Builder section) {
    section.callout(tone(advice.effect()), headline(advice));
    DataTable.Builder table =
        DataTable.captioned("Findings, the gravest first")
            .words("About", "Effect", "Finding", "What to do");
    for (Finding f : advice.findings()) {
      table.row(
          Cell.of(f.about()),
          Cell.of(word(f.effect()), tone(f.effect())),
          Cell.of(f.text()),
          Cell.of(f.next()));
    }
    section.table(table.build());
  }

  private static String headline(ReleaseAdvice advice) {
    int reasons = advice.reasons().size();
    return advice.decision()
        + ": "
        + switch (advice.effect()) {
          case SUPPORTS -> "every rule supports shipping (" + reasons + " findings).";
          case ITERATE -> reasons + " finding(s) to work on before it ships.";
          case REJECTS_MODEL -> reasons + " finding(s) reject the model.";
          case REJECTS_EVALUATION ->
              reasons
                  + " finding(s) reject the evaluation. Nothing is said about the model: evaluate"
                  + " it again.";
        };
  }

  private static String word(Effect effect) {
    return switch (effect) {
      case SUPPORTS -> "supports";
      case ITERATE -> "iterate";
      case REJECTS_MODEL -> "rejects the model";
      case REJECTS_EVALUATION -> "rejects the evaluation";
    };
  }

  private static Tone tone(Effect effect) {
    return switch (effect) {
      case SUPPORTS -> Tone.GOOD;
      case ITERATE -> Tone.WARNING;
      case REJECTS_MODEL, REJECTS_EVALUATION -> Tone.BAD;
    };
  }
}
