package io.millwright.eval.metric;

import io.millwright.Require;
import java.util.ArrayList;
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

  /** Rows of a part: sums are taken part by part, so that the number of threads does not show. */
  private static final int PART = 1 << 17;

  private static final int ROW = Integer.MAX_VALUE;

  private final long[] keys;
  private final int[] rows;
  private final boolean distinct;

  private RankedScores(ScoreOrder order) {
    this.keys = order.keys;
    this.rows = order.rows;
    this.distinct = parts().allMatch(this::isDistinct);
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
    if (distinct || i == 0 || i == rows.length || keys[i - 1] != keys[i]) {
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
    return distinct || i + 1 == rows.length || keys[i + 1] != keys[i];
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
      return MetricValue.undefined("no positive rows");
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
    return MetricValue.ratio(sum, before[totals.size()].truePositives(), "no positive rows");
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

  /**
   * What is predicted positive when the threshold is this score.
   *
   * @param threshold rows with a score at least this high count as positive
   * @param truePositives weight of positive rows among them
   * @param falsePositives weight of negative rows among them
   */
  public record Step(double threshold, double truePositives, double falsePositives) {}
}
