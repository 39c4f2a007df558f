package io.millwright.features.window;

import static io.millwright.features.window.Windows.difference;
import static io.millwright.features.window.Windows.ewm;
import static io.millwright.features.window.Windows.expanding;
import static io.millwright.features.window.Windows.forwardFill;
import static io.millwright.features.window.Windows.isHoliday;
import static io.millwright.features.window.Windows.lag;
import static io.millwright.features.window.Windows.leadOffline;
import static io.millwright.features.window.Windows.rolling;
import static io.millwright.features.window.Windows.rows;
import static io.millwright.features.window.Windows.sinceLast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.features.Transforms;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.NumericColumn;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowSpecTest {

  private static final Schema SCHEMA = Histories.SCHEMA;

  private static WindowSpec spec(WindowFeature... features) {
    return WindowSpec.over(SCHEMA).perEntity("customer").add(features).build();
  }

  @Test
  void build_everythingWrong_namesAllFaults() {
    Schema schema =
        Schema.builder()
            .text("note")
            .numeric("amount")
            .realLabel("price")
            .group("home")
            .optional("note")
            .build();
    assertThatThrownBy(
            () ->
                WindowSpec.over(schema)
                    .perEntity("note")
                    .asOneSeries()
                    .add(
                        lag("nothing", 1),
                        rolling("note", rows(3)).mean(),
                        lag("price", 1),
                        lag("price", 2).closedRight(),
                        lag("home", 1),
                        lag("amount", 1).named("amount"),
                        lag("amount", 2).closedRight().knownAfter(Duration.ofDays(1)))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have an event time")
        .hasMessageContaining("either perEntity or asOneSeries; were both")
        .hasMessageContaining("must be required and not the label; was optional")
        .hasMessageContaining("'nothing' is not")
        .hasMessageContaining("must read a number; 'note' is TEXT")
        .hasMessageContaining("Feature 'price_lag_1' must say when 'price'")
        .hasMessageContaining("Feature 'price_lag_2_incl' must not be closedRight")
        .hasMessageContaining("'home' is a GROUP")
        .hasMessageContaining("Feature 'amount' must have a name of its own")
        .hasMessageContaining("either closedRight or knownAfter; was both")
        .hasMessageContaining("(10)");
  }

  @Test
  void build_noEntityNamed_isRefused() {
    assertThatThrownBy(() -> WindowSpec.over(SCHEMA).add(lag("amount", 1)).build())
        .hasMessageContaining("perEntity(field), or asOneSeries()");
    assertThatThrownBy(() -> WindowSpec.over(SCHEMA).asOneSeries().build())
        .hasMessageContaining("at least one feature");
  }

  @Test
  void build_ignoredField_needsADelay() {
    assertThatThrownBy(() -> spec(rolling("refund", rows(3)).mean()))
        .hasMessageContaining("'refund', which is IGNORED, becomes known. Add knownAfter");
    assertThat(spec(rolling("refund", rows(3)).mean().knownAfter(Duration.ofDays(1))).features())
        .hasSize(1);
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> lag("amount", 0)).hasMessageContaining("from 1 to 1000000 rows");
    assertThatThrownBy(() -> rows(0)).hasMessageContaining("from 1 to 1000000");
    assertThatThrownBy(() -> rolling("amount", Duration.ZERO))
        .hasMessageContaining("longer than 0");
    assertThatThrownBy(() -> rolling("amount", Period.ofDays(-1)))
        .hasMessageContaining("longer than 0");
    assertThatThrownBy(() -> rolling("amount", Duration.ofDays(40_000)))
        .hasMessageContaining("at most 100 years");
    assertThatThrownBy(() -> ewm("amount").alpha(1)).hasMessageContaining("strictly between");
    assertThatThrownBy(() -> ewm("amount").span(1)).hasMessageContaining("above 1");
    assertThatThrownBy(() -> ewm("amount").halflife(0)).hasMessageContaining("greater than 0");
    assertThatThrownBy(() -> ewm("amount").recursive().halflife(Duration.ofDays(1)))
        .hasMessageContaining("recursive");
    assertThatThrownBy(() -> rolling("amount", rows(3)).minPeriods(0))
        .hasMessageContaining("minPeriods");
    assertThatThrownBy(
            () -> lag("amount", 1).knownAfter(Duration.ofDays(1)).knownAfter(Duration.ofDays(2)))
        .hasMessageContaining("set once");
  }

  @Test
  void schema_ofEveryKind_hasNamesTypesUnitsAndRoles() {
    Schema wider =
        spec(
                rolling("amount", Duration.ofDays(7)).mean(),
                rolling("amount", Duration.ofDays(7)).count(),
                rolling("amount", Duration.ofMinutes(90)).sum().closedRight(),
                rolling("amount", Period.ofMonths(1)).median(),
                rolling("amount", rows(30)).std(),
                expanding("visits").max(),
                ewm("amount").halflife(3),
                difference("amount", 1),
                lag("plan", 1),
                sinceLast("plan", "plus"),
                forwardFill("vip"),
                expanding("defaulted").mean().knownAfter(Duration.ofDays(30)),
                isHoliday(Histories.HOLIDAYS),
                lag("amount", 2).named("before_last"))
            .schema();
    assertThat(wider.fields().subList(8, wider.fields().size()))
        .extracting(f -> f.name() + " " + f.type() + f.unit().map(u -> " " + u).orElse(""))
        .containsExactly(
            "amount_7d_mean NUMERIC EUR",
            "amount_7d_count NUMERIC",
            "amount_90min_sum_incl NUMERIC EUR",
            "amount_p1m_median NUMERIC EUR",
            "amount_30rows_std NUMERIC EUR",
            "visits_all_max NUMERIC",
            "amount_ewm_halflife3 NUMERIC EUR",
            "amount_diff_1 NUMERIC EUR",
            "plan_lag_1 CATEGORICAL",
            "plan_plus_since_h NUMERIC h",
            "vip_filled NUMERIC",
            "defaulted_all_mean_after_30d NUMERIC",
            "madrid_is_holiday NUMERIC",
            "before_last NUMERIC EUR");
    assertThat(wider.fields().subList(8, wider.fields().size()))
        .allMatch(f -> f.optional() && f.role() == Role.FEATURE);
    assertThat(wider.fields().subList(0, 8)).isEqualTo(SCHEMA.fields());
  }

  @Test
  void fingerprint_changesWithAnythingThatChangesNumbers() {
    List<String> prints =
        List.of(
            spec(rolling("amount", rows(3)).mean().named("x")).fingerprint(),
            spec(rolling("amount", rows(3)).minPeriods(2).mean().named("x")).fingerprint(),
            spec(rolling("amount", rows(3)).mean().closedRight().named("x")).fingerprint(),
            spec(rolling("visits", rows(3)).mean().named("x")).fingerprint(),
            spec(isHoliday(Histories.HOLIDAYS).named("x")).fingerprint(),
            spec(isHoliday(HolidayCalendar.of("madrid", List.of(LocalDate.of(2026, 1, 1))))
                    .named("x"))
                .fingerprint(),
            WindowSpec.over(SCHEMA)
                .asOneSeries()
                .add(rolling("amount", rows(3)).mean().named("x"))
                .build()
                .fingerprint());
    assertThat(prints).doesNotHaveDuplicates();
    assertThat(spec(rolling("amount", rows(3)).mean().named("x")).fingerprint())
        .isEqualTo(prints.get(0));
  }

  @Test
  void lead_ofATable_isIgnoredAndOpensNoStream() {
    WindowSpec spec = spec(leadOffline("amount", 1), leadOffline("plan", 2));
    assertThat(spec.schema().field("amount_lead_1").role()).isEqualTo(Role.IGNORED);
    assertThat(spec.schema().field("plan_lead_2").type()).isEqualTo(FieldType.CATEGORICAL);
    assertThatThrownBy(spec::stream)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'amount_lead_1'");
    Table table = Histories.random(Seed.of(3).random(), 80, 3);
    Table ahead = spec.apply(table);
    WindowSpec back =
        WindowSpec.over(spec.schema().edit().add(feature(spec)).build())
            .perEntity("customer")
            .add(lag("amount_lead_1", 1).closedRight())
            .build();
    Table there = back.apply(ahead.as(back.inputSchema()));
    for (int row = 0; row < 80; row++) {
      if (!there.column("amount_lead_1_lag_1_incl").isMissing(row)) {
        assertThat(there.column("amount_lead_1_lag_1_incl").number(row))
            .isEqualTo(table.column("amount").number(row));
      }
    }
    assertThat(there.column("amount_lead_1_lag_1_incl").missingCount()).isLessThan(40);
  }

  private static io.millwright.schema.Field feature(WindowSpec spec) {
    io.millwright.schema.Field lead = spec.schema().field("amount_lead_1");
    return new io.millwright.schema.Field(
        lead.name(), lead.type(), Role.FEATURE, true, lead.unit(), lead.zone());
  }

  @Test
  void ties_ofOneMoment_doNotSeeEachOtherUnlessClosedRight() {
    Schema schema = Schema.builder().eventTime("at", ZoneOffset.UTC).numeric("x").build();
    WindowSpec spec =
        WindowSpec.over(schema)
            .asOneSeries()
            .add(
                rolling("x", Duration.ofHours(1)).sum(),
                rolling("x", Duration.ofHours(1)).sum().closedRight(),
                lag("x", 1),
                lag("x", 1).closedRight())
            .build();
    Table table = table(schema, new long[] {0, 5, 5, 5, 6}, 1, 2, 4, 8, 16);
    Table widened = spec.apply(table);
    assertThat(numbers(widened, "x_1h_sum")).containsExactly(Double.NaN, 1, 1, 1, 15);
    assertThat(numbers(widened, "x_1h_sum_incl")).containsExactly(1, 3, 7, 15, 31);
    assertThat(numbers(widened, "x_lag_1")).containsExactly(Double.NaN, 1, 1, 1, 8);
    assertThat(numbers(widened, "x_lag_1_incl")).containsExactly(Double.NaN, 1, 2, 4, 8);
  }

  @Test
  void window_ofTime_isClosedLeftAndOpenRight() {
    Schema schema = Schema.builder().eventTime("at", ZoneOffset.UTC).numeric("x").build();
    WindowSpec spec =
        WindowSpec.over(schema)
            .asOneSeries()
            .add(
                rolling("x", Duration.ofSeconds(10)).sum(),
                rolling("x", Duration.ofSeconds(10)).sum().closedRight())
            .build();
    Table widened = spec.apply(table(schema, new long[] {0, 4, 10, 14}, 1, 2, 4, 8));
    assertThat(numbers(widened, "x_10s_sum")).containsExactly(Double.NaN, 1, 3, 6);
    assertThat(numbers(widened, "x_10s_sum_incl")).containsExactly(1, 3, 6, 12);
  }

  @Test
  void label_knownAfterItsDelay_isSeenFromThenOn() {
    Schema schema = Schema.builder().eventTime("at", ZoneOffset.UTC).binaryLabel("bad").build();
    WindowSpec spec =
        WindowSpec.over(schema)
            .asOneSeries()
            .add(expanding("bad").mean().knownAfter(Duration.ofSeconds(10)))
            .build();
    RowBuffer row = new RowBuffer(schema);
    var builder = Table.builder(schema);
    for (long at : new long[] {0, 5, 9, 10, 15, 20}) {
      row.setInteger(0, at * 1_000_000_000L);
      row.setInteger(1, at == 5 || at == 9 ? 1 : 0);
      builder.add(row);
    }
    assertThat(numbers(spec.apply(builder.build()), "bad_all_mean_after_10s"))
        .containsExactly(Double.NaN, Double.NaN, Double.NaN, 0, 0.5, 0.5);
  }

  @Test
  void apply_numbersThatCannotBeSummed_areRefusedByFieldAndRow() {
    Schema schema = Schema.builder().eventTime("at", ZoneOffset.UTC).numeric("x").build();
    WindowSpec spec =
        WindowSpec.over(schema).asOneSeries().add(rolling("x", rows(2)).mean()).build();
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e121}) {
      assertThatThrownBy(() -> spec.apply(table(schema, new long[] {1, 2}, 3, bad)))
          .isInstanceOf(InvalidRowException.class)
          .hasMessageContaining("Field 'x' must be finite and at most 1e120")
          .hasMessageContaining("(row 1)");
    }
    assertThatThrownBy(() -> spec.apply(Histories.random(Seed.of(1).random(), 2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be of the windows' schema");
  }

  @Test
  void widened_table_feedsAFeaturePlan() {
    WindowSpec windows = spec(rolling("amount", Duration.ofDays(7)).mean(), lag("plan", 1));
    FeatureSpec features =
        FeatureSpec.over(windows.schema())
            .add(
                Transforms.raw("amount_7d_mean").imputeMedian().missingIndicator(),
                Transforms.oneHot("plan_lag_1"))
            .build();
    Table widened = windows.apply(Histories.random(Seed.of(4).random(), 100, 3));
    assertThat(
            features
                .fit(io.millwright.split.TrainingSet.ofAll(widened), Seed.of(1))
                .transform(widened))
        .doesNotContain(Double.NaN);
  }

  @Test
  void dates_asEventTime_goByDays() {
    Schema schema = Schema.builder().eventDate("day").numeric("x").build();
    WindowSpec spec =
        WindowSpec.over(schema)
            .asOneSeries()
            .add(
                rolling("x", Period.ofDays(2)).sum(),
                rolling("x", Duration.ofDays(2)).sum(),
                sinceLast("x"))
            .build();
    RowBuffer row = new RowBuffer(schema);
    var builder = Table.builder(schema);
    for (int day : new int[] {1, 2, 3, 6}) {
      row.setInteger(0, day);
      row.setNumber(1, day);
      builder.add(row);
    }
    Table widened = spec.apply(builder.build());
    assertThat(numbers(widened, "x_p2d_sum")).containsExactly(Double.NaN, 1, 3, Double.NaN);
    assertThat(numbers(widened, "x_2d_sum")).isEqualTo(numbers(widened, "x_p2d_sum"));
    assertThat(numbers(widened, "x_since_h")).containsExactly(Double.NaN, 24, 24, 72);
  }

  @Test
  void columns_long_keepEveryRow() {
    // Several times the first ring, so that it grows, wraps and is cut.
    Schema schema = Schema.builder().eventTime("at", ZoneOffset.UTC).numeric("x").build();
    int n = 5_000;
    long[] seconds = new long[n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      seconds[i] = i;
      x[i] = i % 97;
    }
    Table widened =
        WindowSpec.over(schema)
            .asOneSeries()
            .add(rolling("x", rows(1_000)).sum(), rolling("x", rows(1_000)).median())
            .build()
            .apply(table(schema, seconds, x));
    double[] sums = numbers(widened, "x_1000rows_sum");
    double sum = 0;
    for (int i = 0; i < n; i++) {
      assertThat(sums[i]).isEqualTo(i == 0 ? Double.valueOf(Double.NaN) : Double.valueOf(sum));
      sum += x[i] - (i >= 1_000 ? x[i - 1_000] : 0);
    }
    assertThat(numbers(widened, "x_1000rows_median")[970]).isEqualTo(48);
  }

  private static Table table(Schema schema, long[] seconds, double... x) {
    long[] nanos = new long[seconds.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] =
          Instant.parse("2026-01-01T00:00:00Z").plusSeconds(seconds[i]).getEpochSecond()
              * 1_000_000_000L;
    }
    return Table.of(
        schema,
        List.of(
            io.millwright.table.LongColumn.of(FieldType.TIMESTAMP, nanos, new java.util.BitSet()),
            NumericColumn.of(x)));
  }

  private static double[] numbers(Table table, String field) {
    return ((NumericColumn) table.column(field)).toArray();
  }
}
