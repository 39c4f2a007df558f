package io.millwright.features.window;

import static io.millwright.features.window.Windows.lag;
import static io.millwright.features.window.Windows.rolling;
import static io.millwright.features.window.Windows.sinceLast;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.schema.Schema;
import io.millwright.table.NumericColumn;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows over days on which the clocks change: 23 and 25 hours long. */
class WindowClocksTest {

  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static Table hourly(ZoneId zone, String from, int hours) {
    Schema schema = Schema.builder().eventTime("at", zone).numeric("hour").build();
    Instant start = LocalDateTime.parse(from).atZone(zone).toInstant();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < hours; i++) {
      row.setInteger(0, start.plusSeconds(3_600L * i).getEpochSecond() * 1_000_000_000L);
      row.setNumber(1, i);
      builder.add(row);
    }
    return builder.build();
  }

  private static double at(Table table, String local, WindowFeature feature) {
    return at(table, LocalDateTime.parse(local).atZone(zone(table)).toInstant(), feature);
  }

  private static double at(Table table, Instant moment, WindowFeature feature) {
    WindowSpec spec = WindowSpec.over(table.schema()).asOneSeries().add(feature).build();
    NumericColumn column = (NumericColumn) spec.apply(table).column(feature.name());
    for (int row = 0; row < table.rowCount(); row++) {
      if (table.columns().get(0).integer(row) == moment.getEpochSecond() * 1_000_000_000L) {
        return column.number(row);
      }
    }
    throw new AssertionError(moment);
  }

  private static ZoneId zone(Table table) {
    return table.schema().fields().get(0).zone().orElseThrow();
  }

  @Test
  void springForward_periodOfADay_has23Hours() {
    for (Table table :
        List.of(
            hourly(MADRID, "2026-03-28T00:00:00", 60),
            hourly(NEW_YORK, "2026-03-07T00:00:00", 60))) {
      // Noon of the day whose clocks went from 02:00 to 03:00.
      String noon = zone(table).equals(MADRID) ? "2026-03-29T12:00:00" : "2026-03-08T12:00:00";
      assertThat(at(table, noon, rolling("hour", Period.ofDays(1)).count())).isEqualTo(23);
      assertThat(at(table, noon, rolling("hour", Duration.ofDays(1)).count())).isEqualTo(24);
      // 12:00 of the day before is row 12; 24 hours before it was 11:00.
      assertThat(at(table, noon, lag("hour", Period.ofDays(1)))).isEqualTo(12);
      assertThat(at(table, noon, lag("hour", Duration.ofDays(1)))).isEqualTo(11);
      assertThat(at(table, noon, sinceLast("hour"))).isEqualTo(1);
    }
  }

  @Test
  void fallBack_periodOfADay_has25Hours() {
    for (Table table :
        List.of(
            hourly(MADRID, "2026-10-24T00:00:00", 60),
            hourly(NEW_YORK, "2026-10-31T00:00:00", 60))) {
      String noon = zone(table).equals(MADRID) ? "2026-10-25T12:00:00" : "2026-11-01T12:00:00";
      assertThat(at(table, noon, rolling("hour", Period.ofDays(1)).count())).isEqualTo(25);
      assertThat(at(table, noon, rolling("hour", Duration.ofDays(1)).count())).isEqualTo(24);
      assertThat(at(table, noon, lag("hour", Period.ofDays(1)))).isEqualTo(12);
      assertThat(at(table, noon, lag("hour", Duration.ofDays(1)))).isEqualTo(13);
    }
  }

  @Test
  void fallBack_hourThatComesTwice_windowsFollowTheClockBack() {
    // 02:30 comes twice on 25 October; the day before it came once, so both count from there.
    Schema schema = Schema.builder().eventTime("at", NEW_YORK).numeric("hour").build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    List<Instant> moments =
        List.of(
            Instant.parse("2026-10-31T05:00:00Z"), // 01:00, one hour before its day ends as summer
            Instant.parse("2026-10-31T05:20:00Z"), // 01:20
            Instant.parse("2026-11-01T05:30:00Z"), // 01:30, the first
            Instant.parse("2026-11-01T06:10:00Z")); // 01:10, the second: the local clock went back
    for (int i = 0; i < moments.size(); i++) {
      row.setInteger(0, moments.get(i).getEpochSecond() * 1_000_000_000L);
      row.setNumber(1, i);
      builder.add(row);
    }
    Table table = builder.build();
    WindowFeature median = rolling("hour", Period.ofDays(1)).median();
    // From 01:30 of the day before: neither row of it. From 01:10: the later of them, and the first
    // 01:30.
    assertThat(at(table, moments.get(2), median)).isNaN();
    assertThat(at(table, moments.get(3), median)).isEqualTo(1.5);
    assertThat(at(table, moments.get(3), rolling("hour", Period.ofDays(1)).sum())).isEqualTo(3);
  }

  @Test
  void springForward_localTimeThatIsSkipped_movesOnByTheGap() {
    // 02:30 of 8 March does not exist in New York: a day before 02:30 of 9 March is 03:30.
    Table table = hourly(NEW_YORK, "2026-03-08T00:30:00", 40);
    assertThat(at(table, "2026-03-09T02:30:00", lag("hour", Period.ofDays(1), Duration.ZERO)))
        .isEqualTo(2);
  }

  @Test
  void period_ofAMonth_endsOnTheLastDayThereIs() {
    Table table = hourly(MADRID, "2026-02-26T00:00:00", 24 * 35);
    // 31 March less a month is 28 February.
    assertThat(at(table, "2026-03-31T00:00:00", lag("hour", Period.ofMonths(1), Duration.ZERO)))
        .isEqualTo(48);
    assertThat(at(table, "2026-03-29T00:00:00", lag("hour", Period.ofMonths(1), Duration.ZERO)))
        .isEqualTo(48);
  }
}
