package io.millwright.eval;

import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.rows.TableRows;
import io.millwright.model.Prediction;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Role;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a reader of the numbers should know and would not see in them. */
final class EvaluationWarnings {

  static final String NO_BASELINE =
      "Nothing was compared: without a baseline nobody can tell whether the numbers are good. Add"
          + " against(\"baseline\", ...).";

  /** From this share of the most frequent class on accuracy says little. */
  static final double IMBALANCED = 0.8;

  /** Below this share of positives ROC-AUC hides false alarms. */
  static final double RARE = 0.05;

  /** Fewer rows, or groups, or rows of a class, than this make intervals too narrow. */
  static final int FEW = 30;

  private EvaluationWarnings() {}

  static <P extends Prediction> List<String> of(
      Scored<P> rows, List<Metric<P>> metrics, TrainedPipeline<P> trained, Table table) {
    List<String> warnings = new ArrayList<>();
    if (rows.task().kind() == Task.Kind.REGRESSION) {
      if (rows.size() < FEW) {
        warnings.add("Only " + rows.size() + " rows: intervals are too narrow below " + FEW + ".");
      }
      MetricWarnings.nearZero(rows, metrics, warnings);
      MetricWarnings.smallR2(rows, metrics, warnings);
    } else {
      int classes = rows.classes().size();
      long[] count = new long[classes];
      double[] weight = new double[classes];
      for (int i = 0; i < rows.size(); i++) {
        count[(int) rows.target(i)]++;
        weight[(int) rows.target(i)] += rows.weight(i);
      }
      double total = Arrays.stream(weight).sum();
      imbalance(metrics, Arrays.stream(weight).max().orElse(0) / total, warnings);
      if (rows.task().kind() == Task.Kind.BINARY) {
        rare(metrics, weight[1] / total, warnings);
        MetricWarnings.uncalibrated(rows, metrics, warnings);
      }
      fewOfAClass(rows.classes(), count, warnings);
      unseen(rows.classes(), trained.model().classes(), count, warnings);
    }
    table
        .schema()
        .only(Role.GROUP)
        .ifPresent(
            g -> {
              int groups = TableRows.resampling(table, rows.weights()).units();
              if (groups < FEW) {
                warnings.add(
                    "Only "
                        + groups
                        + " groups of '"
                        + g.name()
                        + "': intervals are too narrow below "
                        + FEW
                        + ".");
              }
            });
    return warnings;
  }

  private static void imbalance(
      List<? extends Metric<?>> metrics, double majority, List<String> warnings) {
    if (majority >= IMBALANCED && has(metrics, "accuracy")) {
      warnings.add(
          "Accuracy says little here: always naming the most frequent class gives "
              + percent(majority)
              + ". Judge balanced accuracy or average precision.");
    }
  }

  private static void rare(
      List<? extends Metric<?>> metrics, double positives, List<String> warnings) {
    if (positives < RARE && has(metrics, "roc_auc")) {
      warnings.add(
          "ROC-AUC hides false alarms when positives are rare ("
              + percent(positives)
              + " here). Read average precision beside it.");
    }
  }

  private static void fewOfAClass(List<String> classes, long[] count, List<String> warnings) {
    for (int c = 0; c < count.length; c++) {
      if (count[c] < FEW) {
        warnings.add(
            "Class '"
                + classes.get(c)
                + "' has only "
                + count[c]
                + " rows: intervals are too narrow below "
                + FEW
                + ".");
      }
    }
  }

  private static void unseen(
      List<String> found, List<String> known, long[] count, List<String> warnings) {
    for (int c = known.size(); c < found.size(); c++) {
      warnings.add(
          "Class '"
              + found.get(c)
              + "' was not seen in training and has "
              + count[c]
              + " rows here: they can only be predicted wrong.");
    }
  }

  private static boolean has(List<? extends Metric<?>> metrics, String name) {
    return metrics.stream().anyMatch(m -> m.name().equals(name) || m.name().startsWith(name + "@"));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
