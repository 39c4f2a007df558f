package io.millwright.eval.metric;

import io.millwright.Require;
import java.util.Arrays;
import java.util.function.DoubleToIntFunction;

/**
 * The Brier score taken apart: {@code reliability - resolution + uncertainty + withinVariance -
 * withinCovariance}, exactly, up to rounding.
 *
 * <p>Murphy's three terms alone sum to the score only where all probabilities of a bin are equal;
 * the two terms of Stephenson et al. are what they leave out. {@link #ofValues} makes a bin of each
 * distinct probability, so that both are 0, but then reliability and resolution are both too large
 * if few rows share a value. Rows count by weight.
 *
 * @param reliability mean squared gap of promised and observed rate over the bins; 0 is calibrated,
 *     lower is better
 * @param resolution how far the observed rates of the bins are from that of all; higher is better
 * @param uncertainty variance of what happened; does not depend on the model
 * @param withinVariance variance of the probabilities within bins
 * @param withinCovariance twice the covariance of probability and outcome within bins
 * @see <a href="https://doi.org/10.1175/1520-0450(1973)012&lt;0595:ANVPOT&gt;2.0.CO;2">Murphy
 *     (1973), A new vector partition of the probability score</a>
 * @see <a href="https://doi.org/10.1175/2007WAF2006116.1">Stephenson, Coelho, Jolliffe (2008), Two
 *     extra components in the Brier score decomposition</a>
 */
public record BrierDecomposition(
    double reliability,
    double resolution,
    double uncertainty,
    double withinVariance,
    double withinCovariance) {

  /**
   * Over bins of equal width; a probability on an inner edge belongs to the lower bin.
   *
   * @param targets 1 for positive, anything else for negative
   * @param probabilities 0..1
   * @param weights at least 0, not all 0
   * @param bins at least 1
   */
  public static BrierDecomposition ofBins(
      double[] targets, double[] probabilities, double[] weights, int bins) {
    Require.atLeast("Bins", bins, 1);
    return of(
        targets, probabilities, weights, bins, p -> Math.max(0, (int) Math.ceil(p * bins) - 1));
  }

  /** Over the distinct probabilities. */
  public static BrierDecomposition ofValues(
      double[] targets, double[] probabilities, double[] weights) {
    double[] distinct =
        Arrays.stream(probabilities).map(p -> p + 0.0).sorted().distinct().toArray();
    return of(
        targets,
        probabilities,
        weights,
        distinct.length,
        p -> Arrays.binarySearch(distinct, p + 0.0));
  }

  /** The Brier score that the terms make up. */
  public double score() {
    return reliability - resolution + uncertainty + withinVariance - withinCovariance;
  }

  private static BrierDecomposition of(
      double[] targets,
      double[] probabilities,
      double[] weights,
      int bins,
      DoubleToIntFunction of) {
    if (targets.length != probabilities.length || targets.length != weights.length) {
      throw Require.violated(
          "Probabilities and weights",
          targets.length + ", one for each row",
          probabilities.length + " and " + weights.length);
    }
    double[] weight = new double[bins];
    double[] promised = new double[bins];
    double[] happened = new double[bins];
    int[] bin = new int[targets.length];
    double total = 0;
    double positives = 0;
    for (int i = 0; i < bin.length; i++) {
      double p = Require.share("Probability of row " + i, probabilities[i]);
      bin[i] = of.applyAsInt(p);
      weight[bin[i]] += weights[i];
      promised[bin[i]] += weights[i] * p;
      happened[bin[i]] += targets[i] == 1 ? weights[i] : 0;
      total += weights[i];
      positives += targets[i] == 1 ? weights[i] : 0;
    }
    Require.positive("Sum of weights", total);
    double rate = positives / total;
    double reliability = 0;
    double resolution = 0;
    for (int b = 0; b < bins; b++) {
      if (weight[b] > 0) {
        promised[b] /= weight[b];
        happened[b] /= weight[b];
        double gap = promised[b] - happened[b];
        double lead = happened[b] - rate;
        reliability += weight[b] * gap * gap;
        resolution += weight[b] * lead * lead;
      }
    }
    double variance = 0;
    double covariance = 0;
    for (int i = 0; i < bin.length; i++) {
      double p = probabilities[i] - promised[bin[i]];
      double y = (targets[i] == 1 ? 1 : 0) - happened[bin[i]];
      variance += weights[i] * p * p;
      covariance += weights[i] * p * y;
    }
    return new BrierDecomposition(
        reliability / total,
        resolution / total,
        rate * (1 - rate),
        variance / total,
        2 * covariance / total);
  }
}
