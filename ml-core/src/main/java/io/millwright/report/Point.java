package io.millwright.report;

/**
 * One point of a chart: a place, a value, and optionally the interval around the value.
 *
 * <p>Missing is explicit: {@link #missing} makes a gap, {@link #of} refuses {@code NaN}. In the
 * components {@code NaN} stands for missing. Thread-safe: yes, immutable.
 *
 * @param x where it stands, finite; for categories and bins the index from 0
 * @param y its value, finite, or {@code NaN} if it is missing
 * @param low lower end of its interval, at most {@code y}, or {@code NaN} if there is none
 * @param high upper end of its interval, at least {@code y}, or {@code NaN} if there is none
 */
public record Point(double x, double y, double low, double high) {

  /** Checks that the numbers are finite or missing and that the interval holds the value. */
  public Point {
    Checks.finite("Place x of a point", x);
    if (Double.isNaN(low) != Double.isNaN(high)) {
      throw new IllegalArgumentException(
          "Interval of a point must have both ends; was " + low + " to " + high + ". Give both.");
    }
    if (Double.isInfinite(y) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "Point must be finite; was " + y + " in " + low + " to " + high + ". Leave it out.");
    }
    if (!Double.isNaN(low) && !(low <= y && y <= high)) {
      throw new IllegalArgumentException(
          "Interval of a point must hold its value; was "
              + y
              + " in "
              + low
              + " to "
              + high
              + ". Check the order of the arguments.");
    }
  }

  /** A point without interval. */
  public static Point of(double x, double y) {
    return new Point(x, Checks.finite("Value y of a point", y), Double.NaN, Double.NaN);
  }

  /** A point with the interval {@code low} to {@code high} around its value. */
  public static Point of(double x, double y, double low, double high) {
    Checks.finite("Lower end of a point", low);
    Checks.finite("Upper end of a point", high);
    return new Point(x, Checks.finite("Value y of a point", y), low, high);
  }

  /** A place without a value: a gap in a line, a bar that is not there. */
  public static Point missing(double x) {
    return new Point(x, Double.NaN, Double.NaN, Double.NaN);
  }

  /** Whether the value is missing. */
  public boolean isMissing() {
    return Double.isNaN(y);
  }

  /** Whether there is an interval around the value. */
  public boolean hasInterval() {
    return !Double.isNaN(low);
  }
}
