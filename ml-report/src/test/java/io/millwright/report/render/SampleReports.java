package io.millwright.report.render;

import io.millwright.report.Axis;
import io.millwright.report.Bins;
import io.millwright.report.Chart;
import io.millwright.report.CurveChart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.Point;
import io.millwright.report.Report;
import io.millwright.report.Series;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Reports for tests: every kind of block and chart, with figures as a real journey has them. */
final class SampleReports {

  /** Text that tries to leave every place it is put in. */
  static final List<String> HOSTILE =
      List.of(
          "</script><script>window.hacked=1</script>",
          "<img src=x onerror=window.hacked=1>",
          "\"'><svg onload=window.hacked=1>",
          "<!--<script>",
          "{{title}} {{{policy}}} {{#sections}}",
          "{a|b}{b|c} ${1} {value}",
          "__proto__",
          "a | b\n# c\n\n* d `e` [f](javascript:1) www.example.com http://x.example",
          "\u202Eright to left\u202C \u0000\u0007 \uD800 \u2028",
          "é 漢字 😀 x".repeat(30));

  private SampleReports() {}

  static Report everyKind() {
    return Report.titled("Loan default, version 7")
        .subtitle("48,842 loans · trained 2026-11-01 · seed 42")
        .section("Summary", SampleReports::summary)
        .section("Data", SampleReports::data)
        .section(
            "Ranking and calibration",
            s ->
                s.text(
                        "Measured on 9,768 loans decided after 2026-01-01, none of which was trained on.")
                    .chart(roc())
                    .chart(precisionRecall())
                    .chart(calibration())
                    .chart(scores())
                    .chart(metric()))
        .section(
            "Drift",
            s ->
                s.callout(
                        Tone.WARNING,
                        "income has moved since training: look at it before the next release.")
                    .chart(psi())
                    .chart(feature("income (thousand EUR/year)", 38, 44, 12))
                    .chart(feature("age (years)", 41, 41.4, 11))
                    .chart(regions())
                    .chart(overTime()))
        .section(
            "Regression example", s -> s.chart(predicted()).chart(residuals()).chart(learning()))
        .section("Associations", s -> s.chart(correlations()).text("Together.").chart(together()))
        .section("Columns", SampleReports::columns)
        .build();
  }

  /** Every text of the report is hostile; every block and chart kind is there. */
  static Report hostile() {
    Report.Builder report = Report.titled(HOSTILE.get(0)).subtitle(HOSTILE.get(1));
    for (int i = 0; i < HOSTILE.size(); i++) {
      String bad = HOSTILE.get(i);
      report.section(
          bad,
          s ->
              s.text(bad)
                  .callout(Tone.BAD, bad)
                  .figures(KeyFigure.of(bad, bad).note(bad).tone(Tone.GOOD))
                  .table(DataTable.captioned(bad).words(bad).row(Cell.of(bad, Tone.BAD)).build())
                  .chart(
                      Chart.line(bad)
                          .note(bad)
                          .x(bad)
                          .y(bad)
                          .lineAtX(bad, 0.5)
                          .series(bad, new double[] {0, 1}, new double[] {0, 1})
                          .distribution(Bins.of(bad, new double[] {0, 1}, new double[] {3}))
                          .build())
                  .chart(Chart.bar(bad, List.of(bad, "b")).x(bad).y(bad).series(bad, 1, 2).build())
                  .chart(
                      Chart.interval(bad, List.of(bad))
                          .series(bad, new double[] {1}, new double[] {0}, new double[] {2})
                          .build())
                  .chart(Chart.histogram(bad, 0, 1, 2).series(bad, 1, 2).build())
                  .chart(Chart.heatMap(bad, List.of(bad, "b")).y(bad).series(bad, 1, 2).build()));
    }
    return report.build();
  }

