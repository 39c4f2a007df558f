package io.millwright.eval.calibration;

import io.millwright.calibration.HistogramBinning;
import io.millwright.eval.metric.ProbabilityBins;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** Fits a histogram binning: the share of positives of each bin. */
final class HistogramFit {

  private HistogramFit() {}

  static HistogramBinning of(
      double[] probabilities,
      double[] targets,
      double[] weights,
      int count,
      DoubleUnaryOperator clip) {
    ProbabilityBins bins = ProbabilityBins.equalWidth(count);
    double[] mass = new double[count];
    double[] positive = new double[count];
    for (int i = 0; i < targets.length; i++) {
      int bin = bins.of(probabilities[i]);
      mass[bin] += weights[i];
      positive[bin] += targets[i] == 1 ? weights[i] : 0;
    }
    OptionalDouble[] heights = new OptionalDouble[count];
    for (int b = 0; b < count; b++) {
      heights[b] =
          mass[b] > 0
              ? OptionalDouble.of(clip.applyAsDouble(positive[b] / mass[b]))
              : OptionalDouble.empty();
    }
    return HistogramBinning.of(heights);
  }
}
