package io.millwright.store;

import java.util.Locale;

/**
 * What a window of events is reduced to. Missing values are left out; NaN is a value.
 *
 * <p>Sums are exact before their one rounding, so that neither the order of events nor what left
 * the window before changes a bit.
 */
public enum Aggregation {
  /** How many events have a value; 0 for an empty window. */
  COUNT,
  /** The exact sum, rounded once; 0 for an empty window, NaN if a value is NaN. */
  SUM,
  /** The rounded sum over the count; missing for an empty window. */
  MEAN,
  /** The smallest value, -0.0 before 0.0, NaN if a value is NaN; missing for an empty window. */
  MIN,
  /** The largest value, 0.0 after -0.0, NaN if a value is NaN; missing for an empty window. */
  MAX,
  /**
   * The population deviation {@code sqrt(n Σx² − (Σx)²) / n}, exact under the root; missing for an
   * empty window, NaN if a value is not finite.
   */
  STD,
  /** The value of the latest event, ties by latest known time, then by latest arrival. */
  LAST,
  /** How many different values; -0.0 and 0.0 are one, NaN is one; 0 for an empty window. */
  DISTINCT;

  /** The word in a feature's name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether an empty window has a value, which then is 0. */
  public boolean hasValueOfNothing() {
    return this == COUNT || this == SUM || this == DISTINCT;
  }

  /** Whether it can be taken of strings, and not of numbers only. */
  public boolean takesStrings() {
    return this == COUNT || this == DISTINCT;
  }
}
