package io.millwright.eval;

import io.millwright.eval.metric.Scored;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * Whether binary probabilities that were not fitted on these rows are surely not what happens. Two
 * tests, since either is blind to some shapes: that of Spiegelhalter to errors which are mirrored
 * at 0.5, that over groups to errors within them. Rows count by weight.
 */
final class Miscalibration {

  private static final int GROUPS = 10;

  /** A group must be uncertain about as much as this many coins for the normal to be near. */
  private static final double LEAST_VARIANCE = 1;

  private Miscalibration() {}

  /** Smaller of the two tests' chances to be so far off if all were calibrated, for two looks. */
  static double chance(Scored<?> rows) {
    double z = spiegelhalter(rows);
    double ofZ = Erf.erfc(Math.abs(z) / Math.sqrt(2));
    return Math.min(1, 2 * Math.min(ofZ, ofGroups(rows)));
  }

  /**
   * {@code sum w (y - p)(1 - 2p) / sqrt(sum w^2 (1 - 2p)^2 p (1 - p))}, about N(0, 1) if
   * probabilities are calibrated; infinite if certainty was wrong and nothing was uncertain, 0
   * where nothing can be told.
   *
   * @see <a href="https://doi.org/10.1002/sim.4780050506">Spiegelhalter (1986)</a>
   */
  static double spiegelhalter(Scored<?> rows) {
    double sum = 0;
    double variance = 0;
    for (int i = 0; i < rows.size(); i++) {
      double p = rows.score(i);
      double w = rows.weight(i);
      double d = 1 - 2 * p;
      sum += w * (rows.target(i) - p) * d;
      variance += w * w * d * d * p * (1 - p);
    }
    return sum == 0 ? 0 : sum / Math.sqrt(variance);
  }

  /**
   * Chance of {@code sum over ten groups by probability of (observed - expected)^2 / variance} if
   * all were calibrated, by the chi-squared distribution with as many degrees as groups; 1 if no
   * group is uncertain enough.
   *
   * @see <a href="https://doi.org/10.1002/9781118548387">Hosmer, Lemeshow, Sturdivant (2013),
   *     Applied Logistic Regression, section 5.2, for rows that were not fitted</a>
   */
  static double ofGroups(Scored<?> rows) {
    Integer[] order = new Integer[rows.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(rows::score));
    double chi = 0;
    int groups = 0;
    for (int g = 0; g < GROUPS; g++) {
      double gap = 0;
      double variance = 0;
      double plain = 0;
      int end = (int) ((g + 1L) * order.length / GROUPS);
      for (int k = (int) ((long) g * order.length / GROUPS); k < end; k++) {
        double p = rows.score(order[k]);
        double w = rows.weight(order[k]);
        gap += w * (rows.target(order[k]) - p);
        variance += w * w * p * (1 - p);
        plain += p * (1 - p);
      }
      if (plain >= LEAST_VARIANCE && variance > 0) {
        chi += gap * gap / variance;
        groups++;
      }
    }
    return groups == 0
        ? 1
        : 1 - new ChiSquaredDistribution(null, groups).cumulativeProbability(chi);
  }
}
