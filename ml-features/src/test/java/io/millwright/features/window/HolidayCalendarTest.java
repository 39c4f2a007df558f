package io.millwright.features.window;

import static io.millwright.features.window.Windows.daysSinceLastHoliday;
import static io.millwright.features.window.Windows.daysToNextHoliday;
import static io.millwright.features.window.Windows.isHoliday;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.RowBuffer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolidayCalendarTest {

  private static final LocalDate CHRISTMAS = LocalDate.of(2025, 12, 25);
  private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
  private static final HolidayCalendar CALENDAR =
      HolidayCalendar.of("es", List.of(NEW_YEAR, CHRISTMAS, CHRISTMAS));

  @Test
  void days_aroundHolidays_areCounted() {
    assertThat(CALENDAR.size()).isEqualTo(2);
    assertThat(CALENDAR.isHoliday(CHRISTMAS)).isTrue();
    assertThat(CALENDAR.isHoliday(CHRISTMAS.plusDays(1))).isFalse();
    assertThat(CALENDAR.daysToNext(CHRISTMAS)).hasValue(0);
    assertThat(CALENDAR.daysToNext(CHRISTMAS.plusDays(1))).hasValue(6);
    assertThat(CALENDAR.daysSinceLast(CHRISTMAS.plusDays(6))).hasValue(6);
    assertThat(CALENDAR.daysSinceLast(NEW_YEAR)).hasValue(0);
  }

  @Test
  void days_outsideItsYears_areUnknown() {
    assertThat(CALENDAR.covers(LocalDate.of(2024, 12, 31))).isFalse();
    assertThat(CALENDAR.covers(LocalDate.of(2025, 1, 1))).isTrue();
    assertThat(CALENDAR.covers(LocalDate.of(2026, 12, 31))).isTrue();
    assertThat(CALENDAR.daysToNext(LocalDate.of(2024, 12, 31))).isEqualTo(OptionalInt.empty());
    assertThat(CALENDAR.daysToNext(LocalDate.of(2026, 1, 2))).isEmpty();
    assertThat(CALENDAR.daysSinceLast(LocalDate.of(2025, 12, 24))).isEmpty();
    assertThat(CALENDAR.daysSinceLast(LocalDate.of(2027, 1, 1))).isEmpty();
  }

  @Test
  void features_takeTheDayOfTheZone() {
    Schema schema = Schema.builder().eventTime("at", ZoneId.of("America/New_York")).build();
    WindowSpec spec =
        WindowSpec.over(schema)
            .asOneSeries()
            .add(isHoliday(CALENDAR), daysToNextHoliday(CALENDAR), daysSinceLastHoliday(CALENDAR))
            .build();
    RowBuffer row = new RowBuffer(schema);
    RowBuffer out = new RowBuffer(spec.schema());
    // 22:30 on 31 December in New York.
    row.setInteger(0, Instant.parse("2026-01-01T03:30:00Z").getEpochSecond() * 1_000_000_000L);
    spec.stream().widen(row, out);
    assertThat(out.number(1)).isZero();
    assertThat(out.number(2)).isEqualTo(1);
    assertThat(out.number(3)).isEqualTo(6);
    row.setInteger(0, Instant.parse("2027-01-01T05:00:00Z").getEpochSecond() * 1_000_000_000L);
    spec.stream().widen(row, out);
    assertThat(out.isMissing(1)).isTrue();
    assertThat(out.isMissing(3)).isTrue();
  }

  @Test
  void parse_namesCommentsAndHeader_areLeftAside() {
    HolidayCalendar parsed =
        HolidayCalendar.parse(
            "es",
            "\uFEFF# of the town\r\n\r\nDate;Name\r\n2025-12-25, Navidad, fija\n 2026-01-01 ;x\n");
    assertThat(parsed.fingerprint()).isEqualTo(CALENDAR.fingerprint());
  }

  @Test
  void parse_badLines_areNamedTogetherWithoutTheirText() {
    assertThatThrownBy(
            () -> HolidayCalendar.parse("es", "2025-12-25\n2025-02-30\nsecret\n2025-1-1\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 have none (lines 2, 3, 4)")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> HolidayCalendar.parse("es", "# nothing\n"))
        .hasMessageContaining("at least one holiday");
    assertThatThrownBy(() -> HolidayCalendar.parse("es", "\n".repeat(100_001)))
        .hasMessageContaining("100000 lines");
    assertThatThrownBy(() -> HolidayCalendar.parse("es", "#".repeat((1 << 20) + 1)))
        .hasMessageContaining("1048576 characters");
  }

  @Test
  void read_file_isUtf8AndBounded(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("es.csv");
    Files.writeString(file, "date,name\n2025-12-25,Navidad\n2026-01-01,Año Nuevo\n");
    assertThat(HolidayCalendar.read("es", file).fingerprint()).isEqualTo(CALENDAR.fingerprint());
    Files.write(file, new byte[] {'#', (byte) 0xC3, '\n'});
    assertThatThrownBy(() -> HolidayCalendar.read("es", file))
        .isInstanceOf(CharacterCodingException.class);
    Files.write(file, new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> HolidayCalendar.read("es", file)).hasMessageContaining("at most");
  }

  /** Any text is a calendar or a clear refusal. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void parse_randomText_isReadOrRefused(int seed) {
    RandomGenerator random = Seed.of(seed).random();
    String valid = "date,name\n2025-12-25,Navidad\n# x\n2026-01-01;y\n";
    String alphabet = "0123456789-,;#\r\n \u2028\uFEFFd\uD800é";
    for (int trial = 0; trial < 3_000; trial++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? valid : "");
      for (int change = random.nextInt(20); change >= 0; change--) {
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        text.insert(random.nextInt(text.length() + 1), c);
      }
      try {
        HolidayCalendar calendar = HolidayCalendar.parse("es", text.toString());
        assertThat(calendar.size()).isBetween(1, 30);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("Calendar 'es' must");
      }
    }
  }
}
