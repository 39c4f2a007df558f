package io.millwright.eval.metric;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Binary rows sorted once by score, from which ranking metrics follow in one pass for any weights.
 *
 * <p>Rows of equal score form one step: their order never matters. Any real scores will do, not
 * only probabilities. Cost: O(n) to make (radix sort), O(n) for each metric. Immutable and
 * thread-safe.
 */
public final class RankedScores {

  private final double[] scores;
  private final int[] order;
  private final boolean[] positive;
  private final int[] ends;

  private RankedScores(double[] scores, int[] order, boolean[] positive, int[] ends) {
    this.scores = scores;
    this.order = order;
    this.positive = positive;
    this.ends = ends;
  }

  /**
   * The rows in order.
   *
   * @param targets 1 for positive, anything else for negative
   * @param scores one for each target, not NaN
   */
  public static RankedScores of(double[] targets, double[] scores) {
    if (targets.length != scores.length) {
      throw new IllegalArgumentException(
          "Scores must be " + targets.length + ", one a row; were " + scores.length + ".");
    }
    int n = scores.length;
    int[] order = ScoreOrder.descending(scores);
    double[] sorted = new double[n];
    boolean[] positive = new boolean[n];
    int[] ends = new int[n];
    int groups = 0;
    for (int i = 0; i < n; i++) {
      sorted[i] = scores[order[i]];
      positive[i] = targets[order[i]] == 1;
      if (i > 0 && sorted[i] != sorted[i - 1]) {
        ends[groups++] = i;
      }
    }
    if (n > 0) {
      ends[groups++] = n;
    }
    return new RankedScores(sorted, order, positive, Arrays.copyOf(ends, groups));
  }

  /**
   * The area under the ROC curve, {@code P(score+ > score-) + P(tie) / 2} over weighted pairs.
   * Undefined without positive or without negative weight.
   *
   * @see <a href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley, McNeil (1982)</a>
   */
  public MetricValue rocAuc(double[] weights) {
    double above = 0;
    double negatives = 0;
    double area = 0;
    int i = 0;
    for (int end : ends) {
      double p = 0;
      double q = 0;
      for (; i < end; i++) {
        double w = weights[order[i]];
        if (positive[i]) {
          p += w;
        } else {
          q += w;
        }
      }
      area += q * (above + 0.5 * p);
      above += p;
      negatives += q;
    }
    if (above == 0) {
      return MetricValue.undefined("no positive rows");
    }
    return MetricValue.ratio(area / above, negatives, "no negative rows");
  }

  /**
   * The area under the ROC curve up to a false positive rate, standardised so that no skill gives
   * 0.5 and perfection 1: {@code (1 + (A - f^2 / 2) / (f - f^2 / 2)) / 2}. Undefined with one class
   * only.
   *
   * @param most the false positive rate f, greater than 0 and at most 1
   * @see <a href="https://doi.org/10.1177/0272989X8900900307">McClish (1989)</a>
   */
  public MetricValue partialRocAuc(double[] weights, double most) {
    if (!(most > 0 && most <= 1)) {
      throw Require.violated("False positive rate", "greater than 0 and at most 1", most);
    }
    List<Step> steps = steps(weights);
    Step last = steps.get(steps.size() - 1);
    if (last.truePositives() == 0 || last.falsePositives() == 0) {
      return MetricValue.undefined("one class only");
    }
    double area = 0;
    double x = 0;
    double y = 0;
    for (int i = 1; i < steps.size() && x < most; i++) {
      double nextX = steps.get(i).falsePositives() / last.falsePositives();
      double nextY = steps.get(i).truePositives() / last.truePositives();
      if (nextX > most) {
        nextY = y + (nextY - y) * ((most - x) / (nextX - x));
        nextX = most;
      }
      area += (nextX - x) * (y + nextY) / 2;
      x = nextX;
      y = nextY;
    }
    double chance = most * most / 2;
    return MetricValue.of(0.5 * (1 + (area - chance) / (most - chance)));
  }

  /**
   * Average precision, {@code sum (R_n - R_(n-1)) P_n} over distinct thresholds from the highest;
   * no interpolation. Undefined without positive weight.
   */
  public MetricValue averagePrecision(double[] weights) {
    double truePositives = 0;
    double predicted = 0;
    double sum = 0;
    int i = 0;
    for (int end : ends) {
      double p = 0;
      double all = 0;
      for (; i < end; i++) {
        double w = weights[order[i]];
        all += w;
        if (positive[i]) {
          p += w;
        }
      }
      truePositives += p;
      predicted += all;
      if (p > 0) {
        sum += p * (truePositives / predicted);
      }
    }
    return MetricValue.ratio(sum, truePositives, "no positive rows");
  }

  /**
   * The largest distance between the score distributions of the two classes, {@code max |F- - F+|}.
   * Undefined with one class only.
   */
  public MetricValue kolmogorovSmirnov(double[] weights) {
    List<Step> steps = steps(weights);
    Step last = steps.get(steps.size() - 1);
    if (last.truePositives() == 0 || last.falsePositives() == 0) {
      return MetricValue.undefined("one class only");
    }
    double largest = 0;
    for (Step s : steps) {
      largest =
          Math.max(
              largest,
              Math.abs(
                  s.truePositives() / last.truePositives()
                      - s.falsePositives() / last.falsePositives()));
    }
    return MetricValue.of(largest);
  }

  /**
   * Cumulative weights at each distinct score of positive weight, from the highest; before them the
   * step at +∞ where nothing is predicted positive.
   */
  public List<Step> steps(double[] weights) {
    List<Step> steps = new ArrayList<>();
    double tp = 0;
    double fp = 0;
    steps.add(new Step(Double.POSITIVE_INFINITY, 0, 0));
    int i = 0;
    for (int end : ends) {
      double before = tp + fp;
      for (; i < end; i++) {
        double w = weights[order[i]];
        if (positive[i]) {
          tp += w;
        } else {
          fp += w;
        }
      }
      if (tp + fp > before) {
        steps.add(new Step(scores[end - 1], tp, fp));
      }
    }
    return steps;
  }

  /** The distinct scores, from the highest. */
  public double[] distinct() {
    return Arrays.stream(ends).mapToDouble(end -> scores[end - 1]).toArray();
  }

  /**
   * For each distinct score, from the highest, the sum of a number of each row over the rows that
   * score at least that.
   *
   * @param numbers one for each row, in the order that rows were given
   */
  public double[] sums(double[] numbers) {
    double[] sums = new double[ends.length];
    double sum = 0;
    int i = 0;
    for (int g = 0; g < ends.length; g++) {
      for (; i < ends[g]; i++) {
        sum += numbers[order[i]];
      }
      sums[g] = sum;
    }
    return sums;
  }

  /**
   * What is predicted positive when the threshold is this score.
   *
   * @param threshold rows with a score at least this high count as positive
   * @param truePositives weight of positive rows among them
   * @param falsePositives weight of negative rows among them
   */
  public record Step(double threshold, double truePositives, double falsePositives) {}
}
