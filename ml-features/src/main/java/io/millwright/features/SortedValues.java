package io.millwright.features;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The finite values of a column in ascending order, with their weights: every statistic is a
 * function of the values alone and not of the order of the rows, down to the last bit.
 *
 * <p>Moments are found in two passes with Neumaier's compensated sums, on values scaled by a power
 * of two when squares could overflow or vanish; the deviation divides by the number of values (or
 * the sum of weights).
 *
 * @see <a href="https://doi.org/10.1002/zamm.19740540106">Neumaier (1974), Rundungsfehleranalyse
 *     einiger Verfahren zur Summation endlicher Summen</a>
 */
final class SortedValues {

  /** Exponents within which squares of values neither overflow nor vanish. */
  private static final int SAFE_EXPONENT = 300;

  private final double[] values;
  private final double @Nullable [] weights;

  private SortedValues(double[] values, double @Nullable [] weights) {
    this.values = values;
    this.weights = weights;
  }

  /**
   * The values that are not NaN. An array that is in order and without NaN is not copied: it must
   * not be changed while these are used.
   */
  static SortedValues of(double[] column) {
    if (isAscending(column)) {
      return new SortedValues(column, null);
    }
    int known = 0;
    for (double value : column) {
      known += Double.isNaN(value) ? 0 : 1;
    }
    double[] present = new double[known];
    int at = 0;
    for (double value : column) {
      if (!Double.isNaN(value)) {
        present[at++] = value;
      }
    }
    Arrays.sort(present);
    return new SortedValues(present, null);
  }

  private static boolean isAscending(double[] column) {
    for (int i = 0; i < column.length; i++) {
      if (Double.isNaN(column[i]) || (i > 0 && Double.compare(column[i - 1], column[i]) > 0)) {
        return false;
      }
    }
    return true;
  }

  /** The values that are not NaN and whose weight is above 0. */
  static SortedValues weighted(double[] column, double[] weights) {
    Integer[] order =
        IntStream.range(0, column.length)
            .filter(i -> !Double.isNaN(column[i]) && weights[i] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> column[i])
                    .thenComparingDouble(i -> weights[i]))
            .toArray(Integer[]::new);
    return new SortedValues(
        Arrays.stream(order).mapToDouble(i -> column[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> weights[i]).toArray());
  }

  int count() {
    return values.length;
  }

  /** The value at that position from 0, the least first. */
  double at(int position) {
    return values[position];
  }

  /** A function of each value, in the values' order. */
  double[] mapped(DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }

  /** How many values differ; the zeros count as one. */
  int distinct() {
    int distinct = Math.min(1, values.length);
    for (int i = 1; i < values.length; i++) {
      distinct += values[i] != values[i - 1] ? 1 : 0;
    }
    return distinct;
  }

  double min() {
    return values[0];
  }

  double max() {
    return values[values.length - 1];
  }

  /** The middle value, or the mean of the two middle ones. */
  double median() {
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
  }

  /**
   * Of n values the one at position {@code (n - 1) share} from 0, between two by linear
   * interpolation; weights are not regarded. Never descends as the share grows.
   */
  double quantile(double share) {
    double position = (values.length - 1) * share;
    int below = (int) position;
    if (below == values.length - 1) {
      return values[below];
    }
    double part = position - below;
    double a = values[below];
    double b = values[below + 1];
    double between =
        Double.isFinite(b - a) ? a + part * (b - a) : 2 * (a / 2 + part * (b / 2 - a / 2));
    return Math.min(Math.max(a, between), b);
  }

  /** The most frequent value, the smallest of equals; the zeros count as one. */
  double mode() {
    double best = values[0];
    int bestRun = 0;
    int start = 0;
    for (int i = 1; i <= values.length; i++) {
      if (i == values.length || values[i] != values[start]) {
        if (i - start > bestRun) {
          bestRun = i - start;
          best = values[start];
        }
        start = i;
      }
    }
    return best + 0.0; // -0.0 becomes 0.0
  }

  double mean() {
    return min() == max() ? min() : Math.scalb(scaledMean(exponent()), exponent());
  }

  /** The population standard deviation; exactly 0 when all values are equal. */
  double deviation() {
    if (min() == max()) {
      return 0;
    }
    int exponent = exponent();
    double mean = scaledMean(exponent);
    Sum squares = new Sum();
    Sum rest = new Sum();
    Sum total = new Sum();
    for (int i = 0; i < values.length; i++) {
      double d = Math.scalb(values[i], -exponent) - mean;
      double w = weight(i);
      squares.add(w * d * d);
      rest.add(w * d);
      total.add(w);
    }
    double n = total.value();
    double correction = rest.value() / n;
    double variance = squares.value() / n - correction * correction;
    return Math.scalb(Math.sqrt(Math.max(0, variance)), exponent);
  }

  private double scaledMean(int exponent) {
    Sum sum = new Sum();
    Sum total = new Sum();
    for (int i = 0; i < values.length; i++) {
      sum.add(weight(i) * Math.scalb(values[i], -exponent));
      total.add(weight(i));
    }
    return sum.value() / total.value();
  }

  private double weight(int i) {
    return weights == null ? 1 : weights[i];
  }

  private int exponent() {
    int largest = Math.getExponent(Math.max(Math.abs(min()), Math.abs(max())));
    return Math.abs(largest) > SAFE_EXPONENT ? largest : 0;
  }

  /** Neumaier's sum. */
  private static final class Sum {
    private double sum;
    private double lost;

    void add(double value) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }

    double value() {
      return sum + lost;
    }
  }
}
