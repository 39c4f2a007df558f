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

  /**
   * Mean over the pairs of classes of the area between the two, each by its own score; undefined if
   * a class has no rows.
   *
   * @see <a href="https://doi.org/10.1023/A:1010920819831">Hand, Till (2001)</a>
   */
  public MetricValue oneVsOne(double[] weights) {
    return pairs(weights, false);
  }

  /** As {@link #oneVsOne}, each pair by its share of the rows. */
  public MetricValue oneVsOneWeighted(double[] weights) {
    return pairs(weights, true);
  }

  private MetricValue pairs(double[] weights, boolean byPrevalence) {
    double sum = 0;
    double divisor = 0;
    for (int a = 0; a < ranked.size(); a++) {
      for (int b = 0; b < a; b++) {
        double[] only = new double[targets.length];
        double rows = 0;
        for (int i = 0; i < only.length; i++) {
          only[i] = targets[i] == a || targets[i] == b ? weights[i] : 0;
          rows += only[i];
        }
        MetricValue one = ofClass(a, only);
        MetricValue other = ofClass(b, only);
        if (!one.isDefined() || !other.isDefined()) {
          return MetricValue.undefined(
              "class number "
                  + (b + 1)
                  + " or "
                  + (a + 1)
                  + " of "
                  + ranked.size()
                  + " has no rows");
        }
        double w = byPrevalence ? rows : 1;
        sum += w * (one.orElse(0) + other.orElse(0)) / 2;
        divisor += w;
      }
    }
    return MetricValue.ratio(sum, divisor, "no pair of classes");
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
