/**
 * How many units a comparison needs, and what it can find with the units it has.
 *
 * <p>Entry: {@link io.millwright.eval.power.PowerPlan}, over an {@link
 * io.millwright.eval.power.Outcome} that says what a unit's outcome is like today:
 *
 * <pre>{@code
 * PowerPlan plan = PowerPlan.of(Outcome.proportion(0.10)).withAlpha(0.05).withPower(0.8);
 * MetricValue controls = plan.sampleSize(0.01);        // to find 10 % -> 11 %
 * MetricValue power = plan.achievedPower(0.01, 20_000);
 * MetricValue smallest = plan.detectableDifference(20_000);
 * }</pre>
 *
 * <p>{@link io.millwright.eval.power.TestPower} is the mathematics below it, in standardised
 * effects. It plans tests of one look at the end; it does not analyse data, and knows no
 * group-sequential boundaries.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.power;
