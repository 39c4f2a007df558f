package io.millwright.eval.fairness;

import io.millwright.evidence.Estimate;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.NumberText;
import io.millwright.report.Point;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Series;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A fairness report as pages: findings, rates of groups, charts, questions. */
final class FairnessPages {

  private static final List<GroupRate> DRAWN =
      List.of(GroupRate.SELECTION_RATE, GroupRate.TPR, GroupRate.FPR);
  private static final int MOST_DRAWN = 30;

  private FairnessPages() {}

  static Report of(FairnessReport audit) {
    Report.Builder report = Report.titled("Fairness");
    report.section("What was found", section -> summary(audit, section));
    for (FairnessReport.Part part : audit.parts()) {
      report.section("By " + part.title(), section -> part(part, section));
    }
    report.section("Questions of bias", section -> BiasPages.add(audit, section));
    return report.build();
  }

  private static void summary(FairnessReport audit, Section.Builder section) {
    List<FairnessFinding> judged =
        audit.findings().stream().filter(f -> f.judgement().margin().isPresent()).toList();
    List<FairnessFinding> others =
        audit.findings().stream().filter(f -> f.judgement().margin().isEmpty()).toList();
    section.text(
        "A difference is the largest rate of a group minus the smallest; a ratio the smallest over"
            + " the largest. Intervals hold for all pairs of groups at once. 'If equal' is what"
            + " noise alone gives for groups that are equal.");
    if (!judged.isEmpty()) {
      section.table(measures("Measures with a margin", judged, true));
      reasons(judged).ifPresent(section::table);
    }
    audit.warnings().forEach(w -> section.callout(Tone.WARNING, w));
    if (!others.isEmpty()) {
      section.table(measures("Measures without a margin: estimated, not judged", others, false));
    }
  }

  private static DataTable measures(
      String caption, List<FairnessFinding> findings, boolean judged) {
    DataTable.Builder table =
        DataTable.captioned(caption)
            .words("Groups", "Measure")
            .numbers("Value", "From", "To", "If equal", "p");
    if (judged) {
      table.numbers("Margin").words("Verdict");
    }
    for (FairnessFinding f : findings) {
      List<Cell> cells =
          new ArrayList<>(
              List.of(Cell.of(Partition.title(f.fields())), Cell.of(f.measure().label())));
      cells.addAll(numbers(f.estimate()));
      cells.add(f.chance().map(c -> Cell.of(c.expected())).orElse(Cell.empty()));
      cells.add(f.chance().map(c -> Cell.of(NumberText.of(c.pValue(), 2))).orElse(Cell.empty()));
      if (judged) {
        cells.add(Cell.of(f.judgement().margin().orElseThrow()));
        cells.add(verdict(f.verdict()));
      }
      table.row(cells);
    }
    return table.build();
  }

  /** What keeps a finding from being decided. */
  private static Optional<DataTable> reasons(List<FairnessFinding> judged) {
    List<FairnessFinding> open =
        judged.stream()
            .filter(
                f ->
                    f.verdict() == FairnessVerdict.INSUFFICIENT
                        || f.verdict() == FairnessVerdict.UNDECIDED)
            .toList();
    DataTable.Builder table =
        DataTable.captioned("Why some are not decided").words("Groups", "Reason");
    open.forEach(f -> table.row(Partition.title(f.fields()), f.judgement().reason()));
    return open.isEmpty() ? Optional.empty() : Optional.of(table.build());
  }

  private static Cell verdict(FairnessVerdict verdict) {
    return switch (verdict) {
      case FAIR_WITHIN -> Cell.of("fair within the margin", Tone.GOOD);
      case UNFAIR -> Cell.of("unfair", Tone.BAD);
      case UNDECIDED -> Cell.of("undecided", Tone.WARNING);
      case INSUFFICIENT -> Cell.of("insufficient", Tone.WARNING);
      case NOT_JUDGED -> Cell.of("not judged");
    };
  }

  private static List<Cell> numbers(Estimate estimate) {
    return estimate.match(
        m -> List.of(Cell.of(m.value()), Cell.of(m.interval().low()), Cell.of(m.interval().high())),
        u -> List.of(Cell.of("undefined", Tone.WARNING), Cell.empty(), Cell.empty()));
  }

  private static void part(FairnessReport.Part part, Section.Builder section) {
    rates(part).ifPresent(section::chart);
    section.table(
        rates(
            part,
            "Decisions by group; empty where too few rows",
            GroupRate.BASE_RATE,
            GroupRate.SELECTION_RATE,
            GroupRate.ACCURACY));
    if (part.fields().size() == 2) {
      section.chart(crossing(part));
    }
    section.table(
        rates(
            part,
            "Errors by group; false and true negative rates are 1 minus these",
            GroupRate.TPR,
            GroupRate.FPR,
            GroupRate.PPV,
            GroupRate.NPV));
    section.table(calibration(part));
    if (!part.impacts().isEmpty()) {
      section.table(impacts(part));
    }
  }

