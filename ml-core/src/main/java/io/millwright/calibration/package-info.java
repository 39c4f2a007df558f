/**
 * Fitted functions from a model's probabilities to calibrated ones, and the scorer that applies
 * them wherever the model is served.
 *
 * <p>Entry: {@link io.millwright.calibration.CalibratedScorer}, which a bundle carries like any
 * other scorer.
 *
 * <pre>{@code
 * BinaryCalibration map = new PlattScaling(1.2, -0.4);
 * Scorer calibrated = CalibratedScorer.binary(scorer, map);
 * }</pre>
 *
 * <p>Nothing is fitted here: {@code io.millwright.eval.calibration} does, on rows that the model
 * has not seen.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.calibration;
