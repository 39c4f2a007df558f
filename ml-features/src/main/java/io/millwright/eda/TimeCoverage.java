package io.millwright.eda;

import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** When the rows of a time column happened: its range, its step, its gaps, rows for each period. */
final class TimeCoverage {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final List<Long> PERIODS =
      List.of(
          HOUR / 60,
          HOUR / 4,
          HOUR,
          6 * HOUR,
          DAY,
          7 * DAY,
          28 * DAY,
          91 * DAY,
          364 * DAY,
          3640 * DAY);
  private static final int MOST_PERIODS = 120;

  /** Share of steps that must be alike for the times to count as regular. */
  private static final double REGULAR = 0.9;

  /** How much longer than the 95th percentile of steps a pause of irregular times must be. */
  private static final int LONG_PAUSE = 10;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final long[] millis;
  private final long[] different;
  private final long step;
  private final boolean regular;

  /**
   * A stretch of time without rows.
   *
   * @param after the last instant before it, in milliseconds
   * @param before the first instant after it
   * @param absent steps without a row, 0 if the times are irregular
   */
  record Gap(long after, long before, long absent) {

    long length() {
      return before - after;
    }
  }

  private TimeCoverage(long[] millis) {
    this.millis = millis;
    this.different = Arrays.stream(millis).sorted().distinct().toArray();
    long[] steps = steps(different);
    this.step = steps.length == 0 ? 0 : steps[steps.length / 2];
    long alike = Arrays.stream(steps).filter(s -> s == step).count();
    this.regular = steps.length > 0 && alike >= REGULAR * steps.length;
  }

  /** The times of the rows that have one. */
  static TimeCoverage of(Column column) {
    long[] millis = new long[column.size() - column.missingCount()];
    int next = 0;
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        millis[next++] = millis(column, i);
      }
    }
    return new TimeCoverage(millis);
  }

  static long millis(Column column, int row) {
    return column.type() == FieldType.DATE
        ? column.integer(row) * DAY
        : Math.floorDiv(column.integer(row), 1_000_000L);
  }

  private static long[] steps(long[] different) {
    long[] steps = new long[Math.max(0, different.length - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = different[i + 1] - different[i];
    }
    Arrays.sort(steps);
    return steps;
  }

  boolean isEmpty() {
    return millis.length == 0;
  }

  long first() {
    return different[0];
  }

  long last() {
    return different[different.length - 1];
  }

  /** Whether most different times follow each other at one step. */
  boolean isRegular() {
    return regular;
  }

  /** The middle step between different times, in milliseconds. */
  long step() {
    return step;
  }

  int instants() {
    return different.length;
  }

  /**
   * The gaps, longest first: of regular times every step left out, of others every pause more than
   * {@value #LONG_PAUSE} times the 95th percentile of steps.
   */
  List<Gap> gaps() {
    long[] steps = steps(different);
    if (steps.length < 2) {
      return List.of();
    }
    long most = regular ? step : LONG_PAUSE * steps[(int) (0.95 * (steps.length - 1))];
    List<Gap> gaps = new ArrayList<>();
    for (int i = 1; i < different.length; i++) {
      long length = different[i] - different[i - 1];
      if (length > most) {
        gaps.add(new Gap(different[i - 1], different[i], regular ? (length - 1) / step : 0));
      }
    }
    gaps.sort(Comparator.comparingLong((Gap g) -> -g.length()).thenComparingLong(Gap::after));
    return gaps;
  }

  /** The least period that gives few enough points, in milliseconds. */
  long period() {
    long span = isEmpty() ? 0 : last() - first();
    return PERIODS.stream()
        .filter(p -> span / p < MOST_PERIODS && p >= Math.min(step, 3640 * DAY))
        .findFirst()
        .orElse(Math.max(3640 * DAY, span / MOST_PERIODS + 1));
  }

  /** How many periods there are from the first to the last time. */
  int periods() {
    return (int) (Math.floorDiv(last(), period()) - Math.floorDiv(first(), period())) + 1;
  }

  /** The period of a time, from 0. */
  int periodOf(long time) {
    return (int) (Math.floorDiv(time, period()) - Math.floorDiv(first(), period()));
  }

  /** Where the period starts. */
  long start(int index) {
    return (Math.floorDiv(first(), period()) + index) * period();
  }

  /** Rows in each period. */
  double[] rows() {
    double[] rows = new double[periods()];
    for (long time : millis) {
      rows[periodOf(time)]++;
    }
    return rows;
  }

  static String month(long time) {
    return MONTH.format(Instant.ofEpochMilli(time));
  }

  static String text(long time) {
    return TIME.format(Instant.ofEpochMilli(time)).replace(" 00:00", "");
  }

  /** A length of time in its greatest fitting unit. */
  static String length(long millis) {
    if (millis % (7 * DAY) == 0 && millis > 0) {
      return units(millis / (7 * DAY), "week");
    }
    if (millis >= 2 * DAY || millis % DAY == 0) {
      return units(Math.round((double) millis / DAY), "day");
    }
    if (millis >= HOUR) {
      return units(Math.round((double) millis / HOUR), "hour");
    }
    return millis >= HOUR / 60
        ? units(Math.round(millis / (HOUR / 60.0)), "minute")
        : millis >= 1000 ? units(Math.round(millis / 1000.0), "second") : millis + " ms";
  }

  private static String units(long count, String unit) {
    return ReportWords.count(count) + " " + unit + (count == 1 ? "" : "s");
  }
}