  /** Rates of the largest groups; a rate without support is a gap. */
  private static Optional<Chart> rates(FairnessReport.Part part) {
    List<GroupFigures> drawn =
        part.groups().stream()
            .sorted((a, b) -> Double.compare(b.weight(), a.weight()))
            .limit(MOST_DRAWN)
            .toList();
    if (drawn.stream().allMatch(g -> DRAWN.stream().noneMatch(r -> isMeasured(g.rate(r))))) {
      return Optional.empty();
    }
    var chart =
        Chart.interval(
                "Rates by " + part.title(), drawn.stream().map(g -> values(part, g)).toList())
            .y("Rate", 0, 1)
            .note("A rate that rests on too few rows is left out.");
    for (GroupRate rate : DRAWN) {
      List<Point> points = new ArrayList<>();
      for (int g = 0; g < drawn.size(); g++) {
        points.add(point(g, drawn.get(g).rate(rate)));
      }
      chart.series(new Series(rate.label(), points));
    }
    return Optional.of(chart.build());
  }

  private static boolean isMeasured(Estimate estimate) {
    return estimate.match(m -> true, u -> false);
  }

  private static Point point(int place, Estimate estimate) {
    return estimate.match(
        m ->
            Point.of(
                place,
                m.value(),
                Math.min(m.value(), m.interval().low()),
                Math.max(m.value(), m.interval().high())),
        u -> Point.missing(place));
  }

  /** Selection rate by the values of two fields; empty where a combination has too few rows. */
  private static Chart crossing(FairnessReport.Part part) {
    String down = part.fields().get(0);
    String across = part.fields().get(1);
    List<String> columns = values(part, across);
    var chart =
        Chart.heatMap("Selection rate by " + part.title(), columns)
            .x(across)
            .y("Selection rate", 0, 1);
    for (String value : values(part, down)) {
      List<Point> points = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        String column = columns.get(c);
        int place = c;
        points.add(
            part.groups().stream()
                .filter(g -> value(g, down).equals(value) && value(g, across).equals(column))
                .findFirst()
                .map(
                    g ->
                        g.rate(GroupRate.SELECTION_RATE)
                            .match(m -> Point.of(place, m.value()), u -> Point.missing(place)))
                .orElse(Point.missing(place)));
      }
      chart.series(new Series(value, points));
    }
    return chart.build();
  }

  /** Unlike for a missing value and for a value that says so. */
  private static String value(GroupFigures figures, String field) {
    return figures
        .group()
        .values()
        .getOrDefault(field, Optional.empty())
        .map(v -> v.isBlank() ? "(blank)" : v.startsWith("(") ? "'" + v + "'" : v)
        .orElse("(missing)");
  }

  private static List<String> values(FairnessReport.Part part, String field) {
    LinkedHashSet<String> values = new LinkedHashSet<>();
    part.groups().forEach(g -> values.add(value(g, field)));
    return List.copyOf(values);
  }

  /** The group's values alone, where a title names the fields. */
  private static String values(FairnessReport.Part part, GroupFigures figures) {
    return part.fields().stream().map(f -> value(figures, f)).collect(Collectors.joining(", "));
  }

  private static DataTable rates(FairnessReport.Part part, String caption, GroupRate... rates) {
    DataTable.Builder table = DataTable.captioned(caption).words(part.title()).numbers("Rows");
    for (GroupRate rate : rates) {
      table.numbers(rate.label());
    }
    for (GroupFigures g : part.groups()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(values(part, g)), Cell.of(g.rows())));
      for (GroupRate rate : rates) {
        cells.add(brief(g.rate(rate)));
      }
      table.row(cells);
    }
    return table.build();
  }

  private static DataTable calibration(FairnessReport.Part part) {
    DataTable.Builder table =
        DataTable.captioned("Scores by group: what was promised and what happened")
            .words(part.title())
            .numbers("Mean score", "Observed minus predicted", "ECE", "ECE by chance");
    for (GroupFigures g : part.groups()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(values(part, g))));
      cells.add(brief(g.calibration().meanScore()));
      cells.add(brief(g.calibration().gap()));
      g.calibration()
          .expectedError()
          .match(v -> cells.add(Cell.of(v)), u -> cells.add(Cell.empty()));
      g.calibration()
          .expectedErrorByChance()
          .match(v -> cells.add(Cell.of(v)), u -> cells.add(Cell.empty()));
      table.row(cells);
    }
    return table.build();
  }

  private static Cell brief(Estimate estimate) {
    return estimate.match(
        m ->
            Cell.of(
                "%s (%s to %s)"
                    .formatted(
                        NumberText.of(m.value(), 3),
                        NumberText.of(m.interval().low(), 3),
                        NumberText.of(m.interval().high(), 3))),
        u -> Cell.empty());
  }

  private static DataTable impacts(FairnessReport.Part part) {
    DataTable.Builder table =
        DataTable.captioned("Selection rate over that of the reference group")
            .words("Group", "Reference")
            .numbers("Ratio", "From", "To")
            .words("Four-fifths rule");
    for (ImpactRatio impact : part.impacts()) {
      List<Cell> cells =
          new ArrayList<>(
              List.of(Cell.of(impact.group().name()), Cell.of(impact.reference().name())));
      cells.addAll(numbers(impact.ratio()));
      cells.add(
          impact.passesFourFifths()
              ? Cell.of("passes", Tone.GOOD)
              : Cell.of("does not pass", Tone.BAD));
      table.row(cells);
    }
    return table.build();
  }
}
