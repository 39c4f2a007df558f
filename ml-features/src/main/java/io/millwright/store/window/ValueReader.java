package io.millwright.store.window;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.store.Aggregation;
import io.millwright.table.Row;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the value that a feature aggregates as a number. Where only sameness matters, strings,
 * times and whole numbers are numbered as they come. Thread-safe.
 */
final class ValueReader {

  private final int field;
  private final FieldType type;
  private final boolean numbered;
  private final Map<Object, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  ValueReader(int field, Field of, Aggregation aggregation) {
    this.field = field;
    this.type = of.type();
    this.numbered =
        aggregation == Aggregation.DISTINCT
            && type != FieldType.NUMERIC
            && type != FieldType.BOOLEAN;
  }

  boolean isMissing(Row row) {
    return row.isMissing(field);
  }

  double read(Row row) {
    if (numbered) {
      Object value = type.isString() ? row.string(field) : (Object) row.integer(field);
      return numbers.computeIfAbsent(value, key -> next.getAndIncrement());
    }
    return type.isNumber() ? row.number(field) : 0;
  }
}
