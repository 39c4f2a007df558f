package io.millwright.samples.journey;

import io.millwright.artifact.Verdict;
import io.millwright.eval.Evaluation;
import io.millwright.eval.MetricChoice;
import io.millwright.eval.card.ReleaseAdvice;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.leakage.LeakageReport;
import io.millwright.model.Binary;
import io.millwright.quality.QualityReport;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;

/** The sections of the evaluation page that no package draws itself. */
final class JudgePage {

  private final Report.Builder page;

  JudgePage(String file, String when) {
    page =
        Report.titled("Evaluation of a model of " + file)
            .subtitle("Made by the Millwright judge sample, " + when);
  }

  Report.Builder builder() {
    return page;
  }

  /** What to do, with the figures that it rests on. */
  void recommendation(
      ReleaseStep.Released released, ReleaseStep.Findings found, Evaluation<Binary> evaluation) {
    Metric<Binary> primary = evaluation.metrics().get(0);
    Estimate gain = evaluation.gain(TaskPlan.BASELINE, primary);
    List<Section> advised = released.advice().report().sections();
    page.section(
        "Recommendation",
        s -> {
          s.figures(
              KeyFigure.of("Recommendation", released.advice().decision().name())
                  .note("gate: " + released.decision().verdict())
                  .tone(tone(released.advice().decision())),
              PageText.figure(MetricLabels.of(primary.name()), evaluation.estimate(primary)),
              PageText.figure("Gain over the baseline", gain),
              PageText.figure("Calibration error", found.calibrationError()),
              PageText.figure("Saved cost of a row", found.threshold().savings().get(0).perRow()));
          advised.get(0).blocks().forEach(s::block);
        });
  }

  private static Tone tone(ReleaseAdvice.Decision decision) {
    return switch (decision) {
      case SHIP -> Tone.GOOD;
      case ITERATE -> Tone.WARNING;
      case REJECT -> Tone.BAD;
    };
  }

  /** Which rows did what, and by which numbers the model is judged. */
  void method(Parts parts, String model, MetricChoice<Metric<Binary>> metrics) {
    page.section(
        "How it was judged",
        s -> {
          s.text(
              "Four parts without a common row: " + parts.describe() + ". Model: " + model + ".");
          DataTable.Builder table =
              DataTable.captioned("Metrics, decided on before any result")
                  .words("Metric", "Part", "Why");
          metrics.metrics().forEach(m -> table.row(reasoned(metrics, m)));
          metrics
              .avoided()
              .forEach(
                  a ->
                      table.row(
                          Cell.of(MetricLabels.of(a.name())),
                          Cell.of("avoid", Tone.WARNING),
                          Cell.of(a.reason())));
          s.table(table.build());
          metrics.notes().forEach(s::text);
        });
  }

  private static List<Cell> reasoned(MetricChoice<Metric<Binary>> metrics, Metric<Binary> metric) {
    boolean first = metrics.primary().name().equals(metric.name());
    List<MetricChoice.Reasoned<Metric<Binary>>> all = new ArrayList<>(metrics.secondary());
    all.add(metrics.primary());
    String why =
        all.stream()
            .filter(r -> r.name().equals(metric.name()))
            .map(MetricChoice.Reasoned::reason)
            .findFirst()
            .orElse("");
    return List.of(
        Cell.of(MetricLabels.of(metric.name())),
        first ? Cell.of("decides", Tone.GOOD) : Cell.of("beside it"),
        Cell.of(why));
  }

  /** Sections that a package has drawn, under their own headings. */
  void sections(List<Section> sections) {
    sections.forEach(page::section);
  }

  /** Requirements and what became of each. */
  void gate(ReleaseStep.Released released) {
    page.section(
        "Gate",
        s -> {
          boolean passed = released.decision().verdict() == Verdict.PASS;
          s.callout(
              passed ? Tone.GOOD : Tone.BAD,
              "Every requirement is judged on the end of an interval; the worst decides: "
                  + released.decision().verdict()
                  + ". Bounds are this sample's.");
          DataTable.Builder table =
              DataTable.captioned("Requirements").words("Verdict", "Requirement");
          for (String reason : released.decision().reasons()) {
            int colon = reason.indexOf(": ");
            String verdict = reason.substring(0, Math.max(0, colon));
            table.row(
                Cell.of(
                    verdict,
                    verdict.equals("PASS")
                        ? Tone.GOOD
                        : verdict.equals("FAIL") ? Tone.BAD : Tone.WARNING),
                Cell.of(reason.substring(colon < 0 ? 0 : colon + 2)));
          }
          s.table(table.build());
        });
  }

  /** What the audits of the rows found. */
  void rows(LeakageReport leakage, QualityReport quality) {
    page.section(
        "Leakage audit",
        s -> {
          s.callout(
              leakage.verdict() == Verdict.PASS ? Tone.GOOD : Tone.WARNING,
              leakage.verdict()
                  + ": "
                  + leakage.alarms().size()
                  + " of "
                  + leakage.findings().size()
                  + " checks raised an alarm.");
          DataTable.Builder table =
              DataTable.captioned("What was checked").words("Check", "Found", "Why");
          leakage
              .findings()
              .forEach(f -> table.row(f.check().id(), f.status().name(), f.summary()));
          s.table(table.build());
        });
    page.section(
        "Data quality",
        s -> {
          s.figures(
              KeyFigure.of("Data quality", NumberText.of(quality.total(), 3) + " of 30")
                  .tone(quality.passes() ? Tone.GOOD : Tone.BAD));
          if (!quality.faults().isEmpty()) {
            DataTable.Builder table =
                DataTable.captioned("What is wrong with the rows").words("Fault");
            quality.faults().forEach(f -> table.row(f.text()));
            s.table(table.build());
          }
        });
  }
}
