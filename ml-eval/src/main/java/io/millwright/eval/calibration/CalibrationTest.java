package io.millwright.eval.calibration;

import io.millwright.Require;
import io.millwright.eval.HeldOut;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.special.Erf;

/**
 * A test of "these probabilities are calibrated".
 *
 * <p>A small p-value says that they are not; a large one that these rows cannot tell. With many
 * rows every model fails: look at the size of the error too.
 *
 * @param statistic of the test
 * @param pValue chance of one at least as extreme if they are calibrated, from 0 to 1
 * @param method which test
 */
public record CalibrationTest(double statistic, double pValue, String method) {

  public CalibrationTest {
    Require.finite("Statistic", statistic);
    Require.share("P-value", pValue);
    Require.notBlank("Method", method);
  }

  /**
   * Spiegelhalter's test, two-sided: {@code z = sum w (y - p)(1 - 2p) / sd}, standard normal if the
   * probabilities are right. It weighs errors as the Brier score does, is blind at p = 0.5, and
   * needs no bins. The variance is {@code sum w^2 (1 - 2p)^2 p (1 - p)}; where rows have groups, it
   * is that of the sums of groups, since rows of a group are not independent.
   *
   * @return empty if the variance is 0: every probability is 0, 0.5 or 1
   * @see <a href="https://doi.org/10.1002/sim.4780050506">Spiegelhalter (1986), Probabilistic
   *     prediction in patient management and clinical trials</a>
   */
  public static Optional<CalibrationTest> spiegelhalter(HeldOut<Binary> rows) {
    int[] units = rows.units();
    int groups = rows.resampling().units();
    return groups == units.length
        ? spiegelhalter(rows.scored())
        : ofGroups(rows.scored(), units, groups);
  }

  static Optional<CalibrationTest> spiegelhalter(Scored<Binary> rows) {
    double sum = 0;
    double variance = 0;
    for (int i = 0; i < rows.size(); i++) {
      double p = rows.score(i);
      double w = rows.weight(i) * (1 - 2 * p);
      sum += w * (rows.target(i) - p);
      variance += w * w * p * (1 - p);
    }
    return test(sum, variance, "Spiegelhalter's z");
  }

  private static Optional<CalibrationTest> ofGroups(Scored<Binary> rows, int[] units, int groups) {
    double[] sums = new double[groups];
    for (int i = 0; i < rows.size(); i++) {
      double p = rows.score(i);
      sums[units[i]] += rows.weight(i) * (1 - 2 * p) * (rows.target(i) - p);
    }
    double variance = Arrays.stream(sums).map(s -> s * s).sum();
    return test(
        Arrays.stream(sums).sum(),
        variance,
        "Spiegelhalter's z, variance of " + groups + " groups");
  }

  private static Optional<CalibrationTest> test(double sum, double variance, String method) {
    if (!(variance > 0)) {
      return Optional.empty();
    }
    double z = sum / Math.sqrt(variance);
    return Optional.of(new CalibrationTest(z, Erf.erfc(Math.abs(z) / Math.sqrt(2)), method));
  }
}
