package io.millwright.eval.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * What was promised against what happened: the calibration of binary probabilities by bins.
 *
 * <p>A probability equal to an inner edge belongs to the lower bin, so that both 0 and 1 have a
 * bin. Errors of few rows per bin are biased upwards. Immutable and thread-safe.
 */
public final class Reliability {

  /**
   * One bin with rows.
   *
   * @param low lower edge
   * @param high upper edge, included
   * @param rows how many rows
   * @param weight their weight
   * @param meanPredicted mean probability, by weight
   * @param observedRate share of positives, by weight
   */
  public record Bin(
      double low,
      double high,
      long rows,
      double weight,
      double meanPredicted,
      double observedRate) {

    /** {@code |observed rate - mean predicted|}. */
    public double gap() {
      return Math.abs(observedRate - meanPredicted);
    }
  }

  private final List<Bin> bins;

  private Reliability(List<Bin> bins) {
    this.bins = List.copyOf(bins);
  }

  /** Bins of equal width over 0..1, with inner edges {@code i * (1.0 / count)}. */
  public static Reliability equalWidth(
      double[] targets, double[] probabilities, double[] weights, int count) {
    return of(targets, probabilities, weights, ProbabilityBins.equalWidth(count));
  }

  /**
   * Bins between the linear-interpolated quantiles {@code i / count} of the probabilities.
   *
   * @param probabilities at least one
   */
  public static Reliability equalCount(
      double[] targets, double[] probabilities, double[] weights, int count) {
    return of(targets, probabilities, weights, ProbabilityBins.equalCount(probabilities, count));
  }

  /**
   * Bins between edges.
   *
   * @param edges ascending, at least 2; what lies outside belongs to the first or last bin
   */
  public static Reliability of(
      double[] targets, double[] probabilities, double[] weights, double[] edges) {
    return of(targets, probabilities, weights, ProbabilityBins.of(edges));
  }

  /** What was promised and what happened in these bins. */
  public static Reliability of(
      double[] targets, double[] probabilities, double[] weights, ProbabilityBins between) {
    int count = between.count();
    long[] rows = new long[count];
    double[] weight = new double[count];
    double[] promised = new double[count];
    double[] happened = new double[count];
    for (int i = 0; i < targets.length; i++) {
      int bin = between.of(probabilities[i]);
      rows[bin]++;
      weight[bin] += weights[i];
      promised[bin] += weights[i] * probabilities[i];
      happened[bin] += targets[i] == 1 ? weights[i] : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      if (weight[b] > 0) {
        bins.add(
            new Bin(
                between.low(b),
                between.high(b),
                rows[b],
                weight[b],
                promised[b] / weight[b],
                happened[b] / weight[b]));
      }
    }
    return new Reliability(bins);
  }

  /** The bins that have rows, ascending. */
  public List<Bin> bins() {
    return bins;
  }

  /** Expected calibration error: the mean gap by weight. */
  public double expectedError() {
    return mean(1);
  }

  /** The largest gap. */
  public double maximumError() {
    return bins.stream().mapToDouble(Bin::gap).max().orElse(0);
  }

  /** Root of the mean squared gap by weight. */
  public double rootMeanSquareError() {
    return Math.sqrt(mean(2));
  }

  private double mean(int power) {
    double sum = 0;
    double total = 0;
    for (Bin b : bins) {
      sum += b.weight() * (power == 1 ? b.gap() : b.gap() * b.gap());
      total += b.weight();
    }
    return sum / total;
  }
}
