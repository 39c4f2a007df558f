package io.millwright.eval.metric;

import io.millwright.Require;
import io.millwright.eval.metric.Confusion.Average;
import io.millwright.model.Multiclass;
import java.util.Locale;
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
    return areas("roc_auc_ovr", auc -> auc::macro);
  }

  /** As {@link #rocAuc()}, each class by its share of the rows. */
  public static Metric<Multiclass> rocAucWeighted() {
    return areas("roc_auc_ovr_weighted", auc -> auc::weighted);
  }

  /**
   * Mean over the pairs of classes of the area between the two: unlike one against the rest it does
   * not depend on how frequent classes are. Undefined if a class has no rows.
   *
   * @see MulticlassAuc#oneVsOne
   */
  public static Metric<Multiclass> rocAucOneVsOne() {
    return areas("roc_auc_ovo", auc -> auc::oneVsOne);
  }

  /** As {@link #rocAucOneVsOne()}, each pair by its share of the rows. */
  public static Metric<Multiclass> rocAucOneVsOneWeighted() {
    return areas("roc_auc_ovo_weighted", auc -> auc::oneVsOneWeighted);
  }

  private static Metric<Multiclass> areas(
      String name, Function<MulticlassAuc, Metric.Prepared> kernel) {
    return new NamedMetric<>(
        name,
        Direction.HIGHER_IS_BETTER,
        rows ->
            kernel.apply(
                MulticlassAuc.of(rows.rawTargets(), rows.rawScores(), rows.classes().size())));
  }

  /** Mean of {@code sum over classes (1[y = c] - p_c)^2}, 0..2. */
  public static Metric<Multiclass> brier() {
    return new NamedMetric<>(
        "brier",
        Direction.LOWER_IS_BETTER,
        rows -> {
          double[] scores =
              ProbabilityLoss.brierScores(
                  rows.rawTargets(), rows.rawScores(), rows.classes().size());
          return weights -> WeightedMean.of(scores, weights);
        });
  }

  /**
   * Share of rows whose class is among the k most probable ones, of equals the first.
   *
   * @param k at least 1; not fewer than all classes gives 1
   */
  public static Metric<Multiclass> topAccuracy(int k) {
    Require.atLeast("k", k, 1);
    return new NamedMetric<>(
        "top_accuracy@" + k,
        Direction.HIGHER_IS_BETTER,
        rows -> {
          double[] hits =
              TopClasses.hits(rows.rawTargets(), rows.rawScores(), rows.classes().size(), k, false);
          return weights -> WeightedMean.of(hits, weights);
        });
  }

  /**
   * Precision of the classes as one number, over those that have rows or are predicted; a class
   * that is never predicted counts 0.
   */
  public static Metric<Multiclass> precision(Average average) {
    return averaged("precision", average, BinaryCounts::precision);
  }

  /** Recall of the classes as one number; a class that only predictions have counts 0. */
  public static Metric<Multiclass> recall(Average average) {
    return averaged("recall", average, BinaryCounts::recall);
  }

  /** F1 of the classes as one number, over those that have rows or are predicted. */
  public static Metric<Multiclass> f1(Average average) {
    return averaged("f1", average, BinaryCounts::f1);
  }

  /** The multiclass correlation of truth and prediction, {@link Confusion#matthews()}. */
  public static Metric<Multiclass> matthews() {
    return confusion("mcc", Confusion::matthews);
  }

  /** Agreement beyond chance, {@link Confusion#kappa} with every error alike. */
  public static Metric<Multiclass> kappa() {
    return confusion("kappa", c -> c.kappa(0));
  }

  /**
   * Agreement beyond chance where an error counts by the squared distance of the classes; for
   * classes that have an order.
   */
  public static Metric<Multiclass> kappaQuadratic() {
    return confusion("kappa_quadratic", c -> c.kappa(2));
  }

  private static Metric<Multiclass> averaged(
      String name, Average average, Function<BinaryCounts, MetricValue> rate) {
    return confusion(
        average.name().toLowerCase(Locale.ROOT) + "_" + name, c -> c.averageOfSeen(average, rate));
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
