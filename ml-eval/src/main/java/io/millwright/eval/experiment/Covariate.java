package io.millwright.eval.experiment;

import io.millwright.Require;
import java.time.Instant;

/**
 * What was known of a unit before it was exposed to the experiment.
 *
 * <p>Adjusting for something measured after exposure removes part of the effect itself and biases
 * the comparison; therefore a covariate says until when it was measured and cannot be made if that
 * is not before the exposure. Thread-safe: yes, immutable.
 *
 * @param value finite, at most 1e140 in magnitude
 * @param measuredUntil the last moment whose events are part of the value
 * @param exposedAt when the unit was first exposed
 */
public record Covariate(double value, Instant measuredUntil, Instant exposedAt) {

  /** Checks that the value is finite and older than the exposure. */
  public Covariate {
    Require.finite("Covariate", value);
    if (Math.abs(value) > MetricSums.LARGEST) {
      throw new IllegalArgumentException("Covariate must be at most 1e140 in magnitude.");
    }
    if (!measuredUntil.isBefore(exposedAt)) {
      throw new IllegalArgumentException(
          "Covariate must be measured before exposure; ended "
              + measuredUntil
              + ", exposed "
              + exposedAt
              + ". Cut its window at the exposure.");
    }
  }

  /** A value measured until then, of a unit first exposed at that moment. */
  public static Covariate of(double value, Instant measuredUntil, Instant exposedAt) {
    return new Covariate(value, measuredUntil, exposedAt);
  }
}
