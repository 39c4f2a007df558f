package io.millwright.eval.significance;

import io.millwright.eval.interval.DeLong;
import io.millwright.eval.interval.Replicates;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.MulticlassMetrics;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.model.Task;
import java.util.Arrays;

/** The gain of one model over another, with one test of it. */
final class PairedEffect {

  private final Estimate estimate;
  private final double standardError;
  private final MetricValue pValue;
  private final String name;
  private final String reason;

  private PairedEffect(
      Estimate estimate, double standardError, MetricValue pValue, String name, String reason) {
    this.estimate = estimate;
    this.standardError = standardError;
    this.pValue = pValue;
    this.name = name;
    this.reason = reason;
  }

  static boolean isRocAuc(Metric<?> metric) {
    return metric.equals(BinaryMetrics.rocAuc());
  }

  static boolean isAccuracy(Metric<?> metric) {
    return metric.equals(BinaryMetrics.accuracy()) || metric.equals(MulticlassMetrics.accuracy());
  }

  static boolean isRanking(Metric<?> metric) {
    return isRocAuc(metric) || metric.equals(BinaryMetrics.averagePrecision());
  }

  static PairedEffect none(String why, int rows) {
    return new PairedEffect(
        new Estimate.Undefined(why, rows), 0, MetricValue.undefined(why), "none", why);
  }

  /** Of rows with both classes; a standard error of 0 where DeLong's test has no value. */
  static PairedEffect deLong(Scored<?> a, Scored<?> b, double level) {
    double positives = Arrays.stream(a.targets()).sum();
    if (positives < 2 || a.size() - positives < 2) {
      return none("DeLong's test needs 2 rows of each class", a.size());
    }
    DeLong.Difference difference =
        DeLong.of(a.targets(), a.scores()).minus(DeLong.of(b.targets(), b.scores()));
    if (difference.variance() == 0) {
      return none("DeLong's test needs areas that vary", a.size());
    }
    return new PairedEffect(
        difference.interval(level),
        Math.sqrt(difference.variance()),
        MetricValue.of(difference.studentPValue()),
        "DeLong's test of paired areas, Student",
        "the metric is ROC-AUC, rows are independent and of equal weight");
  }

  static PairedEffect mcNemar(Scored<?> a, Scored<?> b, double level) {
    McNemar table = McNemar.of(right(a), right(b));
    return new PairedEffect(
        table.difference(level),
        Math.sqrt(table.variance()),
        MetricValue.of(table.exact().pValue()),
        "McNemar's exact test",
        "the metric is accuracy, rows are independent and of equal weight");
  }

  /** Which rows are predicted right, as the accuracy of the metrics counts them. */
  private static boolean[] right(Scored<?> rows) {
    boolean[] right = new boolean[rows.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] =
          rows.task().kind() == Task.Kind.BINARY
              ? (rows.score(i) >= 0.5) == (rows.target(i) == 1)
              : best(rows, i) == rows.target(i);
    }
    return right;
  }

  private static int best(Scored<?> rows, int row) {
    int best = 0;
    for (int c = 1; c < rows.classes().size(); c++) {
      if (rows.score(row, c) > rows.score(row, best)) {
        best = c;
      }
    }
    return best;
  }

  /**
   * The interval of the paired bootstrap with the p-value of random swaps.
   *
   * @param ranks whether ranks were swapped and not scores
   */
  static PairedEffect swaps(Replicates gains, double p, boolean ranks) {
    Estimate estimate = gains.estimate(0);
    if (estimate instanceof Estimate.Undefined u) {
      return none(u.reason(), (int) u.support());
    }
    double[] drawn = Arrays.stream(gains.values(0)).filter(Double::isFinite).toArray();
    return new PairedEffect(
        estimate,
        Math.sqrt(Samples.variance(drawn)),
        MetricValue.of(p),
        "random swaps of both models' " + (ranks ? "ranks" : "predictions"),
        ranks
            ? "the metric judges the order of rows and has no formula for these"
            : "it holds for any metric of paired rows or groups");
  }

  Estimate estimate() {
    return estimate;
  }

  /** Of the gain. */
  double standardError() {
    return standardError;
  }

  MetricValue pValue() {
    return pValue;
  }

  String name() {
    return name;
  }

  String reason() {
    return reason;
  }
}
