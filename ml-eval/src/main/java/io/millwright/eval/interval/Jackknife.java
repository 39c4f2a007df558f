package io.millwright.eval.interval;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import java.util.Arrays;
import java.util.List;

/**
 * A statistic with each unit (row or group) left out in turn: its standard error, its skewness, and
 * an interval.
 *
 * <p>With more than {@link #MOST} units, about {@link #BLOCKS} random blocks of nearly equal size
 * are left out instead of single units. Blocks never mix strata. Standard error: {@code sqrt(sum_h
 * (g_h - 1) / g_h sum_i (t_hi - mean_h)^2)} over strata h of g_h blocks.
 *
 * <p>Use it where one evaluation is dear. It is not consistent for statistics that are not smooth
 * in the weights (a median, a largest error): use {@link Bootstrap} there. Cost: at most about
 * {@link #MOST} evaluations. Immutable and thread-safe; the same seed gives the same bits.
 *
 * @see <a href="https://doi.org/10.1137/1.9781611970319">Efron (1982), The Jackknife, the Bootstrap
 *     and Other Resampling Plans</a>
 */
public final class Jackknife {

  /** Units up to which each is left out singly. */
  public static final int MOST = 500;

  /** About how many blocks are left out where units are more. */
  public static final int BLOCKS = 100;

  private final Resampling rows;
  private final int[] blockOfSlot;

  /** Where each stratum's blocks end. */
  private final int[] ends;

  private Jackknife(Resampling rows, int[] blockOfSlot, int[] ends) {
    this.rows = rows;
    this.blockOfSlot = blockOfSlot;
    this.ends = ends;
  }

  /**
   * The units of these rows.
   *
   * @param seed decides which units share a block; unused with few units
   */
  public static Jackknife of(Resampling rows, Seed seed) {
    int[] blockOfSlot = new int[rows.units()];
    int[] ends = new int[rows.strata()];
    int first = 0;
    for (int h = 0; h < ends.length; h++) {
      int start = rows.start(h);
      int size = rows.start(h + 1) - start;
      int blocks = blocks(size, rows.units());
      int[] order = blocks == size ? identity(size) : seed.derive(h).permutation(size);
      for (int i = 0; i < size; i++) {
        blockOfSlot[start + order[i]] = first + i % blocks;
      }
      first += blocks;
      ends[h] = first;
    }
    return new Jackknife(rows, blockOfSlot, ends);
  }

  private static int blocks(int size, int units) {
    if (units <= MOST) {
      return size;
    }
    return (int) Math.min(size, Math.max(10, Math.ceil((double) BLOCKS * size / units)));
  }

  private static int[] identity(int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /** How many values a statistic has: one for each block. */
  int blocks() {
    return ends[ends.length - 1];
  }

  /** {@code leaving out single rows}, or how many blocks. */
  String what() {
    return blocks() == rows.units()
        ? "jackknife leaving out single " + rows.unit()
        : "jackknife leaving out " + blocks() + " blocks of " + rows.unit();
  }

  /** The values of each statistic without each block: {@code [statistic][block]}, NaN if none. */
  double[][] values(List<? extends Statistic> statistics, int threads) {
    double[][] values = new double[statistics.size()][blocks()];
    double[] own = rows.weights();
    Workers.run(
        threads,
        blocks(),
        () -> {
          double[] left = new double[own.length];
          return block -> {
            for (int i = 0; i < left.length; i++) {
              left[i] = blockOfSlot[rows.slotOf(i)] == block ? 0 : own[i];
            }
            for (int s = 0; s < values.length; s++) {
              values[s][block] = statistics.get(s).at(left);
            }
          };
        });
    return values;
  }

  /**
   * The acceleration of BCa, {@code sum u^3 / (6 (sum u^2)^1.5)} with {@code u = (g_h - 1) / g_h
   * (mean_h - t_hi)}; 0 if nothing varies; NaN if a value is NaN.
   *
   * @see <a href="https://doi.org/10.1017/CBO9780511802843">Davison, Hinkley (1997), Bootstrap
   *     Methods and their Application, (5.27)</a>
   */
  double acceleration(double[] values) {
    double squares = 0;
    double cubes = 0;
    int start = 0;
    for (int end : ends) {
      double mean = mean(values, start, end);
      double scale = (end - start - 1.0) / (end - start);
      for (int i = start; i < end; i++) {
        double u = scale * (mean - values[i]);
        squares += u * u;
        cubes += u * u * u;
      }
      start = end;
    }
    // Units without influence leave sums of squared rounding errors only.
    return squares <= 1e-28 * (1 + mean(values, 0, start) * mean(values, 0, start)) * start
        ? 0
        : cubes / (6 * squares * Math.sqrt(squares));
  }

  /** The standard error, NaN if a value is NaN. */
  double standardError(double[] values) {
    double sum = 0;
    int start = 0;
    for (int end : ends) {
      double mean = mean(values, start, end);
      double squares = 0;
      for (int i = start; i < end; i++) {
        double deviation = values[i] - mean;
        squares += deviation * deviation;
      }
      sum += (end - start - 1.0) / (end - start) * squares;
      start = end;
    }
    return Math.sqrt(sum);
  }

  /**
   * The value of the statistic and the Student interval of its jackknife standard error, with
   * {@code blocks - strata} degrees of freedom. Symmetric; it may leave the range of the metric.
   *
   * @param level confidence, strictly between 0 and 1
   * @return undefined if the statistic has no value, or none with some unit left out
   */
  public Estimate estimate(Statistic statistic, double level) {
    Require.openShare("Level", level);
    double value = statistic.at(rows.weights());
    if (!Double.isFinite(value)) {
      return new Estimate.Undefined("it has no value on these rows", rows.rows());
    }
    int freedom = blocks() - ends.length;
    if (freedom < 1) {
      return new Estimate.Undefined(
          "an interval needs at least 2 " + rows.unit() + " in a stratum", rows.rows());
    }
    double error = standardError(values(List.of(statistic), 1)[0]);
    if (!Double.isFinite(error)) {
      return new Estimate.Undefined(
          "it has no value when some " + rows.unit() + " are left out", rows.rows());
    }
    double half = Law.critical(level, freedom) * error;
    return new Estimate.Measured(
        value, new Interval(value - half, value + half, level, what()), rows.rows());
  }

  private static double mean(double[] values, int start, int end) {
    double sum = 0;
    for (int i = start; i < end; i++) {
      sum += values[i];
    }
    return sum / (end - start);
  }
}
