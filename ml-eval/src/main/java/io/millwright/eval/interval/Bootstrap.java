package io.millwright.eval.interval;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Percentile intervals from resampling with replacement.
 *
 * <p>Each replicate draws as many rows (or groups) as there are and computes every statistic on the
 * same draw, so that differences between statistics are paired. The interval runs between the
 * {@code (1 - level) / 2} and {@code (1 + level) / 2} quantiles (linear interpolation) of the
 * replicates. Its coverage tends to the level as rows grow; with fewer than about 30 rows (or 30 of
 * the rarer class) it is too narrow, and it has no width where a metric is perfect in every
 * replicate.
 *
 * <p>A replicate in which a statistic has no value is left out and counted; with more than {@link
 * #UNDEFINED_LIMIT} of them the estimate is undefined.
 *
 * <p>Replicate {@code i} draws from {@code seed.derive(i)}: the same seed gives the same bits at
 * any number of threads. Cost: O(replicates × rows) for each statistic. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1201/9780429246593">Efron, Tibshirani (1993), An Introduction to
 *     the Bootstrap, chapter 13</a>
 */
public final class Bootstrap {

  /** The share of replicates that may have no value. */
  public static final double UNDEFINED_LIMIT = 0.05;

  private final Seed seed;
  private final int replicates;
  private final double level;
  private final int threads;

  private Bootstrap(Seed seed, int replicates, double level, int threads) {
    this.seed = seed;
    this.replicates = Require.atLeast("Replicates", replicates, 100);
    this.level = Require.openShare("Level", level);
    this.threads = Require.atLeast("Threads", threads, 1);
  }

  /** 1000 replicates, 95 % confidence, as many threads as processors. */
  public static Bootstrap of(Seed seed) {
    return new Bootstrap(seed, 1000, 0.95, Runtime.getRuntime().availableProcessors());
  }

  /** The same with another number of replicates, at least 100. */
  public Bootstrap withReplicates(int number) {
    return new Bootstrap(seed, number, level, threads);
  }

  /** The same with another confidence, strictly between 0 and 1. */
  public Bootstrap withLevel(double confidence) {
    return new Bootstrap(seed, replicates, confidence, threads);
  }

  /** The same on that many threads; results do not depend on it. */
  public Bootstrap withThreads(int number) {
    return new Bootstrap(seed, replicates, level, number);
  }

  /** The same from another seed. */
  public Bootstrap withSeed(Seed other) {
    return new Bootstrap(other, replicates, level, threads);
  }

  /** The same from the sub-seed of that name, for another set of rows. */
  public Bootstrap derive(String step) {
    return withSeed(seed.derive(step));
  }

  /** Confidence of its intervals. */
  public double level() {
    return level;
  }

  /** An interval for each statistic, all from the same draws. */
  public List<Estimate> estimates(Resampling rows, List<? extends Statistic> statistics) {
    double[] own = rows.weights();
    double[][] drawn = replicate(rows, statistics);
    List<Estimate> estimates = new ArrayList<>();
    for (int s = 0; s < drawn.length; s++) {
      estimates.add(estimate(rows, statistics.get(s).at(own.clone()), drawn[s]));
    }
    return estimates;
  }

  /**
   * The values of each statistic in every replicate, NaN where there is none: {@code [statistic]
   * [replicate]}.
   */
  public double[][] replicate(Resampling rows, List<? extends Statistic> statistics) {
    double[][] values = new double[statistics.size()][replicates];
    AtomicInteger next = new AtomicInteger();
    Callable<Void> work =
        () -> {
          int[] counts = new int[rows.units()];
          double[] weights = new double[rows.rows()];
          for (int r = next.getAndIncrement(); r < replicates; r = next.getAndIncrement()) {
            rows.draw(seed.derive(r).random(), counts, weights);
            for (int s = 0; s < values.length; s++) {
              values[s][r] = statistics.get(s).at(weights);
            }
          }
          return null;
        };
    runOnAll(work);
    return values;
  }

  /**
   * The estimate of a statistic whose replicates are known.
   *
   * @param value on the rows themselves, NaN if undefined
   * @param drawn its replicates, NaN where undefined; not changed
   */
  public Estimate estimate(Resampling rows, double value, double[] drawn) {
    long support = rows.rows();
    if (!Double.isFinite(value)) {
      return new Estimate.Undefined("it has no value on these rows", support);
    }
    if (rows.units() < 2) {
      return new Estimate.Undefined(
          "an interval needs at least 2 " + (rows.what().equals("rows") ? "rows" : "groups"),
          support);
    }
    double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
    int undefined = drawn.length - sorted.length;
    if (undefined > UNDEFINED_LIMIT * drawn.length) {
      return new Estimate.Undefined(
          "it has no value in "
              + undefined
              + " of "
              + drawn.length
              + " resamples, more than 5 %; there are too few rows of a kind it needs",
          support);
    }
    double tail = (1 - level) / 2;
    return new Estimate.Measured(
        value,
        new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail), level, method(rows)),
        support);
  }

  private String method(Resampling rows) {
    return "percentile bootstrap of " + rows.what() + ", " + replicates + " replicates";
  }

  private static double quantile(double[] sorted, double q) {
    double h = (sorted.length - 1) * q;
    int low = (int) h;
    return low + 1 < sorted.length
        ? sorted[low] + (h - low) * (sorted[low + 1] - sorted[low])
        : sorted[low];
  }

  private void runOnAll(Callable<Void> work) {
    int workers = Math.min(threads, replicates);
    ExecutorService pool =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "millwright-bootstrap");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Callable<Void>> copies = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        copies.add(work);
      }
      for (Future<Void> done : pool.invokeAll(copies)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("A statistic must not throw a checked exception.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("Resampling was interrupted.");
    } finally {
      pool.shutdownNow();
    }
  }
}
