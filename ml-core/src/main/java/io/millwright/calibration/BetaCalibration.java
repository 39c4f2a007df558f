package io.millwright.calibration;

import io.millwright.Require;

/**
 * {@code logit p' = a ln p - b ln(1 - p) + c}: what is right when scores of each class follow a
 * beta distribution. Never turns the ranking around. With {@code a = b} it is {@link PlattScaling};
 * with {@code a = b = 1, c = 0} it changes nothing, which a line through the log-odds of a squashed
 * score cannot do at both ends.
 *
 * @param a finite, at least 0
 * @param b finite, at least 0
 * @param c finite
 * @see <a href="https://proceedings.mlr.press/v54/kull17a.html">Kull, Silva Filho, Flach (2017),
 *     Beta calibration</a>
 */
public record BetaCalibration(double a, double b, double c) implements BinaryCalibration {

  static final String KIND = "beta";

  public BetaCalibration {
    notNegative("a", a);
    notNegative("b", b);
    Require.finite("c", c);
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw Require.violated(name, "finite and at least 0", value);
    }
  }

  @Override
  public double calibrated(double probability) {
    return LogOdds.probability(
        a * LogOdds.lnOf(probability) - b * LogOdds.lnOfRest(probability) + c);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
