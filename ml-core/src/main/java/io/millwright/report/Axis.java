package io.millwright.report;

import java.util.Objects;

/**
 * What an axis measures and the range it shows.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param title its quantity and unit, for example {@code income (EUR/year)}; empty for none
 * @param low smallest value shown, or {@code NaN} to fit the points
 * @param high largest value shown, above {@code low}, or {@code NaN} to fit the points
 * @param scale how values become places
 */
public record Axis(String title, double low, double high, Scale scale) {

  /** How the values of an axis become places. */
  public enum Scale {
    /** Evenly. */
    LINEAR,
    /** Evenly, the values being milliseconds since 1970-01-01T00:00Z, shown as dates in UTC. */
    TIME
  }

  /** Checks that the range is not empty. */
  public Axis {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(scale, "scale");
    if (Double.isInfinite(low) || Double.isInfinite(high) || low >= high) {
      throw new IllegalArgumentException(
          Checks.named("Axis", title)
              + " must show a finite range from low to high; was "
              + low
              + " to "
              + high
              + ". Leave the range out to fit the points.");
    }
  }

  /** An axis that fits its range to the points. */
  public static Axis titled(String title) {
    return new Axis(title, Double.NaN, Double.NaN, Scale.LINEAR);
  }

  /** An axis that shows exactly this range. */
  public static Axis of(String title, double low, double high) {
    Checks.finite("Low end of " + Checks.named("axis", title), low);
    Checks.finite("High end of " + Checks.named("axis", title), high);
    return new Axis(title, low, high, Scale.LINEAR);
  }

  /** An axis of instants in milliseconds since 1970-01-01T00:00Z that fits its range. */
  public static Axis time(String title) {
    return new Axis(title, Double.NaN, Double.NaN, Scale.TIME);
  }
}
