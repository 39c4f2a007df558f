package io.millwright.eval.significance;

import io.millwright.Require;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The squared distance of two samples of vectors in the space of the kernel {@code k(x, y) =
 * exp(-gamma |x - y|^2)}: 0 in expectation if both come from one distribution.
 *
 * <p>Rows are points of the same number of finite coordinates, comparable in scale. It is a
 * distance without a p-value. Cost: O((n + m)^2 d) time; {@link #medianGamma} also keeps all (n +
 * m)^2 / 2 distances. Pure functions.
 *
 * @see <a href="https://jmlr.org/papers/v13/gretton12a.html">Gretton et al. (2012), A Kernel
 *     Two-Sample Test</a>
 */
public final class MaximumMeanDiscrepancy {

  private MaximumMeanDiscrepancy() {}

  /**
   * {@code mean Kxx + mean Kyy - 2 mean Kxy} over all pairs; at least 0, and above 0 even for equal
   * distributions.
   *
   * @param x at least one row
   * @param y at least one row of as many coordinates
   * @param gamma greater than 0
   */
  public static double biased(double[][] x, double[][] y, double gamma) {
    DoubleUnaryOperator kernel = kernel(x, y, gamma, 1);
    double n = x.length;
    double m = y.length;
    return (2 * within(x, kernel) + n) / (n * n)
        + (2 * within(y, kernel) + m) / (m * m)
        - 2 * between(x, y, kernel) / (n * m);
  }

  /**
   * The same without pairs of a row with itself; its expectation is 0 for equal distributions, so
   * that it may be negative.
   *
   * @param x at least 2 rows
   * @param y at least 2 rows of as many coordinates
   * @param gamma greater than 0
   */
  public static double unbiased(double[][] x, double[][] y, double gamma) {
    DoubleUnaryOperator kernel = kernel(x, y, gamma, 2);
    double n = x.length;
    double m = y.length;
    return 2 * within(x, kernel) / (n * (n - 1))
        + 2 * within(y, kernel) / (m * (m - 1))
        - 2 * between(x, y, kernel) / (n * m);
  }

  /**
   * {@code 1 / (2 median^2)}, the median of the distances between all pairs of pooled rows.
   *
   * @throws IllegalArgumentException if the median is 0: at least half of the pairs are equal
   */
  public static double medianGamma(double[][] x, double[][] y) {
    check(x, y, 1);
    double[][] pooled = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, pooled, x.length, y.length);
    double[] squares = new double[Math.multiplyExact(pooled.length, pooled.length - 1) / 2];
    int size = 0;
    for (int i = 0; i < pooled.length; i++) {
      for (int j = 0; j < i; j++) {
        squares[size++] = squared(pooled[i], pooled[j]);
      }
    }
    Arrays.sort(squares);
    double median = (Math.sqrt(squares[(size - 1) / 2]) + Math.sqrt(squares[size / 2])) / 2;
    Require.positive("Median distance", median);
    return 1 / (2 * median * median);
  }

  private static DoubleUnaryOperator kernel(double[][] x, double[][] y, double gamma, int least) {
    check(x, y, least);
    Require.positive("Gamma", gamma);
    return square -> Math.exp(-gamma * square);
  }

  private static double within(double[][] rows, DoubleUnaryOperator kernel) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += kernel.applyAsDouble(squared(rows[i], rows[j]));
      }
    }
    return sum;
  }

  private static double between(double[][] x, double[][] y, DoubleUnaryOperator kernel) {
    double sum = 0;
    for (double[] row : x) {
      for (double[] other : y) {
        sum += kernel.applyAsDouble(squared(row, other));
      }
    }
    return sum;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static void check(double[][] x, double[][] y, int least) {
    Require.atLeast("Rows of x", x.length, least);
    Require.atLeast("Rows of y", y.length, least);
    for (double[][] rows : new double[][][] {x, y}) {
      for (double[] row : rows) {
        Samples.check("row", row, 1);
        if (row.length != x[0].length) {
          throw new IllegalArgumentException(
              "Rows must have " + x[0].length + " coordinates; one had " + row.length + ".");
        }
      }
    }
  }
}
