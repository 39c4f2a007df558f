package io.millwright.store.internal;

import java.time.Duration;
import java.time.Instant;

/** Instants as nanoseconds since 1970-01-01T00:00Z, from 1677-09-21 to 2262-04-11. */
public final class EpochNanos {

  private static final long SECOND = 1_000_000_000L;

  private EpochNanos() {}

  /**
   * The instant's nanosecond.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public static long of(Instant instant) {
    try {
      // A negative second and a positive part may only together be in range.
      return instant.getEpochSecond() < 0
          ? Math.addExact(
              Math.multiplyExact(instant.getEpochSecond() + 1, SECOND), instant.getNano() - SECOND)
          : Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Time must be between 1677-09-21 and 2262-04-11; was outside.", e);
    }
  }

  /** The instant of the nanosecond. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }

  /** {@code time − span}, or the earliest time if that is before it. */
  public static long before(long time, long span) {
    long earlier = time - span;
    return span >= 0 && earlier > time ? Long.MIN_VALUE : earlier;
  }

  /** {@code later − earlier}, at most the largest span; {@code later} is not before. */
  public static long between(long earlier, long later) {
    long span = later - earlier;
    return span < 0 ? Long.MAX_VALUE : span;
  }

  /**
   * The nanoseconds of a duration above 0; the largest long for all from 292 years.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public static long span(String name, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " must be above 0; was " + duration + ".");
    }
    return duration.toSeconds() >= Long.MAX_VALUE / SECOND ? Long.MAX_VALUE : duration.toNanos();
  }
}