  private static void summary(io.millwright.report.Section.Builder s) {
    s.callout(
            Tone.GOOD,
            "The gate passed: ROC-AUC is at least 0.75 with 95 % confidence, and better than the baseline.")
        .figures(
            KeyFigure.of("ROC-AUC", "0.913").note("95 % interval 0.905 to 0.920").tone(Tone.GOOD),
            KeyFigure.of("Average precision", "0.774").note("baseline 0.239"),
            KeyFigure.of("Brier score", "0.0921").note("lower is better"),
            KeyFigure.of("Drifted features", "2 of 14").tone(Tone.WARNING),
            KeyFigure.of("Worst slice", "0.711").note("region = Ceuta, 61 loans").tone(Tone.BAD),
            KeyFigure.of("Predict, p50", "4.1 µs"));
  }

  private static void data(io.millwright.report.Section.Builder s) {
    s.text(
            "Every column of the training table. Missing values were imputed with the median and marked.")
        .table(
            DataTable.captioned("Columns")
                .words("Column", "Type")
                .numbers("Rows", "Missing", "PSI")
                .columns(DataTable.Align.CENTER, "Verdict")
                .row(
                    Cell.of("income"),
                    Cell.of("numeric, EUR/year"),
                    Cell.of(48842L),
                    Cell.of(0.0213),
                    Cell.of(0.283),
                    Cell.of("drifted", Tone.BAD))
                .row(
                    Cell.of("region"),
                    Cell.of("categorical, 19 levels"),
                    Cell.of(48842L),
                    Cell.of(0L),
                    Cell.of(0.134),
                    Cell.of("watch", Tone.WARNING))
                .row(
                    Cell.of("age"),
                    Cell.of("numeric, years"),
                    Cell.of(48842L),
                    Cell.of(0.00004),
                    Cell.of(0.004),
                    Cell.of("stable", Tone.GOOD))
                .row(
                    Cell.of("openedOn"),
                    Cell.of("date"),
                    Cell.of(48842L),
                    Cell.of(0L),
                    Cell.empty(),
                    Cell.of("not compared"))
                .build());
  }

  private static Chart roc() {
    CurveChart chart =
        Chart.line("ROC curve")
            .note("Up and to the left is better; the dashed line is a coin.")
            .x("False positive rate", 0, 1)
            .y("True positive rate", 0, 1)
            .diagonal();
    double[] strengths = {6.5, 4.0, 1.15};
    String[] names = {"XGBoost", "Logistic regression", "Baseline (prior)"};
    for (int m = 0; m < 3; m++) {
      double strength = strengths[m];
      double[] xs =
          IntStream.rangeClosed(0, 150).mapToDouble(i -> StrictMath.pow(i / 150.0, 2)).toArray();
      double[] ys =
          IntStream.range(0, xs.length)
              .mapToDouble(i -> 1 - StrictMath.pow(1 - xs[i], strength))
              .toArray();
      chart.series(names[m], xs, ys);
    }
    return chart.build();
  }

  private static Chart precisionRecall() {
    CurveChart chart =
        Chart.step("Precision and recall")
            .x("Recall", 0, 1)
            .y("Precision", 0, 1)
            .lineAtY("share of defaults", 0.239);
    SplittableRandom random = new SplittableRandom(3);
    double[] ends = {0.30, 0.26};
    String[] names = {"XGBoost", "Logistic regression"};
    for (int m = 0; m < 2; m++) {
      double end = ends[m];
      double power = 3.4 - 1.4 * m;
      double[] xs = IntStream.rangeClosed(0, 80).mapToDouble(i -> i / 80.0).toArray();
      double[] ys =
          IntStream.range(0, 81)
              .mapToDouble(
                  i ->
                      Math.min(
                          1,
                          1
                              - (1 - end) * StrictMath.pow(i / 80.0, power)
                              + (random.nextDouble() - 0.5) * 0.02))
              .toArray();
      chart.series(names[m], xs, ys);
    }
    return chart.build();
  }

