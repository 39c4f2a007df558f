package io.millwright.quality;

import io.millwright.quality.ColumnFindings.Moments;
import java.util.OptionalDouble;

/**
 * Sums of powers of deviations from the mean, which can be added to and merged.
 *
 * @see <a href="https://doi.org/10.2172/1028931">Pébay (2008), Formulas for robust, one-pass
 *     parallel computation of covariances and arbitrary-order statistical moments</a>
 */
final class MomentSums {

  private double n;
  private double mean;
  private double m2;
  private double m3;
  private double m4;

  /** In two passes over ascending numbers, so that the order they came in does not matter. */
  static MomentSums ofSorted(double[] sorted) {
    MomentSums sums = new MomentSums();
    sums.n = sorted.length;
    for (int i = 0; i < sorted.length; i++) {
      sums.mean += (sorted[i] - sums.mean) / (i + 1);
    }
    for (double value : sorted) {
      double d = value - sums.mean;
      sums.m2 += d * d;
      sums.m3 += d * d * d;
      sums.m4 += d * d * d * d;
    }
    return sums;
  }

  void add(double value) {
    MomentSums one = new MomentSums();
    one.n = 1;
    one.mean = value;
    merge(one);
  }

  void merge(MomentSums other) {
    if (other.n == 0) {
      return;
    }
    double all = n + other.n;
    double d = other.mean - mean;
    double r = d / all;
    double cross = n * other.n;
    m4 +=
        other.m4
            + d * r * r * r * cross * (n * n - cross + other.n * other.n)
            + 6 * r * r * (n * n * other.m2 + other.n * other.n * m2)
            + 4 * r * (n * other.m3 - other.n * m3);
    m3 += other.m3 + d * r * r * cross * (n - other.n) + 3 * r * (n * other.m2 - other.n * m2);
    m2 += other.m2 + d * r * cross;
    mean += r * other.n;
    n = all;
  }

  Moments moments() {
    boolean varies = m2 > 0 && m2 < Double.POSITIVE_INFINITY;
    OptionalDouble deviation = n > 1 ? finite(Math.sqrt(m2 / (n - 1))) : OptionalDouble.empty();
    OptionalDouble skewness = n > 2 && varies ? finite(skewness()) : OptionalDouble.empty();
    OptionalDouble kurtosis = n > 3 && varies ? finite(kurtosis()) : OptionalDouble.empty();
    return new Moments(mean, deviation, skewness, kurtosis);
  }

  private double skewness() {
    double s = m2 / n;
    return Math.sqrt(n * (n - 1)) / (n - 2) * (m3 / n) / (s * Math.sqrt(s));
  }

  private double kurtosis() {
    double s = m2 / n;
    double excess = (m4 / n) / (s * s) - 3;
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6);
  }

  /** Numbers of extreme size overflow in their fourth power: then there is no answer. */
  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
