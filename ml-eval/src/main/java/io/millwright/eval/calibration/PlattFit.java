package io.millwright.eval.calibration;

/** Platt's sigmoid of any real score: {@code P = sigmoid(slope * f + intercept)}. */
record PlattFit(double slope, double intercept) {

  static PlattFit of(double[] scores, double[] targets, double[] weights) {
    double[] soft = PlattTargets.of(targets, weights).of(targets);
    LogisticFit fit = LogisticFit.of(new double[][] {scores}, soft, weights);
    return new PlattFit(fit.slope(0), fit.intercept());
  }
}
