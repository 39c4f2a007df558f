package io.millwright.eval.metric;

import io.millwright.model.Multiclass;
import java.util.function.Function;

/**
 * The metrics of a multiclass task.
 *
 * <p>The predicted class is the most probable one, the first of equals. All count rows by weight.
 */
public final class MulticlassMetrics {

  private MulticlassMetrics() {}

  /** Share of rows predicted right. */
  public static Metric<Multiclass> accuracy() {
    return confusion("accuracy", Confusion::accuracy);
  }

  /** Mean recall over the classes that have rows. */
  public static Metric<Multiclass> balancedAccuracy() {
    return confusion("balanced_accuracy", Confusion::balancedAccuracy);
  }

  /** Mean F1 over the classes that have rows or are predicted; a class never predicted gives 0. */
  public static Metric<Multiclass> macroF1() {
    return confusion("macro_f1", Confusion::macroF1);
  }

  /** Mean of {@code -ln P(what happened)}, clipped as {@link ProbabilityLoss} says. */
  public static Metric<Multiclass> logLoss() {
    return new NamedMetric<>(
        "log_loss",
        Direction.LOWER_IS_BETTER,
        rows -> {
          double[] losses =
              ProbabilityLoss.logLosses(
                  rows.rawTargets(),
                  rows.rawScores(),
                  rows.classes().size(),
                  ProbabilityLoss.EPSILON);
          return weights -> WeightedMean.of(losses, weights);
        });
  }

  /**
   * Mean over the classes of the area under the ROC curve of one class against the rest; undefined
   * if a class has no rows.
   */
  public static Metric<Multiclass> rocAuc() {
    return new NamedMetric<>(
        "roc_auc_ovr",
        Direction.HIGHER_IS_BETTER,
        rows ->
            MulticlassAuc.of(rows.rawTargets(), rows.rawScores(), rows.classes().size())::macro);
  }

  /** The most probable class of each row, the first of equals. */
  static int[] top(Scored<?> rows) {
    int k = rows.classes().size();
    double[] scores = rows.rawScores();
    int[] top = new int[rows.size()];
    for (int i = 0; i < top.length; i++) {
      int best = 0;
      for (int c = 1; c < k; c++) {
        if (scores[i * k + c] > scores[i * k + best]) {
          best = c;
        }
      }
      top[i] = best;
    }
    return top;
  }

  private static Metric<Multiclass> confusion(String name, Function<Confusion, MetricValue> rate) {
    return new NamedMetric<>(
        name,
        Direction.HIGHER_IS_BETTER,
        rows -> {
          int[] truth = new int[rows.size()];
          for (int i = 0; i < truth.length; i++) {
            truth[i] = (int) rows.target(i);
          }
          int[] top = top(rows);
          int classes = rows.classes().size();
          return weights -> rate.apply(Confusion.of(classes, truth, top, weights));
        });
  }
}
