/**
 * From probabilities to decisions: the threshold that suits what errors cost and what can be
 * handled, and what it will really bring.
 *
 * <p>Entry: {@link io.millwright.eval.threshold.ChosenThreshold} by a {@link
 * io.millwright.eval.threshold.ThresholdRule}.
 *
 * <pre>{@code
 * ThresholdRule rule = ThresholdRule.leastCost(CostMatrix.retention(50, 600, 0.4));
 * ChosenThreshold chosen = ChosenThreshold.by(rule, HeldOut.of(trained, split.validation()), bootstrap);
 * OperatingPoint point = chosen.judgedOn(HeldOut.of(trained, split.test()), bootstrap);
 * Section page = ThresholdSection.of(chosen);
 * }</pre>
 *
 * <p>Binary tasks only, one threshold for all rows. Where amounts differ from row to row, deciding
 * by expected gain of each row earns more than any single threshold.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.threshold;
