package io.millwright.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and timestamps. ISO forms: {@code 2024-03-31}, {@code 2024-03-31T02:30}, {@code
 * 2024-03-31 02:30:00.123}, with or without an offset ({@code Z}, {@code +01:00}, {@code +0100},
 * {@code +01}) or a zone in brackets. A date alone is the start of its day. Without an offset the
 * time is read in the field's zone; of a time that occurs twice the earlier instant is taken. Not
 * thread-safe.
 */
final class TimeReader {

  static final String NO_DATE = "must be a date like 2024-03-31; was other text or no such day";
  static final String NO_PATTERN = "must fit its pattern and be a time that exists; does not";
  static final String NO_TIME =
      "must be a timestamp like 2024-03-31T14:30:00Z or 2024-03-31 14:30:00; was other text or no such time";
  static final String OUT_OF_RANGE = "must be between 1677-09-21 and 2262-04-11; was outside";

  private final ZoneId zone;
  private final @Nullable ZoneOffset fixed;
  private final boolean shiftGaps;
  private final @Nullable DateTimeFormatter pattern;
  private long value;
  private int at;
  private boolean local;
  private int lastKey = -1; // times come in runs of the same day
  private long lastDay;

  /** A reader of local times in the zone, by the pattern or in ISO form. */
  TimeReader(ZoneId zone, boolean shiftGaps, @Nullable String pattern) {
    this.zone = zone;
    this.fixed = zone.getRules().isFixedOffset() ? zone.getRules().getOffset(Instant.EPOCH) : null;
    this.shiftGaps = shiftGaps;
    this.pattern = pattern == null ? null : formatter(pattern);
  }

  static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The epoch day or epoch nanosecond read last. */
  long value() {
    return value;
  }

  /** Whether the timestamp read last had no offset of its own. */
  boolean wasLocal() {
    return local;
  }

  /** Reads a date; returns what is wrong with it, or null. */
  @Nullable String date(char[] text, int offset, int length) {
    if (pattern != null) {
      try {
        value = pattern.parse(new String(text, offset, length), LocalDate::from).toEpochDay();
        return null;
      } catch (DateTimeException e) {
        return NO_PATTERN;
      }
    }
    if (length == 10 && isoDay(text, offset)) {
      return null;
    }
    if (length <= 10 || (text[offset] != '+' && text[offset] != '-')) {
      return NO_DATE; // only years of more than four digits, or before 0, are longer: with a sign
    }
    try {
      value = LocalDate.parse(new String(text, offset, length)).toEpochDay();
      return null;
    } catch (DateTimeParseException e) {
      return NO_DATE;
    }
  }

  /** Reads a timestamp; returns what is wrong with it, or null. */
  @Nullable String timestamp(char[] text, int offset, int length) {
    if (pattern != null) {
      return byPattern(pattern, new String(text, offset, length));
    }
    if (length < 10 || length > 80 || !isoDay(text, offset)) {
      return NO_TIME;
    }
    long day = value;
    int end = offset + length;
    at = offset + 10;
    long nanoOfDay = 0;
    if (at < end && (text[at] == 'T' || text[at] == 't' || text[at] == ' ')) {
      at++;
      nanoOfDay = nanoOfDay(text, end);
    }
    if (nanoOfDay < 0) {
      return NO_TIME;
    }
    local = at == end;
    if (local) {
      return atZone(day, nanoOfDay, zone, fixed);
    }
    if (text[end - 1] == ']') {
      return bracketed(new String(text, offset, length));
    }
    int seconds = offsetSeconds(text, end);
    return seconds == Integer.MIN_VALUE ? NO_TIME : put(day, nanoOfDay, seconds);
  }

