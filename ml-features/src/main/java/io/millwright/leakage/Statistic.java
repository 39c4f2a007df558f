package io.millwright.leakage;

import io.millwright.Require;

/**
 * A measured number, how sure it is, and what it was compared with.
 *
 * @param name what was measured, for example {@code AUC}
 * @param value the number, finite
 * @param bound the end of its confidence interval that was compared; the number itself where it is
 *     exact
 * @param threshold what makes it an alarm
 */
public record Statistic(String name, double value, double bound, double threshold) {

  public Statistic {
    Require.notBlank("Statistic name", name);
    Require.finite(name, value);
    Require.finite(name + " bound", bound);
    Require.finite(name + " threshold", threshold);
  }

  static Statistic exact(String name, double value, double threshold) {
    return new Statistic(name, value, value, threshold);
  }
}
