package io.millwright.eval.calibration;

/**
 * What Platt takes for 1 and 0: {@code (N+ + 1) / (N+ + 2)} and {@code 1 / (N- + 2)}, N the weight
 * of a class. They are the means of a uniform prior after seeing only ones, or only zeros.
 *
 * @param negative what 0 becomes
 * @param positive what 1 becomes
 */
record PlattTargets(double negative, double positive) {

  static PlattTargets of(double[] targets, double[] weights) {
    double negatives = 0;
    double positives = 0;
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] == 1) {
        positives += weights[i];
      } else {
        negatives += weights[i];
      }
    }
    return new PlattTargets(1 / (negatives + 2), (positives + 1) / (positives + 2));
  }

  double[] of(double[] targets) {
    double[] soft = new double[targets.length];
    for (int i = 0; i < soft.length; i++) {
      soft[i] = targets[i] == 1 ? positive : negative;
    }
    return soft;
  }

  double clipped(double probability) {
    return Math.max(negative, Math.min(positive, probability));
  }
}
