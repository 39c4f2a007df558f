package io.millwright.calibration;

import io.millwright.Require;
import io.millwright.model.Link;

/**
 * Log-odds, or log probabilities of several classes, divided by one number. Keeps the ranking and
 * the most probable class; above 1 it takes back overconfidence.
 *
 * @param value finite, greater than 0
 * @see <a href="https://proceedings.mlr.press/v70/guo17a.html">Guo, Pleiss, Sun, Weinberger (2017),
 *     On calibration of modern neural networks</a>
 */
public record Temperature(double value) implements BinaryCalibration {

  static final String KIND = "temperature";

  public Temperature {
    Require.positive("Temperature", value);
  }

  @Override
  public double calibrated(double probability) {
    return LogOdds.probability(LogOdds.of(probability) / value);
  }

  /**
   * Replaces the probabilities of all classes by {@code softmax(ln p / T)}; each counts at least
   * {@link LogOdds#EPSILON}.
   *
   * @param probabilities from position 0, one for each class
   * @param classes how many, at least 1
   */
  public void calibrate(double[] probabilities, int classes) {
    for (int c = 0; c < classes; c++) {
      double p = Math.max(LogOdds.EPSILON, probabilities[c]);
      probabilities[c] = StrictMath.log(p) / value;
    }
    Link.SOFTMAX.apply(probabilities, classes);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
