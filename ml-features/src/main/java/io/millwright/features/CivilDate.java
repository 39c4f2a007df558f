package io.millwright.features;

/**
 * Year, month and day of an epoch day without allocating: packed into one long.
 *
 * @see <a href="https://howardhinnant.github.io/date_algorithms.html">Hinnant (2013),
 *     chrono-compatible low-level date algorithms, civil_from_days</a>
 */
final class CivilDate {

  static final long SECONDS_PER_DAY = 86_400;

  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  private CivilDate() {}

  static long of(long epochDay) {
    // Years that begin on 1 March put the leap day last; 719468 days lie between 0000-03-01 and
    // 1970.
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long marchMonth = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return (year << 9) | (month << 5) | day;
  }

  static long year(long civil) {
    return civil >> 9;
  }

  static int month(long civil) {
    return (int) (civil >> 5) & 0xF;
  }

  static int day(long civil) {
    return (int) civil & 0x1F;
  }

  static int dayOfYear(long civil) {
    int month = month(civil);
    int leap = month > 2 && isLeap(year(civil)) ? 1 : 0;
    return DAYS_BEFORE_MONTH[month - 1] + leap + day(civil);
  }

  static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
