package io.millwright.features.window;

import io.millwright.Require;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a window feature computes; each kind with its settings. */
sealed interface Shape {

  /** The end of the feature's name. */
  String suffix();

  /** Every setting, for people and fingerprints: the same characters in every Java version. */
  String describe();

  /** The value so many rows back. */
  record Lag(int rows) implements Shape {
    public Lag {
      checkRows("Lag", rows);
    }

    @Override
    public String suffix() {
      return "lag_" + rows;
    }

    @Override
    public String describe() {
      return "value " + rows + " rows back";
    }
  }

  /**
   * The value of the newest row at or before a moment; missing if that row is older than within.
   */
  record TimeLag(Span span, long within) implements Shape {
    @Override
    public String suffix() {
      return "lag_"
          + span.suffix()
          + (within == Long.MAX_VALUE ? "" : "_within_" + Span.suffix(within));
    }

    @Override
    public String describe() {
      return "value as of "
          + span.describe()
          + " back"
          + (within == Long.MAX_VALUE ? "" : ", within " + within + " ns");
    }
  }

  /** A value less the one so many rows before it. */
  record Difference(int rows) implements Shape {
    public Difference {
      checkRows("Difference", rows);
    }

    @Override
    public String suffix() {
      return "diff_" + rows;
    }

    @Override
    public String describe() {
      return "difference over " + rows + " rows";
    }
  }

  /** A statistic of the last rows or of a length of time; one of rows and span is absent. */
  record Roll(int rows, @Nullable Span span, Stat stat, int minPeriods) implements Shape {
    @Override
    public String suffix() {
      return (span == null ? rows + "rows" : span.suffix()) + "_" + stat.suffix();
    }

    @Override
    public String describe() {
      return stat.suffix()
          + " over "
          + (span == null ? rows + " rows" : span.describe())
          + ", at least "
          + minPeriods;
    }
  }

  /** A statistic of everything so far. */
  record Expand(Stat stat, int minPeriods) implements Shape {
    @Override
    public String suffix() {
      return "all_" + stat.suffix();
    }

    @Override
    public String describe() {
      return stat.suffix() + " of all so far, at least " + minPeriods;
    }
  }

  /**
   * An exponentially weighted mean.
   *
   * @param label how the decay was given, for the name
   * @param decay what the weight of a row is multiplied by at each later one; unused by time
   * @param halflife nanoseconds after which a weight is halved, or 0 for decay by rows
   */
  record Ewm(String label, double decay, long halflife, boolean recursive, boolean skipMissing)
      implements Shape {
    @Override
    public String suffix() {
      return "ewm_" + label + (recursive ? "_rec" : "") + (skipMissing ? "_skip" : "");
    }

    @Override
    public String describe() {
      return "weighted mean, decay "
          + Double.toHexString(decay)
          + ", half-life "
          + halflife
          + " ns"
          + (recursive ? ", recursive" : "")
          + (skipMissing ? ", ignoring missing" : "");
    }
  }

  /** Hours since the last row with an event. */
  record Since() implements Shape {
    @Override
    public String suffix() {
      return "since_h";
    }

    @Override
    public String describe() {
      return "hours since";
    }
  }

  /** The last value there was. */
  record Fill() implements Shape {
    @Override
    public String suffix() {
      return "filled";
    }

    @Override
    public String describe() {
      return "last value";
    }
  }

  /** The value so many rows later: knowledge of the future. */
  record Lead(int rows) implements Shape {
    public Lead {
      checkRows("Lead", rows);
    }

    @Override
    public String suffix() {
      return "lead_" + rows;
    }

    @Override
    public String describe() {
      return "value " + rows + " rows ahead";
    }
  }

  /** What a calendar says of the row's day. */
  record Holiday(HolidayCalendar calendar, Asked asked) implements Shape {

    enum Asked {
      IS_HOLIDAY,
      DAYS_TO_NEXT,
      DAYS_SINCE_LAST
    }

    @Override
    public String suffix() {
      return switch (asked) {
        case IS_HOLIDAY -> "is_holiday";
        case DAYS_TO_NEXT -> "days_to_holiday";
        case DAYS_SINCE_LAST -> "days_since_holiday";
      };
    }

    @Override
    public String describe() {
      return suffix() + " of calendar " + calendar.fingerprint();
    }
  }

  private static void checkRows(String subject, int rows) {
    if (rows < 1 || rows > RowCount.MOST) {
      throw Require.violated(subject, "from 1 to " + RowCount.MOST + " rows", rows);
    }
  }

  /** For names: 3 rather than 3.0. */
  static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }
}
