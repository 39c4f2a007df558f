package io.millwright.features.window;

import io.millwright.Require;
import io.millwright.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalInt;

/**
 * A set of holidays that the caller supplies, for one place: local dates, to be compared with the
 * local date of a row.
 *
 * <p>It covers whole years, from that of its first to that of its last holiday; of other years it
 * says nothing, which is not the same as no holiday. Immutable and thread-safe; a question costs
 * {@code O(log n)}.
 */
public final class HolidayCalendar {

  private final String name;
  private final long[] days;
  private final long firstCovered;
  private final long lastCovered;

  private HolidayCalendar(String name, long[] days) {
    this.name = name;
    this.days = days;
    int firstYear = LocalDate.ofEpochDay(days[0]).getYear();
    int lastYear = LocalDate.ofEpochDay(days[days.length - 1]).getYear();
    this.firstCovered = LocalDate.of(firstYear, 1, 1).toEpochDay();
    this.lastCovered = LocalDate.of(lastYear, 12, 31).toEpochDay();
  }

  /**
   * A calendar of these dates; a date given twice counts once.
   *
   * @param name begins the names of its features, for example {@code "madrid"}
   * @param holidays at least one
   */
  public static HolidayCalendar of(String name, Collection<LocalDate> holidays) {
    Require.notBlank("Name of a calendar", name);
    if (holidays.isEmpty()) {
      throw new IllegalArgumentException(
          "Calendar '" + name + "' must have at least one holiday; had none.");
    }
    long[] days = holidays.stream().mapToLong(LocalDate::toEpochDay).sorted().distinct().toArray();
    return new HolidayCalendar(name, days);
  }

  /**
   * A calendar of a text: one holiday a line, its date as {@code 2026-12-25}, then, after a comma
   * or semicolon, anything. Blank lines and those that begin with {@code #} are skipped, and a
   * first line whose first cell is {@code date}.
   *
   * @param text taken for hostile: at most 1 Mi characters and 100,000 lines
   * @throws IllegalArgumentException if a line has no date, naming the first 20 such lines, or if
   *     there is no holiday
   */
  public static HolidayCalendar parse(String name, String text) {
    return of(name, HolidayLines.read(name, text));
  }

  /**
   * A calendar of a file in UTF-8; as {@link #parse}.
   *
   * @throws IOException if it cannot be read or is not UTF-8
   */
  public static HolidayCalendar read(String name, Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(HolidayLines.MOST_CHARACTERS + 1);
    }
    if (bytes.length > HolidayLines.MOST_CHARACTERS) {
      throw HolidayLines.tooLong(name);
    }
    return parse(
        name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
  }

  /** What begins the names of its features. */
  public String name() {
    return name;
  }

  /** How many holidays. */
  public int size() {
    return days.length;
  }

  /** Whether it says anything of the day. */
  public boolean covers(LocalDate day) {
    return covers(day.toEpochDay());
  }

  private boolean covers(long day) {
    return day >= firstCovered && day <= lastCovered;
  }

  /** Whether the day is among its holidays; false too where it does not cover the day. */
  public boolean isHoliday(LocalDate day) {
    return Arrays.binarySearch(days, day.toEpochDay()) >= 0;
  }

  /**
   * Days until the next holiday, 0 on one; empty if the day is not covered or the calendar ends
   * before the next.
   */
  public OptionalInt daysToNext(LocalDate day) {
    return whole(tell(day.toEpochDay(), Shape.Holiday.Asked.DAYS_TO_NEXT));
  }

  /** Days since the last holiday, 0 on one; empty if the day is not covered or before the first. */
  public OptionalInt daysSinceLast(LocalDate day) {
    return whole(tell(day.toEpochDay(), Shape.Holiday.Asked.DAYS_SINCE_LAST));
  }

  private static OptionalInt whole(double days) {
    return Double.isNaN(days) ? OptionalInt.empty() : OptionalInt.of((int) days);
  }

  /** The answer for an epoch day, NaN if there is none. */
  double tell(long day, Shape.Holiday.Asked asked) {
    if (!covers(day)) {
      return Double.NaN;
    }
    int found = Arrays.binarySearch(days, day);
    if (asked == Shape.Holiday.Asked.IS_HOLIDAY) {
      return found >= 0 ? 1 : 0;
    }
    if (found >= 0) {
      return 0;
    }
    int next = -found - 1;
    if (asked == Shape.Holiday.Asked.DAYS_TO_NEXT) {
      return next == days.length ? Double.NaN : days[next] - day;
    }
    return next == 0 ? Double.NaN : day - days[next - 1];
  }

  /** SHA-256 over its dates. */
  public String fingerprint() {
    return Sha256.hex(Arrays.toString(days));
  }

  @Override
  public String toString() {
    return "HolidayCalendar '" + name + "' of " + days.length + " days";
  }
}
