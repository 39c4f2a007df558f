package io.millwright.eval.calibration;

import io.millwright.eval.metric.ProbabilityBins;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;

/**
 * The Brier score in parts, {@code reliability - resolution + uncertainty + within}, exactly.
 *
 * <p>The textbook's three parts sum up only where all probabilities of a bin are equal; the fourth
 * holds what differs within bins. All by weight.
 *
 * @param reliability mean squared gap of bins, less is better
 * @param resolution mean squared distance of the bins' shares of positives from the whole share,
 *     more is better
 * @param uncertainty {@code share (1 - share)} of positives, no merit of the model
 * @param within variance of the probabilities in their bins, less twice their covariance with what
 *     happened
 * @see <a href="https://doi.org/10.1175/2007WAF2006116.1">Stephenson, Coelho, Jolliffe (2008), Two
 *     extra components in the Brier score decomposition</a>
 */
public record BrierDecomposition(
    double reliability, double resolution, double uncertainty, double within) {

  /** Of these rows in these bins. */
  public static BrierDecomposition of(Scored<Binary> rows, ProbabilityBins bins) {
    int count = bins.count();
    double[] weight = new double[count];
    double[] promised = new double[count];
    double[] happened = new double[count];
    double total = 0;
    double positive = 0;
    for (int i = 0; i < rows.size(); i++) {
      int b = bins.of(rows.score(i));
      double w = rows.weight(i);
      weight[b] += w;
      promised[b] += w * rows.score(i);
      happened[b] += w * rows.target(i);
      total += w;
      positive += w * rows.target(i);
    }
    double share = positive / total;
    double reliability = 0;
    double resolution = 0;
    for (int b = 0; b < count; b++) {
      if (weight[b] > 0) {
        double gap = (promised[b] - happened[b]) / weight[b];
        double lift = happened[b] / weight[b] - share;
        reliability += weight[b] * gap * gap / total;
        resolution += weight[b] * lift * lift / total;
      }
    }
    double within = 0;
    for (int i = 0; i < rows.size(); i++) {
      int b = bins.of(rows.score(i));
      if (rows.weight(i) > 0) {
        double p = rows.score(i) - promised[b] / weight[b];
        double y = rows.target(i) - happened[b] / weight[b];
        within += rows.weight(i) * p * (p - 2 * y) / total;
      }
    }
    return new BrierDecomposition(reliability, resolution, share * (1 - share), within);
  }

  /** The Brier score. */
  public double brier() {
    return reliability - resolution + uncertainty + within;
  }
}
