package io.millwright.eval.metric;

import io.millwright.Require;
import io.millwright.eval.metric.Confusion.Average;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Metrics of rows that may each have several labels: one two-by-two table for each label, and one
 * for each row. How scores order the labels of a row is judged by {@code
 * io.millwright.eval.ranking.LabelRanking}. Immutable and thread-safe.
 */
public final class MultilabelScores {

  private final List<BinaryCounts> byLabel;
  private final List<BinaryCounts> byRow;
  private final double[] weights;

  private MultilabelScores(List<BinaryCounts> byLabel, List<BinaryCounts> byRow, double[] weights) {
    this.byLabel = byLabel;
    this.byRow = byRow;
    this.weights = weights;
  }

  /**
   * The tables of these rows.
   *
   * @param truth a row of 1 for a label that is true and 0 for others, for each row
   * @param predicted of the same shape, 1 for a predicted label
   * @param weights one for each row, at least 0
   */
  public static MultilabelScores of(double[][] truth, double[][] predicted, double[] weights) {
    int labels = check(truth, predicted, weights);
    List<BinaryCounts> byRow = new ArrayList<>();
    double[] ones = new double[labels];
    Arrays.fill(ones, 1);
    for (int i = 0; i < truth.length; i++) {
      byRow.add(BinaryCounts.of(truth[i], predicted[i], 1, ones));
    }
    List<BinaryCounts> byLabel = new ArrayList<>();
    for (int l = 0; l < labels; l++) {
      byLabel.add(BinaryCounts.of(column(truth, l), column(predicted, l), 1, weights));
    }
    return new MultilabelScores(List.copyOf(byLabel), List.copyOf(byRow), weights.clone());
  }

  /** The table of a label, by position. */
  public BinaryCounts counts(int label) {
    return byLabel.get(label);
  }

  /**
   * A rate of the labels as one number.
   *
   * @param zeroDivision stands for a label whose rate is undefined
   */
  public double average(
      Average average, Function<BinaryCounts, MetricValue> rate, double zeroDivision) {
    return CountsAverage.of(byLabel, average, rate, zeroDivision);
  }

  /**
   * Mean of a rate of each row's own labels, by weight; undefined without weight.
   *
   * @param zeroDivision stands for a row whose rate is undefined
   */
  public MetricValue averageOfRows(Function<BinaryCounts, MetricValue> rate, double zeroDivision) {
    double[] each = byRow.stream().mapToDouble(r -> rate.apply(r).orElse(zeroDivision)).toArray();
    return WeightedMean.of(each, weights);
  }

  /** Share of labels that are wrong, the mean over rows by weight. */
  public MetricValue hammingLoss() {
    return averageOfRows(BinaryCounts::accuracy, 1)
        .match(right -> MetricValue.of(1 - right), MetricValue::undefined);
  }

  /** Share of rows whose labels are all right. */
  public MetricValue exactMatch() {
    double[] each =
        byRow.stream()
            .mapToDouble(r -> r.falsePositives() + r.falseNegatives() == 0 ? 1 : 0)
            .toArray();
    return WeightedMean.of(each, weights);
  }

  /**
   * Average precision of each label's scores as one number: the plain mean over labels, that by
   * their positives, or that of all entries as one list. Undefined if a label has no positives,
   * except for {@link Average#MICRO}.
   *
   * @param scores of the same shape as the truth, not NaN
   */
  public static MetricValue averagePrecision(
      double[][] truth, double[][] scores, double[] weights, Average average) {
    int labels = check(truth, scores, weights);
    if (average == Average.MICRO) {
      double[] repeated = new double[truth.length * labels];
      Arrays.setAll(repeated, i -> weights[i / labels]);
      return RankedScores.of(flat(truth), flat(scores)).averagePrecision(repeated);
    }
    double sum = 0;
    double divisor = 0;
    for (int l = 0; l < labels; l++) {
      double[] is = column(truth, l);
      MetricValue value = RankedScores.of(is, column(scores, l)).averagePrecision(weights);
      if (!value.isDefined()) {
        return MetricValue.undefined("label number " + (l + 1) + " has no positive rows");
      }
      double w = average == Average.MACRO ? 1 : positives(is, weights);
      sum += w * value.orElse(0);
      divisor += w;
    }
    return MetricValue.ratio(sum, divisor, "no labels");
  }

  private static double positives(double[] is, double[] weights) {
    double sum = 0;
    for (int i = 0; i < is.length; i++) {
      sum += is[i] == 1 ? weights[i] : 0;
    }
    return sum;
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(r -> r[column]).toArray();
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** How many labels. */
  private static int check(double[][] truth, double[][] others, double[] weights) {
    Require.atLeast("Rows", truth.length, 1);
    if (others.length != truth.length || weights.length != truth.length) {
      throw Require.violated(
          "Predictions and weights",
          truth.length + ", one for each row",
          others.length + " and " + weights.length);
    }
    int labels = truth[0].length;
    for (int i = 0; i < truth.length; i++) {
      if (truth[i].length != labels || others[i].length != labels) {
        throw Require.violated(
            "Labels of row " + i,
            labels + " like those of the first row",
            truth[i].length + " and " + others[i].length);
      }
    }
    return labels;
  }
}
