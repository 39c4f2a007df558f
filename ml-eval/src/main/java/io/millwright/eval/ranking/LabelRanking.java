package io.millwright.eval.ranking;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;

/**
 * Metrics of rows that each have several true labels, judged by how the scores order the labels of
 * a row. Equal scores count against the model.
 *
 * <p>Truth and scores are rows of equal length: 1 for a true label and 0 for the others, and any
 * numbers but NaN. Each metric is the mean over the rows by weight; undefined without weight. Cost:
 * O(rows × labels²).
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-09823-4_34">Tsoumakas, Katakis, Vlahavas (2010),
 *     Mining multi-label data, section 34.4</a>
 */
public final class LabelRanking {

  private interface RowScore {
    double of(double[] truth, double[] scores);
  }

  private LabelRanking() {}

  /**
   * Mean over the true labels of {@code true labels scored at least as high / labels scored at
   * least as high}; 1 for a row without or with nothing but true labels. 0..1, higher is better.
   */
  public static MetricValue averagePrecision(
      double[][] truth, double[][] scores, double[] weights) {
    return mean(truth, scores, weights, LabelRanking::precision);
  }

  /**
   * How many labels must be read from the top to have seen all true ones; 0 for a row without any.
   * The least possible is the mean number of true labels; lower is better.
   */
  public static MetricValue coverageError(double[][] truth, double[][] scores, double[] weights) {
    return mean(truth, scores, weights, LabelRanking::coverage);
  }

  /**
   * Share of pairs of a true and another label that are in the wrong order or tie; 0 for a row
   * without such a pair. 0..1, lower is better.
   */
  public static MetricValue loss(double[][] truth, double[][] scores, double[] weights) {
    return mean(truth, scores, weights, LabelRanking::wrongPairs);
  }

  private static double precision(double[] truth, double[] scores) {
    double sum = 0;
    int labels = 0;
    for (int l = 0; l < truth.length; l++) {
      if (truth[l] == 1) {
        int above = 0;
        int right = 0;
        for (int m = 0; m < truth.length; m++) {
          above += scores[m] >= scores[l] ? 1 : 0;
          right += scores[m] >= scores[l] && truth[m] == 1 ? 1 : 0;
        }
        sum += (double) right / above;
        labels++;
      }
    }
    return labels == 0 ? 1 : sum / labels;
  }

  private static double coverage(double[] truth, double[] scores) {
    double least = Double.POSITIVE_INFINITY;
    boolean any = false;
    for (int l = 0; l < truth.length; l++) {
      if (truth[l] == 1) {
        least = Math.min(least, scores[l]);
        any = true;
      }
    }
    int above = 0;
    for (double score : scores) {
      above += any && score >= least ? 1 : 0;
    }
    return above;
  }

  private static double wrongPairs(double[] truth, double[] scores) {
    long wrong = 0;
    long pairs = 0;
    for (int l = 0; l < truth.length; l++) {
      for (int m = 0; m < truth.length; m++) {
        if (truth[l] == 1 && truth[m] != 1) {
          pairs++;
          wrong += scores[l] <= scores[m] ? 1 : 0;
        }
      }
    }
    return pairs == 0 ? 0 : (double) wrong / pairs;
  }

  private static MetricValue mean(
      double[][] truth, double[][] scores, double[] weights, RowScore row) {
    if (scores.length != truth.length || weights.length != truth.length) {
      throw Require.violated(
          "Scores and weights",
          truth.length + ", one for each row",
          scores.length + " and " + weights.length);
    }
    double sum = 0;
    double total = 0;
    for (int i = 0; i < truth.length; i++) {
      check(truth[i], scores[i], i);
      sum += weights[i] * row.of(truth[i], scores[i]);
      total += weights[i];
    }
    return MetricValue.ratio(sum, total, "no rows of positive weight");
  }

  private static void check(double[] truth, double[] scores, int row) {
    if (truth.length != scores.length) {
      throw Require.violated(
          "Scores of row " + row, truth.length + ", one for each label", scores.length);
    }
    for (int l = 0; l < truth.length; l++) {
      if (Double.isNaN(scores[l]) || (truth[l] != 0 && truth[l] != 1)) {
        throw new IllegalArgumentException(
            "Truth must be 0 or 1 and scores numbers; were not (row "
                + row
                + ", label "
                + l
                + ").");
      }
    }
  }
}
