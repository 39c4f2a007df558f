package io.millwright.features;

import static io.millwright.features.CalendarPart.DAY_OF_WEEK;
import static io.millwright.features.CalendarPart.DAY_OF_YEAR;
import static io.millwright.features.CalendarPart.HOUR_OF_DAY;
import static io.millwright.features.CalendarPart.MONTH;
import static io.millwright.features.Transforms.calendar;
import static io.millwright.features.Transforms.cyclical;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.hoursBetween;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.LongColumn;
import io.millwright.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CyclicalTransformTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        cyclical("decidedAt", HOUR_OF_DAY),
        cyclical("decidedAt", DAY_OF_YEAR),
        cyclical("seenAt", DAY_OF_WEEK).missingAtCentre().missingIndicator(),
        cyclical("openedOn", MONTH),
        cyclical("n", 24));
  }

  @ParameterizedTest
  @CsvSource({
    // zone, instant, hour, ISO day of week: summer time begins and ends in New York
    "America/New_York, 2024-03-10T06:59:00Z, 1, 7",
    "America/New_York, 2024-03-10T07:01:00Z, 3, 7",
    "America/New_York, 2024-11-03T05:30:00Z, 1, 7",
    "America/New_York, 2024-11-03T06:30:00Z, 1, 7",
    "America/New_York, 2024-01-01T03:30:00Z, 22, 7",
    "UTC, 2024-01-01T03:30:00Z, 3, 1",
    "Asia/Kolkata, 2024-01-01T18:45:00Z, 0, 2"
  })
  void calendar_daylightSaving_readsTheLocalClock(String zone, String at, int hour, int day) {
    Table table = times(ZoneId.of(zone), Instant.parse(at));
    assertThat(Rows.fit(calendar("t", HOUR_OF_DAY), table).transform(table)).containsExactly(hour);
    assertThat(Rows.fit(calendar("t", DAY_OF_WEEK), table).transform(table)).containsExactly(day);
    assertThat(Rows.fit(cyclical("t", HOUR_OF_DAY), table).transform(table))
        .containsExactly(
            StrictMath.sin(2 * Math.PI * hour / 24), StrictMath.cos(2 * Math.PI * hour / 24));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "America/New_York",
        "Europe/Madrid",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "UTC",
        "+05:30"
      })
  void parts_anyInstant_equalJavaTime(String id) {
    ZoneId zone = ZoneId.of(id);
    ZoneOffsets offsets = ZoneOffsets.of(zone);
    RandomGenerator random = Seed.of(11).random();
    for (int k = 0; k < 20_000; k++) {
      long nano = random.nextLong();
      Instant instant = Instant.ofEpochSecond(0, nano);
      LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
      long second = offsets.localSecond(nano);
      assertThat(second).isEqualTo(local.toEpochSecond(ZoneOffset.UTC));
      assertParts(second, local);
    }
  }

  @Test
  void parts_farDays_equalJavaTime() {
    RandomGenerator random = Seed.of(12).random();
    for (int k = 0; k < 50_000; k++) {
      LocalDate date = LocalDate.ofEpochDay(random.nextLong(-365_243_219_162L, 365_241_780_472L));
      assertParts(date.toEpochDay() * 86_400, date.atStartOfDay());
    }
    for (LocalDate date = LocalDate.of(1895, 1, 1);
        date.getYear() < 2105;
        date = date.plusDays(1)) {
      assertParts(date.toEpochDay() * 86_400, date.atStartOfDay());
    }
  }

  private static void assertParts(long second, LocalDateTime local) {
    assertThat(CalendarPart.YEAR.of(second)).isEqualTo(local.getYear());
    assertThat(CalendarPart.MONTH.of(second)).isEqualTo(local.getMonthValue());
    assertThat(CalendarPart.DAY_OF_MONTH.of(second)).isEqualTo(local.getDayOfMonth());
    assertThat(CalendarPart.DAY_OF_YEAR.of(second)).isEqualTo(local.getDayOfYear());
    assertThat(CalendarPart.DAY_OF_WEEK.of(second)).isEqualTo(local.getDayOfWeek().getValue());
    assertThat(CalendarPart.HOUR_OF_DAY.of(second)).isEqualTo(local.getHour());
    assertThat(CalendarPart.EPOCH_DAY.of(second)).isEqualTo(local.toLocalDate().toEpochDay());
  }

  @Test
  void dayOfYear_lastDayOfAnyYear_isNextToTheFirst() {
    Table table =
        times(
            ZoneOffset.UTC,
            Instant.parse("2023-01-01T12:00:00Z"),
            Instant.parse("2023-12-31T12:00:00Z"),
            Instant.parse("2024-12-31T12:00:00Z"));
    double[] v = Rows.fit(cyclical("t", DAY_OF_YEAR), table).transform(table);
    assertThat(v[0]).isEqualTo(0);
    assertThat(v[1]).isEqualTo(1);
    assertThat(v[2]).isEqualTo(StrictMath.sin(2 * Math.PI * 364 / 365));
    assertThat(v[4]).isEqualTo(StrictMath.sin(2 * Math.PI * 365 / 366));
  }

  @Test
  void missing_atCentreWithIndicator_orNaN() {
    Table table = times(ZoneOffset.UTC, Instant.EPOCH, null);
    assertThat(Rows.fit(cyclical("t", MONTH), table).transform(table))
        .containsExactly(0, 1, Double.NaN, Double.NaN);
    assertThat(
            Rows.fit(cyclical("t", MONTH).missingAtCentre().missingIndicator(), table)
                .transform(table))
        .containsExactly(0, 1, 0, 0, 0, 1);
  }

  @Test
  void daysBetween_timestamps_countsLocalCalendarDays() {
    ZoneId zone = ZoneId.of("America/New_York");
    Schema schema = Schema.builder().timestamp("a", zone).timestamp("b", zone).build();
    // 23:30 on the 9th to 03:30 on the 11th, over a night of 23 hours
    Table table =
        Table.of(
            schema,
            List.of(
                column(Instant.parse("2024-03-10T04:30:00Z")),
                column(Instant.parse("2024-03-11T07:30:00Z"))));
    assertThat(Rows.fit(daysBetween("a", "b"), table).transform(table)).containsExactly(2);
    assertThat(Rows.fit(daysBetween("b", "a"), table).transform(table)).containsExactly(-2);
    assertThat(Rows.fit(hoursBetween("a", "b"), table).transform(table)).containsExactly(27);
  }

  @Test
  void hoursBetween_endsOfTheRange_doesNotOverflow() {
    Schema schema =
        Schema.builder().timestamp("a", ZoneOffset.UTC).timestamp("b", ZoneOffset.UTC).build();
    BitSet none = new BitSet();
    Table table =
        Table.of(
            schema,
            List.of(
                LongColumn.of(FieldType.TIMESTAMP, new long[] {Long.MIN_VALUE}, none),
                LongColumn.of(FieldType.TIMESTAMP, new long[] {Long.MAX_VALUE}, none)));
    // 2^64 - 1 nanoseconds
    assertThat(Rows.fit(hoursBetween("a", "b"), table).transform(table)[0])
        .isCloseTo(Math.pow(2, 64) / 3.6e12, within(1e-6));
  }

  private static Table times(ZoneId zone, @org.jspecify.annotations.Nullable Instant... instants) {
    Schema schema = Schema.builder().timestamp("t", zone).optional("t").build();
    return Table.of(schema, List.of(column(instants)));
  }

  private static LongColumn column(@org.jspecify.annotations.Nullable Instant... instants) {
    BitSet missing = new BitSet();
    for (int i = 0; i < instants.length; i++) {
      if (instants[i] == null) {
        missing.set(i);
      }
    }
    long[] nanos =
        Arrays.stream(instants)
            .mapToLong(t -> t == null ? 0 : t.getEpochSecond() * 1_000_000_000L + t.getNano())
            .toArray();
    return LongColumn.of(FieldType.TIMESTAMP, nanos, missing);
  }
}
