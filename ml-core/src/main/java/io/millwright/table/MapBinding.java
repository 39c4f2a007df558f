package io.millwright.table;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a map from field name to value, such as a parsed JSON request, fills the fields of a schema.
 *
 * <p>Values are what a record's components may be: numbers, booleans, strings, enums, {@code
 * LocalDate}, {@code Instant}, {@code OffsetDateTime}, {@code ZonedDateTime}. Absent and null both
 * mean missing. Unknown names are ignored. Immutable and thread-safe. Prefer {@link RecordBinding}
 * where the type is known: it is checked at start and boxes nothing.
 */
public final class MapBinding {

  private final Schema schema;
  private final Set<String> needed;

  private MapBinding(Schema schema, Set<String> needed) {
    this.schema = schema;
    this.needed = needed;
  }

  /**
   * A binding that reads the needed fields; all others stay missing.
   *
   * @param needed names of fields of the schema, for example the inputs of a model
   */
  public static MapBinding of(Schema schema, Set<String> needed) {
    needed.forEach(schema::indexOf);
    return new MapBinding(schema, Set.copyOf(needed));
  }

  /**
   * Reads the values into the buffer, replacing all it held.
   *
   * @throws InvalidRowException if a value is missing where the field is required, or of the wrong
   *     kind
   */
  public void read(Map<String, ?> values, RowBuffer into) {
    List<Field> fields = schema.fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      Object value = needed.contains(field.name()) ? values.get(field.name()) : null;
      if (value != null) {
        set(into, i, field, value);
      } else {
        into.setMissing(i);
        if (needed.contains(field.name()) && !field.optional()) {
          throw new InvalidRowException(field.name(), "must have a value; was null or absent");
        }
      }
    }
  }

  private static void set(RowBuffer into, int position, Field field, Object value) {
    switch (field.type()) {
      case NUMERIC -> into.setNumber(position, as(Number.class, value, field).doubleValue());
      case INTEGER -> into.setInteger(position, whole(value, field));
      case BOOLEAN -> into.setInteger(position, as(Boolean.class, value, field) ? 1 : 0);
      case CATEGORICAL, TEXT ->
          into.setString(
              position, value instanceof Enum<?> e ? e.name() : as(String.class, value, field));
      case DATE -> into.setInteger(position, as(LocalDate.class, value, field).toEpochDay());
      case TIMESTAMP -> into.setInteger(position, nanos(value, field));
    }
  }

  private static long whole(Object value, Field field) {
    Number number = as(Number.class, value, field);
    boolean fraction =
        number instanceof Double || number instanceof Float || number instanceof BigDecimal;
    if (fraction && number.doubleValue() != StrictMath.rint(number.doubleValue())) {
      throw new InvalidRowException(field.name(), "must be a whole number; had a fraction");
    }
    return number.longValue();
  }

  private static long nanos(Object value, Field field) {
    Instant instant;
    if (value instanceof OffsetDateTime o) {
      instant = o.toInstant();
    } else {
      instant = value instanceof ZonedDateTime z ? z.toInstant() : as(Instant.class, value, field);
    }
    return ComponentReader.nanosOf(instant, field);
  }

  private static <T> T as(Class<T> wanted, @Nullable Object value, Field field) {
    if (!wanted.isInstance(value)) {
      throw new InvalidRowException(
          field.name(),
          "must be "
              + describe(field.type())
              + "; was "
              + (value == null ? "null" : value.getClass().getSimpleName()));
    }
    return wanted.cast(value);
  }

  private static String describe(FieldType type) {
    return switch (type) {
      case NUMERIC, INTEGER -> "a Number";
      case BOOLEAN -> "a Boolean";
      case CATEGORICAL, TEXT -> "a String";
      case DATE -> "a LocalDate";
      case TIMESTAMP -> "an Instant";
    };
  }
}
