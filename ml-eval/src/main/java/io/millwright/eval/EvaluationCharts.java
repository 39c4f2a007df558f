package io.millwright.eval;

import io.millwright.Seed;
import io.millwright.eval.metric.BinaryCurves;
import io.millwright.eval.metric.Confusion;
import io.millwright.eval.metric.CurvePoint;
import io.millwright.eval.metric.Histogram;
import io.millwright.eval.metric.RegressionCurves;
import io.millwright.eval.metric.Reliability;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.report.Bins;
import io.millwright.report.Chart;
import io.millwright.report.CurveChart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Report;
import io.millwright.report.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The charts of each kind of task. */
final class EvaluationCharts {

  private static final Seed SAMPLE = Seed.of(0).derive("report sample");
  private static final int SAMPLED = 1000;
  private static final int SCORE_BINS = 20;
  private static final int RESIDUAL_BINS = 30;
  private static final int MOST_CLASSES = 20;

  private EvaluationCharts() {}

  static <P extends Prediction> void add(Evaluation<P> evaluation, Report.Builder report) {
    Task.Kind kind = evaluation.task().kind();
    if (kind == Task.Kind.BINARY) {
      binary(EvaluationCharts.<Binary>named(evaluation), report);
    } else if (kind == Task.Kind.REGRESSION) {
      regression(EvaluationCharts.<Regression>rows(evaluation), report);
    } else {
      multiclass(EvaluationCharts.<Multiclass>rows(evaluation), report);
    }
  }

  /** The caller has asked the task for its kind, which fixes the type of its predictions. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <Q extends Prediction> Scored<Q> rows(Evaluation<?> evaluation) {
    return (Scored<Q>) evaluation.rows();
  }

  /** All models' rows by the name a chart gives them; the judged model comes first. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <Q extends Prediction> Map<String, Scored<Q>> named(Evaluation<?> evaluation) {
    Map<String, Scored<Q>> all = new LinkedHashMap<>();
    all.put("this model", (Scored<Q>) evaluation.rows());
    evaluation
        .others()
        .forEach(
            (name, rows) ->
                all.put(name.equals("this model") ? "other: " + name : name, (Scored<Q>) rows));
    return all;
  }

  private static void binary(Map<String, Scored<Binary>> models, Report.Builder report) {
    Map<String, BinaryCurves> curves = new LinkedHashMap<>();
    models.forEach((name, rows) -> curves.put(name, BinaryCurves.of(rows)));
    BinaryCurves own = curves.values().iterator().next();
    Scored<Binary> rows = models.values().iterator().next();
    report.section(
        "Curves",
        section -> {
          if (own.roc().isEmpty()) {
            section.text("There are no curves: the rows have one class only.");
          } else {
            section.chart(
                curve(
                    Chart.line("ROC curve")
                        .x("False positive rate", 0, 1)
                        .y("True positive rate", 0, 1)
                        .diagonal(),
                    curves,
                    BinaryCurves::roc));
            section.chart(
                curve(
                    Chart.step("Precision and recall")
                        .x("Recall", 0, 1)
                        .y("Precision", 0, 1)
                        .note("A model without skill keeps the share of positives."),
                    curves,
                    c -> steps(c.precisionRecall())));
          }
          section.chart(calibration(own)).chart(scores(own, rows.classes()));
        });
  }

  /**
   * The curve as steps that go right, then down: over the recalls up to a point stands that point's
   * precision, as average precision sums it. So a constant score is a level line.
   */
  private static List<CurvePoint> steps(List<CurvePoint> descending) {
    List<CurvePoint> steps = new ArrayList<>();
    for (int i = descending.size() - 1; i >= 0; i--) {
      CurvePoint reached = descending.get(i);
      CurvePoint next = descending.get(Math.max(0, i - 1));
      steps.add(new CurvePoint(reached.x(), next.y(), next.threshold()));
    }
    return steps;
  }

