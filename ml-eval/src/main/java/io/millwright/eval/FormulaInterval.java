package io.millwright.eval;

import io.millwright.eval.interval.DeLong;
import io.millwright.eval.interval.ProportionInterval;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MulticlassMetrics;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Intervals of metrics that have a good formula on independent rows of equal weight: Wilson's for
 * accuracy, precision and recall, DeLong's on the logit scale for ROC-AUC.
 *
 * <p>Unlike resampling, Wilson's keeps a width where every row is right.
 */
final class FormulaInterval {

  private FormulaInterval() {}

  /** The estimate, if the metric has a formula and these rows suit it. */
  static Optional<Estimate> of(Metric<?> metric, double value, Scored<?> rows, double level) {
    if (!equalWeights(rows)) {
      return Optional.empty();
    }
    double threshold = threshold(metric.name());
    if (metric.equals(BinaryMetrics.rocAuc())) {
      return deLong(value, rows, level);
    }
    if (metric.equals(BinaryMetrics.accuracy(threshold))
        || metric.equals(MulticlassMetrics.accuracy())) {
      return wilson(value, rows, i -> true, level);
    }
    if (metric.equals(BinaryMetrics.precision(threshold))) {
      return wilson(value, rows, i -> rows.score(i) >= threshold, level);
    }
    if (metric.equals(BinaryMetrics.recall(threshold))) {
      return wilson(value, rows, i -> rows.target(i) == 1, level);
    }
    return Optional.empty();
  }

  /** The threshold that ends the names of thresholded metrics; 0.5 where there is none. */
  private static double threshold(String name) {
    int at = name.indexOf('@');
    if (at < 0) {
      return 0.5;
    }
    try {
      double threshold = Double.parseDouble(name.substring(at + 1));
      return threshold >= 0 && threshold <= 1 ? threshold : 0.5;
    } catch (NumberFormatException another) {
      // A metric of another family, for example at_k@10%.
      return 0.5;
    }
  }

  private static Optional<Estimate> deLong(double value, Scored<?> rows, double level) {
    int positives = count(rows, i -> rows.target(i) == 1);
    if (positives < 2 || rows.size() - positives < 2) {
      return Optional.empty();
    }
    Estimate found = DeLong.of(rows.targets(), rows.scores()).logit(level);
    return found.match(
        m -> Optional.of(new Estimate.Measured(value, m.interval(), rows.size())),
        none -> Optional.empty());
  }

  /** A share of the chosen rows; its support stays all rows, as for other metrics. */
  private static Optional<Estimate> wilson(
      double value, Scored<?> rows, IntPredicate chosen, double level) {
    int trials = count(rows, chosen);
    Estimate.Measured share =
        ProportionInterval.WILSON.of(Math.round(value * trials), trials, level);
    return Optional.of(new Estimate.Measured(value, share.interval(), rows.size()));
  }

  private static int count(Scored<?> rows, IntPredicate chosen) {
    int count = 0;
    for (int i = 0; i < rows.size(); i++) {
      count += chosen.test(i) ? 1 : 0;
    }
    return count;
  }

  private static boolean equalWeights(Scored<?> rows) {
    for (int i = 1; i < rows.size(); i++) {
      if (rows.weight(i) != rows.weight(0)) {
        return false;
      }
    }
    return true;
  }
}
