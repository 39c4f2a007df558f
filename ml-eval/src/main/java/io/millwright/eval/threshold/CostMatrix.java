package io.millwright.eval.threshold;

import io.millwright.Require;

/**
 * What decisions cost, in one unit, for example EUR; leaving a negative alone costs nothing.
 *
 * @param falsePositive cost of acting on a negative, finite
 * @param falseNegative cost of leaving a positive alone, finite
 * @param truePositive benefit of acting on a positive, finite; below 0 if even that costs
 */
public record CostMatrix(double falsePositive, double falseNegative, double truePositive) {

  public CostMatrix {
    Require.finite("Cost of a false positive", falsePositive);
    Require.finite("Cost of a false negative", falseNegative);
    Require.finite("Benefit of a true positive", truePositive);
  }

  /**
   * Keeping customers: whoever is predicted to leave gets an offer.
   *
   * @param offer cost of an offer, whether or not it is needed or works
   * @param lost cost of a customer who leaves
   * @param works share of offers that keep a customer who would have left, 0 to 1
   */
  public static CostMatrix retention(double offer, double lost, double works) {
    Require.share("Share of offers that work", works);
    return new CostMatrix(offer, lost, -(offer + (1 - works) * lost));
  }

  /**
   * The threshold with the least expected cost if probabilities are calibrated: {@code c_fp / (c_fp
   * + c_fn + b_tp)}, kept between 0 and just above 1. Compare the chosen one with it: far apart,
   * the probabilities are not calibrated.
   *
   * @throws IllegalArgumentException if acting on a positive is never worth more than leaving it
   *     alone, or acting on a negative costs nothing
   * @see <a href="https://cseweb.ucsd.edu/~elkan/rescale.pdf">Elkan (2001), The foundations of
   *     cost-sensitive learning</a>
   */
  public double calibratedThreshold() {
    double gain = falseNegative + truePositive;
    if (!(gain > 0 && falsePositive > 0)) {
      throw new IllegalArgumentException(
          "Costs must make acting on a positive worth something and on a negative not; gain was "
              + gain
              + ", cost "
              + falsePositive
              + ".");
    }
    return falsePositive / (falsePositive + gain);
  }
}
