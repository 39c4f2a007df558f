package io.millwright.report;

import java.util.Objects;

/**
 * A labelled line across a chart at one value, for example a threshold.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param label what stands beside it, not blank
 * @param at where, finite
 * @param on the axis whose value {@code at} is
 */
public record ReferenceLine(String label, double at, On on) {

  /** The axis that a reference line belongs to. */
  public enum On {
    /** The x axis: places. */
    X,
    /** The y axis: values, also where a renderer lays bars on their side. */
    Y
  }

  /** Checks label and place. */
  public ReferenceLine {
    Checks.filled("Label of a reference line", label);
    Checks.finite("Place of " + Checks.named("reference line", label), at);
    Objects.requireNonNull(on, "on");
  }
}
