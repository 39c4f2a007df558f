/**
 * Whether probabilities mean what they say, and making them do so.
 *
 * <p>Entry: {@link io.millwright.eval.calibration.Calibrator} fits a calibration on held-out rows,
 * {@link io.millwright.eval.calibration.CalibratorChoice} chooses among several, {@link
 * io.millwright.eval.calibration.CalibrationMetrics} names the errors, {@link
 * io.millwright.eval.calibration.Recalibration} and {@link
 * io.millwright.eval.calibration.CalibrationTest} test, {@link
 * io.millwright.eval.calibration.CalibrationSection} shows it all.
 *
 * <pre>{@code
 * HeldOut<Binary> validation = HeldOut.of(trained, split.validation());
 * TrainedPipeline<Binary> calibrated = Calibrator.platt().calibrate(trained, validation);
 * Evaluation<Binary> evaluation = evaluator.evaluate(calibrated, split.test());
 * }</pre>
 *
 * <p>Fitted calibrations live in {@code io.millwright.calibration}, so that an application that
 * only serves needs nothing of this module. Regression intervals are not calibrated here.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.calibration;
