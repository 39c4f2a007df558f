package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.store.Purchases.Bought;
import io.millwright.store.internal.EpochNanos;
import io.millwright.store.join.PointInTime;
import io.millwright.store.offline.LocalOfflineStore;
import io.millwright.store.offline.OfflineStore;
import io.millwright.store.online.LocalOnlineStore;
import io.millwright.store.online.Materializer;
import io.millwright.store.online.OnlineRow;
import io.millwright.store.online.OnlineStore;
import io.millwright.store.replay.FieldSkew;
import io.millwright.store.replay.ServedVectorLog;
import io.millwright.store.replay.ServedVectors;
import io.millwright.store.replay.SkewReplay;
import io.millwright.store.replay.SkewReport;
import io.millwright.table.NumericColumn;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import io.millwright.table.TextColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkewReplayTest {

  private static final Schema SERVED =
      Schema.builder()
          .key("customer")
          .eventTime("asked", ZoneOffset.UTC)
          .numeric("amount", "EUR")
          .categorical("shop")
          .optional("amount", "shop")
          .build();

  private final Path root;

  SkewReplayTest(@TempDir Path root) {
    this.root = root;
  }

  private static SkewReport replay(ServedVectors served, OfflineStore history) {
    return SkewReplay.of(
            served,
            queries ->
                PointInTime.join(queries)
                    .with(Purchases.view(), history.read(Purchases.view()))
                    .table())
        .run();
  }

  /** Serves from the online store while history grows, and logs what it served. */
  private ServedVectors serve(OfflineStore history) {
    RandomGenerator random = Seed.of(3).random();
    Path file = root.resolve("served.jsonl");
    Clock clock = Clock.fixed(Purchases.at(5_000), ZoneOffset.UTC);
    try (ServedVectorLog log = ServedVectorLog.create(file, SERVED, "plan-1");
        OnlineStore online = LocalOnlineStore.open(root.resolve("online"), clock)) {
      OnlineRow row = OnlineRow.of(Purchases.view());
      RowBuffer vector = new RowBuffer(SERVED);
      for (long now = 10; now <= 500; now += 10) {
        List<Bought> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          double amount = i == 0 ? -0.0 : random.nextDouble() / 3;
          long at = now - random.nextInt(40);
          rows.add(new Bought("c" + random.nextInt(9), at, now, amount, "é" + i));
        }
        history.append(Purchases.view(), Purchases.table(rows));
        Materializer.from(history).materialize(Purchases.view(), Purchases.at(now), online);
        for (int c = 0; c < 10; c++) {
          online.get("c" + c, row);
          vector.clear();
          vector.setString(0, "c" + c);
          vector.setInteger(1, EpochNanos.of(Purchases.at(now)));
          if (row.state().hasValues()) {
            vector.setNumber(2, row.values().number(3));
            vector.setString(3, row.values().string(4));
          }
          log.add(vector);
        }
      }
    }
    return ServedVectorLog.read(file);
  }

  @Test
  void run_servedFromTheOnlineStore_agreesBitForBit() {
    OfflineStore history = LocalOfflineStore.at(root.resolve("offline"));
    ServedVectors served = serve(history);
    SkewReport report = replay(served, history);
    assertThat(report.orThrow().passes()).isTrue();
    assertThat(report.rows()).isEqualTo(500);
    assertThat(report.plan()).isEqualTo("plan-1");
    assertThat(report.fields()).extracting(FieldSkew::equal).containsExactly(500L, 500L);
  }

  @Test
  void run_historyRewrittenAfterwards_isFoundByFieldAndRow() {
    OfflineStore history = LocalOfflineStore.at(root.resolve("offline"));
    ServedVectors served = serve(history);
    history.append(Purchases.view(), Purchases.table(new Bought("c5", 500, 500, 7.0, "é1")));
    SkewReport report = replay(served, history);
    assertThat(report.passes()).isFalse();
    assertThat(report.fields().get(0).firstRows()).allMatch(row -> row % 10 == 5).contains(495);
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'amount'")
        .hasMessageContaining("495")
        .hasMessageNotContaining("7.0");
  }

  @Test
  void run_smallDifferences_areCountedAndMeasured() {
    double[] then = {1, 1, 0, Double.NaN, 2, 0.0, 5, 6};
    double[] now = {1, 1 + 3 * Math.ulp(1.0), 0, Double.NaN, 2, -0.0, 5, 6};
    BitSet missingThen = bits(2, 6);
    BitSet missingNow = bits(2, 7);
    SkewReport report =
        SkewReplay.of(
                new ServedVectors("p", numbers(then, missingThen)),
                queries -> numbers(now, missingNow))
            .run();
    FieldSkew skew = report.fields().get(0);
    assertThat(skew.equal()).isEqualTo(4);
    assertThat(skew.different()).isEqualTo(2);
    assertThat(skew.onlyServed()).isEqualTo(1);
    assertThat(skew.onlyRecomputed()).isEqualTo(1);
    assertThat(skew.firstRows()).containsExactly(1, 5, 6, 7);
    assertThat(skew.maxUlps()).isEqualTo(3);
    assertThat(skew.maxDifference()).isEqualTo(3 * Math.ulp(1.0));
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    Arrays.stream(set).forEach(bits::set);
    return bits;
  }

  private static Table numbers(double[] values, BitSet missing) {
    Schema schema =
        Schema.builder().key("k").eventTime("t", ZoneOffset.UTC).numeric("x").optional("x").build();
    TableBuilder table = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < values.length; i++) {
      row.setString(0, "k" + i);
      row.setInteger(1, i);
      table.add(row);
    }
    return table.build().with("x", NumericColumn.of(values, missing));
  }

  @Test
  void run_recomputedInAnotherOrderOrShape_isRefused() {
    Table served = numbers(new double[] {1, 2}, new BitSet());
    ServedVectors vectors = new ServedVectors("p", served);
    assertThatThrownBy(() -> SkewReplay.of(vectors, queries -> served.take(new int[] {1, 0})).run())
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("order of the served vectors");
    assertThatThrownBy(() -> SkewReplay.of(vectors, queries -> queries).run())
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("'x' must be there");
    assertThatThrownBy(() -> SkewReplay.of(vectors, queries -> served.take(new int[] {1})).run())
        .hasMessageContaining("Rows must be those");
  }

  @Test
  void run_noVectors_doesNotPass() {
    Table none = numbers(new double[0], new BitSet());
    SkewReport report = SkewReplay.of(new ServedVectors("p", none), queries -> none).run();
    assertThat(report.passes()).isFalse();
    assertThatThrownBy(report::orThrow).hasMessageContaining("at least one");
  }

  @Test
  void log_oddValues_areReadBitForBit() throws IOException {
    double[] odd = {-0.0, Double.MIN_VALUE, 0.1 + 0.2, Double.NaN, Double.NEGATIVE_INFINITY, 1e300};
    Table rows =
        numbers(odd, bits(1)).with("k", TextColumn.of(List.of("\ud800", "日", "", "\n", "a", "b")));
    Path file = root.resolve("odd.jsonl");
    try (ServedVectorLog log = ServedVectorLog.create(file, rows.schema(), "p")) {
      for (int i = 0; i < odd.length; i++) {
        log.add(rows.cursor().moveTo(i));
      }
    }
    assertThat(ServedVectorLog.read(file).rows()).isEqualTo(rows);
  }

  @Test
  void log_cutAnywhere_readsTheWholeLinesOrIsRefused() throws IOException {
    Table rows = numbers(new double[] {1, 2, 3}, new BitSet());
    Path file = root.resolve("cut.jsonl");
    try (ServedVectorLog log = ServedVectorLog.create(file, rows.schema(), "p")) {
      for (int i = 0; i < 3; i++) {
        log.add(rows.cursor().moveTo(i));
      }
    }
    byte[] whole = Files.readAllBytes(file);
    int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      if (length < header) {
        assertThatThrownBy(() -> ServedVectorLog.read(file)).isInstanceOf(StoreException.class);
      } else {
        Table read = ServedVectorLog.read(file).rows();
        int[] kept = new int[read.rowCount()];
        Arrays.setAll(kept, i -> i);
        assertThat(read).isEqualTo(rows.take(kept));
      }
    }
    Files.writeString(file, new String(whole, StandardCharsets.UTF_8).replace("2.0", "\"2\""));
    assertThatThrownBy(() -> ServedVectorLog.read(file))
        .hasMessageContaining("line 3")
        .isInstanceOf(StoreException.class);
  }
}
