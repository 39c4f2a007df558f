package io.millwright.split;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Tables for tests of splits. */
final class SampleTables {

  static final long DAY = 86_400L * 1_000_000_000L;

  static final Schema SCHEMA =
      Schema.builder()
          .integer("id")
          .group("customer")
          .eventTime("at", ZoneOffset.UTC)
          .timestamp("known", ZoneOffset.UTC)
          .multiclassLabel("label")
          .optional("customer", "at", "known", "label")
          .build();

  private SampleTables() {}

  /**
   * Rows in no order of time, with few times and groups, so that ties are many; one in twenty
   * values is missing. Labels depend on the group.
   */
  static Table random(long seed, int rows) {
    RandomGenerator random = Seed.of(seed).random();
    TableBuilder builder = Table.builder(SCHEMA);
    RowBuffer row = new RowBuffer(SCHEMA);
    for (int i = 0; i < rows; i++) {
      row.clear();
      row.setInteger(0, i);
      int group = random.nextInt(20);
      if (random.nextInt(20) > 0) {
        row.setString(1, "c" + group);
      }
      long start = random.nextInt(60);
      if (random.nextInt(20) > 0) {
        row.setInteger(2, start * DAY);
      }
      if (random.nextInt(20) > 0) {
        row.setInteger(3, (start + random.nextInt(6)) * DAY);
      }
      if (random.nextInt(20) > 0) {
        row.setString(4, random.nextInt(25) < group ? "a" : random.nextInt(3) > 0 ? "b" : "c");
      }
      builder.add(row);
    }
    return builder.build();
  }

  /** A row for each pair of day numbers: event time and when the label was known. */
  static Table spans(int[] starts, int[] ends) {
    TableBuilder builder = Table.builder(SCHEMA);
    RowBuffer row = new RowBuffer(SCHEMA);
    for (int i = 0; i < starts.length; i++) {
      row.clear();
      row.setInteger(0, i);
      row.setInteger(2, starts[i] * DAY);
      row.setInteger(3, ends[i] * DAY);
      builder.add(row);
    }
    return builder.build();
  }

  /** A row for each instant, by a calendar of that zone. */
  static Table at(ZoneId zone, String... instants) {
    Schema schema = Schema.builder().eventTime("at", zone).build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (String instant : instants) {
      row.clear();
      row.setInteger(0, Instant.parse(instant).getEpochSecond() * 1_000_000_000L);
      builder.add(row);
    }
    return builder.build();
  }

  /** A row for each day. */
  static Table on(String... days) {
    Schema schema = Schema.builder().eventDate("on").build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    Arrays.stream(days)
        .forEach(
            day -> {
              row.clear();
              row.setInteger(0, LocalDate.parse(day).toEpochDay());
              builder.add(row);
            });
    return builder.build();
  }
}
