package io.millwright.eval.experiment;

import io.millwright.eval.experiment.AbResult.Analysed;
import io.millwright.eval.experiment.AbResult.Invalid;
import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import io.millwright.report.Chart;
import io.millwright.report.CurveChart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Point;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Series;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An experiment as a report for people: decision, users per arm, the primary metric, guardrails,
 * how the gain went over the days, and the design. Of an invalid experiment only decision, users
 * and design are shown. The same result gives the same report.
 */
public final class AbReport {

  private AbReport() {}

  /** The report. */
  public static Report of(AbTest test, AbResult result) {
    Report.Builder report =
        Report.titled("Experiment").subtitle(test.hypothesis().replaceAll("\\s+", " "));
    report.section("Decision", section -> decision(result, section));
    report.section("Users per arm", section -> users(result, section));
    result.match((Invalid i) -> report, a -> findings(test, a, report));
    report.section("Design", section -> section.table(design(test)));
    return report.build();
  }

  private static void decision(AbResult result, Section.Builder section) {
    Tone tone =
        switch (result.decision()) {
          case SHIP -> Tone.GOOD;
          case KILL, INVALID -> Tone.BAD;
          case ITERATE, CONTINUE -> Tone.WARNING;
        };
    section.figures(
        KeyFigure.of("Decision", result.decision().name()).tone(tone),
        KeyFigure.of("Days", NumberText.of((long) result.day())),
        KeyFigure.of(
            "Users",
            NumberText.of(
                result.sampleRatio().observed().values().stream().mapToLong(n -> n).sum())));
    result.reasons().forEach(reason -> section.callout(tone, reason));
  }

  private static void users(AbResult result, Section.Builder section) {
    SampleRatio ratio = result.sampleRatio();
    DataTable.Builder table =
        DataTable.captioned(
                "Users against the planned shares, p = " + NumberText.of(ratio.pValue()))
            .words("Arm")
            .numbers("Users", "Planned");
    ratio
        .expected()
        .forEach(
            (arm, planned) ->
                table.row(
                    Cell.of(arm),
                    Cell.of(ratio.observed().getOrDefault(arm, 0L)),
                    Cell.of(planned)));
    section.table(table.build());
  }

  private static Report.Builder findings(AbTest test, Analysed result, Report.Builder report) {
    report.section(
        "Primary metric",
        section -> {
          section.table(comparisons("Gain over the control; above 0 is better", result.primary()));
          chart("Gain of " + test.primary().name(), result.primary(), section);
        });
    if (!result.guardrails().isEmpty()) {
      report.section(
          "Guardrails",
          section -> {
            section.table(
                comparisons(
                    "Safe where the gain stays above minus the margin", result.guardrails()));
            test.guardrails().forEach(g -> guardrail(g, result, section));
          });
    }
    return report.section("Over the days", section -> sequence(result.sequence(), section));
  }

  private static void guardrail(
      AbTest.Guardrail guardrail, Analysed result, Section.Builder section) {
    List<Comparison> own =
        result.guardrails().stream().filter(c -> c.metric().equals(guardrail.metric())).toList();
    chart(
        "Gain of "
            + guardrail.metric().name()
            + " (margin "
            + NumberText.of(guardrail.margin())
            + ")",
        own,
        section);
  }

  private static DataTable comparisons(String caption, List<Comparison> comparisons) {
    DataTable.Builder table =
        DataTable.captioned(caption)
            .words("Arm", "Metric")
            .numbers("Arm's value", "Control", "Gain", "From", "To", "Relative", "Units", "p")
            .words("Interval");
    for (Comparison c : comparisons) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(c.arm()), Cell.of(c.metric().name())));
      cells.add(cell(c.treatmentValue()));
      cells.add(cell(c.controlValue()));
      Estimate gain = c.deciding();
      cells.addAll(
          gain.match(
              AbReport::numbers,
              u -> List.of(Cell.of("undefined", Tone.WARNING), Cell.empty(), Cell.empty())));
      cells.add(c.relativeGain().match(m -> Cell.of(m.value()), u -> Cell.empty()));
      cells.add(Cell.of(gain.support()));
      cells.add(cell(c.pValue().isDefined() ? c.pValue() : c.alwaysValidPValue()));
      cells.add(Cell.of(gain.match(m -> method(m.interval()), Estimate.Undefined::reason)));
      table.row(cells);
    }
    return table.build();
  }

  private static String method(Estimate.Interval interval) {
    return NumberText.of(interval.level() * 100) + " % " + interval.method();
  }

  private static List<Cell> numbers(Estimate.Measured gain) {
    return List.of(
        Cell.of(gain.value()), Cell.of(gain.interval().low()), Cell.of(gain.interval().high()));
  }

  private static Cell cell(MetricValue value) {
    return value.match(Cell::of, reason -> Cell.of("undefined", Tone.WARNING));
  }

  private static void chart(String title, List<Comparison> comparisons, Section.Builder section) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      points.add(point(i, comparisons.get(i).deciding()));
    }
    if (points.stream().anyMatch(p -> !p.isMissing())) {
      section.chart(
          Chart.interval(title, comparisons.stream().map(Comparison::arm).toList())
              .x("Arm")
              .y("Gain over the control")
              .lineAtY("no gain", 0)
              .series(new Series("Gain", points))
              .build());
    }
  }

  private static Point point(double x, Estimate estimate) {
    return estimate.match(
        m -> Point.of(x, m.value(), m.interval().low(), m.interval().high()),
        u -> Point.missing(x));
  }

  private static void sequence(Map<String, List<Estimate>> days, Section.Builder section) {
    CurveChart chart =
        Chart.line("Always-valid gain after each day").x("Day").y("Gain").lineAtY("no gain", 0);
    boolean any = false;
    for (var arm : days.entrySet()) {
      List<Point> points = new ArrayList<>();
      for (int d = 0; d < arm.getValue().size(); d++) {
        points.add(point(d + 1.0, arm.getValue().get(d)));
      }
      any |= points.stream().anyMatch(p -> !p.isMissing());
      chart.series(new Series(arm.getKey(), points));
    }
    if (any) {
      section.chart(chart.build());
    } else {
      section.text("No early looks: too few units so far, or the design takes none.");
    }
  }

  private static DataTable design(AbTest test) {
    DataTable.Builder table = DataTable.captioned("").words("Setting", "Value");
    test.arms().forEach((arm, share) -> table.row("Share of " + arm, NumberText.of(share)));
    table
        .row("Primary metric", test.primary().name())
        .row("Detectable gain", NumberText.of(test.detectable()))
        .row("Practical margin", NumberText.of(test.practicalMargin()))
        .row("Units needed", NumberText.of((long) Math.ceil(test.requiredUnits())))
        .row("Level of early looks", NumberText.of(test.earlyAlpha()))
        .row("Level of the last look", NumberText.of(test.finalAlpha()))
        .row("Power", NumberText.of(test.power()))
        .row("Days", test.minDays() + " to " + test.maxDays());
    test.guardrails()
        .forEach(g -> table.row("Margin of " + g.metric().name(), NumberText.of(g.margin())));
    return table.build();
  }
}
