package io.millwright.features.window;

import io.millwright.Require;
import io.millwright.features.window.Shape.Holiday.Asked;
import java.time.Duration;
import java.time.Period;

/**
 * The features from history there are, meant for static import: {@code rolling("amount",
 * Duration.ofDays(7)).mean()}.
 *
 * <p>A {@link Duration} is elapsed time; a {@link Period} goes by the clocks of the event time's
 * zone, so that {@code Period.ofDays(1)} before 09:00 is 09:00 the day before, 23 or 25 hours ago
 * when the clocks changed between. A local time that the zone skips moves on by the gap; of one
 * that comes twice the row's own offset is taken, else the earlier. In all of them "rows" are rows
 * of the same entity.
 */
public final class Windows {

  private Windows() {}

  /**
   * The value {@code rows} rows before this one; missing if there are fewer or that row has none.
   * Numbers and CATEGORICAL fields.
   *
   * @param rows from 1 to 1,000,000
   */
  public static WindowFeature lag(String field, int rows) {
    return WindowFeature.of(field, new Shape.Lag(rows));
  }

  /**
   * The value of the newest row at or before {@code t - back} however old that row is; missing if
   * there is none or it has none.
   */
  public static WindowFeature lag(String field, Duration back) {
    return timeLag(field, Span.of("Lag of '" + field + "'", back), Long.MAX_VALUE);
  }

  /** As {@link #lag(String, Duration)}, on the clocks of the zone. */
  public static WindowFeature lag(String field, Period back) {
    return timeLag(field, Span.of("Lag of '" + field + "'", back), Long.MAX_VALUE);
  }

  /**
   * As {@link #lag(String, Duration)}; missing if that row lies more than {@code within} before
   * {@code t - back}. With {@link Duration#ZERO} only a row at that very moment counts.
   */
  public static WindowFeature lag(String field, Duration back, Duration within) {
    return timeLag(field, Span.of("Lag of '" + field + "'", back), tolerance(field, within));
  }

  /** As {@link #lag(String, Duration, Duration)}, on the clocks of the zone. */
  public static WindowFeature lag(String field, Period back, Duration within) {
    return timeLag(field, Span.of("Lag of '" + field + "'", back), tolerance(field, within));
  }

  private static WindowFeature timeLag(String field, Span span, long within) {
    return WindowFeature.of(field, new Shape.TimeLag(span, within));
  }

  private static long tolerance(String field, Duration within) {
    return within.isZero() ? 0 : Span.of("Tolerance of '" + field + "'", within).nanos();
  }

  /**
   * {@code x[-1] - x[-1 - rows]} of the rows before this one; with {@link
   * WindowFeature#closedRight()} {@code x - x[-rows]}. Missing if either value is.
   */
  public static WindowFeature difference(String field, int rows) {
    return WindowFeature.of(field, new Shape.Difference(rows));
  }

  /** A length of rows for {@link #rolling(String, RowCount)}. */
  public static RowCount rows(int count) {
    return new RowCount(count);
  }

  /** Statistics of the last rows, with or without a value. */
  public static Rolling rolling(String field, RowCount window) {
    return new Rolling(field, window.count(), null, 1);
  }

  /** Statistics of the rows in {@code [t - window, t)}. */
  public static Rolling rolling(String field, Duration window) {
    return new Rolling(field, 0, Span.of("Window of '" + field + "'", window), 1);
  }

  /** Statistics of the rows in {@code [t - window, t)}, on the clocks of the zone. */
  public static Rolling rolling(String field, Period window) {
    return new Rolling(field, 0, Span.of("Window of '" + field + "'", window), 1);
  }

  /** Statistics of all rows so far. */
  public static Expanding expanding(String field) {
    return new Expanding(field, 1);
  }

  /** An exponentially weighted mean of the rows so far. */
  public static Ewm ewm(String field) {
    return new Ewm(field, false, false);
  }

  /** Hours, with fractions, since the last row; missing for the first. */
  public static WindowFeature sinceLastRow() {
    return WindowFeature.ofTime(new Shape.Since());
  }

  /**
   * Hours, with fractions, since the last row in which the field has a value; of a BOOLEAN field or
   * a binary label, since the last that was true or positive. Missing if there was none.
   */
  public static WindowFeature sinceLast(String field) {
    return WindowFeature.of(field, new Shape.Since());
  }

  /** Hours, with fractions, since the last row in which a CATEGORICAL or TEXT field had a value. */
  public static WindowFeature sinceLast(String field, String value) {
    return WindowFeature.ofEvent(field, Require.notBlank("Value of '" + field + "'", value));
  }

  /**
   * The last value there was, however long ago; with {@link WindowFeature#closedRight()} the row's
   * own if it has one. Numbers and CATEGORICAL fields, which stay CATEGORICAL.
   */
  public static WindowFeature forwardFill(String field) {
    return WindowFeature.of(field, new Shape.Fill());
  }

  /** 1 if the row's day is a holiday, else 0; missing in years the calendar does not cover. */
  public static WindowFeature isHoliday(HolidayCalendar calendar) {
    return WindowFeature.ofTime(new Shape.Holiday(calendar, Asked.IS_HOLIDAY));
  }

  /** As {@link HolidayCalendar#daysToNext}, of the row's day in the event time's zone. */
  public static WindowFeature daysToNextHoliday(HolidayCalendar calendar) {
    return WindowFeature.ofTime(new Shape.Holiday(calendar, Asked.DAYS_TO_NEXT));
  }

  /** As {@link HolidayCalendar#daysSinceLast}, of the row's day in the event time's zone. */
  public static WindowFeature daysSinceLastHoliday(HolidayCalendar calendar) {
    return WindowFeature.ofTime(new Shape.Holiday(calendar, Asked.DAYS_SINCE_LAST));
  }

  /**
   * The value {@code rows} rows later: knowledge of the future, for making targets from a table and
   * for nothing else. Its field is IGNORED, and a spec with one opens no stream.
   */
  public static WindowFeature leadOffline(String field, int rows) {
    return WindowFeature.of(field, new Shape.Lead(rows));
  }
}
