package io.millwright.split;

import io.millwright.Require;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The times of a field as its calendar sees them. A DATE is the start of its day in UTC.
 *
 * @param type DATE or TIMESTAMP
 * @param zone of the calendar
 */
record TimeLine(FieldType type, ZoneId zone) {

  private static final long NANOS = 1_000_000_000L;

  static TimeLine of(Field field) {
    return new TimeLine(field.type(), field.zone().orElse(ZoneOffset.UTC));
  }

  /** A cell's value as a time of the calendar. */
  ZonedDateTime at(long value) {
    return type == FieldType.DATE
        ? LocalDate.ofEpochDay(value).atStartOfDay(zone)
        : Instant.ofEpochSecond(Math.floorDiv(value, NANOS), Math.floorMod(value, NANOS))
            .atZone(zone);
  }

  /** The time as a cell's value; the end of the range if beyond it. */
  long value(ZonedDateTime time) {
    if (type == FieldType.DATE) {
      return time.toLocalDate().toEpochDay();
    }
    try {
      return Math.addExact(Math.multiplyExact(time.toEpochSecond(), NANOS), time.getNano());
    } catch (ArithmeticException e) {
      return time.toEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /**
   * So many times the amount later, or earlier if negative. The start of a day stays the start of a
   * day under a Period, even where clocks skip midnight.
   */
  ZonedDateTime moved(ZonedDateTime from, TemporalAmount amount, int times) {
    if (amount instanceof Duration duration) {
      return from.plus(duration.multipliedBy(times));
    }
    Period period = ((Period) amount).multipliedBy(times);
    LocalDate day = from.toLocalDate();
    return from.equals(day.atStartOfDay(zone))
        ? day.plus(period).atStartOfDay(zone)
        : from.plus(period);
  }

  /** The value moved by a duration, in the column's unit; the end of the range if beyond it. */
  static long shifted(long value, int sign, Duration by, FieldType type) {
    try {
      long amount = type == FieldType.DATE ? by.toDays() : by.toNanos();
      return Math.addExact(value, sign * amount);
    } catch (ArithmeticException e) {
      return sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Refuses parts of a day for a DATE, all of them at once. */
  static void requireFit(FieldType type, Map<String, ? extends TemporalAmount> amounts) {
    String faults =
        new TreeMap<>(amounts)
            .entrySet().stream()
                .filter(amount -> type == FieldType.DATE && hasPartOfDay(amount.getValue()))
                .map(
                    amount ->
                        amount.getKey()
                            + " must be whole days, since the field is a DATE; was "
                            + amount.getValue()
                            + ".")
                .collect(Collectors.joining(" "));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(faults);
    }
  }

  private static boolean hasPartOfDay(TemporalAmount amount) {
    return amount instanceof Duration duration
        && !duration.equals(Duration.ofDays(duration.toDays()));
  }

  /** Refuses anything but a Period or Duration that is zero or more. */
  static TemporalAmount requireNotNegative(String name, TemporalAmount amount) {
    boolean negative =
        amount instanceof Period period
            ? period.isNegative()
            : amount instanceof Duration duration && duration.isNegative();
    if (negative) {
      throw new IllegalArgumentException(name + " must not be negative; was " + amount + ".");
    }
    if (!(amount instanceof Period || amount instanceof Duration)) {
      throw Require.violated(name, "a Period or a Duration", amount);
    }
    return amount;
  }

  /** Refuses anything but a Period or Duration that is more than zero. */
  static TemporalAmount requirePositive(String name, TemporalAmount amount) {
    requireNotNegative(name, amount);
    if (amount.equals(Period.ZERO) || amount.equals(Duration.ZERO)) {
      throw Require.violated(name, "more than zero", amount);
    }
    return amount;
  }
}
