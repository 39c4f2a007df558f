package io.millwright.eval.interval;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import java.util.ArrayList;
import java.util.List;

/**
 * Intervals from resampling with replacement.
 *
 * <p>Each replicate draws as many rows (or groups) as there are and computes every statistic on the
 * same draw, so that differences between statistics are paired. The {@link IntervalMethod} makes an
 * interval of the replicates. Its coverage tends to the level as rows grow; with fewer than about
 * 30 rows (or 30 of the rarer class) it is too narrow, and it has no width where a metric is
 * perfect in every replicate.
 *
 * <p>A replicate in which a statistic has no value is left out and counted; with more than {@link
 * #UNDEFINED_LIMIT} of them the estimate is undefined. Where BCa has no value (all replicates on
 * one side of the estimate, or none with some unit left out) the interval is a percentile one, and
 * its method says so.
 *
 * <p>Replicate {@code i} draws from {@code seed.derive(i)}: the same seed gives the same bits at
 * any number of threads. Cost: O(replicates × rows) for each statistic. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1201/9780429246593">Efron, Tibshirani (1993), An Introduction to
 *     the Bootstrap, chapters 13 and 14</a>
 */
public final class Bootstrap {

  /** The share of replicates that may have no value. */
  public static final double UNDEFINED_LIMIT = 0.05;

  private final Seed seed;
  private final int replicates;
  private final double level;
  private final int threads;
  private final IntervalMethod method;

  private Bootstrap(Seed seed, int replicates, double level, int threads, IntervalMethod method) {
    this.seed = seed;
    this.replicates = Require.atLeast("Replicates", replicates, 100);
    this.level = Require.openShare("Level", level);
    this.threads = Require.atLeast("Threads", threads, 1);
    this.method = method;
  }

  /** 1000 replicates, 95 % confidence, as many threads as processors, expanded BCa. */
  public static Bootstrap of(Seed seed) {
    return new Bootstrap(
        seed, 1000, 0.95, Runtime.getRuntime().availableProcessors(), IntervalMethod.EXPANDED_BCA);
  }

  /** The same with another number of replicates, at least 100. */
  public Bootstrap withReplicates(int number) {
    return new Bootstrap(seed, number, level, threads, method);
  }

  /** The same with another confidence, strictly between 0 and 1. */
  public Bootstrap withLevel(double confidence) {
    return new Bootstrap(seed, replicates, confidence, threads, method);
  }

  /** The same on that many threads; results do not depend on it. */
  public Bootstrap withThreads(int number) {
    return new Bootstrap(seed, replicates, level, number, method);
  }

  /** The same from another seed. */
  public Bootstrap withSeed(Seed other) {
    return new Bootstrap(other, replicates, level, threads, method);
  }

  /** The same with ends made another way. */
  public Bootstrap withMethod(IntervalMethod other) {
    return new Bootstrap(seed, replicates, level, threads, other);
  }

  /** The same from the sub-seed of that name, for another set of rows. */
  public Bootstrap derive(String step) {
    return withSeed(seed.derive(step));
  }

  /** Where its draws come from. */
  public Seed seed() {
    return seed;
  }

  /** Confidence of its intervals. */
  public double level() {
    return level;
  }

  /** How many draws. */
  public int replicates() {
    return replicates;
  }

  /** How the ends are made. */
  public IntervalMethod method() {
    return method;
  }

  /** An interval for each statistic, all from the same draws. */
  public List<Estimate> estimates(Resampling rows, List<? extends Statistic> statistics) {
    Replicates draws = draws(rows, statistics);
    List<Estimate> estimates = new ArrayList<>();
    for (int s = 0; s < statistics.size(); s++) {
      estimates.add(draws.estimate(s));
    }
    return estimates;
  }

  /** The statistics in all draws, for intervals of them and of what is made of two of them. */
  public Replicates draws(Resampling rows, List<? extends Statistic> statistics) {
    double[] weights = rows.weights();
    double[] own = statistics.stream().mapToDouble(s -> s.at(weights)).toArray();
    Jackknife jackknife = Jackknife.of(rows, seed.derive("jackknife"));
    double[][] left =
        method.needsJackknife()
            ? jackknife.values(statistics, threads)
            : new double[statistics.size()][0];
    return new Replicates(this, rows, own, replicate(rows, statistics), jackknife, left);
  }

  /**
   * The values of each statistic in every replicate, NaN where there is none: {@code [statistic]
   * [replicate]}.
   */
  public double[][] replicate(Resampling rows, List<? extends Statistic> statistics) {
    double[][] values = new double[statistics.size()][replicates];
    Workers.run(
        threads,
        replicates,
        () -> {
          byte[] counts = new byte[rows.units()];
          double[] weights = new double[rows.rows()];
          return r -> {
            rows.draw(seed.derive(r).random(), counts, weights);
            for (int s = 0; s < values.length; s++) {
              values[s][r] = statistics.get(s).at(weights);
            }
          };
        });
    return values;
  }

  /**
   * The estimate of a number whose replicates were made elsewhere. Its interval is a percentile
   * one, expanded where this method is: without the rows' own part in them BCa has no value.
   *
   * @param rows what was drawn from
   * @param value on the rows themselves, NaN if undefined
   * @param drawn one for each replicate, NaN where undefined; not changed
   */
  public Estimate estimate(Resampling rows, double value, double[] drawn) {
    IntervalMethod ends =
        !method.needsJackknife()
            ? method
            : method.isExpanded() ? IntervalMethod.EXPANDED_PERCENTILE : IntervalMethod.PERCENTILE;
    Bootstrap how = withMethod(ends);
    return new Replicates(
            how,
            rows,
            new double[] {value},
            new double[][] {drawn},
            Jackknife.of(rows, seed.derive("jackknife")),
            new double[1][0])
        .estimate(0);
  }

  /** The normal quantile of the upper end for so many units. */
  double reach(int units) {
    return method.isExpanded()
        ? Law.critical(level, units - 1.0) * Math.sqrt(units / (units - 1.0))
        : Law.critical(level);
  }
}
