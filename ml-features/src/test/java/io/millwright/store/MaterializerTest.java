package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.store.Purchases.Asked;
import io.millwright.store.Purchases.Bought;
import io.millwright.store.join.PointInTime;
import io.millwright.store.offline.LocalOfflineStore;
import io.millwright.store.offline.OfflineStore;
import io.millwright.store.online.LocalOnlineStore;
import io.millwright.store.online.Materializer;
import io.millwright.store.online.OnlineRow;
import io.millwright.store.online.OnlineStore;
import io.millwright.store.online.Watermark;
import io.millwright.table.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaterializerTest {

  private final Path root;

  MaterializerTest(@TempDir Path root) {
    this.root = root;
  }

  private OnlineStore online() {
    return LocalOnlineStore.open(
        root.resolve("online"), Clock.fixed(Purchases.at(10_000), ZoneOffset.UTC));
  }

  private static void check(OfflineStore history, OnlineStore online, long until) {
    List<Asked> asked = new ArrayList<>();
    for (int c = 0; c < 12; c++) {
      asked.add(new Asked("c" + c, until));
    }
    Table expected =
        PointInTime.join(Purchases.queries(asked))
            .with(Purchases.view(), history.read(Purchases.view()))
            .table();
    OnlineRow row = OnlineRow.of(Purchases.view());
    for (int c = 0; c < 12; c++) {
      online.get("c" + c, row);
      assertThat(row.values().isMissing(3)).isEqualTo(expected.column("amount").isMissing(c));
      if (!row.values().isMissing(3)) {
        assertThat(row.values().number(3)).isEqualTo(expected.column("amount").number(c));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void materialize_stepByStep_isThePointInTimeAnswer(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    OfflineStore history = LocalOfflineStore.at(root.resolve("offline"));
    try (OnlineStore online = online()) {
      for (int step = 1; step <= 8; step++) {
        List<Bought> rows = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
          // Events and known times on both sides of the watermark: late loads, and loads ahead.
          long at = random.nextInt(900);
          long known = at + random.nextInt(100);
          rows.add(new Bought("c" + random.nextInt(12), at, known, random.nextDouble(), null));
        }
        history.append(Purchases.view(), Purchases.table(rows));
        long until = step * 120L;
        Materializer.from(history)
            .withBatchRows(4)
            .materialize(Purchases.view(), Purchases.at(until), online);
        check(history, online, until);
        assertThat(online.watermark(Purchases.view()))
            .contains(new Watermark(Purchases.at(until), step * 15L));
      }
    }
  }

  @Test
  void materialize_again_putsNothing() {
    OfflineStore history = LocalOfflineStore.at(root.resolve("offline"));
    history.append(Purchases.view(), Purchases.table(new Bought("c1", 5, 20, 1.0, null)));
    Materializer from = Materializer.from(history);
    try (OnlineStore online = online()) {
      assertThat(from.materialize(Purchases.view(), Purchases.at(10), online)).isZero();
      assertThat(from.materialize(Purchases.view(), Purchases.at(20), online)).isEqualTo(1);
      assertThat(from.materialize(Purchases.view(), Purchases.at(20), online)).isZero();
      assertThat(from.materialize(Purchases.view(), Purchases.at(15), online)).isZero();
      history.append(Purchases.view(), Purchases.table(new Bought("c2", 1, 18, 1.0, null)));
      assertThat(from.materialize(Purchases.view(), Purchases.at(15), online)).isEqualTo(1);
      assertThat(online.watermark(Purchases.view())).contains(new Watermark(Purchases.at(20), 2));
    }
  }

  @Test
  void materialize_stoppedAmid_goesOnWhereItWas() {
    OfflineStore history = LocalOfflineStore.at(root.resolve("offline"));
    List<Bought> rows = new ArrayList<>();
    for (int c = 0; c < 12; c++) {
      rows.add(new Bought("c" + c, c, c, c / 3.0, null));
    }
    history.append(Purchases.view(), Purchases.table(rows));
    try (OnlineStore online = online()) {
      Materializer stops =
          Materializer.from(history)
              .withBatchRows(5)
              .withProgress(
                  (step, done, total) -> {
                    if (done == 10) {
                      throw new IllegalStateException("stop");
                    }
                  });
      assertThatThrownBy(() -> stops.materialize(Purchases.view(), Purchases.at(50), online))
          .hasMessage("stop");
      assertThat(online.watermark(Purchases.view())).isEmpty();
      assertThat(online.get("c9", OnlineRow.of(Purchases.view())).hasValues()).isTrue();
      assertThat(online.get("c10", OnlineRow.of(Purchases.view())).hasValues()).isFalse();
    }
    try (OnlineStore online = online()) {
      Materializer.from(history).materialize(Purchases.view(), Purchases.at(50), online);
      check(history, online, 50);
    }
  }
}
