package io.millwright.eval.metric;

/**
 * The weighted two-by-two table of a threshold, and the rates it gives. A rate whose denominator is
 * 0 is undefined.
 *
 * @param truePositives weight of positive rows predicted positive
 * @param falsePositives weight of negative rows predicted positive
 * @param trueNegatives weight of negative rows predicted negative
 * @param falseNegatives weight of positive rows predicted negative
 */
public record BinaryCounts(
    double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {

  private static final String NO_POSITIVES = "no positive rows";
  private static final String NO_NEGATIVES = "no negative rows";
  private static final String NONE_PREDICTED = "no row is predicted positive";

  /**
   * The counts of these rows.
   *
   * @param targets 1 for positive, anything else for negative
   * @param scores a row whose score is at least the threshold is predicted positive
   */
  public static BinaryCounts of(
      double[] targets, double[] scores, double threshold, double[] weights) {
    return of(cells(targets, scores, threshold), weights);
  }

  /** Per row 0 TN, 1 FP, 2 FN, 3 TP. */
  static byte[] cells(double[] targets, double[] scores, double threshold) {
    byte[] cells = new byte[targets.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (byte) ((targets[i] == 1 ? 2 : 0) + (scores[i] >= threshold ? 1 : 0));
    }
    return cells;
  }

  static BinaryCounts of(byte[] cells, double[] weights) {
    double[] sums = new double[4];
    for (int i = 0; i < cells.length; i++) {
      sums[cells[i]] += weights[i];
    }
    return new BinaryCounts(sums[3], sums[1], sums[0], sums[2]);
  }

  /** Share of rows predicted right. */
  public MetricValue accuracy() {
    return MetricValue.ratio(
        truePositives + trueNegatives,
        truePositives + falsePositives + trueNegatives + falseNegatives,
        "no rows");
  }

  /** Share of predicted positives that are positive: TP / (TP + FP). */
  public MetricValue precision() {
    return MetricValue.ratio(truePositives, truePositives + falsePositives, NONE_PREDICTED);
  }

  /** Share of positives that are found: TP / (TP + FN). */
  public MetricValue recall() {
    return MetricValue.ratio(truePositives, truePositives + falseNegatives, NO_POSITIVES);
  }

  /** Share of negatives that are left alone: TN / (TN + FP). */
  public MetricValue specificity() {
    return MetricValue.ratio(trueNegatives, trueNegatives + falsePositives, NO_NEGATIVES);
  }

  /** Share of predicted negatives that are negative: TN / (TN + FN). */
  public MetricValue negativePredictiveValue() {
    return MetricValue.ratio(
        trueNegatives, trueNegatives + falseNegatives, "no row is predicted negative");
  }

  /** Mean of recall and specificity. */
  public MetricValue balancedAccuracy() {
    return recall()
        .match(
            r -> specificity().match(s -> MetricValue.of((r + s) / 2), MetricValue::undefined),
            MetricValue::undefined);
  }

  /** Harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN). */
  public MetricValue f1() {
    return MetricValue.ratio(
        2 * truePositives,
        2 * truePositives + falsePositives + falseNegatives,
        "no row is positive or predicted positive");
  }

  /**
   * {@code (1 + b^2) P R / (b^2 P + R)}, from counts.
   *
   * @param beta how many times as important recall is as precision, greater than 0
   */
  public MetricValue fBeta(double beta) {
    double b = beta * beta;
    return MetricValue.ratio(
        (1 + b) * truePositives,
        (1 + b) * truePositives + b * falseNegatives + falsePositives,
        "no row is positive or predicted positive");
  }

  /** TP / (TP + FP + FN). */
  public MetricValue jaccard() {
    return MetricValue.ratio(
        truePositives,
        truePositives + falsePositives + falseNegatives,
        "no row is positive or predicted positive");
  }

  /**
   * The correlation of truth and prediction, {@code (TP TN - FP FN) / sqrt((TP + FP)(TP + FN)(TN +
   * FP)(TN + FN))}, -1..1; undefined if truth or prediction is constant.
   *
   * @see <a href="https://doi.org/10.1016/0005-2795(75)90109-9">Matthews (1975)</a>
   */
  public MetricValue matthews() {
    return MetricValue.ratio(
        truePositives * trueNegatives - falsePositives * falseNegatives,
        Math.sqrt(
            (truePositives + falsePositives)
                * (truePositives + falseNegatives)
                * (trueNegatives + falsePositives)
                * (trueNegatives + falseNegatives)),
        "truth or prediction is constant");
  }

  /**
   * Cohen's kappa: agreement beyond that of chance, {@code (p_o - p_e) / (1 - p_e)}; undefined if
   * chance alone agrees always.
   *
   * @see <a href="https://doi.org/10.1177/001316446002000104">Cohen (1960)</a>
   */
  public MetricValue kappa() {
    double predicted = truePositives + falsePositives;
    double positive = truePositives + falseNegatives;
    double total = predicted + trueNegatives + falseNegatives;
    double byChance = predicted * (total - positive) + (total - predicted) * positive;
    return MetricValue.ratio(
        byChance - total * (falsePositives + falseNegatives),
        byChance,
        "no disagreement is expected");
  }
}
