package io.millwright.eval.metric;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Binary rows sorted once by score, from which ranking metrics follow in one pass for any weights.
 *
 * <p>Rows of equal score form one step: their order never matters. Any real scores will do, not
 * only probabilities. Cost: O(n) to make (radix sort), O(n) for each metric, of more than 131,072
 * rows on the common pool's threads; sums are taken over parts of fixed size, so that the number of
 * threads never shows in a result. Immutable and thread-safe.
 */
public final class RankedScores {

  private static final String NO_POSITIVES = "no positive rows";
  private static final String NO_WEIGHT = "no rows of positive weight";

  /** Rows of a part: sums are taken part by part, so that the number of threads does not show. */
  private static final int PART = 1 << 17;

  private static final int ROW = Integer.MAX_VALUE;

  private final long[] keys;
  private final int[] rows;
  private final boolean allDistinct;

  private RankedScores(ScoreOrder order) {
    this.keys = order.keys;
    this.rows = order.rows;
    this.allDistinct = parts().allMatch(this::isDistinct);
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
    return new RankedScores(ScoreOrder.of(scores, targets));
  }

  private IntStream parts() {
    int parts = (rows.length + PART - 1) / PART;
    IntStream all = IntStream.range(0, parts);
    return parts > 1 ? all.parallel() : all;
  }

  private boolean isDistinct(int part) {
    int to = Math.min(rows.length - 1, (part + 1) * PART);
    for (int i = part * PART; i < to; i++) {
      if (keys[i] == keys[i + 1]) {
        return false;
      }
    }
    return true;
  }

  /** Where the first step begins that begins in this part or after it. */
  private int start(int part) {
    int i = (int) Math.min(rows.length, (long) part * PART);
    if (allDistinct || i == 0 || i == rows.length || keys[i - 1] != keys[i]) {
      return i;
    }
    int to = rows.length;
    while (i < to) {
      int middle = (i + to) >>> 1;
      if (keys[middle] == keys[i]) {
        i = middle + 1;
      } else {
        to = middle;
      }
    }
    return i;
  }

  private boolean isStepEnd(int i) {
    return allDistinct || i + 1 == rows.length || keys[i + 1] != keys[i];
  }

  private boolean areOnes(double[] weights) {
    return parts()
        .allMatch(
            part -> {
              int to = (int) Math.min(rows.length, (part + 1L) * PART);
              for (int i = part * PART; i < to; i++) {
                if (weights[i] != 1) {
                  return false;
                }
              }
              return true;
            });
  }

  /**
   * The area under the ROC curve, {@code P(score+ > score-) + P(tie) / 2} over weighted pairs.
   * Undefined without positive or without negative weight.
   *
   * @see <a href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley, McNeil (1982)</a>
   */
  public MetricValue rocAuc(double[] weights) {
    boolean ones = areOnes(weights);
    Area sum = new Area(0, 0, 0);
    for (Area part : parts().mapToObj(p -> area(start(p), start(p + 1), weights, ones)).toList()) {
      sum = sum.then(part);
    }
    if (sum.positives() == 0) {
      return MetricValue.undefined(NO_POSITIVES);
    }
    return MetricValue.ratio(sum.area() / sum.positives(), sum.negatives(), "no negative rows");
  }

  /** The area under a stretch of the curve, not normalised, and what is in it. */
  private record Area(double positives, double negatives, double area) {

    Area then(Area next) {
      return new Area(
          positives + next.positives,
          negatives + next.negatives,
          area + (next.area + next.negatives * positives));
    }
  }

