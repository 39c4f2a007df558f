package io.millwright.eval.significance;

import io.millwright.Seed;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Prediction;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The paired randomisation test of a metric: which of two models said what is forgotten at random,
 * unit by unit, and the difference computed anew.
 *
 * <p>Both models' rows are stacked and prepared once; a swap is a matter of weights, so that
 * nothing is sorted again.
 *
 * @see <a href="https://doi.org/10.1093/biomet/83.4.835">Venkatraman, Begg (1996), A
 *     Distribution-Free Procedure for Comparing Receiver Operating Characteristic Curves from a
 *     Paired Experiment</a>, the ranks
 */
final class SwapTest {

  /** Units up to which all swaps are counted. */
  private static final int EXACT = 10;

  private final Metric<?> metric;
  private final Metric.Prepared stacked;
  private final double[] weights;
  private final int[] unitOf;
  private final int units;

  private SwapTest(
      Metric<?> metric, Metric.Prepared stacked, double[] weights, int[] unitOf, int units) {
    this.metric = metric;
    this.stacked = stacked;
    this.weights = weights;
    this.unitOf = unitOf;
    this.units = units;
  }

  /**
   * @param unitOf for each row the unit it is swapped with
   */
  static <P extends Prediction> SwapTest of(
      Scored<P> a, Scored<P> b, Metric<P> metric, int[] unitOf) {
    Scored<P> both =
        Scored.of(
            a.task(),
            a.classes(),
            Samples.pooled(a.targets(), b.targets()),
            Samples.pooled(a.scores(), b.scores()),
            Samples.pooled(a.weights(), b.weights()));
    int units = Arrays.stream(unitOf).max().orElseThrow() + 1;
    return new SwapTest(metric, metric.prepare(both), a.weights(), unitOf, units);
  }

  /** The same rows with mid-ranks over n for scores: the order of one model, free of its scale. */
  static <P extends Prediction> Scored<P> ranked(Scored<P> rows) {
    double[] scores = rows.scores();
    double[] sorted = Samples.sorted(scores);
    double[] ranks = new double[scores.length];
    Arrays.setAll(ranks, i -> Samples.midRank(sorted, scores[i]) / ranks.length);
    return Scored.of(rows.task(), rows.classes(), rows.targets(), ranks, rows.weights());
  }

  /**
   * The two-sided p-value. A swap that leaves a model without a value counts as extreme.
   *
   * @param draws random swaps, unless there are few enough units for all
   */
  double pValue(int draws, Seed seed) {
    boolean[] swapped = new boolean[units];
    double observed = Math.abs(gain(swapped));
    // Differences of sums in another order round differently.
    double bar = observed - 1e-12 * Math.abs(observed);
    boolean exact = units <= EXACT;
    int ways = exact ? 1 << units : draws;
    int extreme = 0;
    for (int way = 0; way < ways; way++) {
      if (exact) {
        for (int u = 0; u < units; u++) {
          swapped[u] = (way >>> u & 1) == 1;
        }
      } else {
        RandomGenerator random = seed.derive(way).random();
        for (int u = 0; u < units; u++) {
          swapped[u] = random.nextBoolean();
        }
      }
      double gain = Math.abs(gain(swapped));
      extreme += gain < bar ? 0 : 1;
    }
    return exact ? (double) extreme / ways : (extreme + 1.0) / (ways + 1.0);
  }

  /** NaN if a side has no value. */
  private double gain(boolean[] swapped) {
    return metric.direction().gain(side(swapped, false), side(swapped, true));
  }

  private double side(boolean[] swapped, boolean second) {
    int n = weights.length;
    double[] chosen = new double[2 * n];
    for (int i = 0; i < n; i++) {
      chosen[swapped[unitOf[i]] == second ? i : n + i] = weights[i];
    }
    return stacked.at(chosen).orElse(Double.NaN);
  }
}
