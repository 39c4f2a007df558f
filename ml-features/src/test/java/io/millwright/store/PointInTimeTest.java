package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.store.Purchases.Asked;
import io.millwright.store.Purchases.Bought;
import io.millwright.store.internal.EpochNanos;
import io.millwright.store.join.PointInTime;
import io.millwright.store.join.PointInTimeMatch;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {

  private static PointInTimeMatch match(FeatureView view, Table rows, Table queries) {
    return PointInTime.join(queries).with(view, rows).matches().get(0);
  }

  private static int[] rows(Table rows, Asked... asked) {
    return match(Purchases.view(), rows, Purchases.queries(asked)).rows();
  }

  private static Bought bought(String customer, long at, long recorded) {
    return new Bought(customer, at, recorded, 1.0, "a");
  }

  @Test
  void join_eventAndKnownTimeAtTheQuery_areIncluded() {
    Table rows = Purchases.table(bought("c", 10, 20));
    assertThat(rows(rows, new Asked("c", 20), new Asked("c", 19), new Asked("d", 20)))
        .containsExactly(0, -1, -1);
  }

  @Test
  void join_correctionKnownLater_isNotSeenBefore() {
    Table rows = Purchases.table(bought("c", 10, 10), bought("c", 10, 50), bought("c", 5, 60));
    PointInTimeMatch match =
        match(
            Purchases.view(),
            rows,
            Purchases.queries(new Asked("c", 49), new Asked("c", 50), new Asked("c", 9)));
    assertThat(match.rows()).containsExactly(0, 1, -1);
    assertThat(match.heldBack()).isEqualTo(2);
    assertThat(match.notYetKnown()).isEqualTo(1);
    assertThat(match.absent()).isZero();
  }

  @Test
  void join_ties_goToLatestKnownThenLatestRow() {
    Table rows =
        Purchases.table(
            bought("c", 10, 12), bought("c", 10, 11), bought("c", 10, 12), bought("c", 10, 11));
    assertThat(rows(rows, new Asked("c", 11), new Asked("c", 12))).containsExactly(3, 2);
  }

  @Test
  void join_ttl_includesTheInstantAndLooksNoFurther() {
    Table rows = Purchases.table(bought("c", 10, 10), bought("c", 0, 0));
    PointInTimeMatch match =
        match(
            Purchases.view(Duration.ofSeconds(5)),
            rows,
            Purchases.queries(new Asked("c", 15), new Asked("c", 16), new Asked("c", 5)));
    assertThat(match.rows()).containsExactly(0, -1, 1);
    assertThat(match.expired()).isEqualTo(1);
    assertThat(match.heldBack()).isZero();
  }

  @Test
  void table_joined_keepsQueriesAndMissingValues() {
    Table rows =
        Purchases.table(new Bought("c", 1, 1, null, "x"), new Bought("d", 1, 1, 2.5, null));
    Table queries = Purchases.queries(new Asked("d", 1), new Asked("c", 1), new Asked("e", 1));
    Table joined = PointInTime.join(queries).with(Purchases.view(), rows).table();
    assertThat(joined.schema().fields())
        .extracting(f -> f.name())
        .containsExactly("customer", "asked", "amount", "shop");
    assertThat(joined.column("customer")).isEqualTo(queries.column("customer"));
    assertThat(joined.column("amount")).isEqualTo(numbers(2.5, null, null));
    assertThat(joined.column("shop"))
        .isEqualTo(CategoricalColumn.of(new int[] {-1, 0, -1}, List.of("x")));
    assertThat(joined.schema().field("amount").unit()).contains("EUR");
  }

  private static NumericColumn numbers(@Nullable Double... values) {
    double[] numbers = new double[values.length];
    BitSet missing = new BitSet();
    for (int i = 0; i < values.length; i++) {
      Double value = values[i];
      missing.set(i, value == null);
      numbers[i] = value == null ? 0 : value;
    }
    return NumericColumn.of(numbers, missing);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void join_randomRows_isTheSlowAnswer(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    List<Bought> bought = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    int span = seed % 2 == 0 ? 40 : 4_000;
    for (int i = 0; i < 700; i++) {
      long at = random.nextInt(span);
      long recorded = at + (random.nextBoolean() ? 0 : random.nextInt(span) - span / 8);
      bought.add(bought("c" + random.nextInt(5), at, recorded));
      asked.add(new Asked("c" + random.nextInt(6), random.nextInt(2 * span)));
    }
    Duration ttl = Duration.ofSeconds(span / 4);
    PointInTimeMatch match =
        match(Purchases.view(ttl), Purchases.table(bought), Purchases.queries(asked));
    for (int i = 0; i < asked.size(); i++) {
      assertThat(match.row(i)).isEqualTo(slow(bought, asked.get(i), ttl.toSeconds()));
    }
    assertThat(match.matched()).isBetween(50, 690);
    assertThat(match.heldBack()).isPositive();
  }

  private static int slow(List<Bought> bought, Asked asked, long ttl) {
    int best = -1;
    for (int i = 0; i < bought.size(); i++) {
      Bought row = bought.get(i);
      if (row.customer().equals(asked.customer())
          && row.at() <= asked.at()
          && row.recorded() <= asked.at()
          && (best < 0
              || row.at() > bought.get(best).at()
              || (row.at() == bought.get(best).at()
                  && row.recorded() >= bought.get(best).recorded()))) {
        best = i;
      }
    }
    return best < 0 || bought.get(best).at() < asked.at() - ttl ? -1 : best;
  }

  /** Only the very first row is ever known: walking back row by row would be 10^10 steps. */
  @Test
  @Timeout(60)
  void join_everyRowButTheFirstKnownTooLate_staysQuick() {
    int n = 200_000;
    long[] event = new long[n];
    long[] known = new long[n];
    for (int i = 0; i < n; i++) {
      event[i] = i;
      known[i] = i == 0 ? 0 : 10L * n;
    }
    Schema schema =
        Schema.builder()
            .add(
                new Field(
                    "e", FieldType.INTEGER, Role.KEY, false, Optional.empty(), Optional.empty()))
            .eventTime("t", ZoneOffset.UTC)
            .timestamp("k", ZoneOffset.UTC)
            .integer("v")
            .build();
    LongColumn keys = LongColumn.of(FieldType.INTEGER, new long[n], new BitSet());
    LongColumn times = LongColumn.of(FieldType.TIMESTAMP, event, new BitSet());
    Table rows =
        Table.of(
            schema,
            List.of(keys, times, LongColumn.of(FieldType.TIMESTAMP, known, new BitSet()), keys));
    Table queries = Table.of(queriesLike(schema), List.of(keys, times));
    FeatureView view = FeatureView.over("v", schema).knownTime("k").build();
    PointInTimeMatch match = match(view, rows, queries);
    assertThat(match.rows()).containsOnly(0);
    assertThat(match.heldBack()).isEqualTo(n - 1);
  }

  private static Schema queriesLike(Schema schema) {
    return Schema.builder().add(schema.field("e")).eventTime("t", ZoneOffset.UTC).build();
  }

  @Test
  void join_unsuitedQueries_areRefusedWithAllFaults() {
    Schema dated = Schema.builder().integer("customer").eventDate("day").numeric("amount").build();
    Table queries =
        Table.of(
            dated,
            List.of(
                LongColumn.of(FieldType.INTEGER, new long[1], new BitSet()),
                LongColumn.of(FieldType.DATE, new long[1], new BitSet()),
                NumericColumn.of(1)));
    PointInTime join = PointInTime.join(queries).with(Purchases.view(), Purchases.table());
    assertThatThrownBy(join::table)
        .isInstanceOfSatisfying(
            SchemaMismatchException.class,
            e ->
                assertThat(e.mismatches())
                    .hasSize(3)
                    .anyMatch(m -> m.contains("'day'") && m.contains("zone"))
                    .anyMatch(m -> m.contains("'customer'") && m.contains("TEXT"))
                    .anyMatch(m -> m.contains("'amount'") && m.contains("one place")));
  }

  @Test
  void join_rowsOfAnotherSchema_areRefused() {
    PointInTime join = PointInTime.join(Purchases.queries());
    assertThatThrownBy(() -> join.with(Purchases.view(), Purchases.queries()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("view-changed"));
  }

  @Test
  void join_twoViewsOfTwoEntities_fillsBoth() {
    Schema shops =
        Schema.builder()
            .key("shop")
            .eventTime("countedAt", ZoneOffset.UTC)
            .numeric("visitors")
            .build();
    FeatureView visitors = FeatureView.over("visitors", shops).knownAtEventTime().build();
    Schema both = Purchases.QUERIES.edit().key("shop").build();
    Table queries =
        Table.of(
            both,
            List.of(
                TextColumn.of(List.of("c", "d")), times(5, 5), TextColumn.of(List.of("x", "y"))));
    Table counts =
        Table.of(
            shops, List.of(TextColumn.of(List.of("y", "x")), times(5, 6), NumericColumn.of(7, 8)));
    Table joined =
        PointInTime.join(queries)
            .with(visitors, counts)
            .with(
                FeatureView.over("spent", onlyAmount()).knownTime("recordedAt").build(),
                Table.of(
                    onlyAmount(),
                    Purchases.table(new Bought("c", 1, 1, 3.0, "x")).columns().subList(0, 4)))
            .table();
    assertThat(joined.column("visitors")).isEqualTo(numbers(null, 7.0));
    assertThat(joined.column("amount")).isEqualTo(numbers(3.0, null));
  }

  private static Schema onlyAmount() {
    Schema.Builder builder = Schema.builder();
    Purchases.SCHEMA.fields().subList(0, 4).forEach(builder::add);
    return builder.build();
  }

  private static LongColumn times(long... seconds) {
    long[] nanos = new long[seconds.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = EpochNanos.of(Purchases.at(seconds[i]));
    }
    return LongColumn.of(FieldType.TIMESTAMP, nanos, new BitSet());
  }
}
