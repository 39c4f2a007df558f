package io.millwright.features;

import io.millwright.features.Source.NonFinite;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;

/** Binds a {@link Source} to the positions of a schema. */
final class SourceReader {

  private final Source source;
  private final Schema schema;
  private final NonFinite policy;
  private final boolean invalidAsMissing;

  private SourceReader(Source source, Schema schema, NonFinite policy, boolean invalidAsMissing) {
    this.source = source;
    this.schema = schema;
    this.policy = policy;
    this.invalidAsMissing = invalidAsMissing;
  }

  /**
   * @param invalidAsMissing whether a ratio by 0 is missing, and not refused
   */
  static NumberReader of(Source source, Schema schema, NonFinite policy, boolean invalidAsMissing) {
    return new SourceReader(source, schema, policy, invalidAsMissing).reader();
  }

  private NumberReader reader() {
    return switch (source.kind()) {
      case FIELD -> {
        NumberReader value = field(source.field());
        yield row -> checked(value.read(row), source.field());
      }
      case CALENDAR -> calendar(new TimeField(schema, source.field()), source.part().orElseThrow());
      case DAYS -> days(new TimeField(schema, source.field()), other());
      case HOURS -> hours(new TimeField(schema, source.field()), other());
      case DIFFERENCE -> ofTwo((a, b) -> a - b);
      case PRODUCT -> ofTwo((a, b) -> a * b);
      case RATIO -> ratio();
      case COUNT -> count(source.counts().orElseThrow(), 1);
      case FREQUENCY -> count(source.counts().orElseThrow(), source.counts().orElseThrow().rows());
    };
  }

  private TimeField other() {
    return new TimeField(schema, source.other().orElseThrow());
  }

  /** The value as it is; missing and a NaN that counts as missing are NaN. */
  private NumberReader field(String name) {
    int position = schema.indexOf(name);
    return row -> {
      if (row.isMissing(position)) {
        return Double.NaN;
      }
      double value = row.number(position);
      if (Double.isNaN(value) && policy != NonFinite.MISSING) {
        throw new InvalidRowException(name, "must be finite; was NaN");
      }
      return value;
    };
  }

  /** Infinities by the policy. */
  private double checked(double value, String name) {
    if (!Double.isInfinite(value) || policy == NonFinite.CLIP) {
      return value;
    }
    if (policy == NonFinite.MISSING) {
      return Double.NaN;
    }
    throw new InvalidRowException(name, "must be finite; was infinite");
  }

  /** A number to reckon with: finite, or NaN if missing. */
  private NumberReader finite(String name) {
    NumberReader value = field(name);
    return row -> {
      double x = value.read(row);
      if (Double.isInfinite(x) && policy == NonFinite.CLIP) {
        throw new InvalidRowException(name, "must be finite; was infinite");
      }
      return checked(x, name);
    };
  }

  private interface OfTwo {
    double of(double a, double b);
  }

  private NumberReader ofTwo(OfTwo function) {
    NumberReader first = finite(source.field());
    NumberReader second = finite(source.other().orElseThrow());
    String names = String.join(", ", source.fields());
    return row -> {
      double a = first.read(row);
      double b = second.read(row);
      double result = function.of(a, b);
      if (Double.isInfinite(result) && policy == NonFinite.REFUSE) {
        throw new InvalidRowException(
            names, "must stay within doubles as a " + source.word() + "; did not");
      }
      return checked(result, names);
    };
  }

  private NumberReader ratio() {
    String divisor = source.other().orElseThrow();
    double whenZero = source.whenZero().orElse(Double.NaN);
    boolean refuses = source.whenZero().isEmpty() && !invalidAsMissing;
    return ofTwo(
        (a, b) -> {
          if (b != 0 || Double.isNaN(a)) {
            return a / b;
          }
          if (refuses) {
            throw new InvalidRowException(divisor, "must not be 0 as a divisor; was");
          }
          return whenZero;
        });
  }

  private NumberReader count(CategoryCounts counts, long rows) {
    int position = schema.indexOf(source.field());
    double divisor = Math.max(1, rows);
    return row ->
        row.isMissing(position) ? Double.NaN : counts.count(row.string(position)) / divisor;
  }

  private static NumberReader calendar(TimeField time, CalendarPart part) {
    return row -> time.isMissing(row) ? Double.NaN : part.of(time.localSecond(row));
  }

  private static NumberReader days(TimeField from, TimeField to) {
    return row ->
        from.isMissing(row) || to.isMissing(row)
            ? Double.NaN
            : to.localDay(row) - from.localDay(row);
  }

  private static NumberReader hours(TimeField from, TimeField to) {
    return row -> {
      if (from.isMissing(row) || to.isMissing(row)) {
        return Double.NaN;
      }
      long start = from.epochNano(row);
      long end = to.epochNano(row);
      // Seconds and nanoseconds apart: the difference of two longs can overflow.
      long seconds =
          Math.floorDiv(end, ZoneOffsets.NANOS_PER_SECOND)
              - Math.floorDiv(start, ZoneOffsets.NANOS_PER_SECOND);
      long nanos =
          Math.floorMod(end, ZoneOffsets.NANOS_PER_SECOND)
              - Math.floorMod(start, ZoneOffsets.NANOS_PER_SECOND);
      return (seconds + nanos / 1e9) / 3600;
    };
  }
}
