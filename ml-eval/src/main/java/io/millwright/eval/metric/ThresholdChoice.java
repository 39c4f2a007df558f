package io.millwright.eval.metric;

import io.millwright.Require;
import io.millwright.eval.metric.RankedScores.Step;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The threshold that is best by a criterion on these rows, and what it reaches there.
 *
 * <p>Candidates are the distinct scores; of equals the highest wins. Choose on rows that are not
 * used for judging, or the criterion looks better than it is.
 *
 * @param threshold rows with a score at least this high are predicted positive; +∞ predicts none
 * @param criterion the least cost or the best F1
 */
public record ThresholdChoice(double threshold, double criterion) {

  /**
   * The least of {@code falsePositive * FP + falseNegative * FN - truePositive * TP}; predicting
   * nothing positive is a candidate too.
   *
   * @param falsePositive cost of a false alarm, finite
   * @param falseNegative cost of a miss, finite
   * @param truePositive benefit of a hit, finite
   */
  public static ThresholdChoice leastCost(
      RankedScores rows,
      double[] weights,
      double falsePositive,
      double falseNegative,
      double truePositive) {
    Require.finite("Cost of a false positive", falsePositive);
    Require.finite("Cost of a false negative", falseNegative);
    Require.finite("Benefit of a true positive", truePositive);
    List<Step> steps = rows.steps(weights);
    double positives = steps.get(steps.size() - 1).truePositives();
    ThresholdChoice best =
        largest(
            steps,
            s ->
                truePositive * s.truePositives()
                    - falsePositive * s.falsePositives()
                    - falseNegative * (positives - s.truePositives()));
    return new ThresholdChoice(best.threshold(), 0 - best.criterion());
  }

  /** The best F1, {@code 2 TP / (2 TP + FP + FN)}, which counts 0 where it is undefined. */
  public static ThresholdChoice bestF1(RankedScores rows, double[] weights) {
    List<Step> steps = rows.steps(weights);
    double positives = steps.get(steps.size() - 1).truePositives();
    if (steps.size() == 1) {
      throw Require.violated("Rows of positive weight", "at least 1", 0);
    }
    return largest(
        steps.subList(1, steps.size()),
        s -> 2 * s.truePositives() / (s.truePositives() + s.falsePositives() + positives));
  }

  private static ThresholdChoice largest(List<Step> steps, ToDoubleFunction<Step> of) {
    ThresholdChoice best = new ThresholdChoice(Double.NaN, Double.NEGATIVE_INFINITY);
    for (Step s : steps) {
      double value = of.applyAsDouble(s);
      if (value > best.criterion()) {
        best = new ThresholdChoice(s.threshold(), value);
      }
    }
    return best;
  }
}
