package io.millwright.eval.significance;

import io.millwright.Require;
import java.util.Arrays;

/**
 * Student tests of means: of two independent samples, of paired values, and of two models
 * cross-validated on the same folds.
 *
 * <p>They rest on means that are about normal: some 30 values, fewer if they are not skewed. For
 * other samples see {@link MannWhitney} and {@link Permutation}. Pure functions.
 */
public final class MeanDifference {

  private MeanDifference() {}

  /**
   * What a Student test found.
   *
   * @param statistic t, infinite where values do not vary but the means differ
   * @param pValue 0..1
   * @param freedom degrees of freedom
   */
  public record Student(double statistic, double pValue, double freedom) {}

  /**
   * Welch's test of two samples of any variances: {@code t = (m1 - m2) / sqrt(v1/n1 + v2/n2)} with
   * the degrees of freedom of Welch and Satterthwaite.
   *
   * @param x at least 2 finite values
   * @param y at least 2 finite values
   * @throws IllegalArgumentException if neither sample varies: there are no degrees of freedom
   * @see <a href="https://doi.org/10.1093/biomet/34.1-2.28">Welch (1947)</a>
   */
  public static Student welch(double[] x, double[] y, Alternative alternative) {
    Samples.check("x", x, 2);
    Samples.check("y", y, 2);
    double a = Samples.variance(x) / x.length;
    double b = Samples.variance(y) / y.length;
    Require.positive("Sum of the variances of both means", a + b);
    double freedom = (a + b) * (a + b) / (a * a / (x.length - 1) + b * b / (y.length - 1));
    double t = (Samples.mean(x) - Samples.mean(y)) / Math.sqrt(a + b);
    return new Student(t, Law.student(t, freedom, alternative), freedom);
  }

  /**
   * Student's test of two samples of equal variance, {@code n1 + n2 - 2} degrees of freedom.
   *
   * @param x at least 2 finite values
   * @param y at least 2 finite values
   * @throws IllegalArgumentException if no value differs from any other
   */
  public static Student pooled(double[] x, double[] y, Alternative alternative) {
    Samples.check("x", x, 2);
    Samples.check("y", y, 2);
    double freedom = x.length + y.length - 2.0;
    double variance =
        (Samples.variance(x) * (x.length - 1) + Samples.variance(y) * (y.length - 1)) / freedom;
    double error = Math.sqrt(variance * (1.0 / x.length + 1.0 / y.length));
    return student(Samples.mean(x) - Samples.mean(y), error, freedom, alternative);
  }

  /**
   * Whether the mean of paired differences is 0, {@code n - 1} degrees of freedom.
   *
   * @param differences at least 2 finite values
   * @throws IllegalArgumentException if all are 0
   */
  public static Student paired(double[] differences, Alternative alternative) {
    Samples.check("differences", differences, 2);
    int n = differences.length;
    double error = Math.sqrt(Samples.variance(differences) / n);
    return student(Samples.mean(differences), error, n - 1.0, alternative);
  }

  /**
   * The corrected resampled t test of two models trained and judged on the same random splits:
   * {@code t = mean / sqrt(v (1/k + test/train))}, {@code k - 1} degrees of freedom.
   *
   * <p>Training sets of different splits share most of their rows, so that the plain paired test
   * finds differences that are not there. This one widens by the share of rows judged. Prefer it
   * with repeated cross-validation, 10 times 10 folds.
   *
   * @param differences of the metric, one a split, at least 2
   * @param testShare rows judged in a split over rows trained on, for 10 folds 1/9
   * @throws IllegalArgumentException if all differences are 0
   * @see <a href="https://doi.org/10.1023/A:1024068626366">Nadeau, Bengio (2003), Inference for the
   *     Generalization Error</a>
   */
  public static Student correctedResampled(
      double[] differences, double testShare, Alternative alternative) {
    Samples.check("differences", differences, 2);
    Require.positive("Rows judged over rows trained on", testShare);
    int k = differences.length;
    double error = Math.sqrt(Samples.variance(differences) * (1.0 / k + testShare));
    return student(Samples.mean(differences), error, k - 1.0, alternative);
  }

  /**
   * The combined F test of five times two-fold cross-validation: {@code sum d^2 / (2 sum s^2)}
   * against F(10, 5), with {@code s^2} the variance of the two differences of a repetition.
   *
   * @param differences five repetitions of two folds each
   * @throws IllegalArgumentException if there is another number of them, or both folds of each
   *     repetition agree
   * @see <a href="https://doi.org/10.1162/089976699300016007">Alpaydin (1999), Combined 5×2 cv F
   *     Test</a>
   */
  public static TestResult fiveByTwo(double[][] differences) {
    if (differences.length != 5 || Arrays.stream(differences).anyMatch(d -> d.length != 2)) {
      throw new IllegalArgumentException("Differences must be 5 repetitions of 2 folds.");
    }
    double squares = 0;
    double variances = 0;
    for (double[] d : differences) {
      Samples.check("differences", d, 2);
      squares += d[0] * d[0] + d[1] * d[1];
      variances += (d[0] - d[1]) * (d[0] - d[1]) / 2;
    }
    Require.positive("Sum of the variances of the repetitions", variances);
    double statistic = squares / (2 * variances);
    return new TestResult(statistic, Law.fisherAbove(statistic, 10, 5));
  }

  private static Student student(
      double mean, double error, double freedom, Alternative alternative) {
    if (mean == 0 && error == 0) {
      throw new IllegalArgumentException(
          "Values must differ from each other; all are equal, so that there is nothing to test.");
    }
    double t = mean / error;
    return new Student(t, Law.student(t, freedom, alternative), freedom);
  }
}
