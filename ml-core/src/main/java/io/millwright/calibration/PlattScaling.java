package io.millwright.calibration;

import io.millwright.Require;

/**
 * A straight line through the log-odds: {@code logit p' = slope * logit p + intercept}.
 *
 * <p>A slope below 1 takes back overconfidence, above 1 lack of confidence; a slope below 0 turns
 * the ranking around, a sign that the scores are worthless or reversed.
 *
 * @param slope finite
 * @param intercept finite
 * @see <a
 *     href="https://www.microsoft.com/en-us/research/publication/probabilities-for-sv-machines/">
 *     Platt (2000), Probabilities for SV machines</a>
 */
public record PlattScaling(double slope, double intercept) implements BinaryCalibration {

  static final String KIND = "platt";

  public PlattScaling {
    Require.finite("Slope", slope);
    Require.finite("Intercept", intercept);
  }

  @Override
  public double calibrated(double probability) {
    return LogOdds.probability(slope * LogOdds.of(probability) + intercept);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
