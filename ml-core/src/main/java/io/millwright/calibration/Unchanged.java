package io.millwright.calibration;

/** The probability as it is: what other calibrations have to beat. */
public record Unchanged() implements BinaryCalibration {

  static final String KIND = "unchanged";

  @Override
  public double calibrated(double probability) {
    return probability;
  }

  @Override
  public String kind() {
    return KIND;
  }
}
