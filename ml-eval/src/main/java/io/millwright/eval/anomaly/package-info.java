/**
 * Anomaly detection as those who answer the alerts see it: alerts a day at a threshold, how much of
 * what happened is detected and how late, and precision within a budget of alerts.
 *
 * <p>Entry: {@link io.millwright.eval.anomaly.AnomalyEvaluation}. Average precision, precision of
 * the top k and recall at a false positive rate are {@code
 * io.millwright.eval.metric.BinaryMetrics}.
 *
 * <pre>{@code
 * AnomalyEvaluation found = AnomalyEvaluation.of(observed, times, scores, incidents);
 * double threshold = found.thresholdFor(5);
 * Estimate alerts = found.alertsPerDay(threshold, Bootstrap.of(Seed.of(42)));
 * AnomalyEvaluation.Detection detection = found.detection(threshold);
 * }</pre>
 *
 * <p>It detects nothing, and groups no alerts: give it alerts as they would be sent.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.anomaly;
