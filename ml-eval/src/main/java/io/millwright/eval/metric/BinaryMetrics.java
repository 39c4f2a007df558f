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

  /** What a rate whose denominator is 0 is. */
  public enum ZeroDivision {
    /** Undefined, with the reason: the default everywhere. */
    UNDEFINED,
    /** 0, as scikit-learn with a warning. */
    ZERO,
    /** 1. */
    ONE;

    MetricValue of(MetricValue value) {
      return this == UNDEFINED ? value : MetricValue.of(value.orElse(this == ZERO ? 0 : 1));
    }
  }

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

  /** Share of negatives left alone; undefined without negatives. */
  public static Metric<Binary> specificity(double threshold) {
    return counted("specificity", threshold, BinaryCounts::specificity);
  }

  /** {@link #fBeta(double, double, ZeroDivision)} at 0.5, undefined for 0/0. */
  public static Metric<Binary> fBeta(double beta) {
    return fBeta(beta, HALF, ZeroDivision.UNDEFINED);
  }

  /**
   * {@code (1 + b^2) P R / (b^2 P + R)} of precision P and recall R.
   *
   * @param beta how many times as important recall is as precision, finite and greater than 0
   */
  public static Metric<Binary> fBeta(double beta, double threshold, ZeroDivision zero) {
    Require.positive("Beta", beta);
    String name = "f" + (beta == Math.rint(beta) ? String.valueOf((long) beta) : beta);
    return counted(named(name, zero), threshold, c -> zero.of(c.fBeta(beta)));
  }

  /** Precision with a value of its own where no row is predicted positive. */
  public static Metric<Binary> precision(double threshold, ZeroDivision zero) {
    return counted(named("precision", zero), threshold, c -> zero.of(c.precision()));
  }

  /** Recall with a value of its own where no row is positive. */
  public static Metric<Binary> recall(double threshold, ZeroDivision zero) {
    return counted(named("recall", zero), threshold, c -> zero.of(c.recall()));
  }

  private static String named(String name, ZeroDivision zero) {
    return zero == ZeroDivision.UNDEFINED
        ? name
        : name + "_or_" + (zero == ZeroDivision.ZERO ? 0 : 1);
  }

  /** The correlation of truth and prediction, {@link BinaryCounts#matthews()}. */
  public static Metric<Binary> matthews(double threshold) {
    return counted("mcc", threshold, BinaryCounts::matthews);
  }

  /** Agreement beyond chance, {@link BinaryCounts#kappa()}. */
  public static Metric<Binary> kappa(double threshold) {
    return counted("kappa", threshold, BinaryCounts::kappa);
  }

  /** Share of positives among the k highest-scored rows, {@link RankedScores#precisionAt}. */
  public static Metric<Binary> precisionAt(int k) {
    Require.atLeast("k", k, 1);
    return ranked("precision_top@" + k, r -> w -> r.precisionAt(w, k));
  }

  /** Share of the positives among the k highest-scored rows, {@link RankedScores#recallAt}. */
  public static Metric<Binary> recallAt(int k) {
    Require.atLeast("k", k, 1);
    return ranked("recall_top@" + k, r -> w -> r.recallAt(w, k));
  }

  /**
   * How many times more positives the highest-scored share of rows has, {@link RankedScores#lift}.
   *
   * @param share greater than 0 and at most 1
   */
  public static Metric<Binary> lift(double share) {
    return ranked("lift_top@" + positiveShare("Share of rows", share), r -> w -> r.lift(w, share));
  }

  /**
   * The largest recall with at most that share of false alarms among the negatives, {@link
   * RankedScores#recallAtFalsePositiveRate}.
   *
   * @param rate greater than 0 and at most 1
   */
  public static Metric<Binary> recallAtFalsePositiveRate(double rate) {
    return ranked(
        "recall_at_fpr@" + positiveShare("False positive rate", rate),
        r -> w -> r.recallAtFalsePositiveRate(w, rate));
  }

  /** The largest distance of the classes' score distributions, {@code max |F- - F+|}. */
  public static Metric<Binary> kolmogorovSmirnov() {
    return ranked("ks", r -> r::kolmogorovSmirnov);
  }

  /** Area under the ROC curve up to a false positive rate; 0.5 is no skill, 1 perfection. */
  public static Metric<Binary> partialRocAuc(double rate) {
    return ranked(
        "roc_auc_partial@" + positiveShare("False positive rate", rate),
        r -> w -> r.partialRocAuc(w, rate));
  }

  /** Area under the ROC curve up to a false positive rate f, at most f; not standardised. */
  public static Metric<Binary> partialRocAucRaw(double rate) {
    return ranked(
        "roc_auc_partial_raw@" + positiveShare("False positive rate", rate),
        r -> w -> r.partialRocAucRaw(w, rate));
  }

  /**
   * Area under the precision-recall curve by trapezoids: not {@link #averagePrecision()}, and too
   * good between far points; see {@link RankedScores#precisionRecallTrapezoid}.
   */
  public static Metric<Binary> prAucTrapezoid() {
    return ranked("pr_auc_trapezoid", r -> r::precisionRecallTrapezoid);
  }

  private static double positiveShare(String name, double share) {
    if (!(share > 0 && share <= 1)) {
      throw Require.violated(name, "greater than 0 and at most 1", share);
    }
    return share;
  }

  private static Metric<Binary> ranked(
      String name, Function<RankedScores, Metric.Prepared> kernel) {
    return new NamedMetric<>(
        name,
        Direction.HIGHER_IS_BETTER,
        rows -> kernel.apply(RankedScores.of(rows.rawTargets(), rows.rawScores())));
  }

  /** Area under the ROC curve, ties counted half; undefined with one class only. */
  public static Metric<Binary> rocAuc() {
    return ranked("roc_auc", r -> r::rocAuc);
  }

  /**
   * Average precision: the step-wise area under the precision-recall curve; undefined without
   * positives. A scorer without skill gets the share of positives, not 0.5.
   */
  public static Metric<Binary> averagePrecision() {
    return ranked("average_precision", r -> r::averagePrecision);
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
