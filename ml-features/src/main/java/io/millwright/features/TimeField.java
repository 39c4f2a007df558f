package io.millwright.features;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads a DATE or TIMESTAMP field as local time. Immutable. */
final class TimeField {

  private static final long FIRST_DAY = LocalDate.MIN.toEpochDay();
  private static final long LAST_DAY = LocalDate.MAX.toEpochDay();

  private final int position;
  private final String name;
  private final boolean timestamp;
  private final ZoneOffsets offsets;

  TimeField(Schema schema, String name) {
    Field field = schema.field(name);
    ZoneId zone = field.zone().orElse(ZoneOffset.UTC);
    this.position = schema.indexOf(name);
    this.name = name;
    this.timestamp = field.type() == FieldType.TIMESTAMP;
    this.offsets = ZoneOffsets.of(zone);
  }

  boolean isMissing(Row row) {
    return row.isMissing(position);
  }

  /** Nanoseconds since the epoch of a TIMESTAMP. */
  long epochNano(Row row) {
    return row.integer(position);
  }

  long localSecond(Row row) {
    long value = row.integer(position);
    if (timestamp) {
      return offsets.localSecond(value);
    }
    if (value < FIRST_DAY || value > LAST_DAY) {
      throw new InvalidRowException(
          name, "must be a day of the years ±999,999,999; was beyond them");
    }
    return value * CivilDate.SECONDS_PER_DAY;
  }

  long localDay(Row row) {
    return Math.floorDiv(localSecond(row), CivilDate.SECONDS_PER_DAY);
  }
}
