package io.millwright.schema;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a record class. */
final class RecordFields {

  private static final Map<Class<?>, FieldType> TYPES =
      Map.ofEntries(
          Map.entry(double.class, FieldType.NUMERIC),
          Map.entry(Double.class, FieldType.NUMERIC),
          Map.entry(float.class, FieldType.NUMERIC),
          Map.entry(Float.class, FieldType.NUMERIC),
          Map.entry(BigDecimal.class, FieldType.NUMERIC),
          Map.entry(long.class, FieldType.INTEGER),
          Map.entry(Long.class, FieldType.INTEGER),
          Map.entry(int.class, FieldType.INTEGER),
          Map.entry(Integer.class, FieldType.INTEGER),
          Map.entry(short.class, FieldType.INTEGER),
          Map.entry(Short.class, FieldType.INTEGER),
          Map.entry(byte.class, FieldType.INTEGER),
          Map.entry(Byte.class, FieldType.INTEGER),
          Map.entry(boolean.class, FieldType.BOOLEAN),
          Map.entry(Boolean.class, FieldType.BOOLEAN),
          Map.entry(String.class, FieldType.CATEGORICAL),
          Map.entry(LocalDate.class, FieldType.DATE),
          Map.entry(Instant.class, FieldType.TIMESTAMP),
          Map.entry(OffsetDateTime.class, FieldType.TIMESTAMP),
          Map.entry(ZonedDateTime.class, FieldType.TIMESTAMP));

  private RecordFields() {}

  static List<Field> of(Class<? extends Record> record) {
    List<Field> fields = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      Class<?> raw = component.getType();
      FieldType type = raw.isEnum() ? FieldType.CATEGORICAL : TYPES.get(raw);
      if (type == null) {
        faults.add(
            "Component '"
                + component.getName()
                + "' must be a number, boolean, String, enum, LocalDate, Instant, OffsetDateTime or ZonedDateTime; was "
                + raw.getSimpleName()
                + ".");
        continue;
      }
      fields.add(
          new Field(
              component.getName(),
              type,
              Role.FEATURE,
              isOptional(component),
              Optional.empty(),
              type == FieldType.TIMESTAMP ? Optional.of(ZoneOffset.UTC) : Optional.empty()));
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Record " + record.getSimpleName(), faults);
    }
    return fields;
  }

  private static boolean isOptional(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    Class<?> raw = component.getType();
    boolean boxed =
        (Number.class.isAssignableFrom(raw) && raw != BigDecimal.class) || raw == Boolean.class;
    return boxed || type.isAnnotationPresent(Nullable.class);
  }
}
