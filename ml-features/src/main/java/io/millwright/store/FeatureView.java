package io.millwright.store;

import io.millwright.Require;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of feature values over time: whose they are, when they held and since when they were known.
 *
 * <p>The schema has exactly one KEY (TEXT, CATEGORICAL or INTEGER: the entity), one EVENT_TIME and
 * a known time, both TIMESTAMP and none of the three optional. A DATE has no zone, says no instant
 * and is refused. The other FEATURE fields are the values. A row counts at time t only if event
 * time and known time are at or before t; a view without a known time must say so by {@link
 * Builder#knownAtEventTime()}, since late rows then leak into the past. Immutable and thread-safe;
 * equal when all of it is equal.
 */
public final class FeatureView {

  private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]{0,62}");

  private final String name;
  private final Schema schema;
  private final String entity;
  private final String eventTime;
  private final String knownTime;
  private final @Nullable Duration ttl;
  private final @Nullable Duration freshWithin;
  private final List<Field> values;

  private FeatureView(Builder from, String entity, String eventTime, String knownTime) {
    this.name = from.name;
    this.schema = from.schema;
    this.entity = entity;
    this.eventTime = eventTime;
    this.knownTime = knownTime;
    this.ttl = from.ttl;
    this.freshWithin = from.freshWithin;
    this.values =
        schema.features().stream().filter(field -> !field.name().equals(knownTime)).toList();
  }

  /**
   * A builder of the view.
   *
   * @param name 1 to 63 ASCII letters and digits that begin with a lower-case letter
   */
  public static Builder over(String name, Schema schema) {
    return new Builder(name, schema);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** All fields of its rows. */
  public Schema schema() {
    return schema;
  }

  /** The field that says whose the row is. */
  public String entity() {
    return entity;
  }

  /** The field that says when the row's values held. */
  public String eventTime() {
    return eventTime;
  }

  /** The field that says since when the row was known; the event time if it has no such field. */
  public String knownTime() {
    return knownTime;
  }

  /** How long after its event time a row counts, that instant included; empty: for ever. */
  public Optional<Duration> ttl() {
    return Optional.ofNullable(ttl);
  }

  /** How old a live value may be before it misses its objective. */
  public Optional<Duration> freshWithin() {
    return Optional.ofNullable(freshWithin);
  }

  /** The fields that are features, in order. */
  public List<Field> values() {
    return values;
  }

  /**
   * The table, if it is of this view's schema.
   *
   * @throws StoreException {@code view-changed} otherwise
   */
  public Table check(Table table) {
    if (!table.schema().equals(schema)) {
      throw new StoreException(
          "view-changed",
          "Table of view '"
              + name
              + "' must be of its schema "
              + schema.fingerprint()
              + "; was of "
              + table.schema().fingerprint()
              + ". Read or convert the rows under the schema of the view.");
    }
    return table;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FeatureView that
        && name.equals(that.name)
        && schema.equals(that.schema)
        && knownTime.equals(that.knownTime)
        && Objects.equals(ttl, that.ttl)
        && Objects.equals(freshWithin, that.freshWithin);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, schema, knownTime, ttl, freshWithin);
  }

  @Override
  public String toString() {
    return "View " + name + " of " + entity + ", " + values.size() + " values";
  }

  /** Collects settings and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder {

    private final String name;
    private final Schema schema;
    private final List<String> faults = new ArrayList<>();
    private @Nullable String knownTime;
    private boolean knownAtEventTime;
    private @Nullable Duration ttl;
    private @Nullable Duration freshWithin;

    private Builder(String name, Schema schema) {
      this.name = Objects.requireNonNull(name, "name");
      this.schema = Objects.requireNonNull(schema, "schema");
    }

    /** The field that says since when a row was known, for example when it was recorded. */
    public Builder knownTime(String field) {
      once("Known time", knownTime != null || knownAtEventTime);
      knownTime = field;
      return this;
    }

    /**
     * Says that every row was known at its event time already. Wrong for rows that come late or are
     * corrected: what training sees is then more than was known.
     */
    public Builder knownAtEventTime() {
      once("Known time", knownTime != null || knownAtEventTime);
      knownAtEventTime = true;
      return this;
    }

    /** How long after its event time a row counts, above 0; for ever when not set. */
    public Builder ttl(Duration span) {
      once("Time to live", ttl != null);
      ttl = positive("Time to live", span);
      return this;
    }

    /** How old a live value may be before it misses its objective, above 0. */
    public Builder freshWithin(Duration age) {
      once("Freshness", freshWithin != null);
      freshWithin = positive("Freshness", age);
      return this;
    }

    private static Duration positive(String what, Duration span) {
      if (span.isZero() || span.isNegative()) {
        throw Require.violated(what, "above 0", span);
      }
      return span;
    }

    private void once(String what, boolean already) {
      if (already) {
        faults.add(what + " must be set once; was set before.");
      }
    }

    /**
     * The view.
     *
     * @throws IllegalArgumentException if schema or settings cannot make one; lists all faults
     */
    public FeatureView build() {
      if (!NAME.matcher(name).matches()) {
        faults.add(
            "Name must be 1 to 63 ASCII letters and digits that begin with a lower-case letter;"
                + " was '"
                + name
                + "'.");
      }
      String entity = only(Role.KEY, "entity key");
      String event = only(Role.EVENT_TIME, "event time");
      String known = knownAtEventTime ? event : knownTime;
      checkTime("Event time", event);
      if (known == null) {
        faults.add(
            "Known time must be named by knownTime(field), or its absence by knownAtEventTime();"
                + " was neither.");
      } else if (!known.equals(event)) {
        checkTime("Known time", known);
      }
      checkEntity(entity);
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(
            "View '"
                + name
                + "' cannot be built ("
                + faults.size()
                + "):\n  "
                + String.join("\n  ", faults));
      }
      return new FeatureView(this, entity, event, Objects.requireNonNull(known));
    }

    private String only(Role role, String what) {
      List<Field> found = schema.withRole(role);
      if (found.size() != 1) {
        faults.add("Schema must have exactly one " + what + "; had " + found.size() + ".");
        return "";
      }
      return found.get(0).name();
    }

    private void checkEntity(String field) {
      if (!field.isEmpty()) {
        FieldType type = schema.field(field).type();
        if (!type.isString() && type != FieldType.INTEGER) {
          faults.add(
              "Entity key '" + field + "' must be TEXT, CATEGORICAL or INTEGER; was " + type + ".");
        }
        required("Entity key", field);
      }
    }

    private void checkTime(String what, String field) {
      if (field.isEmpty()) {
        return;
      }
      if (schema.find(field).isEmpty()) {
        faults.add(what + " '" + field + "' must be a field of the schema; is none.");
      } else if (schema.field(field).type() != FieldType.TIMESTAMP) {
        faults.add(
            what
                + " '"
                + field
                + "' must be a TIMESTAMP, an instant with a zone; was "
                + schema.field(field).type()
                + ". Say in which zone and at which hour it holds.");
      } else {
        required(what, field);
      }
    }

    private void required(String what, String field) {
      if (schema.field(field).optional()) {
        faults.add(what + " '" + field + "' must be required; was optional.");
      }
    }
  }
}
