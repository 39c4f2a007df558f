package io.millwright.eval.interval;

import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * The values of several statistics in the same draws, from which intervals of each and of their
 * paired differences follow. Immutable and thread-safe.
 */
public final class Replicates {

  private final Bootstrap how;
  private final Resampling rows;
  private final double[] own;
  private final double[][] drawn;
  private final Jackknife jackknife;
  private final double[][] left;

  /**
   * @param own the statistics of the rows themselves
   * @param drawn in every replicate: {@code [statistic][replicate]}
   * @param left without each block: {@code [statistic][block]}; no blocks if not needed
   */
  Replicates(
      Bootstrap how,
      Resampling rows,
      double[] own,
      double[][] drawn,
      Jackknife jackknife,
      double[][] left) {
    this.how = how;
    this.rows = rows;
    this.own = own;
    this.drawn = drawn;
    this.jackknife = jackknife;
    this.left = left;
  }

  /** A statistic's values, one for each replicate, NaN where it has none. */
  public double[] values(int statistic) {
    return drawn[statistic].clone();
  }

  /** The estimate of a statistic; undefined if more than 5 % of its replicates have no value. */
  public Estimate estimate(int statistic) {
    return estimate(own[statistic], drawn[statistic], left[statistic]);
  }

  /** The estimate of a number made of two statistics of the same draw, such as a difference. */
  public Estimate combined(int statistic, int other, DoubleBinaryOperator of) {
    return estimate(
        of.applyAsDouble(own[statistic], own[other]),
        combined(drawn[statistic], drawn[other], of),
        combined(left[statistic], left[other], of));
  }

  private static double[] combined(double[] a, double[] b, DoubleBinaryOperator of) {
    double[] made = new double[a.length];
    Arrays.setAll(made, i -> of.applyAsDouble(a[i], b[i]));
    return made;
  }

  private Estimate estimate(double value, double[] draws, double[] without) {
    long support = rows.rows();
    if (!Double.isFinite(value)) {
      return new Estimate.Undefined("it has no value on these rows", support);
    }
    if (rows.units() < 2) {
      return new Estimate.Undefined("an interval needs at least 2 " + rows.unit(), support);
    }
    double[] sorted = Arrays.stream(draws).filter(Double::isFinite).sorted().toArray();
    int undefined = draws.length - sorted.length;
    if (undefined > Bootstrap.UNDEFINED_LIMIT * draws.length) {
      return new Estimate.Undefined(
          "it has no value in "
              + undefined
              + " of "
              + draws.length
              + " resamples, more than 5 %; there are too few rows of a kind it needs",
          support);
    }
    return new Estimate.Measured(value, interval(value, sorted, without), support);
  }

  private Interval interval(double value, double[] sorted, double[] without) {
    double z = how.reach(rows.units());
    String text = how.method().toString();
    if (how.method().needsJackknife()) {
      ReplicateEnds ends = ReplicateEnds.bca(sorted, value, jackknife.acceleration(without), z);
      if (ends.areNumbers()) {
        return interval(ends, text + " of " + rows.what() + " with " + jackknife.what());
      }
      text =
          (how.method().isExpanded() ? "expanded percentile" : "percentile")
              + " bootstrap, because BCa has no value here,";
    }
    ReplicateEnds ends =
        how.method() == IntervalMethod.BASIC
            ? ReplicateEnds.basic(sorted, value, z)
            : ReplicateEnds.percentile(sorted, z);
    return interval(ends, text + " of " + rows.what());
  }

  private Interval interval(ReplicateEnds ends, String text) {
    return new Interval(
        ends.low(), ends.high(), how.level(), text + ", " + how.replicates() + " replicates");
  }
}
