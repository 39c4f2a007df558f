package io.millwright.store.online;

import io.millwright.store.FeatureView;
import io.millwright.store.internal.EpochNanos;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a live read is written into, made once and used again: the row of the view's schema, its
 * state and its age. Every field is missing unless the state has values.
 *
 * <p>Not thread-safe: one per thread.
 */
public final class OnlineRow {

  private final FeatureView view;
  private final RowBuffer buffer;
  private ServedState state = ServedState.ABSENT;
  private long ageNanos = -1;
  private @Nullable Object checked;
  private final long ttl;
  private final long freshWithin;

  private OnlineRow(FeatureView view) {
    this.view = view;
    this.ttl = span(view.ttl());
    this.freshWithin = span(view.freshWithin());
    this.buffer = new RowBuffer(view.schema());
  }

  private static long span(Optional<Duration> duration) {
    return duration.map(span -> EpochNanos.span("Age", span)).orElse(Long.MAX_VALUE);
  }

  /** A row of the view that was not read yet. */
  public static OnlineRow of(FeatureView view) {
    return new OnlineRow(view);
  }

  /** The view it reads. */
  public FeatureView view() {
    return view;
  }

  /** The fields of the view's schema. */
  public Row values() {
    return buffer;
  }

  /** What the last read found. */
  public ServedState state() {
    return state;
  }

  /**
   * The time since the row's event time, of a row that has values or has expired.
   *
   * @throws IllegalStateException if the entity has no row
   */
  public Duration age() {
    if (state == ServedState.ABSENT) {
      throw new IllegalStateException("Age must be asked of a row that is there; it is absent.");
    }
    return Duration.ofNanos(ageNanos);
  }

  /**
   * For stores: the buffer to fill, with every field missing.
   *
   * @see #finish
   */
  public RowBuffer begin() {
    buffer.clear();
    state = ServedState.ABSENT;
    ageNanos = -1;
    return buffer;
  }

  /**
   * For stores: says what was found.
   *
   * @param nanos since the event time; not used if the row is absent
   */
  public ServedState finish(ServedState found, long nanos) {
    state = found;
    ageNanos = nanos;
    return found;
  }

  /** The state of a row of that age by the rules of the view; both limits are within. */
  public ServedState stateAt(long nanos) {
    return nanos > ttl
        ? ServedState.EXPIRED
        : isStale(nanos) ? ServedState.STALE : ServedState.FRESH;
  }

  boolean isStale(long nanos) {
    return nanos > freshWithin;
  }

  boolean isCheckedAgainst(Object rows) {
    return checked == rows;
  }

  void checkedAgainst(Object rows) {
    checked = rows;
  }
}
