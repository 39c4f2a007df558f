package io.millwright.eval.interval;

import io.millwright.Require;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import java.util.Arrays;

/**
 * The area under the ROC curve of one scorer with DeLong's variance, and the difference of two
 * scorers on the same rows.
 *
 * <p>With m positives and n negatives, {@code V10_i} is the share of negatives scored below
 * positive i (ties half) and {@code V01_j} the share of positives scored above negative j. The area
 * is the mean of V10, its variance {@code Var(V10) / m + Var(V01) / n} (divisors m - 1 and n - 1).
 *
 * <p>It knows no row weights and no groups: for those resample ({@link Bootstrap}). With a handful
 * of positives or negatives the variance itself is uncertain; {@link #logit} copes best. Cost: O((m
 * + n) log(m + n)) by sorting and searching, as the fast algorithm of Sun and Xu, never O(m n).
 * Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.2307/2531595">DeLong, DeLong, Clarke-Pearson (1988)</a>
 * @see <a href="https://doi.org/10.1109/LSP.2014.2337313">Sun, Xu (2014), Fast Implementation of
 *     DeLong's Algorithm</a>
 */
public final class DeLong {

  private final double[] ofPositives;
  private final double[] ofNegatives;
  private final double area;

  private DeLong(double[] ofPositives, double[] ofNegatives) {
    this.ofPositives = ofPositives;
    this.ofNegatives = ofNegatives;
    this.area = mean(ofPositives);
  }

  /**
   * The placements of these rows.
   *
   * @param targets 1 for positive, anything else for negative; at least 2 of each
   * @param scores one for each target, not NaN; any scale, larger means more likely positive
   * @throws IllegalArgumentException if a class has fewer than 2 rows or a score is NaN
   */
  public static DeLong of(double[] targets, double[] scores) {
    if (targets.length != scores.length) {
      throw new IllegalArgumentException(
          "Scores must be " + targets.length + ", one a row; were " + scores.length + ".");
    }
    double[] positive = ofClass(targets, scores, true);
    double[] negative = ofClass(targets, scores, false);
    Require.atLeast("Positive rows", positive.length, 2);
    Require.atLeast("Negative rows", negative.length, 2);
    // Of negatives the positives below rather than those above: variances are the same.
    return new DeLong(
        placements(positive, sorted(negative)), placements(negative, sorted(positive)));
  }

  private static double[] ofClass(double[] targets, double[] scores, boolean positive) {
    double[] found = new double[scores.length];
    int size = 0;
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("Score must be a number; was NaN (row " + i + ").");
      }
      if ((targets[i] == 1) == positive) {
        found[size++] = scores[i];
      }
    }
    return Arrays.copyOf(found, size);
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  /** For each value the share of the others below it, equal ones half. */
  private static double[] placements(double[] values, double[] others) {
    double[] placed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double twice = (double) below(others, values[i]) + notAbove(others, values[i]);
      placed[i] = twice / (2.0 * others.length);
    }
    return placed;
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int notAbove(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The area under the ROC curve, ties counted half. */
  public double area() {
    return area;
  }

  /** The variance of the area. */
  public double variance() {
    return covariance(this);
  }

  /** The covariance with another scorer's area on the same rows. */
  public double covariance(DeLong other) {
    requireSameRows(other);
    return covariance(ofPositives, other.ofPositives) / ofPositives.length
        + covariance(ofNegatives, other.ofNegatives) / ofNegatives.length;
  }

  private void requireSameRows(DeLong other) {
    if (ofPositives.length != other.ofPositives.length
        || ofNegatives.length != other.ofNegatives.length) {
      throw new IllegalArgumentException(
          "Both scorers must be judged on the same rows; had "
              + size()
              + " and "
              + other.size()
              + " rows, or other classes.");
    }
  }

  private long size() {
    return (long) ofPositives.length + ofNegatives.length;
  }

  /** The area with {@code area -+ z sd}, cut to 0..1. No width if the classes do not overlap. */
  public Estimate.Measured wald(double level) {
    Require.openShare("Level", level);
    double half = Law.critical(level) * Math.sqrt(variance());
    return measured(Math.max(0, area - half), Math.min(1, area + half), level, "DeLong, Wald");
  }

  /**
   * The area with {@code logit(area) -+ z sd / (area (1 - area))} mapped back; it stays in 0..1 and
   * covers better than {@link #wald} near 1.
   *
   * @return undefined where the area is 0 or 1 or nothing varies
   */
  public Estimate logit(double level) {
    Require.openShare("Level", level);
    if (area <= 0 || area >= 1 || variance() == 0) {
      return new Estimate.Undefined(
          "DeLong's interval on the logit scale needs classes that overlap", size());
    }
    double middle = Math.log(area / (1 - area));
    double half = Law.critical(level) * Math.sqrt(variance()) / (area * (1 - area));
    return measured(inverse(middle - half), inverse(middle + half), level, "DeLong, logit");
  }

  private static double inverse(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private Estimate.Measured measured(double low, double high, double level, String method) {
    return new Estimate.Measured(area, new Interval(low, high, level, method), size());
  }

  /** How much larger this area is than another scorer's on the same rows. */
  public Difference minus(DeLong other) {
    requireSameRows(other);
    double[] positive = differences(ofPositives, other.ofPositives);
    double[] negative = differences(ofNegatives, other.ofNegatives);
    double first = covariance(positive, positive) / positive.length;
    double second = covariance(negative, negative) / negative.length;
    double freedom =
        (first + second)
            * (first + second)
            / (first * first / (positive.length - 1) + second * second / (negative.length - 1));
    return new Difference(
        area - other.area, first + second, first + second == 0 ? size() : freedom, size());
  }

  private static double[] differences(double[] a, double[] b) {
    double[] differences = new double[a.length];
    Arrays.setAll(differences, i -> a[i] - b[i]);
    return differences;
  }

  /**
   * The difference of two areas on the same rows.
   *
   * @param value the first area less the second
   * @param variance of the value; 0 if both order all rows alike
   * @param freedom degrees of freedom of the variance (Welch, Satterthwaite)
   * @param support rows
   */
  public record Difference(double value, double variance, double freedom, long support) {

    /**
     * {@code value / sd}.
     *
     * @throws IllegalArgumentException if the variance is 0
     */
    public double statistic() {
      Require.positive("Variance of the difference", variance);
      return value / Math.sqrt(variance);
    }

    /**
     * DeLong's two-sided p-value, from the normal distribution. With fewer than about 30 rows of a
     * class {@link #studentPValue()} keeps its promise better.
     *
     * @throws IllegalArgumentException if the variance is 0
     */
    public double pValue() {
      return 2 * Law.normal(-Math.abs(statistic()));
    }

    /**
     * The two-sided p-value from Student's distribution of {@link #freedom()}.
     *
     * @throws IllegalArgumentException if the variance is 0
     */
    public double studentPValue() {
      return 2 * Law.student(-Math.abs(statistic()), freedom);
    }

    /** The difference with its Student interval; no width where the variance is 0. */
    public Estimate.Measured interval(double level) {
      Require.openShare("Level", level);
      double half = variance == 0 ? 0 : Law.critical(level, freedom) * Math.sqrt(variance);
      return new Estimate.Measured(
          value, new Interval(value - half, value + half, level, "DeLong, Student"), support);
    }
  }

  private static double covariance(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / (a.length - 1);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
