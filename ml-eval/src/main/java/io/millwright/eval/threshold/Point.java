package io.millwright.eval.threshold;

/**
 * What a threshold does to rows, in weights.
 *
 * @param truePositives positives acted on
 * @param falsePositives negatives acted on
 * @param positives all positives
 * @param negatives all negatives
 * @param cost of all rows; NaN without costs
 */
record Point(
    double truePositives, double falsePositives, double positives, double negatives, double cost) {

  double acted() {
    return truePositives + falsePositives;
  }

  double recall() {
    return positives > 0 ? truePositives / positives : Double.NaN;
  }

  double precision() {
    return acted() > 0 ? truePositives / acted() : Double.NaN;
  }

  double actedShare() {
    return acted() / (positives + negatives);
  }

  double meanCost() {
    return cost / (positives + negatives);
  }

  double fBeta(double beta) {
    double b = beta * beta;
    return (1 + b)
        * truePositives
        / ((1 + b) * truePositives + b * (positives - truePositives) + falsePositives);
  }

  double youden() {
    return positives > 0 && negatives > 0
        ? truePositives / positives - falsePositives / negatives
        : Double.NaN;
  }
}
