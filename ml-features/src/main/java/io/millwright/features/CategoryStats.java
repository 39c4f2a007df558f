package io.millwright.features;

import java.util.function.IntToDoubleFunction;

/**
 * How a number is spread over the rows of each category: counts, sums and population variances, and
 * the same over all rows.
 *
 * <p>Rows are visited in the order given; ascending by the number makes the bits independent of the
 * order of the table.
 */
final class CategoryStats {

  private final int[] counts;
  private final double[] sums;
  private final double[] squares;
  private final int total;
  private final double mean;
  private final double variance;

  private CategoryStats(int[] counts, double[] sums, double[] squares, Moments all) {
    this.counts = counts;
    this.sums = sums;
    this.squares = squares;
    this.total = all.count;
    this.mean = all.mean;
    this.variance = all.variance;
  }

  private record Moments(int count, double mean, double variance) {}

  /**
   * The statistics of the rows that are taken.
   *
   * @param codes category of each row, 0 to {@code categories - 1}
   * @param order rows to visit, those with {@code taken} false left out
   */
  static CategoryStats of(
      int[] codes, IntToDoubleFunction values, int categories, int[] order, boolean[] taken) {
    int[] counts = new int[categories];
    double[] sums = new double[categories];
    double sum = 0;
    int total = 0;
    for (int row : order) {
      if (taken[row]) {
        counts[codes[row]]++;
        sums[codes[row]] += values.applyAsDouble(row);
        sum += values.applyAsDouble(row);
        total++;
      }
    }
    double mean = sum / total;
    double[] squares = new double[categories];
    double all = 0;
    for (int row : order) {
      if (taken[row]) {
        int c = codes[row];
        double own = values.applyAsDouble(row) - sums[c] / counts[c];
        squares[c] += own * own;
        double d = values.applyAsDouble(row) - mean;
        all += d * d;
      }
    }
    return new CategoryStats(counts, sums, squares, new Moments(total, mean, all / total));
  }

  /** How many categories, those without a row among them. */
  int categories() {
    return counts.length;
  }

  int count(int category) {
    return counts[category];
  }

  double sum(int category) {
    return sums[category];
  }

  /** NaN without a row. */
  double mean(int category) {
    return sums[category] / counts[category];
  }

  /** Population variance; NaN without a row. */
  double variance(int category) {
    return squares[category] / counts[category];
  }

  /** Sum of squared deviations from the category's own mean. */
  double squares(int category) {
    return squares[category];
  }

  /** How many rows. */
  int total() {
    return total;
  }

  /** Mean over all rows; NaN if there is none. */
  double mean() {
    return mean;
  }

  /** Population variance over all rows. */
  double variance() {
    return variance;
  }

  /** How many categories have a row. */
  int present() {
    int present = 0;
    for (int count : counts) {
      present += count > 0 ? 1 : 0;
    }
    return present;
  }
}
