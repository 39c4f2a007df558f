package io.millwright.features;

import java.util.Locale;

/**
 * A part of a calendar day or time of day, read in the field's zone (proleptic Gregorian calendar).
 *
 * <p>Whole numbers: a part is cut, never rounded, so 13:59 is hour 13.
 */
public enum CalendarPart {
  /** The year, for example 2026. */
  YEAR(0),
  /** 1 (January) to 12. */
  MONTH(12),
  /** 1 to 31. */
  DAY_OF_MONTH(0),
  /** 1 to 366. */
  DAY_OF_YEAR(366),
  /** 1 (Monday) to 7, as ISO 8601. */
  DAY_OF_WEEK(7),
  /** 0 to 23 of the local clock; TIMESTAMP fields only. */
  HOUR_OF_DAY(24),
  /** Days since 1970-01-01 of the local date. */
  EPOCH_DAY(0);

  private final int period;

  CalendarPart(int period) {
    this.period = period;
  }

  /** Whether the part comes round again, so that {@link Transforms#cyclical} takes it. */
  public boolean isCyclic() {
    return period > 0;
  }

  /** Units until it comes round; of DAY_OF_YEAR the longest. */
  int period() {
    return period;
  }

  /** The smallest value of a cyclic part, at angle 0. */
  int first() {
    return this == HOUR_OF_DAY ? 0 : 1;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part of a local time, given in seconds since 1970-01-01T00:00 of the local clock. */
  long of(long localSecond) {
    long day = Math.floorDiv(localSecond, CivilDate.SECONDS_PER_DAY);
    return switch (this) {
      case YEAR -> CivilDate.year(CivilDate.of(day));
      case MONTH -> CivilDate.month(CivilDate.of(day));
      case DAY_OF_MONTH -> CivilDate.day(CivilDate.of(day));
      case DAY_OF_YEAR -> CivilDate.dayOfYear(CivilDate.of(day));
      case DAY_OF_WEEK -> Math.floorMod(day + 3, 7L) + 1;
      case HOUR_OF_DAY -> Math.floorMod(localSecond, CivilDate.SECONDS_PER_DAY) / 3600;
      case EPOCH_DAY -> day;
    };
  }
}
