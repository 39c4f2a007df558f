package io.millwright.eval.forecast;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.Arrays;
import org.apache.commons.math3.special.Erf;

/**
 * The continuous ranked probability score of forecasts that are distributions, {@code integral of
 * (F(x) - 1[x >= y])^2 dx}: a proper score in the label's unit, 0 at best, and the absolute error
 * where the forecast is one number. Means by weight; undefined without weight.
 *
 * @see <a href="https://doi.org/10.1198/016214506000001437">Gneiting, Raftery (2007), Strictly
 *     proper scoring rules, prediction, and estimation</a>
 */
public final class Crps {

  private static final double ROOT_PI = Math.sqrt(Math.PI);
  private static final double ROOT_2PI = Math.sqrt(2 * Math.PI);

  private Crps() {}

  /** How the spread of an ensemble is counted. */
  public enum Spread {
    /** Pairs of members, a member with itself included: the score of the ensemble as it is. */
    EMPIRICAL,
    /**
     * Pairs of different members: the score that an endless ensemble from the same source would
     * have in the mean; may be below 0. Needs 2 members.
     *
     * @see <a href="https://doi.org/10.1002/qj.2270">Ferro (2014), Fair scores for ensemble
     *     forecasts</a>
     */
    FAIR
  }

  /**
   * The score of normal forecasts, in closed form.
   *
   * @param targets what happened, finite
   * @param means of the forecasts, finite
   * @param deviations standard deviations of the forecasts, finite and at least 0
   * @param weights at least 0
   */
  public static MetricValue gaussian(
      double[] targets, double[] means, double[] deviations, double[] weights) {
    Rows.same(targets.length, "Means", means.length);
    Rows.same(targets.length, "Deviations", deviations.length);
    return Rows.mean(targets, weights, i -> gaussian(targets[i], means[i], deviations[i]));
  }

  /** {@code s (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi))} with {@code z = (y - m) / s}. */
  static double gaussian(double y, double mean, double deviation) {
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw Require.violated("Deviation", "finite and at least 0", deviation);
    }
    if (deviation == 0) {
      return Math.abs(y - mean);
    }
    double z = (y - mean) / deviation;
    double density = StrictMath.exp(-z * z / 2) / ROOT_2PI;
    return deviation * (z * Erf.erf(z / Math.sqrt(2)) + 2 * density - 1 / ROOT_PI);
  }

  /**
   * The score of ensembles, {@code mean |x - y| - mean |x - x'| / 2}. Cost: O(members log members)
   * a row.
   *
   * @param targets what happened, finite
   * @param members of each row's ensemble, finite, at least one; need not be sorted
   * @param weights at least 0
   */
  public static MetricValue ensemble(
      double[] targets, double[][] members, double[] weights, Spread spread) {
    Rows.same(targets.length, "Ensembles", members.length);
    return Rows.mean(targets, weights, i -> ensemble(targets[i], members[i], spread));
  }

  static double ensemble(double y, double[] members, Spread spread) {
    int m = members.length;
    Require.atLeast("Members", m, spread == Spread.FAIR ? 2 : 1);
    double[] sorted = members.clone();
    Arrays.sort(sorted);
    double distance = 0;
    double pairs = 0;
    for (int i = 0; i < m; i++) {
      Require.finite("Member", sorted[i]);
      distance += Math.abs(sorted[i] - y);
      pairs += (2.0 * i + 1 - m) * sorted[i];
    }
    double count = spread == Spread.FAIR ? (double) m * (m - 1) : (double) m * m;
    return distance / m - pairs / count;
  }

  /**
   * The score of forecasts by quantiles: twice the mean pinball loss over the levels, which tends
   * to CRPS as the levels fill 0..1 evenly.
   *
   * @param targets what happened, finite
   * @param quantiles of each row, one for each level
   * @param levels strictly between 0 and 1, evenly spaced for CRPS
   * @param weights at least 0
   */
  public static MetricValue quantiles(
      double[] targets, double[][] quantiles, double[] levels, double[] weights) {
    Rows.same(targets.length, "Rows of quantiles", quantiles.length);
    Require.atLeast("Levels", levels.length, 1);
    for (double level : levels) {
      Require.openShare("Level", level);
    }
    return Rows.mean(
        targets,
        weights,
        i -> {
          Rows.same(levels.length, "Quantiles of a row", quantiles[i].length);
          double sum = 0;
          for (int q = 0; q < levels.length; q++) {
            double above = targets[i] - Require.finite("Quantile", quantiles[i][q]);
            sum += Math.max(levels[q] * above, (levels[q] - 1) * above);
          }
          return 2 * sum / levels.length;
        });
  }
}