  private static Chart calibration() {
    double[] xs = {0.03, 0.14, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.96};
    double[] ys = {0.02, 0.11, 0.22, 0.36, 0.43, 0.58, 0.69, 0.77, 0.88, 0.97};
    double[] counts = {5210, 1320, 640, 410, 330, 290, 310, 360, 420, 478};
    double[] low = new double[10];
    double[] high = new double[10];
    for (int i = 0; i < 10; i++) {
      double half = 1.96 * Math.sqrt(ys[i] * (1 - ys[i]) / counts[i]);
      low[i] = ys[i] - half;
      high[i] = ys[i] + half;
    }
    return Chart.line("Calibration")
        .note("On the dashed line a score of 30 % means that 30 of 100 default.")
        .x("Mean score", 0, 1)
        .y("Share of defaults", 0, 1)
        .diagonal()
        .series(Series.of("XGBoost", xs, ys, low, high))
        .distribution(
            Bins.of(
                "Loans", IntStream.rangeClosed(0, 10).mapToDouble(i -> i / 10.0).toArray(), counts))
        .build();
  }

  private static Chart scores() {
    double[] edges = IntStream.rangeClosed(0, 20).mapToDouble(i -> i / 20.0).toArray();
    double[] good =
        IntStream.range(0, 20)
            .mapToDouble(i -> Math.rint(2600 * StrictMath.exp(-i / 2.6) + 12))
            .toArray();
    double[] bad =
        IntStream.range(0, 20)
            .mapToDouble(i -> Math.rint(40 + 14 * i + (i > 16 ? 120 : 0)))
            .toArray();
    return Chart.histogram("Scores by class", edges)
        .x("Score", 0, 1)
        .y("Loans")
        .series("repaid", good)
        .series("defaulted", bad)
        .lineAtX("decision threshold", 0.37)
        .build();
  }

  private static Chart metric() {
    return Chart.interval(
            "ROC-AUC with 95 % interval",
            List.of("XGBoost", "Random forest", "Logistic regression", "Baseline (prior)"))
        .y("ROC-AUC")
        .series(
            "holdout",
            new double[] {0.913, 0.904, 0.871, 0.5},
            new double[] {0.905, 0.896, 0.861, 0.5},
            new double[] {0.920, 0.912, 0.881, 0.5})
        .series(
            "cross-validation",
            new double[] {0.918, 0.907, 0.873, 0.5},
            new double[] {0.911, 0.899, 0.866, 0.5},
            new double[] {0.924, 0.914, 0.880, 0.5})
        .lineAtY("required", 0.75)
        .build();
  }

  private static Chart psi() {
    return Chart.bar(
            "Population stability index per feature",
            List.of(
                "income",
                "region",
                "employment_length_years",
                "openedOn",
                "age",
                "channel",
                "loan_amount",
                "purpose",
                "has_mortgage",
                "children"))
        .y("PSI")
        .series("PSI", 0.283, 0.134, 0.081, 0.044, 0.031, 0.024, 0.0112, 0.0043, 0.0012, 0.00006)
        .lineAtY("watch", 0.1)
        .lineAtY("drifted", 0.25)
        .build();
  }

  private static Chart feature(String name, double reference, double current, double spread) {
    double[] edges = IntStream.rangeClosed(0, 24).mapToDouble(i -> 3 * i).toArray();
    return Chart.histogram(name.split(" ", 2)[0] + ": training and last week", edges)
        .x(name)
        .y("Share of rows")
        .series("training", bell(edges, reference, spread))
        .series("last week", bell(edges, current, spread))
        .build();
  }

  private static double[] bell(double[] edges, double middle, double spread) {
    double[] raw =
        IntStream.range(0, edges.length - 1)
            .mapToDouble(
                i ->
                    StrictMath.exp(
                        -StrictMath.pow(((edges[i] + edges[i + 1]) / 2 - middle) / spread, 2) / 2))
            .toArray();
    double sum = java.util.Arrays.stream(raw).sum();
    return java.util.Arrays.stream(raw).map(v -> v / sum).toArray();
  }

