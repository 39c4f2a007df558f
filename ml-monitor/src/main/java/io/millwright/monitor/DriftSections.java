package io.millwright.monitor;

import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes a drift report as data for people. */
final class DriftSections {

  private static final int MOST_BARS = 30;
  private static final int MOST_FIELDS_DRAWN = 6;

  private static final Comparator<FieldDrift> WORST_FIRST =
      Comparator.comparing(FieldDrift::verdict)
          .thenComparingDouble(f -> f.figures().psi() - f.figures().psiExpected())
          .reversed()
          .thenComparing(FieldDrift::name);

  private DriftSections() {}

  static Report report(DriftReport drift) {
    List<FieldDrift> fields = new ArrayList<>(drift.all());
    fields.sort(WORST_FIRST);
    Report.Builder report =
        Report.titled("Drift")
            .subtitle(drift.window().from() + " to " + drift.window().to())
            .section("Drift of inputs and predictions", s -> overview(s, drift, fields));
    List<FieldDrift> drawn =
        fields.stream()
            .filter(f -> f.reference().total() > 0 && f.current().total() > 0)
            .limit(MOST_FIELDS_DRAWN)
            .toList();
    if (!drawn.isEmpty()) {
      report.section(
          "Fields that moved most",
          s -> drawn.forEach(f -> s.chart(FieldCharts.chart(f.reference(), f.current()))));
    }
    return report.build();
  }

  private static void overview(
      Section.Builder section, DriftReport drift, List<FieldDrift> fields) {
    section.callout(tone(drift.verdict()), sentence(drift));
    section.figures(
        KeyFigure.of("Verdict", word(drift.verdict())).tone(tone(drift.verdict())),
        KeyFigure.of("Rows", NumberText.of(drift.rows())),
        KeyFigure.of("Drifted fields", count(drift, DriftVerdict.DRIFTED)),
        KeyFigure.of("Warnings", count(drift, DriftVerdict.WARNING)),
        KeyFigure.of("Not enough values", count(drift, DriftVerdict.INSUFFICIENT)),
        KeyFigure.of("Rejected", NumberText.of(drift.rejected())));
    if (!fields.isEmpty()) {
      section.chart(psiChart(drift, fields));
      section.table(table(fields));
    }
  }

  private static String sentence(DriftReport drift) {
    return switch (drift.verdict()) {
      case STABLE -> "No field moved by more than chance explains and the policy allows.";
      case INSUFFICIENT -> "Too few rows to tell a drift from chance.";
      case WARNING -> "Some fields moved moderately; look at them before the next retraining.";
      case DRIFTED -> "Some fields moved far; check their source, then the model's performance.";
    };
  }

  private static String count(DriftReport drift, DriftVerdict verdict) {
    return NumberText.of((long) drift.with(verdict).size());
  }

  private static Chart psiChart(DriftReport drift, List<FieldDrift> fields) {
    List<FieldDrift> shown =
        fields.stream()
            .sorted(
                Comparator.<FieldDrift>comparingDouble(f -> -aboveChance(f))
                    .thenComparing(FieldDrift::name))
            .limit(MOST_BARS)
            .toList();
    return Chart.bar(
            "PSI above chance", Labels.distinct(shown.stream().map(FieldDrift::name).toList()))
        .note("Population stability index less what it is on average without drift.")
        .y("PSI")
        .series("PSI", shown.stream().mapToDouble(DriftSections::aboveChance).toArray())
        .lineAtY("warning", drift.policy().psiWarning())
        .lineAtY("drifted", drift.policy().psiDrifted())
        .build();
  }

  private static double aboveChance(FieldDrift field) {
    return Math.max(0, field.figures().psi() - field.figures().psiExpected());
  }

  private static DataTable table(List<FieldDrift> fields) {
    DataTable.Builder table =
        DataTable.captioned("Every field")
            .words("Field", "Verdict", "Reasons")
            .numbers("PSI", "PSI by chance", "KS", "Jensen–Shannon (bits)", "Least q", "Values");
    for (FieldDrift field : fields) {
      FieldDrift.Figures figures = field.figures();
      double q =
          field.findings().stream().mapToDouble(DriftFinding::qValue).min().orElse(Double.NaN);
      table.row(
          Cell.of(field.name()),
          Cell.of(word(field.verdict()), tone(field.verdict())),
          Cell.of(String.join(", ", field.reasons().stream().map(DriftSections::reason).toList())),
          Cell.of(figures.psi()),
          Cell.of(figures.psiExpected()),
          Cell.of(figures.ks()),
          Cell.of(figures.jensenShannon()),
          Cell.of(q),
          Cell.of(field.current().present()));
    }
    return table.build();
  }

  private static String reason(DriftFinding finding) {
    return words(finding.reason().name()) + " " + NumberText.of(finding.effect(), 2);
  }

  private static String word(DriftVerdict verdict) {
    return words(verdict.name());
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Tone tone(DriftVerdict verdict) {
    return switch (verdict) {
      case STABLE -> Tone.GOOD;
      case INSUFFICIENT, WARNING -> Tone.WARNING;
      case DRIFTED -> Tone.BAD;
    };
  }
}
