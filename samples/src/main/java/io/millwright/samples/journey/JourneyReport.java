package io.millwright.samples.journey;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.eval.EvaluationReport;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.leakage.LeakageReport;
import io.millwright.model.Prediction;
import io.millwright.monitor.DriftReport;
import io.millwright.monitor.DriftVerdict;
import io.millwright.quality.DimensionScore;
import io.millwright.quality.QualityReport;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.split.Split;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The page about one journey: what the data is, which models were tried, how the chosen one does,
 * and what drift looks like.
 */
final class JourneyReport {

  private final Report.Builder report;

  JourneyReport(String file, String when) {
    report =
        Report.titled("Journey of " + file)
            .subtitle("Made by the Millwright journey sample, " + when);
  }

  Report build() {
    return report.build();
  }

  void overview(
      Table table, QualityReport quality, ModelStep.Judged<?> judged, GateDecision decision) {
    Evidence evidence = judged.evaluation().evidence();
    String first = judged.evaluation().metrics().get(0).name();
    report.section(
        "Overview",
        s -> {
          s.figures(
              KeyFigure.of("Gate", decision.verdict().name())
                  .note("on the holdout")
                  .tone(decision.verdict() == Verdict.PASS ? Tone.GOOD : Tone.BAD),
              KeyFigure.of("Chosen model", judged.name()).note("on training rows set aside"),
              KeyFigure.of(MetricLabels.of(first), text(evidence.metric(first)))
                  .note(interval(evidence.metric(first))),
              KeyFigure.of("Data quality", NumberText.of(quality.total(), 3) + " of 30")
                  .tone(quality.passes() ? Tone.GOOD : Tone.BAD),
              KeyFigure.of("Rows", NumberText.of((long) table.rowCount())),
              KeyFigure.of("Columns used", NumberText.of((long) table.schema().features().size())));
          decision.reasons().forEach(s::text);
        });
  }

  void leakage(LeakageReport audit) {
    report.section(
        "Leakage audit",
        s -> {
          s.callout(
              audit.alarms().isEmpty() ? Tone.GOOD : Tone.WARNING,
              audit.alarms().isEmpty()
                  ? "None of " + audit.findings().size() + " checks raised an alarm."
                  : audit.alarms().size()
                      + " of "
                      + audit.findings().size()
                      + " checks raised an alarm; the figures below may be flattered.");
          DataTable.Builder rows =
              DataTable.captioned("What was checked").words("Check").words("Found").words("Why");
          audit.findings().forEach(f -> rows.row(f.check().id(), f.status().name(), f.summary()));
          s.table(rows.build());
        });
  }

  void data(Table table, QualityReport quality, Split split) {
    report.section(
        "Data",
        s -> {
          s.text(
              "Split: "
                  + split.description()
                  + ". "
                  + NumberText.of((long) split.train().table().rowCount())
                  + " rows to learn from, "
                  + NumberText.of((long) split.test().table().rowCount())
                  + " held out, "
                  + NumberText.of((long) split.left())
                  + " left out.");
          s.chart(qualityChart(quality));
          s.table(qualityTable(quality));
          if (!quality.faults().isEmpty()) {
            DataTable.Builder faults =
                DataTable.captioned("What the assessment noticed").words("Finding");
            quality.faults().forEach(f -> faults.row(f.text()));
            s.table(faults.build());
          }
          s.table(schemaTable(table));
        });
  }

  private static Chart qualityChart(QualityReport quality) {
    List<DimensionScore> assessed =
        quality.scores().stream().filter(q -> q.value().isPresent()).toList();
    return Chart.bar(
            "Data quality, 0 to 5", assessed.stream().map(q -> word(q.dimension())).toList())
        .y("score", 0, 5)
        .series("score", assessed.stream().mapToDouble(q -> q.value().orElseThrow()).toArray())
        .build();
  }

  private static DataTable qualityTable(QualityReport quality) {
    DataTable.Builder rows =
        DataTable.captioned("Data quality by dimension")
            .words("Dimension")
            .numbers("Score")
            .words("Why");
    for (DimensionScore score : quality.scores()) {
      rows.row(
          word(score.dimension()),
          score.value().isPresent()
              ? NumberText.of(score.value().getAsDouble(), 3)
              : "not assessed",
          score.summary());
    }
    return rows.build();
  }

