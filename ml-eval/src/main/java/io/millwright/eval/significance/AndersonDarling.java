package io.millwright.eval.significance;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether two or more samples come from one distribution, with weight on the tails.
 *
 * <p>The statistic of Scholz and Stephens, standardised by its exact mean and variance. The p-value
 * interpolates a table from 25 % to 0.1 %; a statistic outside gives exactly 0.25 (read: at least)
 * or 0.001 (read: at most). Cost: O(k N log N). Pure functions.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1987.10478517">Scholz, Stephens (1987), K-Sample
 *     Anderson–Darling Tests</a>
 */
public final class AndersonDarling {

  private static final double[] SIGNIFICANCE = {0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001};
  private static final double[] B0 = {0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085};
  private static final double[] B1 = {-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615};
  private static final double[] B2 = {-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154};

  private AndersonDarling() {}

  /**
   * The test with mid-ranks, for continuous and for tied values.
   *
   * @param samples at least 2, each of at least one finite value, not all values equal
   */
  public static TestResult of(List<double[]> samples) {
    return result(samples, true);
  }

  /** The test with right-continuous distribution functions, for values without ties. */
  public static TestResult withoutTies(List<double[]> samples) {
    return result(samples, false);
  }

  /**
   * The statistics at significance 25, 10, 5, 2.5, 1, 0.5 and 0.1 %.
   *
   * @param samples how many samples, at least 2
   */
  public static double[] criticalValues(int samples) {
    double m = Require.atLeast("Samples", samples, 2) - 1.0;
    double[] critical = new double[B0.length];
    for (int i = 0; i < critical.length; i++) {
      critical[i] = B0[i] + B1[i] / Math.sqrt(m) + B2[i] / m;
    }
    return critical;
  }

  private static TestResult result(List<double[]> samples, boolean midRanks) {
    Require.atLeast("Samples", samples.size(), 2);
    List<double[]> sorted = new ArrayList<>();
    double[] pooled = new double[0];
    for (double[] sample : samples) {
      Samples.check("of " + samples.size(), sample, 1);
      sorted.add(Samples.sorted(sample));
      pooled = Samples.pooled(pooled, sample);
    }
    pooled = Samples.sorted(pooled);
    Require.atLeast("Values of all samples", pooled.length, 4);
    if (pooled[0] == pooled[pooled.length - 1]) {
      throw new IllegalArgumentException("Values must differ; all are equal.");
    }
    double raw = midRanks ? midRanked(sorted, pooled) : rightContinuous(sorted, pooled);
    double m = samples.size() - 1.0;
    double statistic = (raw - m) / Math.sqrt(variance(samples, pooled.length));
    return new TestResult(statistic, pValue(statistic, criticalValues(samples.size())));
  }

  /** Equation (7). */
  private static double midRanked(List<double[]> sorted, double[] pooled) {
    double n = pooled.length;
    double sum = 0;
    for (double[] sample : sorted) {
      double inner = 0;
      for (int i = 0; i < pooled.length; i = Samples.notAbove(pooled, pooled[i])) {
        double z = pooled[i];
        double multiple = Samples.notAbove(pooled, z) - (double) i;
        double before = i + multiple / 2;
        double own = (Samples.below(sample, z) + Samples.notAbove(sample, z)) / 2.0;
        double gap = n * own - sample.length * before;
        inner += multiple / n * gap * gap / (before * (n - before) - n * multiple / 4);
      }
      sum += inner / sample.length;
    }
    return sum * (n - 1) / n;
  }

  /** Equation (6). */
  private static double rightContinuous(List<double[]> sorted, double[] pooled) {
    double n = pooled.length;
    double sum = 0;
    for (double[] sample : sorted) {
      double inner = 0;
      int next;
      for (int i = 0; ; i = next) {
        next = Samples.notAbove(pooled, pooled[i]);
        if (next == pooled.length) {
          break;
        }
        double before = next;
        double gap = n * Samples.notAbove(sample, pooled[i]) - sample.length * before;
        inner += (next - i) / n * gap * gap / (before * (n - before));
      }
      sum += inner / sample.length;
    }
    return sum;
  }

  /** The variance of the statistic without ties, equation (4). */
  private static double variance(List<double[]> samples, int all) {
    double k = samples.size();
    double inverse = 0;
    for (double[] sample : samples) {
      inverse += 1.0 / sample.length;
    }
    double h = 0;
    double g = 0;
    for (int i = all - 1; i >= 1; i--) {
      // Here h is the sum of 1 / j over j = i + 1 .. N - 1.
      g += i <= all - 2 ? h / (all - i) : 0;
      h += 1.0 / i;
    }
    double a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * inverse;
    double b = (2 * g - 4) * k * k + 8 * h * k + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
    double c =
        (6 * h + 2 * g - 2) * k * k + (4 * h - 4 * g + 6) * k + (2 * h - 6) * inverse + 4 * h;
    double d = (2 * h + 6) * k * k - 4 * h * k;
    double n = all;
    return (((a * n + b) * n + c) * n + d) / ((n - 1) * (n - 2) * (n - 3));
  }

  /** The least-squares parabola of ln(significance) on the critical values. */
  private static double pValue(double statistic, double[] critical) {
    if (statistic < critical[0]) {
      return SIGNIFICANCE[0];
    }
    if (statistic > critical[critical.length - 1]) {
      return SIGNIFICANCE[SIGNIFICANCE.length - 1];
    }
    double centre = Samples.mean(critical);
    double[] x = new double[critical.length];
    double[] y = new double[critical.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = critical[i] - centre;
      y[i] = Math.log(SIGNIFICANCE[i]);
    }
    // Polynomials orthogonal on these points: 1, x (their mean is 0), x^2 - slope x - level.
    double x2 = dot(x, x, ones(x.length));
    double slope = dot(x, x, x) / x2;
    double level = x2 / x.length;
    double[] q = new double[x.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = x[i] * x[i] - slope * x[i] - level;
    }
    double at = statistic - centre;
    double fitted =
        Samples.mean(y)
            + dot(x, y, ones(x.length)) / x2 * at
            + dot(q, y, ones(x.length))
                / dot(q, q, ones(x.length))
                * (at * at - slope * at - level);
    return Math.exp(fitted);
  }

  private static double dot(double[] a, double[] b, double[] c) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i] * c[i];
    }
    return sum;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }
}
