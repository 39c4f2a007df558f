/**
 * Metrics, their kernels over primitive arrays, and curves.
 *
 * <p>Entry: {@link io.millwright.eval.metric.BinaryMetrics}, {@link
 * io.millwright.eval.metric.MulticlassMetrics} and {@link
 * io.millwright.eval.metric.RegressionMetrics} name the metrics of each kind of task; a metric is
 * typed by its task's prediction, so that a binary metric does not compile for a regression. What
 * cannot be computed is an {@link io.millwright.eval.metric.MetricValue.Undefined} with a reason,
 * never NaN or 0. Intervals are made in {@code io.millwright.eval.interval}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.metric;