  private static Chart regions() {
    return Chart.bar(
            "region: training and last week",
            List.of("Madrid", "Bilbao", "Sevilla", "other", "missing"))
        .y("Share of rows")
        .series("training", 0.41, 0.22, 0.19, 0.17, 0.01)
        .series(
            new Series(
                "last week",
                List.of(
                    Point.of(0, 0.33),
                    Point.of(1, 0.25),
                    Point.of(2, 0.2),
                    Point.of(3, 0.22),
                    Point.missing(4))))
        .build();
  }

  private static Chart overTime() {
    double day = 86_400_000.0;
    double start = 1_767_225_600_000.0;
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double value = 0.91 - 0.0006 * i + 0.006 * StrictMath.sin(i / 4.0);
      points.add(Point.of(start + i * day, value, value - 0.012, value + 0.012));
    }
    return Chart.line("ROC-AUC per day")
        .x(Axis.time("Day (UTC)"))
        .y("ROC-AUC")
        .series(new Series("production", points))
        .lineAtY("alert below", 0.85)
        .build();
  }

  private static Chart correlations() {
    List<String> names =
        List.of("income", "employment_length_years", "age", "loan_amount", "children", "purpose");
    io.millwright.report.CategoryChart chart =
        Chart.heatMap("Correlation of columns", names)
            .note("Blue: both rise together. Orange: one falls as the other rises.")
            .y("Spearman", -1, 1);
    for (int row = 0; row < names.size(); row++) {
      List<Point> cells = new ArrayList<>();
      for (int column = 0; column < names.size(); column++) {
        int a = Math.min(row, column);
        int b = Math.max(row, column);
        cells.add(
            a == b ? Point.missing(column) : Point.of(column, StrictMath.cos(2.1 * a + 1.3 * b)));
      }
      chart.series(new Series(names.get(row), cells));
    }
    return chart.build();
  }

  private static Chart together() {
    return Chart.heatMap("Missing together", List.of("income", "employer", "children"))
        .y("Share of rows", 0, 1)
        .series("income", 1, 0.92, 0.03)
        .series("employer", 0.88, 1, 0.02)
        .series("children", 0.1, 0.07, 1)
        .build();
  }

  /** Enough charts in a row to be drawn small. */
  private static void columns(io.millwright.report.Section.Builder s) {
    for (int i = 0; i < 7; i++) {
      double[] edges = IntStream.rangeClosed(0, 12).mapToDouble(e -> 5 * e).toArray();
      s.chart(
          Chart.histogram("column_" + (i + 1), edges)
              .y("Rows")
              .series("Rows", bell(edges, 10 + 6 * i, 9))
              .build());
    }
  }

  private static Chart predicted() {
    SplittableRandom random = new SplittableRandom(11);
    double[] actual = random.doubles(700, 1_000, 480_000).toArray();
    double[] predicted =
        java.util.Arrays.stream(actual)
            .map(
                a ->
                    a
                        + (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5)
                            * 70_000
                        + 4_000)
            .toArray();
    return Chart.scatter("Predicted and actual price")
        .x("Actual price (EUR)")
        .y("Predicted price (EUR)")
        .diagonal()
        .series("holdout", actual, predicted)
        .build();
  }

  private static Chart residuals() {
    double[] edges = IntStream.rangeClosed(-15, 15).mapToDouble(i -> i * 6_000.0).toArray();
    double[] counts =
        java.util.Arrays.stream(bell(edges, 4_000, 28_000)).map(v -> Math.rint(v * 700)).toArray();
    return Chart.histogram("Residuals", edges)
        .x("Predicted minus actual (EUR)")
        .y("Houses")
        .series("holdout", counts)
        .build();
  }

  private static Chart learning() {
    double[] xs = {100, 1_000, 5_000, 10_000, 20_000, 40_000};
    return Chart.line("Learning curve")
        .x("Training rows")
        .y("RMSE (EUR)")
        .series("training", xs, new double[] {9_000, 17_500, 21_000, 22_300, 23_000, 23_400})
        .series("holdout", xs, new double[] {61_000, 39_000, 30_500, 28_200, 26_900, 26_100})
        .build();
  }
}
