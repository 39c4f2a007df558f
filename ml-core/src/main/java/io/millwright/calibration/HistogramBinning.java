package io.millwright.calibration;

import io.millwright.Require;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One calibrated probability for each of several bins of equal width over 0 to 1; a probability in
 * a bin that had no rows stays as it is.
 *
 * <p>Inner edges are {@code i * (1.0 / bins)}; a probability equal to one belongs to the lower bin.
 *
 * @see <a href="https://cseweb.ucsd.edu/~elkan/calibrated.pdf">Zadrozny, Elkan (2001), Obtaining
 *     calibrated probability estimates from decision trees and naive Bayesian classifiers</a>
 */
public final class HistogramBinning implements BinaryCalibration {

  static final String KIND = "histogram";
  static final int MOST_BINS = 10_000;

  /** NaN in a bin without rows. */
  private final double[] values;

  private HistogramBinning(double[] values) {
    this.values = values;
  }

  /**
   * The function with these heights.
   *
   * @param values one for each bin, from 0 to 1, or empty for a bin without rows; 1 to 10,000
   */
  public static HistogramBinning of(OptionalDouble... values) {
    if (values.length < 1 || values.length > MOST_BINS) {
      throw Require.violated("Bins", "from 1 to " + MOST_BINS, values.length);
    }
    double[] heights = new double[values.length];
    for (int i = 0; i < heights.length; i++) {
      heights[i] =
          values[i].isEmpty()
              ? Double.NaN
              : Require.share("Height of bin " + i, values[i].getAsDouble());
    }
    return new HistogramBinning(heights);
  }

  @Override
  public double calibrated(double probability) {
    double value = values[bin(probability, values.length)];
    return Double.isNaN(value) ? probability : value;
  }

  /** The bin of a probability. */
  private static int bin(double probability, int bins) {
    double width = 1.0 / bins;
    int bin = Math.min((int) (probability * bins), bins - 1);
    // The product may round over an edge: step to the bin whose edges hold the probability.
    while (bin > 0 && probability <= bin * width) {
      bin--;
    }
    while (bin < bins - 1 && probability > (bin + 1) * width) {
      bin++;
    }
    return bin;
  }

  /** How many bins. */
  public int bins() {
    return values.length;
  }

  /** The height of a bin, empty if it had no rows. */
  public OptionalDouble value(int bin) {
    return Double.isNaN(values[bin]) ? OptionalDouble.empty() : OptionalDouble.of(values[bin]);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HistogramBinning that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** How many bins. */
  @Override
  public String toString() {
    return "HistogramBinning[" + values.length + " bins]";
  }
}
