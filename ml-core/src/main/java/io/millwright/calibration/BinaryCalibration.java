package io.millwright.calibration;

import io.millwright.model.json.StoredJson;

/**
 * A fitted function from a model's P(positive) to a calibrated P(positive).
 *
 * <p>Immutable and thread-safe; applying it allocates nothing, and gives the same bits on every
 * JVM.
 */
public sealed interface BinaryCalibration
    permits PlattScaling,
        BetaCalibration,
        Temperature,
        IsotonicCalibration,
        HistogramBinning,
        Unchanged {

  /**
   * The calibrated probability.
   *
   * @param probability what the model says, from 0 to 1
   * @return from 0 to 1
   */
  double calibrated(double probability);

  /** Names the kind, as JSON and reports write it, for example {@code platt}. */
  String kind();

  /** Canonical JSON; numbers read back to the same bits. */
  default String toJson() {
    return CalibrationJson.write(this).toString();
  }

  /**
   * The calibration that {@link #toJson()} wrote.
   *
   * @param json hostile until proven otherwise
   * @throws IllegalArgumentException if it is not a calibration, or has an unknown member; names
   *     the member at fault
   */
  static BinaryCalibration fromJson(String json) {
    return CalibrationJson.read(StoredJson.object("Calibration", json));
  }
}
