package io.millwright.eval.calibration;

import io.millwright.Require;
import io.millwright.calibration.LogOdds;
import io.millwright.eval.HeldOut;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Undefined;
import io.millwright.model.Binary;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Cox's recalibration: the logistic regression {@code logit P(y = 1) = intercept + slope * logit p}
 * of what happened on what was promised. Calibrated probabilities have slope 1 and intercept 0.
 *
 * <p>A slope below 1 is overconfidence: high probabilities are too high and low ones too low.
 * {@link #inTheLarge} is the intercept when the slope is held at 1: above 0, positives are more
 * frequent than promised. Intervals are Wald's with a sandwich variance: right for weights, and for
 * groups, whose rows are not independent; with fewer than about 30 groups or 30 rows of a class
 * they are too narrow. Probabilities count between 2^-52 and 1 - 2^-52. Undefined with one class
 * only, or where scores separate the classes. Immutable and thread-safe. O(rows).
 *
 * @param slope ideally 1
 * @param intercept ideally 0, when the slope is 1
 * @param inTheLarge ideally 0
 * @param test of slope 1 and intercept 0 together, Wald's, two degrees of freedom; empty where the
 *     slope is undefined
 * @see <a href="https://doi.org/10.1093/biomet/45.3-4.562">Cox (1958), Two further applications of
 *     a model for binary regression</a>
 */
public record Recalibration(
    Estimate slope, Estimate intercept, Estimate inTheLarge, Optional<CalibrationTest> test) {

  /** Beyond this slope, on standard log-odds, scores separate the classes in all but name. */
  private static final double MOST = 1e6;

  /** Of these rows, with intervals of 95 % confidence. */
  public static Recalibration of(HeldOut<Binary> rows) {
    return of(rows, 0.95);
  }

  /**
   * Of these rows.
   *
   * @param level confidence of the intervals, strictly between 0 and 1
   */
  public static Recalibration of(HeldOut<Binary> rows, double level) {
    Require.openShare("Level", level);
    return of(rows.scored(), rows.units(), rows.resampling().units(), level);
  }

  static Recalibration of(Scored<Binary> rows, int[] units, int groups, double level) {
    Optional<String> impossible = impossible(rows, groups);
    if (impossible.isPresent()) {
      Estimate none = new Undefined(impossible.get(), rows.size());
      return new Recalibration(none, none, none, Optional.empty());
    }
    double[] x = Arrays.stream(rows.scores()).map(LogOdds::of).toArray();
    Wald wald = new Wald(rows, units, groups, level);
    LogisticFit line = LogisticFit.of(new double[][] {x}, rows.targets(), rows.weights());
    Estimate large = wald.shift(x);
    if (!line.converged() || Math.abs(line.slope(0)) > MOST || constant(x)) {
      Estimate none =
          new Undefined(
              constant(x) ? "all probabilities are equal" : "the scores separate the classes",
              rows.size());
      return new Recalibration(none, none, large, Optional.empty());
    }
    return wald.line(x, line, large);
  }

  private static Optional<String> impossible(Scored<Binary> rows, int groups) {
    boolean negative = false;
    boolean positive = false;
    for (int i = 0; i < rows.size(); i++) {
      negative |= rows.weight(i) > 0 && rows.target(i) == 0;
      positive |= rows.weight(i) > 0 && rows.target(i) == 1;
    }
    if (!negative || !positive) {
      return Optional.of("the rows have one class only");
    }
    return groups < 2 ? Optional.of("an interval needs at least 2 groups") : Optional.empty();
  }

  private static boolean constant(double[] x) {
    return Arrays.stream(x).allMatch(v -> v == x[0]);
  }

  /** Intervals from the sandwich variance. */
  private static final class Wald {

    private final Scored<Binary> rows;
    private final int[] units;
    private final int groups;
    private final double level;
    private final double z;

    Wald(Scored<Binary> rows, int[] units, int groups, double level) {
      this.rows = rows;
      this.units = units;
      this.groups = groups;
      this.level = level;
      this.z = new NormalDistribution().inverseCumulativeProbability((1 + level) / 2);
    }

    Recalibration line(double[] x, LogisticFit fit, Estimate large) {
      double[] v = variance(x, fit.slope(0), fit.intercept());
      double slope = fit.slope(0);
      double intercept = fit.intercept();
      double determinant = v[0] * v[2] - v[1] * v[1];
      Optional<CalibrationTest> test = Optional.empty();
      if (determinant > 0) {
        double a = intercept;
        double b = slope - 1;
        double chi = (v[2] * a * a - 2 * v[1] * a * b + v[0] * b * b) / determinant;
        test =
            Optional.of(
                new CalibrationTest(
                    chi, StrictMath.exp(-Math.max(0, chi) / 2), "Wald's chi-squared, 2 degrees"));
      }
      return new Recalibration(estimate(slope, v[2]), estimate(intercept, v[0]), large, test);
    }

    /** The intercept when the slope is held at 1, by Newton's method. */
    Estimate shift(double[] x) {
      double shift = 0;
      for (int step = 0; step < 200; step++) {
        double gradient = 0;
        double curvature = 0;
        for (int i = 0; i < x.length; i++) {
          double p = LogOdds.probability(x[i] + shift);
          gradient += rows.weight(i) * (rows.target(i) - p);
          curvature += rows.weight(i) * p * (1 - p);
        }
        // Steps of at most 1: far from the end the curvature says little.
        double move = Math.max(-1, Math.min(1, gradient / curvature));
        shift += move;
        if (Math.abs(move) < 1e-14 * Math.max(1, Math.abs(shift))) {
          break;
        }
      }
      double[] sums = new double[groups];
      double curvature = 0;
      for (int i = 0; i < x.length; i++) {
        double p = LogOdds.probability(x[i] + shift);
        sums[units[i]] += rows.weight(i) * (rows.target(i) - p);
        curvature += rows.weight(i) * p * (1 - p);
      }
      double meat = Arrays.stream(sums).map(s -> s * s).sum() * groups / (groups - 1.0);
      return estimate(shift, meat / (curvature * curvature));
    }

    private Estimate estimate(double value, double variance) {
      if (!(variance > 0) || !Double.isFinite(variance) || !Double.isFinite(value)) {
        return new Undefined("its variance cannot be told from these rows", rows.size());
      }
      double half = z * Math.sqrt(variance);
      String method =
          groups == rows.size()
              ? "Wald, sandwich variance"
              : "Wald, sandwich variance of " + groups + " groups";
      return new Estimate.Measured(
          value, new Interval(value - half, value + half, level, method), rows.size());
    }

    /** Of the intercept, of both, of the slope. */
    private double[] variance(double[] x, double slope, double intercept) {
      double[] a = new double[3];
      double[][] sums = new double[groups][2];
      for (int i = 0; i < x.length; i++) {
        double p = LogOdds.probability(slope * x[i] + intercept);
        double c = rows.weight(i) * p * (1 - p);
        a[0] += c;
        a[1] += c * x[i];
        a[2] += c * x[i] * x[i];
        double s = rows.weight(i) * (rows.target(i) - p);
        sums[units[i]][0] += s;
        sums[units[i]][1] += s * x[i];
      }
      double[] b = new double[3];
      for (double[] s : sums) {
        b[0] += s[0] * s[0];
        b[1] += s[0] * s[1];
        b[2] += s[1] * s[1];
      }
      return sandwich(a, b, groups / (groups - 1.0));
    }

    /** {@code factor * A^-1 B A^-1} of symmetric 2 x 2 matrices, each as 11, 12, 22. */
    private static double[] sandwich(double[] a, double[] b, double factor) {
      double determinant = a[0] * a[2] - a[1] * a[1];
      double i11 = a[2] / determinant;
      double i12 = -a[1] / determinant;
      double i22 = a[0] / determinant;
      double m11 = i11 * b[0] + i12 * b[1];
      double m12 = i11 * b[1] + i12 * b[2];
      double m21 = i12 * b[0] + i22 * b[1];
      double m22 = i12 * b[1] + i22 * b[2];
      return new double[] {
        factor * (m11 * i11 + m12 * i12),
        factor * (m11 * i12 + m12 * i22),
        factor * (m21 * i12 + m22 * i22)
      };
    }
  }
}
