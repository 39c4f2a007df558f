package io.millwright.table;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads one component of a record into one field of a buffer. */
interface ComponentReader {

  Set<Class<?>> WHOLE =
      Set.of(
          long.class,
          int.class,
          short.class,
          byte.class,
          Long.class,
          Integer.class,
          Short.class,
          Byte.class);
  Set<Class<?>> REAL =
      Set.of(double.class, float.class, Double.class, Float.class, BigDecimal.class);
  long NANOS = 1_000_000_000L;

  void read(Record record, RowBuffer into);

  static boolean fits(FieldType type, Class<?> component) {
    return switch (type) {
      case NUMERIC -> REAL.contains(component) || WHOLE.contains(component);
      case INTEGER -> WHOLE.contains(component);
      case BOOLEAN -> component == boolean.class || component == Boolean.class;
      case CATEGORICAL, TEXT -> component == String.class || component.isEnum();
      case DATE -> component == LocalDate.class;
      case TIMESTAMP ->
          component == Instant.class
              || component == OffsetDateTime.class
              || component == ZonedDateTime.class;
    };
  }

  /** Nanoseconds since the epoch. */
  static long nanos(Instant instant) {
    long second = instant.getEpochSecond();
    // From the second after the instant, so that the first moment of the range does not overflow.
    return second < 0
        ? Math.addExact(Math.multiplyExact(second + 1, NANOS), instant.getNano() - NANOS)
        : Math.addExact(Math.multiplyExact(second, NANOS), instant.getNano());
  }

  static ComponentReader of(
      Class<? extends Record> record, RecordComponent component, Field field, int position) {
    Class<?> raw = component.getType();
    if (raw == boolean.class) {
      Predicate<Object> get = accessor(record, component, Predicate.class, "test", boolean.class);
      return (r, into) -> into.setInteger(position, get.test(r) ? 1 : 0);
    }
    if (raw.isPrimitive() && field.type() == FieldType.NUMERIC) {
      ToDoubleFunction<Object> get =
          accessor(record, component, ToDoubleFunction.class, "applyAsDouble", double.class);
      return (r, into) -> into.setNumber(position, get.applyAsDouble(r));
    }
    if (raw.isPrimitive()) {
      ToLongFunction<Object> get =
          accessor(record, component, ToLongFunction.class, "applyAsLong", long.class);
      return (r, into) -> into.setInteger(position, get.applyAsLong(r));
    }
    Function<Object, @Nullable Object> get =
        accessor(record, component, Function.class, "apply", Object.class);
    Setter setter = setter(field, raw, position);
    return (r, into) -> {
      Object value = get.apply(r);
      if (value != null) {
        setter.set(value, into);
      } else if (field.optional()) {
        into.setMissing(position);
      } else {
        throw new InvalidRowException(field.name(), "must have a value; was null");
      }
    };
  }

  /** Puts a value that is not null. */
  interface Setter {
    void set(Object value, RowBuffer into);
  }

  private static Setter setter(Field field, Class<?> raw, int position) {
    return switch (field.type()) {
      case NUMERIC -> (v, into) -> into.setNumber(position, ((Number) v).doubleValue());
      case INTEGER -> (v, into) -> into.setInteger(position, ((Number) v).longValue());
      case BOOLEAN -> (v, into) -> into.setInteger(position, (Boolean) v ? 1 : 0);
      case CATEGORICAL, TEXT ->
          raw == String.class
              ? (v, into) -> into.setString(position, (String) v)
              : (v, into) -> into.setString(position, ((Enum<?>) v).name());
      case DATE -> (v, into) -> into.setInteger(position, ((LocalDate) v).toEpochDay());
      case TIMESTAMP -> (v, into) -> into.setInteger(position, nanosOf(instant(v), field));
    };
  }

  private static Instant instant(Object value) {
    if (value instanceof OffsetDateTime o) {
      return o.toInstant();
    }
    return value instanceof ZonedDateTime z ? z.toInstant() : (Instant) value;
  }

  /** Nanoseconds since the epoch of a value for the field. */
  static long nanosOf(Instant instant, Field field) {
    try {
      return nanos(instant);
    } catch (ArithmeticException e) {
      throw new InvalidRowException(
          field.name(), "must be between 1677-09-21 and 2262-04-11; was outside");
    }
  }

  /**
   * The component's accessor as a functional interface over Object, compiled so that primitives are
   * not boxed.
   */
  @SuppressWarnings(
      "TypeParameterUnusedInFormals") // F is what LambdaMetafactory makes of functional
  private static <F> F accessor(
      Class<? extends Record> record,
      RecordComponent component,
      Class<?> functional,
      String method,
      Class<?> result) {
    Method accessor = component.getAccessor();
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(record, MethodHandles.lookup());
      MethodHandle handle = lookup.unreflect(accessor);
      Object made =
          LambdaMetafactory.metafactory(
                  lookup,
                  method,
                  MethodType.methodType(functional),
                  MethodType.methodType(result, Object.class),
                  handle,
                  MethodType.methodType(
                      result.isPrimitive() ? result : accessor.getReturnType(), record))
              .getTarget()
              .invoke();
      @SuppressWarnings("unchecked")
      F typed = (F) made;
      return typed;
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          "Record "
              + record.getName()
              + " must be open to io.millwright.core; its module does not open its package. Add 'opens "
              + record.getPackageName()
              + " to io.millwright.core' to its module-info.",
          e);
    } catch (Throwable e) {
      throw new IllegalStateException(
          "Accessor of component '"
              + component.getName()
              + "' of "
              + record.getName()
              + " cannot be compiled.",
          e);
    }
  }
}
