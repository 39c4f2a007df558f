package io.millwright.eda;

import io.millwright.report.Axis;
import io.millwright.report.Chart;
import io.millwright.report.CurveChart;
import io.millwright.report.DataTable;
import io.millwright.report.KeyFigure;
import io.millwright.report.Point;
import io.millwright.report.Section;
import io.millwright.report.Series;
import io.millwright.report.Tone;
import io.millwright.table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The section on when the rows happened. */
final class EdaTime {

  private static final int MOST_GAPS = 10;

  private EdaTime() {}

  static void write(EdaFacts facts, TimeCoverage time, Section.Builder section) {
    ColumnSummary column = facts.eventTime().orElseThrow();
    List<TimeCoverage.Gap> gaps = time.gaps();
    long absent = gaps.stream().mapToLong(TimeCoverage.Gap::absent).sum();
    section.figures(
        KeyFigure.of("First", TimeCoverage.month(time.first()))
            .note(TimeCoverage.text(time.first()) + " UTC"),
        KeyFigure.of("Last", TimeCoverage.month(time.last()))
            .note(TimeCoverage.text(time.last()) + " UTC"),
        KeyFigure.of("Step", time.instants() < 2 ? "–" : TimeCoverage.length(time.step()))
            .note(time.isRegular() ? "regular" : "the middle one; the times are irregular"),
        KeyFigure.of("Gaps", ReportWords.count(gaps.size()))
            .note(absent > 0 ? ReportWords.count(absent) + " steps without rows" : "")
            .tone(gaps.isEmpty() ? Tone.GOOD : Tone.WARNING),
        KeyFigure.of("Without time", ReportWords.count(column.missing())));
    if (time.periods() > 1) {
      String rows = "Rows per " + Distribution.one(time.period());
      section.chart(
          Chart.step(rows)
              .x(Axis.time("UTC"))
              .y(rows)
              .series(Distribution.rows(time, rows))
              .build());
      facts.target().flatMap(t -> targetOver(column.column(), time, t)).ifPresent(section::chart);
    }
    if (!gaps.isEmpty()) {
      section.table(gaps(gaps));
    }
  }

  private static Optional<Chart> targetOver(Column column, TimeCoverage time, TargetView target) {
    int[] periods = new int[column.size()];
    for (int i = 0; i < periods.length; i++) {
      periods[i] =
          column.isMissing(i) ? ComparedColumn.NONE : time.periodOf(TimeCoverage.millis(column, i));
    }
    CurveChart chart = Chart.line("The target over time").x(Axis.time("UTC")).y(target.axis());
    int drawn = 0;
    for (Outcome outcome : target.outcomes()) {
      GroupMean[] means = outcome.by(periods, time.periods());
      List<Point> points = new ArrayList<>();
      for (int p = 0; p < means.length; p++) {
        Point point = means[p].at(time.start(p));
        if (point.hasInterval()) {
          points.add(point);
        }
      }
      if (points.size() > 1) {
        chart.series(new Series(outcome.name(), points));
        drawn++;
      }
    }
    return drawn == 0 ? Optional.empty() : Optional.of(chart.build());
  }

  private static DataTable gaps(List<TimeCoverage.Gap> gaps) {
    DataTable.Builder table =
        DataTable.captioned(
                gaps.size() > MOST_GAPS ? "The " + MOST_GAPS + " longest gaps (UTC)" : "Gaps (UTC)")
            .words("From", "To")
            .numbers("Length", "Steps left out");
    for (TimeCoverage.Gap gap : gaps.subList(0, Math.min(MOST_GAPS, gaps.size()))) {
      table.row(
          TimeCoverage.text(gap.after()),
          TimeCoverage.text(gap.before()),
          TimeCoverage.length(gap.length()),
          gap.absent() == 0 ? "–" : ReportWords.count(gap.absent()));
    }
    return table.build();
  }

  /**
   * The quarter of each row by time, ties by position; {@link ComparedColumn#NONE} without time.
   */
  static int[] quarters(Column column) {
    int[] order =
        IntStream.range(0, column.size())
            .filter(i -> !column.isMissing(i))
            .boxed()
            .sorted(Comparator.comparingLong(column::integer))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] quarters = new int[column.size()];
    java.util.Arrays.fill(quarters, ComparedColumn.NONE);
    for (int i = 0; i < order.length; i++) {
      quarters[order[i]] = (int) (4L * i / order.length);
    }
    return quarters;
  }
}