  private Area area(int from, int to, double[] weights, boolean ones) {
    double above = 0;
    double negatives = 0;
    double area = 0;
    double p = 0;
    double q = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      double w = ones ? 1 : weights[row & ROW];
      // Without a branch: classes of neighbours are as good as random.
      double positive = w * (row >>> 31);
      p += positive;
      q += w - positive;
      if (isStepEnd(i)) {
        area += q * (above + 0.5 * p);
        above += p;
        negatives += q;
        p = 0;
        q = 0;
      }
    }
    return new Area(above, negatives, area);
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
    double[] ones = new double[rows.length];
    Arrays.fill(ones, 1);
    List<Gain> gains = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      int top = (int) (((long) i * rows.length + count - 1) / count);
      double share = (double) top / rows.length;
      MetricValue recall = top > 0 ? recallAt(ones, top) : MetricValue.undefined(NO_WEIGHT);
      if (recall.isDefined()) {
        gains.add(new Gain(top, recall.orElse(0), recall.orElse(0) / share));
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
    double p = 0;
    double q = 0;
    for (int i = 0; i < rows.length; i++) {
      double w = weights[rows[i] & ROW];
      if (rows[i] < 0) {
        p += w;
      } else {
        q += w;
      }
      if (isStepEnd(i)) {
        double room = most - tp - fp;
        double part = p + q > room ? room / (p + q) : 1;
        tp += part * p;
        fp += part * q;
        if (part < 1) {
          break;
        }
        p = 0;
        q = 0;
      }
    }
    return new Step(most, tp, fp);
  }

  /**
   * Average precision, {@code sum (R_n - R_(n-1)) P_n} over distinct thresholds from the highest;
   * no interpolation. Undefined without positive weight.
   */
  public MetricValue averagePrecision(double[] weights) {
    boolean ones = areOnes(weights);
    List<Step> totals =
        parts().mapToObj(p -> total(start(p), start(p + 1), weights, ones)).toList();
    Step[] before = new Step[totals.size() + 1];
    before[0] = new Step(Double.POSITIVE_INFINITY, 0, 0);
    for (int p = 0; p < totals.size(); p++) {
      before[p + 1] =
          new Step(
              0,
              before[p].truePositives() + totals.get(p).truePositives(),
              before[p].falsePositives() + totals.get(p).falsePositives());
    }
    double[] sums =
        parts()
            .mapToDouble(p -> precision(start(p), start(p + 1), weights, ones, before[p]))
            .toArray();
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return MetricValue.ratio(sum, before[totals.size()].truePositives(), NO_POSITIVES);
  }

  private Step total(int from, int to, double[] weights, boolean ones) {
    double positives = 0;
    double all = 0;
    for (int i = from; i < to; i++) {
      double w = ones ? 1 : weights[rows[i] & ROW];
      positives += w * (rows[i] >>> 31);
      all += w;
    }
    return new Step(0, positives, all - positives);
  }

  private double precision(int from, int to, double[] weights, boolean ones, Step before) {
    double truePositives = before.truePositives();
    double predicted = truePositives + before.falsePositives();
    double sum = 0;
    double p = 0;
    double all = 0;
    for (int i = from; i < to; i++) {
      double w = ones ? 1 : weights[rows[i] & ROW];
      all += w;
      p += w * (rows[i] >>> 31);
      if (isStepEnd(i)) {
        truePositives += p;
        predicted += all;
        if (p > 0) {
          sum += p * (truePositives / predicted);
        }
        p = 0;
        all = 0;
      }
    }
    return sum;
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
    double before = 0;
    for (int i = 0; i < rows.length; i++) {
      double w = weights[rows[i] & ROW];
      if (rows[i] < 0) {
        tp += w;
      } else {
        fp += w;
      }
      if (isStepEnd(i)) {
        if (tp + fp > before) {
          steps.add(new Step(ScoreOrder.score(keys[i]), tp, fp));
        }
        before = tp + fp;
      }
    }
    return steps;
  }

  /** The distinct scores, from the highest. */
  public double[] distinct() {
    return IntStream.range(0, rows.length)
        .filter(this::isStepEnd)
        .mapToDouble(i -> ScoreOrder.score(keys[i]))
        .toArray();
  }

  /**
   * For each distinct score, from the highest, the sum of a number of each row over the rows that
   * score at least that.
   *
   * @param numbers one for each row, in the order that rows were given
   */
  public double[] sums(double[] numbers) {
    double[] sums = new double[rows.length];
    double sum = 0;
    int steps = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += numbers[rows[i] & ROW];
      if (isStepEnd(i)) {
        sums[steps++] = sum;
      }
    }
    return Arrays.copyOf(sums, steps);
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
