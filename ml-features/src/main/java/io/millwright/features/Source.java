package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Where a number comes from: a field, a part of a time, the distance of two times, two numbers, or
 * how frequent a category is.
 *
 * @param field the field, the earlier time, or the first number
 * @param other the later time of a distance, or the second number
 * @param part the part of a time
 * @param whenZero what a ratio by 0 is
 * @param counts of a category, once learnt
 */
record Source(
    Kind kind,
    String field,
    Optional<String> other,
    Optional<CalendarPart> part,
    OptionalDouble whenZero,
    Optional<CategoryCounts> counts) {

  enum Kind {
    FIELD,
    CALENDAR,
    DAYS,
    HOURS,
    RATIO,
    DIFFERENCE,
    PRODUCT,
    COUNT,
    FREQUENCY;

    boolean isTime() {
      return this == CALENDAR || this == DAYS || this == HOURS;
    }

    boolean isOfTwo() {
      return this == DAYS
          || this == HOURS
          || this == RATIO
          || this == DIFFERENCE
          || this == PRODUCT;
    }

    boolean isCount() {
      return this == COUNT || this == FREQUENCY;
    }
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

  private Source(Kind kind, String field, Optional<String> other, Optional<CalendarPart> part) {
    this(kind, field, other, part, OptionalDouble.empty(), Optional.empty());
  }

  static Source field(String field) {
    return new Source(Kind.FIELD, field, Optional.empty(), Optional.empty());
  }

  static Source calendar(String field, CalendarPart part) {
    return new Source(Kind.CALENDAR, field, Optional.empty(), Optional.of(part));
  }

  /** Of two fields, in that order. */
  static Source between(Kind kind, String from, String to) {
    return new Source(kind, from, Optional.of(to), Optional.empty());
  }

  static Source ratio(String over, String under, OptionalDouble whenZero) {
    return new Source(
        Kind.RATIO, over, Optional.of(under), Optional.empty(), whenZero, Optional.empty());
  }

  static Source category(Kind kind, String field) {
    return new Source(kind, field, Optional.empty(), Optional.empty());
  }

  /** With what it learns from the training rows, if it learns anything. */
  Source learnt(Table train) {
    return kind.isCount() ? with(CategoryCounts.of((CategoricalColumn) train.column(field))) : this;
  }

  private Source with(CategoryCounts learnt) {
    return new Source(kind, field, other, part, whenZero, Optional.of(learnt));
  }

  List<String> fields() {
    return other
        .map(o -> o.equals(field) ? List.of(field) : List.of(field, o))
        .orElse(List.of(field));
  }

  /** Kind of the source as names and messages have it. */
  String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  String name() {
    String first = FeatureNames.field(field);
    return switch (kind) {
      case FIELD -> first;
      case CALENDAR -> part.orElseThrow().id() + "(" + first + ")";
      case COUNT, FREQUENCY -> word() + "(" + first + ")";
      case DAYS, HOURS, RATIO, DIFFERENCE, PRODUCT ->
          word() + "(" + first + "," + FeatureNames.field(other.orElseThrow()) + ")";
    };
  }

  String describe() {
    return whenZero.isPresent() ? name() + ", by 0 " + whenZero.getAsDouble() : name();
  }

  void check(Schema schema, Consumer<String> faults) {
    for (String name : fields()) {
      checkRole(schema, name, kind.isTime(), faults).flatMap(this::typeFault).ifPresent(faults);
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
          case FIELD, RATIO, DIFFERENCE, PRODUCT ->
              type.isNumber() ? "" : "NUMERIC, INTEGER or BOOLEAN";
          case COUNT, FREQUENCY -> type == FieldType.CATEGORICAL ? "" : "CATEGORICAL";
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
    return SourceReader.of(this, schema, policy, false);
  }

  void write(ObjectNode node) {
    node.put("kind", kind.name()).put("field", field);
    other.ifPresent(o -> node.put("other", o));
    part.ifPresent(p -> node.put("part", p.name()));
    whenZero.ifPresent(v -> node.put("whenZero", v));
    counts.ifPresent(c -> c.write(node));
  }

  static Source read(JsonPart json, Schema schema) {
    json.only("kind", "field", "other", "part", "whenZero", "categories", "counts");
    Kind kind = json.oneOf("kind", Kind.class);
    boolean zero = kind == Kind.RATIO && json.has("whenZero");
    Source source =
        new Source(
            kind,
            json.text("field"),
            kind.isOfTwo() ? Optional.of(json.text("other")) : Optional.empty(),
            kind == Kind.CALENDAR
                ? Optional.of(json.oneOf("part", CalendarPart.class))
                : Optional.empty(),
            zero ? OptionalDouble.of(json.number("whenZero")) : OptionalDouble.empty(),
            kind.isCount() ? Optional.of(CategoryCounts.read(json)) : Optional.empty());
    source.check(
        schema,
        fault -> {
          throw json.fault(fault);
        });
    return source;
  }
}
