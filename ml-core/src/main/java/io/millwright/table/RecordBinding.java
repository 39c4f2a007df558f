package io.millwright.table;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the components of a record class fill the fields of a schema: by name, checked once, then
 * read without boxing.
 *
 * <p>A component fits a field when its type can hold the field's values ({@code int} fits NUMERIC,
 * {@code String} does not). A boxed or reference component may be null only where the field is
 * optional. Immutable and thread-safe.
 *
 * @param <R> the record class
 */
public final class RecordBinding<R extends Record> {

  private final Schema schema;
  private final ComponentReader[] readers;
  private final int[] absent;

  private RecordBinding(Schema schema, List<ComponentReader> readers, List<Integer> absent) {
    this.schema = schema;
    this.readers = readers.toArray(ComponentReader[]::new);
    this.absent = absent.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A binding in which every field of the schema has a component. */
  public static <R extends Record> RecordBinding<R> of(Schema schema, Class<R> type) {
    return of(schema, type, schema.fields().stream().map(Field::name).collect(Collectors.toSet()));
  }

  /**
   * A binding in which the needed fields have a component; others are read where there is one and
   * missing where there is none. What a model needs online: its inputs, not its label.
   *
   * @throws SchemaMismatchException if a needed field has no component or a component does not fit;
   *     lists all mismatches
   */
  public static <R extends Record> RecordBinding<R> of(
      Schema schema, Class<R> type, Set<String> needed) {
    Map<String, RecordComponent> components = new HashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(component.getName(), component);
    }
    List<String> faults = new ArrayList<>();
    List<ComponentReader> readers = new ArrayList<>();
    List<Integer> absent = new ArrayList<>();
    for (int i = 0; i < schema.fields().size(); i++) {
      Field field = schema.fields().get(i);
      RecordComponent component = components.get(field.name());
      if (component == null || (!needed.contains(field.name()) && field.role() == Role.LABEL)) {
        absent.add(i);
        if (needed.contains(field.name())) {
          faults.add(
              "Field '"
                  + field.name()
                  + "' must have a component of that name; the record has none.");
        }
        continue;
      }
      if (ComponentReader.fits(field.type(), component.getType())) {
        readers.add(ComponentReader.of(type, component, field, i));
      } else {
        faults.add(
            "Component '"
                + field.name()
                + "' must hold "
                + wanted(field.type())
                + "; was "
                + component.getType().getSimpleName()
                + ".");
      }
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Record " + type.getSimpleName(), faults);
    }
    return new RecordBinding<>(schema, readers, absent);
  }

  /** The schema whose rows it fills. */
  public Schema schema() {
    return schema;
  }

  /**
   * Reads the record into the buffer, replacing all it held.
   *
   * @throws InvalidRowException if a component is null and its field is required
   */
  public void read(R record, RowBuffer into) {
    for (ComponentReader reader : readers) {
      reader.read(record, into);
    }
    for (int field : absent) {
      into.setMissing(field);
    }
  }

  private static String wanted(FieldType type) {
    return switch (type) {
      case NUMERIC -> "a number";
      case INTEGER -> "a whole number";
      case BOOLEAN -> "a boolean";
      case CATEGORICAL, TEXT -> "a String or an enum";
      case DATE -> "a LocalDate";
      case TIMESTAMP ->
          "an Instant, OffsetDateTime or ZonedDateTime (a LocalDateTime has no place on the time line)";
    };
  }
}
