package io.millwright.eval.calibration;

import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.ProbabilityBins;

/**
 * Gaps between what happened and what was promised, by bins that were fixed once: a function of row
 * weights.
 *
 * <p>With residual {@code r = y - p}, weight {@code W_b = sum w} and gap {@code g_b = sum w r /
 * W_b} of a bin, its variance is {@code sum w^2 (r - g_b)^2 / W_b^2 * m / (m - 1)}, where {@code m
 * = W_b^2 / sum w^2} rows count fully. Resampled weights then hold both their own noise and that of
 * the rows, so that replicates of a debiased error scatter around the debiased error.
 */
final class BinnedGaps {

  static final String NO_ROWS = "no rows of positive weight";

  private final int[] bin;
  private final double[] residual;
  private final int count;

  private BinnedGaps(int[] bin, double[] residual, int count) {
    this.bin = bin;
    this.residual = residual;
    this.count = count;
  }

  /** Outcomes 0 or 1 against probabilities. */
  static BinnedGaps of(double[] outcomes, double[] probabilities, ProbabilityBins bins) {
    int[] bin = new int[outcomes.length];
    double[] residual = new double[outcomes.length];
    for (int i = 0; i < bin.length; i++) {
      bin[i] = bins.of(probabilities[i]);
      residual[i] = outcomes[i] - probabilities[i];
    }
    return new BinnedGaps(bin, residual, bins.count());
  }

  /** Mean of {@code |gap|} by weight. */
  MetricValue expected(double[] weights) {
    Sums s = sums(weights);
    double sum = 0;
    for (double r : s.residual) {
      sum += Math.abs(r);
    }
    return MetricValue.ratio(sum, s.total(), NO_ROWS);
  }

  /** The largest {@code |gap|}. */
  MetricValue largest(double[] weights) {
    Sums s = sums(weights);
    double largest = 0;
    for (int b = 0; b < count; b++) {
      if (s.weight[b] > 0) {
        largest = Math.max(largest, Math.abs(s.residual[b] / s.weight[b]));
      }
    }
    return s.total() > 0 ? MetricValue.of(largest) : MetricValue.undefined(NO_ROWS);
  }

  /** Root of the mean of {@code gap^2} by weight. */
  MetricValue rootMeanSquare(double[] weights) {
    Sums s = sums(weights);
    double sum = 0;
    for (int b = 0; b < count; b++) {
      sum += s.weight[b] > 0 ? s.residual[b] * s.residual[b] / s.weight[b] : 0;
    }
    return MetricValue.ratio(sum, s.total(), NO_ROWS)
        .match(v -> MetricValue.of(Math.sqrt(v)), MetricValue::undefined);
  }

  /**
   * Mean of {@code gap^2 - variance of the gap} by weight, over bins in which more than one row
   * counts; may be negative.
   */
  MetricValue debiasedSquare(double[] weights) {
    Sums s = sums(weights);
    double sum = 0;
    double total = 0;
    for (int b = 0; b < count; b++) {
      double w = s.weight[b];
      double rows = w > 0 ? w * w / s.squares[b] : 0;
      // One row counts 1 up to rounding.
      if (rows > 1 + 1e-9) {
        double gap = s.residual[b] / w;
        double scatter =
            s.residualSquares[b] - 2 * gap * s.residualMixed[b] + gap * gap * s.squares[b];
        sum += w * (gap * gap - Math.max(0, scatter) / (w * w) * rows / (rows - 1));
        total += w;
      }
    }
    return MetricValue.ratio(sum, total, "no bin has two rows");
  }

  private Sums sums(double[] weights) {
    Sums s = new Sums(count);
    for (int i = 0; i < bin.length; i++) {
      double w = weights[i];
      if (w > 0) {
        int b = bin[i];
        double wr = w * residual[i];
        s.weight[b] += w;
        s.residual[b] += wr;
        s.squares[b] += w * w;
        s.residualMixed[b] += w * wr;
        s.residualSquares[b] += wr * wr;
      }
    }
    return s;
  }

  /** Sums of w, w r, w^2, w^2 r and w^2 r^2 for each bin. */
  private static final class Sums {

    private final double[] weight;
    private final double[] residual;
    private final double[] squares;
    private final double[] residualMixed;
    private final double[] residualSquares;

    Sums(int count) {
      weight = new double[count];
      residual = new double[count];
      squares = new double[count];
      residualMixed = new double[count];
      residualSquares = new double[count];
    }

    double total() {
      double total = 0;
      for (double w : weight) {
        total += w;
      }
      return total;
    }
  }
}
