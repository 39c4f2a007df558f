package io.millwright.eval.power;

import io.millwright.Require;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.power.Outcome.Mean;
import io.millwright.eval.power.Outcome.Paired;
import io.millwright.eval.power.Outcome.PerQuery;
import io.millwright.eval.power.Outcome.Proportion;
import io.millwright.eval.power.Outcome.Ratio;
import io.millwright.eval.power.TestPower.Statistic;
import io.millwright.eval.significance.Alternative;

/**
 * Sample size, power and smallest detectable difference of a comparison, in the outcome's own unit.
 *
 * <p>Differences are treatment minus control. Means, ranking metrics and pairs use the non-central
 * t distribution, ratios the normal one on linearised outcomes, proportions the normal one on
 * Cohen's h. A plan tests against a difference of 0, or with {@link #nonInferior} or {@link
 * #against} against another one. Defaults: two-sided, alpha 0.05, power 0.8, as many treated units
 * as controls.
 *
 * <p>It plans one look at the end. Small expected counts (fewer than about 10 events per arm) make
 * the approximation for proportions too optimistic. Thread-safe: yes, immutable.
 */
public final class PowerPlan {

  private final Outcome outcome;
  private final TestPower test;
  private final double power;
  private final double reference;

  private PowerPlan(Outcome outcome, TestPower test, double power, double reference) {
    this.outcome = outcome;
    this.test = test;
    this.power = power;
    this.reference = reference;
  }

  /** A plan for this outcome with the defaults. */
  public static PowerPlan of(Outcome outcome) {
    Statistic statistic =
        outcome instanceof Paired
            ? Statistic.PAIRED
            : outcome instanceof Proportion || outcome instanceof Ratio
                ? Statistic.NORMAL
                : Statistic.STUDENT;
    TestPower test = new TestPower(statistic, Alternative.TWO_SIDED, 0.05, 1);
    return new PowerPlan(outcome, test, 0.8, 0);
  }

  /** The same at this size, strictly between 0 and 1. */
  public PowerPlan withAlpha(double alpha) {
    return new PowerPlan(outcome, test.withAlpha(alpha), power, reference);
  }

  /** The same aiming at this power, strictly between 0 and 1. */
  public PowerPlan withPower(double share) {
    return new PowerPlan(outcome, test, Require.openShare("Power", share), reference);
  }

  /** The same with so many treated units per control, greater than 0. */
  public PowerPlan withRatio(double treatedPerControl) {
    return new PowerPlan(outcome, test.withRatio(treatedPerControl), power, reference);
  }

  /** The same with this sidedness. */
  public PowerPlan withAlternative(Alternative alternative) {
    return new PowerPlan(outcome, test.withAlternative(alternative), power, reference);
  }

  /** The same, tested against this difference instead of 0. */
  public PowerPlan against(double difference) {
    return new PowerPlan(outcome, test, power, Require.finite("Difference", difference));
  }

  /**
   * The same as a one-sided test that the treatment is not worse than the control by the margin or
   * more. Ask it about the true difference expected, usually 0.
   *
   * @param margin the loss that would just matter, in the outcome's unit, greater than 0
   * @param direction which way the outcome is better
   */
  public PowerPlan nonInferior(double margin, Direction direction) {
    Require.positive("Margin", margin);
    return direction == Direction.HIGHER_IS_BETTER
        ? withAlternative(Alternative.GREATER).against(-margin)
        : withAlternative(Alternative.LESS).against(margin);
  }

  /**
   * Controls needed (pairs, for a paired outcome), rounded up.
   *
   * @param difference true difference that shall be found
   * @return undefined if the difference is the one tested against, lies on the wrong side, or needs
   *     more than {@link TestPower#MOST_UNITS} units, or where a rate would leave (0, 1)
   */
  public MetricValue sampleSize(double difference) {
    return effect(difference)
        .match(
            effect ->
                test.sampleSize(effect, power)
                    .match(n -> MetricValue.of(roundUp(n)), MetricValue::undefined),
            MetricValue::undefined);
  }

  /**
   * The chance to find the difference with so many controls (pairs, for a paired outcome).
   *
   * @param difference true difference
   * @param controls at least 1
   */
  public MetricValue achievedPower(double difference, long controls) {
    Require.atLeast("Controls", controls, 1);
    return effect(difference).match(e -> test.power(e, (double) controls), MetricValue::undefined);
  }

  /**
   * The smallest difference found with the plan's power: above the one tested against, or below it
   * where the alternative is {@link Alternative#LESS}.
   *
   * @param controls at least 1
   * @return undefined where no rate below 1 (above 0) is far enough away
   */
  public MetricValue detectableDifference(long controls) {
    Require.atLeast("Controls", controls, 1);
    return test.detectableEffect((double) controls, power)
        .match(this::difference, MetricValue::undefined);
  }

  private static double roundUp(double units) {
    // A bisection ends a hair above a whole number that is the exact answer.
    return Math.max(1, Math.ceil(units * (1 - 1e-11)));
  }

  private MetricValue effect(double difference) {
    Require.finite("Difference", difference);
    if (outcome instanceof Proportion p) {
      double to = p.rate() + difference;
      double from = p.rate() + reference;
      return to < 0 || to > 1 || from < 0 || from > 1
          ? MetricValue.undefined("the rate would leave the range from 0 to 1")
          : MetricValue.of(Outcome.cohensH(to, from));
    }
    return MetricValue.of((difference - reference) / deviation());
  }

  private MetricValue difference(double effect) {
    if (outcome instanceof Proportion p) {
      double from = p.rate() + reference;
      if (from < 0 || from > 1) {
        return MetricValue.undefined("the rate would leave the range from 0 to 1");
      }
      double angle = Math.asin(Math.sqrt(from)) + effect / 2;
      if (angle < 0 || angle > Math.PI / 2) {
        return MetricValue.undefined("no rate is far enough away for so few units");
      }
      double root = Math.sin(angle);
      return MetricValue.of(root * root - p.rate());
    }
    return MetricValue.of(reference + effect * deviation());
  }

  private double deviation() {
    if (outcome instanceof Mean m) {
      return m.deviation();
    }
    if (outcome instanceof Ratio r) {
      return r.deviation();
    }
    return outcome instanceof PerQuery q ? q.deviation() : ((Paired) outcome).deviation();
  }
}
