package io.millwright.eval.slice;

import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Tests on the second half whether the mean loss in a slice is greater than outside.
 *
 * <p>The difference of weighted means over its standard error, which comes from the sums of
 * influences of units (groups, or rows): right for weights, unequal variances and rows that are not
 * independent. Student's t with one degree of freedom less than the slice has units; losses are
 * skewed to the right, which makes the one-sided test stricter than it says.
 */
final class Confirming {

  private static final double LEVEL = 0.95;

  private final int[] rows;
  private final int[] units;
  private final double[] losses;
  private final double[] weights;
  private final double totalLoss;

  /** The second half: positions in the whole. */
  Confirming(int[] rows, int[] units, double[] losses, double[] weights) {
    this.rows = Arrays.stream(rows).filter(r -> weights[r] > 0).toArray();
    this.units = units;
    this.losses = losses;
    this.weights = weights;
    this.totalLoss = Arrays.stream(this.rows).mapToDouble(r -> weights[r] * losses[r]).sum();
  }

  /**
   * What came out.
   *
   * @param excess mean loss inside less outside
   * @param impact of the whole loss, what the slice has above the mean outside
   * @param cautiousImpact the same at the lower end of the excess
   * @param pValue one-sided
   */
  record Outcome(Estimate excess, double impact, double cautiousImpact, double pValue) {}

  /** Positions of the half, among its rows of positive weight, that are in the slice. */
  BitSet members(BitSet slice) {
    BitSet members = new BitSet();
    IntStream.range(0, rows.length).filter(i -> slice.get(rows[i])).forEach(members::set);
    return members;
  }

  Outcome test(BitSet slice, int support) {
    double[] weight = new double[2];
    double[] loss = new double[2];
    int inside = 0;
    for (int r : rows) {
      int side = slice.get(r) ? 0 : 1;
      inside += 1 - side;
      weight[side] += weights[r];
      loss[side] += weights[r] * losses[r];
    }
    if (inside < Math.max(2, support) || weight[1] == 0) {
      return untested("fewer than " + Math.max(2, support) + " rows, or none outside", inside);
    }
    double excess = loss[0] / weight[0] - loss[1] / weight[1];
    double[] influence = new double[Arrays.stream(units).max().orElse(0) + 1];
    BitSet unitsInside = new BitSet();
    BitSet unitsAll = new BitSet();
    for (int r : rows) {
      boolean in = slice.get(r);
      int side = in ? 0 : 1;
      double own = weights[r] * (losses[r] - loss[side] / weight[side]) / weight[side];
      influence[units[r]] += in ? own : -own;
      unitsAll.set(units[r]);
      if (in) {
        unitsInside.set(units[r]);
      }
    }
    int groups = unitsInside.cardinality();
    int all = unitsAll.cardinality();
    double variance = Arrays.stream(influence).map(v -> v * v).sum() * groups / (groups - 1.0);
    if (groups < 2 || !(variance > 0)) {
      return untested("its variance cannot be told", inside);
    }
    double error = Math.sqrt(variance);
    TDistribution t = new TDistribution(null, groups - 1.0);
    double half = t.inverseCumulativeProbability((1 + LEVEL) / 2) * error;
    String method = all == rows.length ? "t, unequal variances" : "t, sums of " + all + " groups";
    return new Outcome(
        new Estimate.Measured(
            excess, new Interval(excess - half, excess + half, LEVEL, method), inside),
        impact(weight[0], excess),
        impact(weight[0], excess - half),
        t.cumulativeProbability(-excess / error));
  }

  private double impact(double weight, double excess) {
    return totalLoss > 0 ? Math.max(0, weight * excess) / totalLoss : 0;
  }

  private static Outcome untested(String reason, int rows) {
    return new Outcome(new Estimate.Undefined(reason, rows), 0, 0, 1);
  }
}
