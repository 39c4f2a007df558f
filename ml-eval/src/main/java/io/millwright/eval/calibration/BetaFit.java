package io.millwright.eval.calibration;

import io.millwright.calibration.BetaCalibration;
import io.millwright.calibration.LogOdds;

/** Fits a beta calibration: a logistic regression on ln p and -ln(1 - p), neither slope below 0. */
final class BetaFit {

  private BetaFit() {}

  static BetaCalibration of(double[] probabilities, double[] targets, double[] weights) {
    double[] soft = PlattTargets.of(targets, weights).of(targets);
    double[] ln = new double[probabilities.length];
    double[] rest = new double[probabilities.length];
    for (int i = 0; i < ln.length; i++) {
      ln[i] = LogOdds.lnOf(probabilities[i]);
      rest[i] = -LogOdds.lnOfRest(probabilities[i]);
    }
    LogisticFit both = LogisticFit.of(new double[][] {ln, rest}, soft, weights);
    if (both.slope(0) >= 0 && both.slope(1) >= 0) {
      return new BetaCalibration(both.slope(0), both.slope(1), both.intercept());
    }
    // Where a slope would be negative, the best with it at 0; the loss is convex, so it is there.
    boolean first = both.slope(0) >= 0;
    LogisticFit one = LogisticFit.of(new double[][] {first ? ln : rest}, soft, weights);
    if (one.slope(0) >= 0) {
      return first
          ? new BetaCalibration(one.slope(0), 0, one.intercept())
          : new BetaCalibration(0, one.slope(0), one.intercept());
    }
    return new BetaCalibration(0, 0, LogisticFit.of(new double[0][], soft, weights).intercept());
  }
}
