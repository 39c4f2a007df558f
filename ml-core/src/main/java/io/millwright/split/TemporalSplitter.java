package io.millwright.split;

import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A way to cut a table by time. Made by {@link Splitter#before} and {@link Splitter#latest};
 * immutable and thread-safe, equal if made alike.
 *
 * <p>With cutoff {@code c}, gap {@code g} and embargo {@code e}, rows with time {@code t < c - g}
 * are learnt from and rows with {@code t >= c + e} are judged on. Rows between, and rows without a
 * time, are in neither half and counted in {@link Split#left}. Which rows are on which side does
 * not depend on their order.
 */
public final class TemporalSplitter implements Splitter {

  private static final long NANOS = 1_000_000_000L;

  private final String field;
  private final Cut cut;
  private final Duration embargo;
  private final Duration gap;

  TemporalSplitter(String field, Cut cut, Duration embargo, Duration gap) {
    this.field = field;
    this.cut = cut;
    this.embargo = embargo;
    this.gap = gap;
  }

  /**
   * Rows within this time after the cutoff are left out, since their features may look back at rows
   * learnt from.
   *
   * @param duration not negative; whole days for a DATE
   */
  public TemporalSplitter embargo(Duration duration) {
    return new TemporalSplitter(field, cut, notNegative("embargo", duration), gap);
  }

  /**
   * Rows within this time before the cutoff are left out, since their labels were not yet known at
   * the cutoff.
   *
   * @param duration not negative; whole days for a DATE
   */
  public TemporalSplitter gap(Duration duration) {
    return new TemporalSplitter(field, cut, embargo, notNegative("gap", duration));
  }

  /**
   * Which rows are in which half.
   *
   * @throws IllegalArgumentException if the field is no time of the cutoff's kind, or a half would
   *     be empty
   */
  @Override
  public SplitRows rows(Table table) {
    Column column = table.column(field);
    FieldType type = column.type();
    if (!type.isTime() || !cut.suits(type)) {
      throw new IllegalArgumentException(
          "Field '"
              + field
              + "' must be a "
              + cut.wanted()
              + "; was "
              + type
              + (type == FieldType.DATE ? ". Give the cutoff as a LocalDate." : "."));
    }
    long cutoff = cut.at(column, field);
    TimeLine.requireFit(type, Map.of("gap", gap, "embargo", embargo));
    long trainEnd = TimeLine.shifted(cutoff, -1, gap, type);
    long testStart = TimeLine.shifted(cutoff, 1, embargo, type);
    BitSet test = new BitSet(column.size());
    BitSet left = new BitSet(column.size());
    for (int i = 0; i < column.size(); i++) {
      long time = column.integer(i);
      if (column.isMissing(i)) {
        left.set(i);
      } else if (time >= testStart) {
        test.set(i);
      } else if (time >= trainEnd) {
        left.set(i);
      }
    }
    return SplitRows.leaving(table.rowCount(), test, left, description(cutoff, type));
  }

  private String description(long cutoff, FieldType type) {
    return cut.prefix()
        + "before "
        + (type == FieldType.DATE
            ? LocalDate.ofEpochDay(cutoff).toString()
            : Instant.ofEpochSecond(Math.floorDiv(cutoff, NANOS), Math.floorMod(cutoff, NANOS))
                .toString())
        + " by '"
        + field
        + "'"
        + (embargo.isZero() ? "" : ", embargo " + embargo)
        + (gap.isZero() ? "" : ", gap " + gap);
  }

  private static Duration notNegative(String name, Duration duration) {
    TimeLine.requireNotNegative(name, duration);
    return duration;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TemporalSplitter that
        && field.equals(that.field)
        && cut.equals(that.cut)
        && embargo.equals(that.embargo)
        && gap.equals(that.gap);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, cut, embargo, gap);
  }

  /** Where to cut: at a given time, or where a share is left. */
  record Cut(FieldType type, long time, double share) {

    static Cut at(Instant instant) {
      try {
        long whole = Math.multiplyExact(instant.getEpochSecond(), NANOS);
        return new Cut(FieldType.TIMESTAMP, Math.addExact(whole, instant.getNano()), 0);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(
            "cutoff must be between 1677-09-21 and 2262-04-11; was " + instant + ".", e);
      }
    }

    static Cut at(LocalDate day) {
      return new Cut(FieldType.DATE, day.toEpochDay(), 0);
    }

    static Cut share(double share) {
      return new Cut(FieldType.TIMESTAMP, 0, share);
    }

    boolean suits(FieldType found) {
      return share > 0 || found == type;
    }

    String wanted() {
      return share > 0 ? "TIMESTAMP or DATE" : type.toString();
    }

    String prefix() {
      return share > 0 ? "latest " + Shares.percent(share) + ": " : "";
    }

    long at(Column column, String field) {
      if (share == 0) {
        return time;
      }
      long[] times =
          IntStream.range(0, column.size())
              .filter(i -> !column.isMissing(i))
              .mapToLong(column::integer)
              .sorted()
              .toArray();
      if (times.length == 0 || times[0] == times[times.length - 1]) {
        throw new IllegalArgumentException(
            "Field '"
                + field
                + "' must have 2 different times or more; has "
                + Math.min(1, times.length)
                + ". Split in another way.");
      }
      return nearest(times);
    }

    /** The time that leaves the nearest share at or after it, and something before it. */
    private long nearest(long[] times) {
      double wanted = share * times.length;
      int middle = (int) Math.min(times.length - 1, Math.max(0, times.length - Math.round(wanted)));
      int from = first(times, times[middle]);
      int after = middle;
      while (after < times.length && times[after] == times[middle]) {
        after++;
      }
      boolean onlyAfter = from == 0;
      boolean onlyFrom = after == times.length;
      double more = Math.abs(times.length - from - wanted);
      double fewer = Math.abs(times.length - after - wanted);
      return onlyAfter || (!onlyFrom && fewer < more) ? times[after] : times[from];
    }

    private static int first(long[] times, long time) {
      int found = Arrays.binarySearch(times, time);
      while (found > 0 && times[found - 1] == time) {
        found--;
      }
      return found;
    }
  }
}
