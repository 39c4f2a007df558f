package io.millwright.features.window;

import io.millwright.Require;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one feature from history: what it reads, over which rows, and what it tells.
 * Made by {@link Windows}; immutable and thread-safe, each modifier returns a changed copy.
 *
 * <p>By default a feature of a row reads only rows of the same entity with an earlier event time:
 * neither the row itself nor rows of the same moment.
 */
public final class WindowFeature {

  private final @Nullable String field;
  private final @Nullable String equal;
  private final Shape shape;
  private final boolean inclusive;
  private final long delay;
  private final @Nullable String name;

  private WindowFeature(
      @Nullable String field,
      @Nullable String equal,
      Shape shape,
      boolean inclusive,
      long delay,
      @Nullable String name) {
    this.field = field;
    this.equal = equal;
    this.shape = shape;
    this.inclusive = inclusive;
    this.delay = delay;
    this.name = name;
  }

  static WindowFeature of(String field, Shape shape) {
    return new WindowFeature(Require.notBlank("Field", field), null, shape, false, 0, null);
  }

  /** A feature that reads the event time alone. */
  static WindowFeature ofTime(Shape shape) {
    return new WindowFeature(null, null, shape, false, 0, null);
  }

  static WindowFeature ofEvent(String field, String equal) {
    return new WindowFeature(field, equal, new Shape.Since(), false, 0, null);
  }

  /**
   * Lets the feature read the row itself and, of the same moment, the rows before it in order:
   * windows become {@code (t - w, t]}, as pandas has them. Only for fields whose value is known
   * when a prediction is asked for; refused for the label and for ignored fields.
   */
  public WindowFeature closedRight() {
    return new WindowFeature(field, equal, shape, true, delay, name);
  }

  /**
   * Lets a row count only from {@code delay} after its event time: at {@code t} rows with {@code
   * row time + delay <= t} are seen. Required for the label and for ignored fields, whose value is
   * learnt later. Rows without a value do not count at all, so that {@code rows(10)} are the last
   * ten known ones.
   *
   * @param delay longer than 0 and at most 100 years
   */
  public WindowFeature knownAfter(Duration delay) {
    if (this.delay != 0) {
      throw Require.violated(
          "knownAfter of '" + name() + "'",
          "set once",
          "set before to " + Duration.ofNanos(this.delay));
    }
    long nanos = Span.of("Delay of '" + name() + "'", delay).nanos();
    return new WindowFeature(field, equal, shape, inclusive, nanos, name);
  }

  /** Gives the feature's field another name. */
  public WindowFeature named(String newName) {
    return new WindowFeature(
        field, equal, shape, inclusive, delay, Require.notBlank("Name of a feature", newName));
  }

  /** The name of the field it adds. */
  public String name() {
    if (name != null) {
      return name;
    }
    return (shape instanceof Shape.Holiday holiday ? holiday.calendar().name() : field("row"))
        + (equal == null ? "" : "_" + equal)
        + "_"
        + shape.suffix()
        + (inclusive ? "_incl" : "")
        + (delay == 0 ? "" : "_after_" + Span.suffix(delay));
  }

  /** The field it reads; the event time's if it reads no other. */
  String field(String eventTime) {
    return field == null ? eventTime : field;
  }

  Shape shape() {
    return shape;
  }

  boolean inclusive() {
    return inclusive;
  }

  long delay() {
    return delay;
  }

  @Nullable String equal() {
    return equal;
  }

  /** Everything that decides its numbers, in one line. */
  String describe() {
    return name()
        + ": "
        + shape.describe()
        + (field == null ? "" : " of " + field)
        + (equal == null ? "" : " = " + equal)
        + (inclusive ? ", closed right" : "")
        + (delay == 0 ? "" : ", known after " + Duration.ofNanos(delay));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WindowFeature that && describe().equals(that.describe());
  }

  @Override
  public int hashCode() {
    return Objects.hash(describe());
  }

  @Override
  public String toString() {
    return describe();
  }
}
