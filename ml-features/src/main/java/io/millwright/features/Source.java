package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a number comes from: a field, a part of a time, or the distance of two times.
 *
 * @param field the field, or the earlier time
 * @param other the later time of a distance
 * @param part the part of a time
 */
record Source(Kind kind, String field, Optional<String> other, Optional<CalendarPart> part) {

  enum Kind {
    FIELD,
    CALENDAR,
    DAYS,
    HOURS
  }

  /** What becomes of NaN and the infinities of a NUMERIC field. */
  enum NonFinite {
    /** The row is refused. */
    REFUSE,
    /** Taken as missing. */
    MISSING,
    /** Infinities go on to be clipped; NaN is refused. */
    CLIP
  }

  static Source field(String field) {
    return new Source(Kind.FIELD, field, Optional.empty(), Optional.empty());
  }

  static Source calendar(String field, CalendarPart part) {
    return new Source(Kind.CALENDAR, field, Optional.empty(), Optional.of(part));
  }

  static Source between(Kind kind, String from, String to) {
    return new Source(kind, from, Optional.of(to), Optional.empty());
  }

  List<String> fields() {
    return other
        .map(o -> o.equals(field) ? List.of(field) : List.of(field, o))
        .orElse(List.of(field));
  }

  String name() {
    String first = FeatureNames.field(field);
    return switch (kind) {
      case FIELD -> first;
      case CALENDAR -> part.orElseThrow().id() + "(" + first + ")";
      case DAYS -> "days(" + first + "," + FeatureNames.field(other.orElseThrow()) + ")";
      case HOURS -> "hours(" + first + "," + FeatureNames.field(other.orElseThrow()) + ")";
    };
  }

  void check(Schema schema, Consumer<String> faults) {
    for (String name : fields()) {
      checkRole(schema, name, kind != Kind.FIELD, faults)
          .flatMap(this::typeFault)
          .ifPresent(faults);
    }
  }

  /** The field, unless the plan may not read it. */
  static Optional<Field> checkRole(
      Schema schema, String name, boolean time, Consumer<String> faults) {
    if (schema.find(name).isEmpty()) {
      faults.accept("Field '" + name + "' must be in the schema; it is not.");
      return Optional.empty();
    }
    Field field = schema.field(name);
    boolean allowed = field.role() == Role.FEATURE || (time && field.role() == Role.EVENT_TIME);
    if (!allowed) {
      faults.accept(
          "Field '"
              + name
              + "' must be a FEATURE to be read by a model; was "
              + field.role()
              + refusal(field.role())
              + ".");
      return Optional.empty();
    }
    return Optional.of(field);
  }

  static String refusal(Role role) {
    return switch (role) {
      case LABEL -> ", which is what is to be predicted";
      case KEY -> ", which tells rows apart and says nothing of new ones";
      case GROUP -> ", which tells groups apart and says nothing of new ones";
      case WEIGHT -> ", which says how much a row counts";
      case EVENT_TIME -> ", which only time transforms read";
      case FEATURE, IGNORED -> "";
    };
  }

  private Optional<String> typeFault(Field f) {
    FieldType type = f.type();
    String wanted =
        switch (kind) {
          case FIELD -> type.isNumber() ? "" : "NUMERIC, INTEGER or BOOLEAN";
          case CALENDAR ->
              part.orElseThrow() == CalendarPart.HOUR_OF_DAY && type == FieldType.DATE
                  ? "a TIMESTAMP, since a day has no hour"
                  : type.isTime() ? "" : "a DATE or TIMESTAMP";
          case DAYS -> type.isTime() ? "" : "a DATE or TIMESTAMP";
          case HOURS -> type == FieldType.TIMESTAMP ? "" : "a TIMESTAMP";
        };
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Field '"
                + f.name()
                + "' must be "
                + wanted
                + " for "
                + name()
                + "; was "
                + type
                + ".");
  }

  NumberReader reader(Schema schema, NonFinite policy) {
    return switch (kind) {
      case FIELD -> fieldReader(schema, policy);
      case CALENDAR -> calendarReader(new TimeField(schema, field), part.orElseThrow());
      case DAYS ->
          daysReader(new TimeField(schema, field), new TimeField(schema, other.orElseThrow()));
      case HOURS ->
          hoursReader(new TimeField(schema, field), new TimeField(schema, other.orElseThrow()));
    };
  }

  private NumberReader fieldReader(Schema schema, NonFinite policy) {
    int position = schema.indexOf(field);
    return row -> {
      if (row.isMissing(position)) {
        return Double.NaN;
      }
      double value = row.number(position);
      boolean clipped = policy == NonFinite.CLIP && !Double.isNaN(value);
      if (clipped || Double.isFinite(value)) {
        return value;
      }
      if (policy == NonFinite.MISSING) {
        return Double.NaN;
      }
      throw new InvalidRowException(
          field, "must be finite; was " + (Double.isNaN(value) ? "NaN" : "infinite"));
    };
  }

  private static NumberReader calendarReader(TimeField time, CalendarPart part) {
    return row -> time.isMissing(row) ? Double.NaN : part.of(time.localSecond(row));
  }

  private static NumberReader daysReader(TimeField from, TimeField to) {
    return row ->
        from.isMissing(row) || to.isMissing(row)
            ? Double.NaN
            : to.localDay(row) - from.localDay(row);
  }

  private static NumberReader hoursReader(TimeField from, TimeField to) {
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

  void write(ObjectNode node) {
    node.put("kind", kind.name()).put("field", field);
    other.ifPresent(o -> node.put("other", o));
    part.ifPresent(p -> node.put("part", p.name()));
  }

  static Source read(JsonPart json, Schema schema) {
    json.only("kind", "field", "other", "part");
    Kind kind = json.oneOf("kind", Kind.class);
    boolean distance = kind == Kind.DAYS || kind == Kind.HOURS;
    Source source =
        new Source(
            kind,
            json.text("field"),
            distance ? Optional.of(json.text("other")) : Optional.empty(),
            kind == Kind.CALENDAR
                ? Optional.of(json.oneOf("part", CalendarPart.class))
                : Optional.empty());
    source.check(
        schema,
        fault -> {
          throw json.fault(fault);
        });
    return source;
  }
}
