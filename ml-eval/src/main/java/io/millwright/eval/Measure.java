package io.millwright.eval;

import io.millwright.Require;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.Metric;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;

/**
 * The name of a number in {@link io.millwright.evidence.Evidence} and which way it is better, so
 * that a {@link Gate} can bound it: a metric of an evaluation, or something measured elsewhere such
 * as a latency, a size or a fairness difference.
 *
 * @param name the key in {@code Evidence.metrics()}, for example {@code latency_p99_ms}
 * @param direction which way it is better
 */
public record Measure(String name, Direction direction) {

  /** Median time of one answer in milliseconds, as {@link Latency} measures it. */
  public static final Measure LATENCY_P50_MS = lowerIsBetter("latency_p50_ms");

  /** 99th percentile of the time of one answer in milliseconds, as {@link Latency} measures it. */
  public static final Measure LATENCY_P99_MS = lowerIsBetter("latency_p99_ms");

  /** Size of the packed bundle in bytes. */
  public static final Measure BUNDLE_BYTES = lowerIsBetter("bundle_bytes");

  public Measure {
    Require.notBlank("Measure", name);
  }

  /** A metric of an evaluation. */
  public static Measure of(Metric<?> metric) {
    return new Measure(metric.name(), metric.direction());
  }

  /** A number that is better when larger. */
  public static Measure higherIsBetter(String name) {
    return new Measure(name, Direction.HIGHER_IS_BETTER);
  }

  /** A number that is better when smaller. */
  public static Measure lowerIsBetter(String name) {
    return new Measure(name, Direction.LOWER_IS_BETTER);
  }

  /**
   * A number that was counted and not estimated, as an estimate without width that rests on as many
   * things as were counted, for example {@link #BUNDLE_BYTES}.
   *
   * @param count at least 1
   */
  public static Estimate counted(long count) {
    double value = (double) count;
    return new Measured(value, new Interval(value, value, EXACT_LEVEL, "counted"), count);
  }

  /** A counted number is certain; an interval's level must be less than 1. */
  private static final double EXACT_LEVEL = Math.nextDown(1.0);
}
