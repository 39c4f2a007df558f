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

  private static final String NO_POSITIVES = "no positive rows";
  private static final String NO_WEIGHT = "no rows of positive weight";

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
      return MetricValue.undefined(NO_POSITIVES);
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
    double chance = most * most / 2;
    return partialRocAucRaw(weights, most)
        .match(
            area -> MetricValue.of(0.5 * (1 + (area - chance) / (most - chance))),
            MetricValue::undefined);
  }

  /**
   * The area under the ROC curve up to a false positive rate f as it is: f for perfection, {@code
   * f^2 / 2} for no skill. Undefined with one class only.
   *
   * @param most the false positive rate f, greater than 0 and at most 1
   */
  public MetricValue partialRocAucRaw(double[] weights, double most) {
    return StepAreas.partial(steps(weights), checkRate(most));
  }

  /**
   * The largest share of positives that a threshold finds while calling at most that share of the
   * negatives positive; no interpolation, so a threshold reaches it on these rows. Undefined with
   * one class only.
   *
   * @param most the false positive rate, greater than 0 and at most 1
   */
  public MetricValue recallAtFalsePositiveRate(double[] weights, double most) {
    return StepAreas.recallWithin(steps(weights), checkRate(most));
  }

  private static double checkRate(double most) {
    if (!(most > 0 && most <= 1)) {
      throw Require.violated("False positive rate", "greater than 0 and at most 1", most);
    }
    return most;
  }

  /**
   * The area under the precision-recall curve by trapezoids, from (recall 0, precision 1). Not
   * {@link #averagePrecision}: between points it draws lines that no threshold reaches, so it may
   * be too good; use it to compare with figures made so. Undefined without positive weight.
   *
   * @see <a href="https://doi.org/10.1145/1143844.1143874">Davis, Goadrich (2006)</a>
   */
  public MetricValue precisionRecallTrapezoid(double[] weights) {
    return StepAreas.precisionRecall(steps(weights));
  }

  /**
   * Share of positives among the rows with the highest scores, as many as weigh k (all, if all
   * weigh less). Of rows of equal score at the cut each counts in part, so that their order does
   * not matter.
   *
   * @param k weight of rows, or their number where each weighs 1; greater than 0
   */
  public MetricValue precisionAt(double[] weights, double k) {
    Step top = first(weights, Require.positive("k", k));
    return MetricValue.ratio(
        top.truePositives(), top.truePositives() + top.falsePositives(), NO_WEIGHT);
  }

  /**
   * Share of the positives that is among the rows with the highest scores, as {@link #precisionAt}.
   * Undefined without positive weight.
   */
  public MetricValue recallAt(double[] weights, double k) {
    Step all = first(weights, Double.MAX_VALUE);
    return MetricValue.ratio(
        first(weights, Require.positive("k", k)).truePositives(),
        all.truePositives(),
        NO_POSITIVES);
  }

  /**
   * How many times more positives the highest-scored share of the rows has than as many rows drawn
   * at random. Undefined without positive weight.
   *
   * @param share of the rows by weight, greater than 0 and at most 1
   */
  public MetricValue lift(double[] weights, double share) {
    if (!(share > 0 && share <= 1)) {
      throw Require.violated("Share of rows", "greater than 0 and at most 1", share);
    }
    Step all = first(weights, Double.MAX_VALUE);
    double total = all.truePositives() + all.falsePositives();
    return total == 0
        ? MetricValue.undefined(NO_WEIGHT)
        : recallAt(weights, share * total)
            .match(r -> MetricValue.of(r / share), MetricValue::undefined);
  }

  /**
   * Gain and lift after each of {@code count} parts of the rows, by falling score. Counts rows, not
   * weights. Empty without positives.
   *
   * @param count of parts, at least 1; part i ends after {@code ceil(i rows / count)} rows
   */
  public List<Gain> gains(int count) {
    Require.atLeast("Parts", count, 1);
    double[] ones = new double[order.length];
    Arrays.fill(ones, 1);
    List<Gain> gains = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      int rows = (int) (((long) i * order.length + count - 1) / count);
      double share = (double) rows / order.length;
      if (rows > 0) {
        recallAt(ones, rows)
            .match(r -> gains.add(new Gain(rows, r, r / share)), undefined -> false);
      }
    }
    return List.copyOf(gains);
  }

  /**
   * What the rows with the highest scores hold.
   *
   * @param rows how many
   * @param gain share of all positives that is among them
   * @param lift gain divided by the share of rows
   */
  public record Gain(int rows, double gain, double lift) {}

  /** Weights of the two classes among the first rows that weigh so much. */
  private Step first(double[] weights, double most) {
    double tp = 0;
    double fp = 0;
    int i = 0;
    for (int end : ends) {
      double p = 0;
      double q = 0;
      for (; i < end; i++) {
        if (positive[i]) {
          p += weights[order[i]];
        } else {
          q += weights[order[i]];
        }
      }
      double room = most - tp - fp;
      double part = p + q > room ? room / (p + q) : 1;
      tp += part * p;
      fp += part * q;
      if (part < 1) {
        break;
      }
    }
    return new Step(most, tp, fp);
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
    return MetricValue.ratio(sum, truePositives, NO_POSITIVES);
  }

  /**
   * The largest distance between the score distributions of the two classes, {@code max |F- - F+|}.
   * Undefined with one class only.
   */
  public MetricValue kolmogorovSmirnov(double[] weights) {
    return StepAreas.largestDistance(steps(weights));
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
