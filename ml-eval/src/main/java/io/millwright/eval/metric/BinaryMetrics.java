package io.millwright.eval.metric;

import io.millwright.Require;
import io.millwright.model.Binary;
import java.util.function.Function;

/**
 * The metrics of a binary task.
 *
 * <p>Thresholded metrics call a row positive when its probability is at least the threshold, 0.5
 * unless said; their name then ends with {@code @threshold}. All count rows by weight.
 */
public final class BinaryMetrics {

  private static final double HALF = 0.5;

  private BinaryMetrics() {}

  /** Share of rows predicted right at 0.5. Says little when one class is rare. */
  public static Metric<Binary> accuracy() {
    return accuracy(HALF);
  }

  /** Share of rows predicted right. */
  public static Metric<Binary> accuracy(double threshold) {
    return counted("accuracy", threshold, BinaryCounts::accuracy);
  }

  /** Mean of recall and specificity at 0.5; undefined with one class only. */
  public static Metric<Binary> balancedAccuracy() {
    return balancedAccuracy(HALF);
  }

  /** Mean of recall and specificity; undefined with one class only. */
  public static Metric<Binary> balancedAccuracy(double threshold) {
    return counted("balanced_accuracy", threshold, BinaryCounts::balancedAccuracy);
  }

  /** Share of predicted positives that are positive, at 0.5; undefined if none is predicted. */
  public static Metric<Binary> precision() {
    return precision(HALF);
  }

  /** Share of predicted positives that are positive; undefined if none is predicted. */
  public static Metric<Binary> precision(double threshold) {
    return counted("precision", threshold, BinaryCounts::precision);
  }

  /** Share of positives found at 0.5; undefined without positives. */
  public static Metric<Binary> recall() {
    return recall(HALF);
  }

  /** Share of positives found; undefined without positives. */
  public static Metric<Binary> recall(double threshold) {
    return counted("recall", threshold, BinaryCounts::recall);
  }

  /**
   * Harmonic mean of precision and recall at 0.5; undefined if no row is positive or predicted so.
   */
  public static Metric<Binary> f1() {
    return f1(HALF);
  }

  /** Harmonic mean of precision and recall; undefined if no row is positive or predicted so. */
  public static Metric<Binary> f1(double threshold) {
    return counted("f1", threshold, BinaryCounts::f1);
  }

  /** Area under the ROC curve, ties counted half; undefined with one class only. */
  public static Metric<Binary> rocAuc() {
    return new NamedMetric<>(
        "roc_auc",
        Direction.HIGHER_IS_BETTER,
        rows -> RankedScores.of(rows.rawTargets(), rows.rawScores())::rocAuc);
  }

  /**
   * Average precision: the step-wise area under the precision-recall curve; undefined without
   * positives. A scorer without skill gets the share of positives, not 0.5.
   */
  public static Metric<Binary> averagePrecision() {
    return new NamedMetric<>(
        "average_precision",
        Direction.HIGHER_IS_BETTER,
        rows -> RankedScores.of(rows.rawTargets(), rows.rawScores())::averagePrecision);
  }

  /** Mean of {@code -ln P(what happened)}, clipped as {@link ProbabilityLoss} says. */
  public static Metric<Binary> logLoss() {
    return new NamedMetric<>(
        "log_loss",
        Direction.LOWER_IS_BETTER,
        rows -> {
          double[] losses =
              ProbabilityLoss.binaryLogLosses(
                  rows.rawTargets(), rows.rawScores(), ProbabilityLoss.EPSILON);
          return weights -> WeightedMean.of(losses, weights);
        });
  }

  /** Mean of {@code (y - p)^2}, 0..1. */
  public static Metric<Binary> brier() {
    return new NamedMetric<>(
        "brier",
        Direction.LOWER_IS_BETTER,
        rows -> {
          double[] scores = ProbabilityLoss.brierScores(rows.rawTargets(), rows.rawScores());
          return weights -> WeightedMean.of(scores, weights);
        });
  }

  private static Metric<Binary> counted(
      String name, double threshold, Function<BinaryCounts, MetricValue> rate) {
    Require.share("Threshold", threshold);
    return new NamedMetric<>(
        threshold == HALF ? name : name + "@" + threshold,
        Direction.HIGHER_IS_BETTER,
        rows -> {
          byte[] cells = BinaryCounts.cells(rows.rawTargets(), rows.rawScores(), threshold);
          return weights -> rate.apply(BinaryCounts.of(cells, weights));
        });
  }
}