  private static Chart curve(
      CurveChart chart,
      Map<String, BinaryCurves> curves,
      Function<BinaryCurves, List<CurvePoint>> points) {
    curves.forEach(
        (name, c) -> {
          List<CurvePoint> all = points.apply(c);
          chart.series(
              Series.of(
                      name,
                      all.stream().mapToDouble(CurvePoint::x).toArray(),
                      all.stream().mapToDouble(CurvePoint::y).toArray())
                  .thinnedTo(EvaluationReport.CURVE_POINTS));
        });
    return chart.build();
  }

  private static Chart calibration(BinaryCurves curves) {
    List<Reliability.Bin> bins = curves.calibration().bins();
    Histogram negative = curves.negativeScores(10);
    Histogram positive = curves.positiveScores(10);
    double[] counts = new double[10];
    Arrays.setAll(counts, i -> negative.counts().get(i) + positive.counts().get(i));
    return Chart.line("Calibration")
        .x("Mean predicted probability", 0, 1)
        .y("Share of positives", 0, 1)
        .diagonal()
        .note("On the diagonal, what is promised happens.")
        .series(
            "this model",
            bins.stream().mapToDouble(Reliability.Bin::meanPredicted).toArray(),
            bins.stream().mapToDouble(Reliability.Bin::observedRate).toArray())
        .distribution(Bins.of("Rows", edges(negative), counts))
        .build();
  }

  private static Chart scores(BinaryCurves curves, List<String> classes) {
    Histogram negative = curves.negativeScores(SCORE_BINS);
    return Chart.histogram("Scores by class", edges(negative))
        .x("Predicted probability", 0, 1)
        .y("Rows")
        .series("negative: " + classes.get(0), counts(negative))
        .series("positive: " + classes.get(1), counts(curves.positiveScores(SCORE_BINS)))
        .build();
  }

  private static void regression(Scored<Regression> rows, Report.Builder report) {
    RegressionCurves curves = RegressionCurves.of(rows);
    Histogram residuals = curves.residuals(RESIDUAL_BINS);
    List<RegressionCurves.Pair> pairs = curves.sample(SAMPLED, SAMPLE);
    report.section(
        "Curves",
        section ->
            section
                .chart(
                    Chart.scatter("Predicted and actual values")
                        .x("Actual")
                        .y("Predicted")
                        .diagonal()
                        .note(
                            pairs.size() < rows.size()
                                ? "A random sample of " + pairs.size() + " rows."
                                : "All rows.")
                        .series(
                            "this model",
                            pairs.stream().mapToDouble(RegressionCurves.Pair::actual).toArray(),
                            pairs.stream().mapToDouble(RegressionCurves.Pair::predicted).toArray())
                        .build())
                .chart(
                    Chart.histogram("Residuals", edges(residuals))
                        .x("Actual minus predicted")
                        .y("Rows")
                        .series("this model", counts(residuals))
                        .build()));
  }

  private static void multiclass(Scored<Multiclass> rows, Report.Builder report) {
    List<String> classes = rows.classes();
    if (classes.size() > MOST_CLASSES) {
      return;
    }
    Confusion confusion = Confusion.of(rows);
    DataTable.Builder table =
        DataTable.captioned("Weight of rows by actual class (rows) and predicted class (columns)")
            .words("Actual");
    classes.forEach(c -> table.numbers("→ " + c));
    for (int i = 0; i < classes.size(); i++) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(classes.get(i))));
      for (int j = 0; j < classes.size(); j++) {
        cells.add(Cell.of(confusion.weight(i, j)));
      }
      table.row(cells);
    }
    report.section("Confusion", section -> section.table(table.build()));
  }

  private static double[] edges(Histogram histogram) {
    double[] edges = new double[histogram.counts().size() + 1];
    Arrays.setAll(edges, histogram::edge);
    return edges;
  }

  private static double[] counts(Histogram histogram) {
    return histogram.counts().stream().mapToDouble(Long::doubleValue).toArray();
  }
}
