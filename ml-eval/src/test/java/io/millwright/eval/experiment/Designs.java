package io.millwright.eval.experiment;

import io.millwright.eval.metric.Direction;
import io.millwright.eval.power.Outcome;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Designs and simulated days for tests. */
final class Designs {

  static final MetricSpec AMOUNT =
      MetricSpec.of("amount", Direction.HIGHER_IS_BETTER, Outcome.mean(1));
  static final MetricSpec DELAY =
      MetricSpec.of("delay", Direction.LOWER_IS_BETTER, Outcome.mean(1));
  static final MetricSpec CONVERSION =
      MetricSpec.of("conversion", Direction.HIGHER_IS_BETTER, Outcome.proportion(0.1));
  static final MetricSpec RATIO =
      MetricSpec.of("clicks_per_view", Direction.HIGHER_IS_BETTER, Outcome.ratio(0.5));

  private Designs() {}

  static AbTestBuilder even(String hypothesis) {
    return AbTest.builder(hypothesis).control("old", 0.5).arm("new", 0.5);
  }

  static Covariate before(double value) {
    return Covariate.of(value, Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
  }

  /** A day of normal amounts with variance 1 and no guardrails. */
  static Tally amounts(AbTest test, RandomGenerator random, int perArm, double gain) {
    Tally day = test.tally();
    for (String arm : test.arms().keySet()) {
      boolean control = arm.equals(test.control());
      day.exposed(arm, perArm);
      for (int i = 0; i < perArm; i++) {
        day.add(arm, "amount", 5 + random.nextGaussian() + (control ? 0 : gain));
      }
    }
    return day;
  }

  /**
   * Adds units of exactly this mean and standard deviation (population), an even number of them.
   */
  static void exactly(Tally day, String arm, String metric, int units, double mean) {
    for (int i = 0; i < units; i++) {
      day.add(arm, metric, mean + (i % 2 == 0 ? 1 : -1));
    }
  }
}
