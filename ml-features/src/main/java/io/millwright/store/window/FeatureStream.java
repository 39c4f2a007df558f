package io.millwright.store.window;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.store.FeatureView;
import io.millwright.store.StoreException;
import io.millwright.store.internal.EpochNanos;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Window features that follow live events: observe what happens, read what holds.
 *
 * <p>The values read at t are, bit for bit, what {@link WindowFeatures#at} gives for a query at t
 * over all events that were ever observed, whatever the order in which they came: for each entity
 * time only moves forward, and an event that would change a value already read is refused.
 *
 * <p>Cost: O(log n) an event and a read, plus what left the window since. Keeps the events of the
 * windows in memory until a read of their entity lets them go; none of them for {@code all}, once
 * read. Thread-safe; entities do not wait for each other.
 */
public final class FeatureStream {

  private final WindowFeatures features;
  private final FeatureView view;
  private final int entity;
  private final int event;
  private final int known;
  private final boolean textKeys;
  private final Map<String, EntityState> states = new ConcurrentHashMap<>();
  private final AtomicLong askedOfUnseen = new AtomicLong(Long.MIN_VALUE);

  FeatureStream(WindowFeatures features) {
    this.features = features;
    this.view = features.view();
    Schema schema = view.schema();
    this.entity = schema.indexOf(view.entity());
    this.event = schema.indexOf(view.eventTime());
    this.known = schema.indexOf(view.knownTime());
    this.textKeys = schema.field(view.entity()).type().isString();
  }

  /**
   * Takes an event in.
   *
   * @param row of the view's schema, entity and both times present; read now and not kept
   * @throws StoreException {@code view-changed} if it is of another schema; {@code time-order} if
   *     it was known at a time for which the entity's values were read already
   */
  public void observe(Row row) {
    if (!row.schema().equals(view.schema())) {
      throw new StoreException(
          "view-changed", "Event must be of the schema of view '" + view.name() + "'; was not.");
    }
    for (int field : new int[] {entity, event, known}) {
      if (row.isMissing(field)) {
        throw new InvalidRowException(
            view.schema().fields().get(field).name(), "must have a value; was missing");
      }
    }
    String key = textKeys ? row.string(entity) : Long.toString(row.integer(entity));
    EntityState state =
        states.computeIfAbsent(key, k -> new EntityState(features.features(), askedOfUnseen.get()));
    long knownAt = row.integer(known);
    synchronized (state) {
      if (knownAt <= state.asked() && state.asked() != Long.MIN_VALUE) {
        throw new StoreException(
            "time-order",
            "Event of view '"
                + view.name()
                + "' must be known after the last read of its entity; was known at or before it."
                + " Give the time at which this process learnt of it.");
      }
      state.add(row, row.integer(event), knownAt);
    }
  }

  /**
   * Reads all features of an entity at a time; those of one that has no event are those of empty
   * windows.
   *
   * @param key the entity; a whole number in decimal
   * @param at not before the last read of the entity
   * @param into of a schema that has every one of {@link WindowFeatures#fields()}; only those are
   *     set
   * @throws StoreException {@code time-order} if {@code at} is before the last read
   */
  public void read(String key, Instant at, RowBuffer into) {
    long time = EpochNanos.of(at);
    EntityState state = states.get(key);
    if (state == null) {
      state = stateAfterAsking(key, time);
    }
    if (state == null) {
      write(new EntityState(features.features(), time), into);
      return;
    }
    synchronized (state) {
      if (time < state.asked()) {
        throw new StoreException(
            "time-order",
            "Time must not be before the last read of the entity; was. Ask history for the past.");
      }
      state.moveTo(time);
      write(state, into);
    }
  }

  /** Notes the time asked of an entity without events, unless its first event came meanwhile. */
  private @Nullable EntityState stateAfterAsking(String key, long time) {
    // Under the map's lock on the key, so that a first event sees the time or is seen here.
    return states.compute(
        key,
        (k, present) -> {
          if (present == null) {
            askedOfUnseen.accumulateAndGet(time, Math::max);
          }
          return present;
        });
  }

  private void write(EntityState state, RowBuffer into) {
    List<Field> fields = features.fields();
    for (int f = 0; f < fields.size(); f++) {
      int position = into.schema().indexOf(fields.get(f).name());
      if (state.isMissing(f)) {
        into.setMissing(position);
      } else if (fields.get(f).type() == FieldType.INTEGER) {
        into.setInteger(position, (long) state.value(f));
      } else {
        into.setNumber(position, state.value(f));
      }
    }
  }
}
