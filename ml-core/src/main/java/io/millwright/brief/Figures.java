package io.millwright.brief;

import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.report.NumberText;

/** Figures in sentences. */
final class Figures {

  private Figures() {}

  static String number(double value) {
    return NumberText.of(value);
  }

  static String percent(double share) {
    return NumberText.of(share * 100) + " %";
  }

  /** {@code 0.91 (0.89 to 0.93)}. */
  static String text(Measured measured) {
    Interval interval = measured.interval();
    return number(measured.value())
        + " ("
        + number(interval.low())
        + " to "
        + number(interval.high())
        + ")";
  }
}
