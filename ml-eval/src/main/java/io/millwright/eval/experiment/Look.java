package io.millwright.eval.experiment;

/**
 * With which levels a look is taken.
 *
 * @param horizon whether it is the planned last one
 * @param finalAlpha level of the last look
 * @param earlyAlpha level of all looks before it together; 0 for none
 * @param mixture of the always-valid interval, fixed in advance
 */
record Look(boolean horizon, double finalAlpha, double earlyAlpha, NormalMixture mixture) {

  /** The same where the level is shared by so many comparisons. */
  Look sharedBy(int comparisons) {
    return new Look(horizon, finalAlpha / comparisons, earlyAlpha / comparisons, mixture);
  }

  /** The level that decides now. */
  double alpha() {
    return horizon ? finalAlpha : earlyAlpha;
  }
}
