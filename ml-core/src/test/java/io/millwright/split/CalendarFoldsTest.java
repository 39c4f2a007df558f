package io.millwright.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarFoldsTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void period_overAChangeOfTheClocks_isADayOfTheCalendar() {
    // 2024-03-10 in New York is 05:00Z to 04:00Z, 23 hours.
    Table table =
        SampleTables.at(
            NEW_YORK,
            "2024-03-09T04:59:59Z",
            "2024-03-09T05:00:00Z",
            "2024-03-10T04:59:59Z",
            "2024-03-10T05:00:00Z",
            "2024-03-11T03:59:59Z",
            "2024-03-11T04:00:00Z",
            "2024-03-12T03:00:00Z");
    List<SplitRows> folds = CrossValidation.calendar(Period.ofDays(1), 3).rows(table);
    assertThat(folds.get(0).train()).containsExactly(0);
    assertThat(folds.get(0).test()).containsExactly(1, 2);
    assertThat(folds.get(1).train()).containsExactly(0, 1, 2);
    assertThat(folds.get(1).test()).containsExactly(3, 4);
    assertThat(folds.get(2).test()).containsExactly(5, 6);
    assertThat(folds.get(1).description())
        .isEqualTo(
            "calendar by 'at', fold 2 of 3, 2024-03-10T00:00-05:00 to 2024-03-11T00:00-04:00");
    // 24 hours each, back from 2024-03-12T04:00Z.
    List<SplitRows> byHours =
        CrossValidation.calendar(Duration.ofDays(1), 2)
            .until(LocalDate.of(2024, 3, 12))
            .rows(table);
    assertThat(byHours.get(0).train()).containsExactly(0, 1);
    assertThat(byHours.get(0).test()).containsExactly(2, 3, 4);
    assertThat(byHours.get(1).test()).containsExactly(5, 6);
  }

  @Test
  void period_whereClocksSkipMidnight_startsWithTheDay() {
    // 2018-11-04 in São Paulo began at 01:00, 03:00Z; the days around it at midnight.
    Table table =
        SampleTables.at(
            ZoneId.of("America/Sao_Paulo"),
            "2018-11-02T02:59:59Z",
            "2018-11-02T03:00:00Z",
            "2018-11-03T02:59:59Z",
            "2018-11-03T03:00:00Z",
            "2018-11-04T02:59:59Z",
            "2018-11-04T03:00:00Z",
            "2018-11-05T01:59:59Z",
            "2018-11-05T02:00:00Z");
    CalendarFolds folds =
        CrossValidation.calendar(Period.ofDays(1), 2).until(LocalDate.of(2018, 11, 5));
    SplitRows last = folds.rows(table).get(1);
    assertThat(last.test()).containsExactly(5, 6);
    assertThat(last.train()).containsExactly(0, 1, 2, 3, 4);
    SplitRows gapped = folds.gap(Period.ofDays(1)).maxTrain(Period.ofDays(1)).rows(table).get(1);
    assertThat(gapped.train()).containsExactly(1, 2);
    assertThat(gapped.left()).isEqualTo(4);
  }

  @Test
  void months_toTheEndOfALongMonth_loseNoDays() {
    Table table =
        SampleTables.on("2024-01-30", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-30");
    // The end is 2024-03-31: windows from 2024-02-29 and, two months before it, 2024-01-31.
    List<SplitRows> folds = CrossValidation.calendar(Period.ofMonths(1), 2).rows(table);
    assertThat(folds.get(0).train()).containsExactly(0);
    assertThat(folds.get(0).test()).containsExactly(1, 2);
    assertThat(folds.get(1).test()).containsExactly(3, 4);
  }

  @Test
  void gapEmbargoAndMaxTrain_byHand() {
    Table table =
        SampleTables.on(
            "2024-01-09",
            "2024-01-01",
            "2024-01-02",
            "2024-01-03",
            "2024-01-04",
            "2024-01-05",
            "2024-01-05",
            "2024-01-06",
            "2024-01-07",
            "2024-01-08",
            "2024-01-10");
    CalendarFolds folds =
        CrossValidation.calendar(Period.ofDays(3), 2)
            .gap(Period.ofDays(1))
            .embargo(Period.ofDays(1))
            .maxTrain(Period.ofDays(2));
    // Windows 5 to 7 and 8 to 10 January.
    List<SplitRows> rows = folds.rows(table);
    assertThat(rows.get(0).train()).containsExactly(2, 3);
    assertThat(rows.get(0).test()).containsExactly(7, 8);
    assertThat(rows.get(1).train()).containsExactly(5, 6, 7);
    assertThat(rows.get(1).test()).containsExactly(0, 10);
    assertThat(rows.get(1).left()).isEqualTo(6);
    assertThat(rows.get(1).description())
        .endsWith(", gap P1D, embargo P1D, at most P2D to learn from");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyTable_asTheDefinitionSays(long seed) {
    Table table = SampleTables.random(seed, 300);
    Column at = table.column("at");
    int days = 3 + Seed.of(seed).random().nextInt(8);
    List<SplitRows> folds =
        CrossValidation.calendar(Period.ofDays(days), 3)
            .gap(Duration.ofDays(2))
            .embargo(Duration.ofHours(24))
            .maxTrain(Period.ofDays(20))
            .until(LocalDate.EPOCH.plusDays(55))
            .rows(table);
    for (int f = 0; f < 3; f++) {
      long from = 55 - (long) (3 - f) * days;
      List<Integer> train = new ArrayList<>();
      List<Integer> test = new ArrayList<>();
      for (int i = 0; i < at.size(); i++) {
        long day = at.isMissing(i) ? -1 : at.integer(i) / SampleTables.DAY;
        if (day >= Math.max(0, from - 22) && day < from - 2) {
          train.add(i);
        }
        if (day >= from + 1 && day < from + days) {
          test.add(i);
        }
      }
      assertThat(folds.get(f).train()).containsExactly(train.toArray(Integer[]::new));
      assertThat(folds.get(f).test()).containsExactly(test.toArray(Integer[]::new));
    }
  }

  @Test
  void duration_withoutUntil_endsJustAfterTheLastRow() {
    Table table =
        SampleTables.at(
            ZoneOffset.UTC,
            "2024-01-01T09:00:00Z",
            "2024-01-01T10:00:00Z",
            "2024-01-01T10:00:01Z",
            "2024-01-01T11:00:00Z",
            "2024-01-01T11:00:01Z",
            "2024-01-01T12:00:00Z");
    List<SplitRows> folds = CrossValidation.calendar(Duration.ofHours(1), 2).rows(table);
    assertThat(folds.get(0).train()).containsExactly(0, 1);
    assertThat(folds.get(0).test()).containsExactly(2, 3);
    assertThat(folds.get(1).test()).containsExactly(4, 5);
  }

  @Test
  void unsuitable_isRefused() {
    Table table = SampleTables.on("2024-01-01", "2024-01-05", "2024-01-09");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.calendar(Period.ofDays(2), 3).rows(table))
        .withMessageContaining("none to judge on (calendar by 'on', fold 2 of 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.calendar(Period.ofDays(3), 3).rows(table))
        .withMessageContaining("none to learn from");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.calendar(Duration.ofHours(30), 2).rows(table))
        .withMessageContaining("length must be whole days");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CrossValidation.calendar(Period.ofDays(1), 2)
                    .gap(Duration.ofHours(1))
                    .maxTrain(Duration.ofHours(2))
                    .rows(table))
        .withMessage(
            "gap must be whole days, since the field is a DATE; was PT1H."
                + " maxTrain must be whole days, since the field is a DATE; was PT2H.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.calendar(Period.ofYears(999_999_999), 2).rows(table))
        .withMessageContaining("within the calendar");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.calendar(Period.ZERO, 2))
        .withMessage("length must be more than zero; was P0D.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.calendar(Period.of(0, 1, -3), 2))
        .withMessageContaining("must not be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CrossValidation.calendar(
                    java.time.chrono.ThaiBuddhistChronology.INSTANCE.period(0, 1, 0), 2))
        .withMessageContaining("must be a Period or a Duration");
    CalendarFolds folds = CrossValidation.calendar(Period.ofDays(2), 2);
    assertThatIllegalArgumentException().isThrownBy(() -> folds.gap(Duration.ofDays(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> folds.embargo(Duration.ofDays(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> folds.maxTrain(Period.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folds.rows(SampleTables.on()))
        .withMessageContaining("must have rows with an event time");
    Table timeless = Table.builder(Schema.builder().numeric("x").build()).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folds.rows(timeless))
        .withMessageContaining("Schema must have an event time for calendar folds");
  }

  @Test
  void maxTrain_longerThanTheRangeOfTimes_learnsFromAll() {
    Table table =
        SampleTables.at(
            ZoneOffset.UTC,
            Instant.EPOCH.toString(),
            "2024-01-01T00:00:00Z",
            "2024-01-02T00:00:00Z");
    CalendarFolds folds = CrossValidation.calendar(Period.ofDays(1), 2);
    assertThat(folds.maxTrain(Period.ofYears(5_000)).rows(table).get(1).train())
        .containsExactly(0, 1);
  }
}
