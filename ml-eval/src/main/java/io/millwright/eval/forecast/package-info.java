/**
 * Forecasts that say how sure they are: CRPS of distributions and ensembles, coverage, width and
 * interval score of prediction intervals, and the naive error that MASE divides by.
 *
 * <p>Entry: {@link io.millwright.eval.forecast.PredictionIntervals} and {@link
 * io.millwright.eval.forecast.Crps}.
 *
 * <pre>{@code
 * PredictionIntervals intervals = PredictionIntervals.of(targets, low, high, weights);
 * Estimate covered = intervals.coverage(Bootstrap.of(Seed.of(42)));
 * MetricValue score = intervals.score(0.9);
 * }</pre>
 *
 * <p>It makes no forecasts. Errors of single numbers are {@code
 * io.millwright.eval.metric.RegressionMetrics}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.forecast;
