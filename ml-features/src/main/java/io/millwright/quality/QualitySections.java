package io.millwright.quality;

import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A quality report as what a person is shown. */
final class QualitySections {

  private QualitySections() {}

  static Report report(QualityReport quality) {
    Report.Builder report = Report.titled("Data quality");
    report.section("Scores", s -> scores(quality, s));
    report.section("Faults", s -> faults(quality, s));
    quality
        .expectations()
        .filter(e -> !e.results().isEmpty())
        .ifPresent(e -> report.section("Expectations", s -> s.table(e.toDataTable())));
    return report.build();
  }

  private static void scores(QualityReport quality, Section.Builder section) {
    boolean passes = quality.passes();
    section.figures(
        KeyFigure.of("Total", NumberText.of(quality.total(), 3) + " of 30")
            .note("at least " + NumberText.of(quality.minimum(), 3))
            .tone(quality.total() >= quality.minimum() ? Tone.GOOD : Tone.BAD),
        KeyFigure.of("Gate", passes ? "passes" : "refuses").tone(passes ? Tone.GOOD : Tone.BAD),
        KeyFigure.of("Rows", NumberText.of(quality.rows())));
    quality
        .sampledRows()
        .ifPresent(
            n ->
                section.callout(
                    Tone.WARNING,
                    "Outliers, spellings, formats and relevance were judged on a sample of "
                        + NumberText.of(n)
                        + " rows; the rest on all."));
    List<DimensionScore> assessed =
        quality.scores().stream().filter(s -> s.value().isPresent()).toList();
    if (!assessed.isEmpty()) {
      section.chart(
          Chart.bar("Score by dimension", assessed.stream().map(s -> word(s.dimension())).toList())
              .y("score", 0, 5)
              .series("score", assessed.stream().mapToDouble(s -> s.value().orElse(0)).toArray())
              .build());
    }
    DataTable.Builder table =
        DataTable.captioned("Dimensions").words("Dimension").numbers("Score").words("Why");
    for (DimensionScore score : quality.scores()) {
      table.row(
          word(score.dimension()),
          score.value().isPresent()
              ? NumberText.of(score.value().getAsDouble(), 3)
              : "not assessed",
          score.summary());
    }
    section.table(table.build());
  }

  private static void faults(QualityReport quality, Section.Builder section) {
    if (quality.faults().isEmpty()) {
      section.text("None was found.");
      return;
    }
    DataTable.Builder table =
        DataTable.captioned("Faults").words("Kind", "Field", "What", "First rows");
    for (QualityFault fault : quality.faults()) {
      table.row(
          DataTable.Cell.of(
              word(fault.kind()), fault.kind().isBlocking() ? Tone.BAD : Tone.WARNING),
          DataTable.Cell.of(fault.field().orElse("")),
          DataTable.Cell.of(fault.text()),
          DataTable.Cell.of(
              fault.rows().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    section.table(table.build());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
