package io.millwright.eval.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Areas under the ROC curves of several classes, one against the rest. Sorted once; immutable and
 * thread-safe.
 */
public final class MulticlassAuc {

  private final double[] targets;
  private final List<RankedScores> ranked;

  private MulticlassAuc(double[] targets, List<RankedScores> ranked) {
    this.targets = targets;
    this.ranked = ranked;
  }

  /**
   * The rows in the order of each class's score.
   *
   * @param targets class positions
   * @param scores row after row, {@code classes} each
   */
  public static MulticlassAuc of(double[] targets, double[] scores, int classes) {
    List<RankedScores> ranked = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      double[] column = new double[targets.length];
      double[] is = new double[targets.length];
      for (int i = 0; i < column.length; i++) {
        column[i] = scores[i * classes + c];
        is[i] = targets[i] == c ? 1 : 0;
      }
      ranked.add(RankedScores.of(is, column));
    }
    return new MulticlassAuc(targets.clone(), ranked);
  }

  /** One class against the rest. */
  public MetricValue ofClass(int position, double[] weights) {
    return ranked.get(position).rocAuc(weights);
  }

  /** Plain mean over the classes; undefined if a class has no rows or all. */
  public MetricValue macro(double[] weights) {
    return mean(weights, false);
  }

  /**
   * Mean over the classes by their weight in the truth; undefined if a class has no rows or all.
   */
  public MetricValue weighted(double[] weights) {
    return mean(weights, true);
  }

  private MetricValue mean(double[] weights, boolean byPrevalence) {
    double[] support = new double[ranked.size()];
    for (int i = 0; i < targets.length; i++) {
      support[(int) targets[i]] += weights[i];
    }
    double sum = 0;
    double divisor = 0;
    for (int c = 0; c < support.length; c++) {
      MetricValue area = ofClass(c, weights);
      if (!area.isDefined()) {
        return MetricValue.undefined(
            "class number " + (c + 1) + " of " + support.length + " has no rows or all of them");
      }
      double w = byPrevalence ? support[c] : 1;
      sum += w * area.orElse(0);
      divisor += w;
    }
    return MetricValue.ratio(sum, divisor, "no rows");
  }
}
