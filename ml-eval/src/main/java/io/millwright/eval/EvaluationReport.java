package io.millwright.eval;

import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.model.Prediction;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An evaluation as a report for people: metrics with intervals, comparisons, slices, and the charts
 * that suit the task.
 *
 * <p>The same evaluation gives the same report. Curves are thinned to {@link #CURVE_POINTS} points,
 * scatter plots show a fixed random sample.
 */
public final class EvaluationReport {

  /** Points that a drawn curve has at most. */
  public static final int CURVE_POINTS = 500;

  private static final int KEY_FIGURES = 4;
  private static final int SLICED_COLUMNS = 4;

  private EvaluationReport() {}

  /** The report; its sections can be put into another one. */
  public static <P extends Prediction> Report of(Evaluation<P> evaluation) {
    Report.Builder report =
        Report.titled("Evaluation")
            .subtitle(
                "%s model judged on %s rows"
                    .formatted(
                        evaluation.task().id(), NumberText.of((long) evaluation.rows().size())));
    report.section("Metrics", section -> metrics(evaluation, section));
    if (!evaluation.evidence().comparisons().isEmpty()) {
      report.section("Comparison", s -> s.table(comparisons(evaluation.evidence().comparisons())));
    }
    EvaluationCharts.add(evaluation, report);
    if (!evaluation.slices().isEmpty()) {
      report.section("Slices", section -> section.table(slices(evaluation)));
    }
    return report.build();
  }

  private static void metrics(Evaluation<?> evaluation, Section.Builder section) {
    Map<String, Estimate> estimates = evaluation.evidence().metrics();
    List<KeyFigure> figures = new ArrayList<>();
    DataTable.Builder table =
        DataTable.captioned("Metrics with intervals")
            .words("Metric")
            .numbers("Value", "From", "To", "Rows")
            .words("Interval");
    for (var metric : evaluation.metrics()) {
      String name = metric.name();
      Estimate estimate = estimates.getOrDefault(name, new Estimate.Undefined("not evaluated", 0));
      if (figures.size() < KEY_FIGURES) {
        figures.add(figure(MetricLabels.of(name), estimate));
      }
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(MetricLabels.of(name))));
      cells.addAll(cells(estimate));
      cells.add(Cell.of(estimate.support()));
      cells.add(
          Cell.of(
              estimate.match(
                  m -> "%s %% %s".formatted(percent(m.interval()), m.interval().method()),
                  u -> "undefined: " + u.reason())));
      table.row(cells);
    }
    section.figures(figures).table(table.build());
    evaluation.warnings().forEach(w -> section.callout(Tone.WARNING, w));
  }

  private static KeyFigure figure(String name, Estimate estimate) {
    return estimate.match(
        m ->
            KeyFigure.of(name, NumberText.of(m.value()))
                .note(
                    "%s to %s at %s %%"
                        .formatted(
                            NumberText.of(m.interval().low()),
                            NumberText.of(m.interval().high()),
                            percent(m.interval()))),
        u -> KeyFigure.of(name, "undefined").note(u.reason()).tone(Tone.WARNING));
  }

  private static String percent(Interval interval) {
    return NumberText.of(interval.level() * 100, 3);
  }

  private static List<Cell> cells(Estimate estimate) {
    return estimate.match(
        m -> List.of(Cell.of(m.value()), Cell.of(m.interval().low()), Cell.of(m.interval().high())),
        u -> List.of(Cell.of("undefined", Tone.WARNING), Cell.empty(), Cell.empty()));
  }

  private static DataTable comparisons(List<Comparison> comparisons) {
    DataTable.Builder table =
        DataTable.captioned(
                "Gain over other models on the same rows; above 0 is better, whatever the metric")
            .words("Other", "Metric")
            .numbers("Theirs", "Gain", "From", "To")
            .words("Verdict");
    for (Comparison c : comparisons) {
      List<Cell> cells =
          new ArrayList<>(List.of(Cell.of(c.other()), Cell.of(MetricLabels.of(c.metric()))));
      cells.add(cells(c.theirs()).get(0));
      cells.addAll(cells(c.gain()));
      cells.add(verdict(c.gain()));
      table.row(cells);
    }
    return table.build();
  }

  private static Cell verdict(Estimate gain) {
    return gain.match(
        m ->
            m.interval().low() > 0
                ? Cell.of("better", Tone.GOOD)
                : m.interval().high() < 0
                    ? Cell.of("worse", Tone.BAD)
                    : Cell.of("not told apart", Tone.WARNING),
        u -> Cell.of(u.reason(), Tone.WARNING));
  }

  /** A column for each metric if there are few, else a row for each. */
  private static DataTable slices(Evaluation<?> evaluation) {
    return evaluation.metrics().size() <= SLICED_COLUMNS ? wide(evaluation) : tall(evaluation);
  }

  private static DataTable wide(Evaluation<?> evaluation) {
    DataTable.Builder table =
        DataTable.captioned("Metrics by slice, with intervals").words("Slice").numbers("Rows");
    evaluation.metrics().forEach(m -> table.numbers(MetricLabels.of(m.name())));
    for (Slice slice : evaluation.slices()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(slice.name()), Cell.of(slice.support())));
      for (var metric : evaluation.metrics()) {
        Estimate estimate = slice.metrics().get(metric.name());
        cells.add(estimate == null ? Cell.empty() : brief(estimate));
      }
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
        u -> Cell.of("undefined", Tone.WARNING));
  }

  private static DataTable tall(Evaluation<?> evaluation) {
    DataTable.Builder table =
        DataTable.captioned("Metrics by slice")
            .words("Slice", "Metric")
            .numbers("Rows", "Value", "From", "To");
    for (Slice slice : evaluation.slices()) {
      slice
          .metrics()
          .forEach(
              (name, estimate) -> {
                List<Cell> cells =
                    new ArrayList<>(
                        List.of(
                            Cell.of(slice.name()),
                            Cell.of(MetricLabels.of(name)),
                            Cell.of(slice.support())));
                cells.addAll(cells(estimate));
                table.row(cells);
              });
    }
    return table.build();
  }
}
