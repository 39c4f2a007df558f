package io.millwright.features.window;

import static io.millwright.features.window.Windows.daysSinceLastHoliday;
import static io.millwright.features.window.Windows.daysToNextHoliday;
import static io.millwright.features.window.Windows.difference;
import static io.millwright.features.window.Windows.ewm;
import static io.millwright.features.window.Windows.expanding;
import static io.millwright.features.window.Windows.forwardFill;
import static io.millwright.features.window.Windows.isHoliday;
import static io.millwright.features.window.Windows.lag;
import static io.millwright.features.window.Windows.rolling;
import static io.millwright.features.window.Windows.rows;
import static io.millwright.features.window.Windows.sinceLast;
import static io.millwright.features.window.Windows.sinceLastRow;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Random tables of customers' events, and the features there are over them. */
final class Histories {

  static final long HOUR = 3_600_000_000_000L;
  static final int CUSTOMER = 0;
  static final int AT = 1;
  static final int AMOUNT = 2;
  static final int PLAN = 3;
  static final int VISITS = 4;
  static final int VIP = 5;
  static final int DEFAULTED = 6;
  static final int REFUND = 7;

  static final Schema SCHEMA =
      Schema.builder()
          .key("customer")
          .eventTime("at", ZoneId.of("Europe/Madrid"))
          .numeric("amount", "EUR")
          .categorical("plan")
          .integer("visits")
          .bool("vip")
          .binaryLabel("defaulted")
          .add(
              new Field(
                  "refund",
                  FieldType.NUMERIC,
                  Role.IGNORED,
                  true,
                  Optional.empty(),
                  Optional.empty()))
          .optional("amount", "plan", "vip", "defaulted")
          .build();

  static final HolidayCalendar HOLIDAYS =
      HolidayCalendar.of("madrid", List.of(LocalDate.of(2026, 3, 30), LocalDate.of(2026, 4, 3)));

  private Histories() {}

  /** Events around the change of clocks of 29 March 2026; a third share their time with others. */
  static Table random(RandomGenerator random, int rows, int customers) {
    long start = java.time.Instant.parse("2026-03-20T00:00:00Z").getEpochSecond() * 1_000_000_000L;
    TableBuilder builder = Table.builder(SCHEMA);
    RowBuffer row = new RowBuffer(SCHEMA);
    for (int i = 0; i < rows; i++) {
      row.clear();
      row.setString(CUSTOMER, "c" + random.nextInt(customers));
      long hours = random.nextInt(20 * 24);
      boolean round = random.nextInt(3) == 0;
      row.setInteger(AT, start + (round ? hours / 24 * 24 : hours) * HOUR);
      if (random.nextInt(5) > 0) {
        row.setNumber(AMOUNT, Math.rint(random.nextGaussian() * 1e5) / 100);
      }
      if (random.nextInt(3) > 0) {
        row.setString(PLAN, List.of("basic", "plus", "").get(random.nextInt(3)));
      }
      row.setInteger(VISITS, random.nextInt(5));
      if (random.nextInt(3) > 0) {
        row.setInteger(VIP, random.nextInt(2));
      }
      if (random.nextInt(4) > 0) {
        row.setInteger(DEFAULTED, random.nextInt(2));
      }
      if (random.nextInt(2) > 0) {
        row.setNumber(REFUND, random.nextInt(100));
      }
      builder.add(row);
    }
    return builder.build();
  }

  /** Every kind of feature, before, closed right and known after a delay. */
  static WindowFeature[] all() {
    List<WindowFeature> all = new ArrayList<>();
    for (String field : List.of("amount", "visits")) {
      for (WindowFeature feature : ofNumber(field)) {
        all.add(feature);
        all.add(feature.closedRight());
      }
    }
    for (WindowFeature feature :
        List.of(
            lag("plan", 1),
            lag("plan", Period.ofDays(2)),
            forwardFill("plan"),
            forwardFill("vip"),
            sinceLast("vip"),
            sinceLast("plan", "plus"),
            sinceLastRow())) {
      all.add(feature);
      all.add(feature.closedRight());
    }
    for (WindowFeature feature : ofNumber("defaulted")) {
      all.add(feature.knownAfter(Duration.ofDays(2)));
    }
    for (WindowFeature feature : ofNumber("refund")) {
      all.add(feature.knownAfter(Duration.ofHours(5)));
    }
    all.add(isHoliday(HOLIDAYS));
    all.add(daysToNextHoliday(HOLIDAYS));
    all.add(daysSinceLastHoliday(HOLIDAYS));
    return all.toArray(WindowFeature[]::new);
  }

  static List<WindowFeature> ofNumber(String field) {
    List<WindowFeature> all = new ArrayList<>();
    for (Rolling window :
        List.of(
            rolling(field, rows(1)),
            rolling(field, rows(9)).minPeriods(3),
            rolling(field, Duration.ofHours(30)),
            rolling(field, Period.ofDays(4)),
            rolling(field, Period.ofMonths(1)))) {
      all.addAll(
          List.of(
              window.count(),
              window.sum(),
              window.mean(),
              window.std(),
              window.min(),
              window.max(),
              window.median()));
    }
    Expanding expanding = expanding(field).minPeriods(2);
    all.addAll(
        List.of(
            expanding.count(),
            expanding.sum(),
            expanding.mean(),
            expanding.std(),
            expanding.min(),
            expanding.max()));
    all.addAll(
        List.of(
            lag(field, 1),
            lag(field, 7),
            lag(field, Duration.ofDays(1)),
            lag(field, Period.ofDays(1), Duration.ZERO),
            lag(field, Period.ofDays(3), Duration.ofHours(12)),
            difference(field, 1),
            difference(field, 3),
            ewm(field).halflife(3),
            ewm(field).recursive().span(5),
            ewm(field).ignoringMissing().alpha(0.25),
            ewm(field).halflife(Duration.ofHours(10)),
            sinceLast(field),
            forwardFill(field)));
    return all;
  }
}
