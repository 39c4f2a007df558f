package io.millwright.features.window;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition made ready to run: what to read of a row, what to keep, what to tell. Immutable. */
final class WindowPlan {

  /** The key of all rows where there are no entities. */
  static final String ONE_SERIES = "";

  private static final long MOST_DAYS = Long.MAX_VALUE / Span.DAY - 1;

  private final Field timeField;
  private final int timePosition;
  private final @Nullable Field entityField;
  private final int entityPosition;
  private final ZoneId zone;
  private final PlanCompiler compiled;

  WindowPlan(Schema schema, @Nullable String entity, List<WindowFeature> features) {
    timeField = schema.only(Role.EVENT_TIME).orElseThrow();
    timePosition = schema.indexOf(timeField.name());
    zone = timeField.zone().orElse(ZoneOffset.UTC);
    entityField = entity == null ? null : schema.field(entity);
    entityPosition = entity == null ? -1 : schema.indexOf(entity);
    compiled = new PlanCompiler(schema, timeField.name(), features);
  }

  ZoneId zone() {
    return zone;
  }

  List<Lane> lanes() {
    return compiled.lanes;
  }

  List<Span> spans() {
    return compiled.spans;
  }

  List<SeriesPlan> series() {
    return compiled.series;
  }

  List<Aggregate> aggregates() {
    return compiled.aggregates;
  }

  /** Whether an aggregate's spread is asked. */
  List<Boolean> spreads() {
    return compiled.spreads;
  }

  List<Measure> measures() {
    return compiled.measures;
  }

  /** Whether a measure tells a text. */
  boolean isText(int measure) {
    return compiled.texts.get(measure);
  }

  int entityPosition() {
    return entityPosition;
  }

  boolean hasNumberedEntities() {
    return entityField != null && entityField.type() == FieldType.INTEGER;
  }

  String timeName() {
    return timeField.name();
  }

  /** Reads a row as history. */
  void read(Row row, Cells into) {
    into.time = time(row);
    for (int i = 0; i < lanes().size(); i++) {
      lanes().get(i).read(row, into, i);
    }
  }

  /** Reads what features may know of the row they are asked of. */
  void readCurrent(Row row, Cells into) {
    into.time = time(row);
    for (int i = 0; i < lanes().size(); i++) {
      if (compiled.current.get(i)) {
        lanes().get(i).read(row, into, i);
      }
    }
  }

  /** Reads the fields that become known later; the name of one of them. */
  String readOutcome(Row row, Cells into) {
    into.time = time(row);
    String field = "";
    for (SeriesPlan one : series()) {
      int lane = one.key().lane();
      if (lane >= 0) {
        lanes().get(lane).read(row, into, lane);
        field = lanes().get(lane).name();
      }
    }
    if (field.isEmpty()) {
      throw new IllegalStateException(
          "Outcomes must be read by a feature that is knownAfter a delay; none is.");
    }
    return field;
  }

  long time(Row row) {
    if (row.isMissing(timePosition)) {
      throw new InvalidRowException(timeField.name(), "must have a value for windows; was missing");
    }
    long value = row.integer(timePosition);
    boolean date = timeField.type() == FieldType.DATE;
    if (value == Series.NEVER || (date && Math.abs(value) > MOST_DAYS)) {
      throw new InvalidRowException(
          timeField.name(), "must lie in the years 1678 to 2261; was beyond them");
    }
    return date ? value * Span.DAY : value;
  }

  /** The entity of a row: a String or a Long. */
  Object entity(Row row) {
    Field field = entityField;
    if (field == null) {
      return ONE_SERIES;
    }
    if (row.isMissing(entityPosition)) {
      throw new InvalidRowException(field.name(), "must have a value for windows; was missing");
    }
    return field.type() == FieldType.INTEGER
        ? (Object) row.integer(entityPosition)
        : row.string(entityPosition);
  }
}
