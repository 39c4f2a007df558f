package io.millwright.features.window;

import io.millwright.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A length of time: so many nanoseconds, or a calendar period whose length depends on the zone.
 * Immutable.
 *
 * @param nanos the length, or of a period more than it can ever be
 * @param period absent for an elapsed length
 */
record Span(long nanos, @Nullable Period period) {

  static final long DAY = 86_400_000_000_000L;

  // Months are cut to their last day and zones have skipped whole days, so that a later row's
  // window may begin earlier than this one's.
  private static final int SLACK_DAYS = 6;
  private static final long LONGEST_DAYS = 100 * 366;

  static Span of(String subject, Duration length) {
    if (length.isZero() || length.isNegative() || length.toDays() > LONGEST_DAYS) {
      throw Require.violated(subject, "longer than 0 and at most 100 years", length);
    }
    return new Span(length.toNanos(), null);
  }

  static Span of(String subject, Period length) {
    long days = length.toTotalMonths() * 31 + length.getDays();
    boolean negative =
        length.getYears() < 0 || length.getMonths() < 0 || length.getDays() < 0 || days < 1;
    if (negative || days > LONGEST_DAYS) {
      throw Require.violated(subject, "longer than 0 and at most 100 years", length);
    }
    return new Span((days + SLACK_DAYS) * DAY, length);
  }

  /** The moment this long before another, on the clocks of the zone if it is a period. */
  long before(long epochNano, ZoneId zone) {
    Period calendar = period;
    if (calendar == null) {
      return minus(epochNano, nanos);
    }
    long second = Math.floorDiv(epochNano, 1_000_000_000L);
    long part = Math.floorMod(epochNano, 1_000_000_000L);
    Instant start = Instant.ofEpochSecond(second).atZone(zone).minus(calendar).toInstant();
    if (start.getEpochSecond() <= Long.MIN_VALUE / 1_000_000_000L) {
      return Long.MIN_VALUE;
    }
    return start.getEpochSecond() * 1_000_000_000L + part;
  }

  /** The difference, or the earliest moment there is. */
  static long minus(long epochNano, long length) {
    long difference = epochNano - length;
    return difference > epochNano ? Long.MIN_VALUE : difference;
  }

  /** The nanoseconds from one moment to a later one. */
  static double elapsed(long from, long to) {
    long difference = to - from;
    return difference < 0 ? (double) to - (double) from : difference;
  }

  /** For people and fingerprints, which must not depend on the Java version. */
  String describe() {
    Period calendar = period;
    return calendar == null ? nanos + " ns" : calendar + " by the clock";
  }

  /** For names of features: {@code 7d}, {@code 36h}, and {@code p7d} for a period. */
  String suffix() {
    Period calendar = period;
    if (calendar != null) {
      return calendar.toString().toLowerCase(Locale.ROOT);
    }
    return suffix(nanos);
  }

  static String suffix(long nanos) {
    String[] units = {"d", "h", "min", "s", "ms"};
    long[] lengths = {DAY, DAY / 24, DAY / 1_440, 1_000_000_000L, 1_000_000L};
    for (int i = 0; i < units.length; i++) {
      if (nanos % lengths[i] == 0) {
        return nanos / lengths[i] + units[i];
      }
    }
    return nanos + "ns";
  }
}
