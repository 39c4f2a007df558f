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
}