  private static DataTable schemaTable(Table table) {
    DataTable.Builder rows =
        DataTable.captioned("Schema").words("Field", "Type", "Role").numbers("Missing");
    for (Field field : table.schema().fields()) {
      rows.row(
          DataTable.Cell.of(field.name()),
          DataTable.Cell.of(word(field.type())),
          DataTable.Cell.of(
              field.role() == Role.FEATURE ? "feature" : word(field.role()),
              field.role() == Role.LABEL ? Tone.GOOD : Tone.NEUTRAL),
          DataTable.Cell.of((long) table.column(field.name()).missingCount()));
    }
    return rows.build();
  }

  <P extends Prediction> void models(ModelStep.Judged<P> judged) {
    Evidence evidence = judged.evaluation().evidence();
    List<String> names = new ArrayList<>(List.of(judged.name()));
    evidence.comparisons().stream().map(Evidence.Comparison::other).distinct().forEach(names::add);
    report.section(
        "Models",
        s -> {
          s.text(
              "All models were judged on the same held-out rows; intervals are 95 % bootstrap intervals. The chosen model is the first.");
          for (var metric :
              judged
                  .evaluation()
                  .metrics()
                  .subList(0, Math.min(2, judged.evaluation().metrics().size()))) {
            intervalChart(evidence, names, metric.name(), s);
          }
        });
    EvaluationReport.of(judged.evaluation()).sections().forEach(report::section);
  }

  private static void intervalChart(
      Evidence evidence, List<String> names, String metric, Section.Builder section) {
    List<Estimate> estimates =
        names.stream().map(n -> estimate(evidence, names.get(0), n, metric)).toList();
    if (estimates.stream().anyMatch(e -> e instanceof Estimate.Undefined)) {
      return;
    }
    List<Estimate.Measured> measured = estimates.stream().map(e -> (Estimate.Measured) e).toList();
    section.chart(
        Chart.interval(MetricLabels.of(metric) + " by model", names)
            .y(MetricLabels.of(metric))
            .series(
                MetricLabels.of(metric),
                measured.stream().mapToDouble(Estimate.Measured::value).toArray(),
                measured.stream().mapToDouble(m -> m.interval().low()).toArray(),
                measured.stream().mapToDouble(m -> m.interval().high()).toArray())
            .build());
  }

  static Estimate estimate(Evidence evidence, String chosen, String name, String metric) {
    if (name.equals(chosen)) {
      return evidence.metric(metric);
    }
    return evidence.against(name).stream()
        .filter(c -> c.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .theirs();
  }

  void drift(ServingStep.Watched watched) {
    add(
        "Drift of the holdout",
        "The held-out rows as they are, compared with the profile of the training rows.",
        watched.asIs());
    watched
        .shift()
        .ifPresent(
            shift ->
                add(
                    "Drift after a planted shift",
                    "The same rows with '"
                        + shift.field()
                        + "' "
                        + shift.what()
                        + ": what an alert would rest on.",
                    watched.shifted().orElseThrow()));
  }

  private void add(String heading, String explanation, DriftReport drift) {
    report.section(
        heading,
        s -> {
          s.callout(
              drift.verdict() == DriftVerdict.DRIFTED
                  ? Tone.BAD
                  : drift.verdict() == DriftVerdict.STABLE ? Tone.GOOD : Tone.WARNING,
              explanation + " Verdict: " + drift.verdict() + ".");
          drift.toReport().sections().forEach(section -> section.blocks().forEach(s::block));
        });
  }

  static String text(Estimate estimate) {
    return estimate.match(m -> NumberText.of(m.value(), 4), u -> "undefined");
  }

  static String interval(Estimate estimate) {
    return estimate.match(
        m ->
            NumberText.of(m.interval().low(), 4)
                + " to "
                + NumberText.of(m.interval().high(), 4)
                + " at 95 %",
        Estimate.Undefined::reason);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
