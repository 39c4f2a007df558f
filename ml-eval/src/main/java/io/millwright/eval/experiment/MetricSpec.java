package io.millwright.eval.experiment;

import io.millwright.Require;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.power.Outcome;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A metric of an experiment: its name, which way it is better, and what one unit's outcome is like.
 *
 * <p>The {@link Outcome} is both the kind of metric (what values a unit may have, how arms are
 * compared) and the planning assumption. {@link Outcome.Paired} has no place here: arms do not
 * share units. For two rankers on the same queries use {@link TeamDraft}. Thread-safe: yes,
 * immutable.
 */
public final class MetricSpec {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  private final String name;
  private final Direction direction;
  private final Outcome outcome;
  private final Optional<String> covariate;

  private MetricSpec(
      String name, Direction direction, Outcome outcome, Optional<String> covariate) {
    this.name = name;
    this.direction = direction;
    this.outcome = outcome;
    this.covariate = covariate;
  }

  /**
   * A metric.
   *
   * @param name 1 to 64 of letters, digits, {@code _ . -}; starts with a letter or digit
   * @param direction which way it is better
   * @param outcome what a unit's outcome is like today
   */
  public static MetricSpec of(String name, Direction direction, Outcome outcome) {
    requireName("Metric name", name);
    if (outcome instanceof Outcome.Paired) {
      throw new IllegalArgumentException(
          "Metric '"
              + name
              + "' must have an outcome per unit and arm; was paired. Compare two rankers on the"
              + " same queries with TeamDraft.");
    }
    return new MetricSpec(name, direction, outcome, Optional.empty());
  }

  /**
   * The same, adjusted for what was known of the unit before it was exposed (CUPED). Then every
   * value comes with a {@link Covariate}; for units without a past give a fixed one.
   *
   * @param what for people, for example {@code "spend in the 28 days before"}
   */
  public MetricSpec adjustedFor(String what) {
    return new MetricSpec(
        name, direction, outcome, Optional.of(Require.notBlank("Covariate", what)));
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Which way it is better. */
  public Direction direction() {
    return direction;
  }

  /** What a unit's outcome is like. */
  public Outcome outcome() {
    return outcome;
  }

  /** What it is adjusted for, if anything. */
  public Optional<String> covariate() {
    return covariate;
  }

  boolean isRatio() {
    return outcome instanceof Outcome.Ratio;
  }

  boolean isProportion() {
    return outcome instanceof Outcome.Proportion;
  }

  static String requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + " must match " + NAME + "; was of " + name.length() + " characters. Rename it.");
    }
    return name;
  }
}