  private @Nullable String byPattern(DateTimeFormatter format, String text) {
    try {
      TemporalAccessor found =
          format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      local = !(found instanceof ZonedDateTime);
      if (found instanceof ZonedDateTime zoned) {
        return put(
            zoned.toLocalDate().toEpochDay(),
            zoned.toLocalTime().toNanoOfDay(),
            zoned.getOffset().getTotalSeconds());
      }
      LocalDateTime time =
          found instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) found;
      return atZone(time.toLocalDate().toEpochDay(), time.toLocalTime().toNanoOfDay(), zone, fixed);
    } catch (DateTimeException e) {
      return NO_PATTERN;
    }
  }

  private @Nullable String bracketed(String text) {
    try {
      Instant instant =
          DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(text.replace(' ', 'T'), Instant::from);
      value = ComponentReader.nanos(instant);
      return null;
    } catch (DateTimeException e) {
      return NO_TIME;
    } catch (ArithmeticException e) {
      return OUT_OF_RANGE;
    }
  }

  private @Nullable String atZone(
      long day, long nanoOfDay, ZoneId in, @Nullable ZoneOffset constant) {
    if (constant != null) {
      return put(day, nanoOfDay, constant.getTotalSeconds());
    }
    LocalDateTime time =
        LocalDateTime.of(LocalDate.ofEpochDay(day), java.time.LocalTime.ofNanoOfDay(nanoOfDay));
    List<ZoneOffset> offsets = in.getRules().getValidOffsets(time);
    if (!offsets.isEmpty()) {
      return put(day, nanoOfDay, offsets.get(0).getTotalSeconds());
    }
    if (!shiftGaps) {
      return "must be a time that exists in "
          + in
          + "; is skipped by a clock change (an offset in the file, or shiftGaps in the options, settles it)";
    }
    return put(
        day, nanoOfDay, in.getRules().getTransition(time).getOffsetBefore().getTotalSeconds());
  }

  private @Nullable String put(long day, long nanoOfDay, int offsetSeconds) {
    try {
      long second = day * 86_400 + nanoOfDay / ComponentReader.NANOS - offsetSeconds;
      // From the second after the instant, so that the first moment of the range does not overflow.
      long nano = nanoOfDay % ComponentReader.NANOS;
      value =
          second < 0
              ? Math.addExact(
                  Math.multiplyExact(second + 1, ComponentReader.NANOS),
                  nano - ComponentReader.NANOS)
              : Math.addExact(Math.multiplyExact(second, ComponentReader.NANOS), nano);
      return null;
    } catch (ArithmeticException e) {
      return OUT_OF_RANGE;
    }
  }

  /** {@code yyyy-MM-dd} at the offset, into value. */
  private boolean isoDay(char[] text, int offset) {
    if (text[offset + 4] != '-' || text[offset + 7] != '-') {
      return false;
    }
    int century = two(text, offset);
    int rest = two(text, offset + 2);
    int month = two(text, offset + 5);
    int day = two(text, offset + 8);
    if (century < 0 || rest < 0 || month < 1 || month > 12 || day < 1) {
      return false;
    }
    int year = century * 100 + rest;
    int key = (year * 100 + month) * 100 + day;
    if (key != lastKey) {
      if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
        return false;
      }
      lastKey = key;
      lastDay = LocalDate.of(year, month, day).toEpochDay();
    }
    value = lastDay;
    return true;
  }

  /** {@code HH:mm[:ss[.fraction]]} from {@code at}, which it moves; negative if it is not. */
  private long nanoOfDay(char[] text, int end) {
    if (end - at < 5 || text[at + 2] != ':') {
      return -1;
    }
    int hour = two(text, at);
    int minute = two(text, at + 3);
    int second = 0;
    at += 5;
    if (at < end && text[at] == ':') {
      if (end - at < 3) {
        return -1;
      }
      second = two(text, at + 1);
      at += 3;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return -1;
    }
    long nano = at < end && (text[at] == '.' || text[at] == ',') ? fraction(text, end) : 0;
    return nano < 0 ? -1 : (hour * 3600L + minute * 60L + second) * ComponentReader.NANOS + nano;
  }

  private long fraction(char[] text, int end) {
    long nano = 0;
    int digits = 0;
    for (at++; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
      if (++digits > 9) {
        return -1;
      }
      nano = nano * 10 + text[at] - '0';
    }
    for (int i = digits; i < 9; i++) {
      nano *= 10;
    }
    return digits == 0 ? -1 : nano;
  }

  /** {@code Z}, {@code +HH}, {@code +HHmm} or {@code +HH:mm} from {@code at} to the end. */
  private int offsetSeconds(char[] text, int end) {
    char sign = text[at++];
    int left = end - at;
    if (sign == 'Z' || sign == 'z') {
      return left == 0 ? 0 : Integer.MIN_VALUE;
    }
    if ((sign != '+' && sign != '-') || (left != 2 && left != 4 && left != 5)) {
      return Integer.MIN_VALUE;
    }
    if (left == 5 && text[at + 2] != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = two(text, at);
    int minutes = left == 2 ? 0 : two(text, end - 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }

  private static int two(char[] text, int offset) {
    int tens = text[offset] - '0';
    int ones = text[offset + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
