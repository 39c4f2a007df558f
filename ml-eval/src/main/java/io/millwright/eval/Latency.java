package io.millwright.eval;

import io.millwright.Require;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Evidence;
import io.millwright.model.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Times of single answers of a predictor, one after the other on one thread, as quantiles with
 * intervals.
 *
 * <p>For a gate that must keep a slow model out, not for a benchmark: no queue builds up, so
 * waiting under load is not in it, and the machine's other work is. The interval of a quantile runs
 * between two order statistics whose ranks follow from the binomial distribution; it assumes no law
 * of the times, but that calls are independent. With too few calls for the level it is undefined:
 * the 99th percentile at 95 % needs about 370. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1002/9780470317037">Hahn, Meeker (1991), Statistical Intervals,
 *     section 5.2</a>
 */
public final class Latency {

  private static final double LEVEL = 0.95;
  private static final double NANOS_PER_MILLI = 1e6;

  private final double[] sortedMillis;

  private Latency(double[] sortedMillis) {
    this.sortedMillis = sortedMillis;
  }

  /**
   * Asks each input in turn until there are enough answers.
   *
   * @param inputs at least one
   * @param warmUp calls that are not counted, at least 0; the JVM compiles meanwhile
   * @param calls counted calls, at least 1
   */
  public static <I> Latency of(
      Predictor<I, ?> predictor, List<? extends I> inputs, int warmUp, int calls) {
    return of(predictor, inputs, warmUp, calls, System::nanoTime);
  }

  /** The same by another clock of nanoseconds. */
  static <I> Latency of(
      Predictor<I, ?> predictor,
      List<? extends I> inputs,
      int warmUp,
      int calls,
      LongSupplier nanos) {
    Require.atLeast("Inputs", inputs.size(), 1);
    Require.atLeast("Warm-up calls", warmUp, 0);
    double[] millis = new double[Require.atLeast("Calls", calls, 1)];
    for (int i = 0; i < warmUp; i++) {
      predictor.predict(inputs.get(i % inputs.size()));
    }
    for (int i = 0; i < calls; i++) {
      I input = inputs.get(i % inputs.size());
      long before = nanos.getAsLong();
      predictor.predict(input);
      millis[i] = (nanos.getAsLong() - before) / NANOS_PER_MILLI;
    }
    Arrays.sort(millis);
    return new Latency(millis);
  }

  /**
   * A quantile of the times in milliseconds: the smallest time that at least this share of the
   * calls did not exceed.
   *
   * @param share strictly between 0 and 1
   */
  public Estimate quantile(double share) {
    Require.openShare("Share", share);
    int n = sortedMillis.length;
    BinomialDistribution below = new BinomialDistribution(null, n, share);
    int low = below.inverseCumulativeProbability((1 - LEVEL) / 2);
    int high = below.inverseCumulativeProbability((1 + LEVEL) / 2) + 1;
    if (low < 1 || high > n) {
      return new Estimate.Undefined(
          n + " calls are too few for an interval of this quantile at " + LEVEL, n);
    }
    double value = sortedMillis[(int) Math.ceil(share * n) - 1];
    return new Measured(
        value,
        new Interval(
            sortedMillis[low - 1],
            sortedMillis[high - 1],
            LEVEL,
            "order statistics of " + n + " calls"),
        n);
  }

  /** The evidence with median and 99th percentile of these times. */
  public Evidence addTo(Evidence evidence) {
    return evidence
        .withMetric(Measure.LATENCY_P50_MS.name(), quantile(0.5))
        .withMetric(Measure.LATENCY_P99_MS.name(), quantile(0.99));
  }
}
