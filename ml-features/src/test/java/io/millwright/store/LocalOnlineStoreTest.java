package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Schema;
import io.millwright.store.Purchases.Bought;
import io.millwright.store.online.LocalOnlineStore;
import io.millwright.store.online.OnlineRow;
import io.millwright.store.online.ServedState;
import io.millwright.store.online.ViewFreshness;
import io.millwright.store.online.Watermark;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalOnlineStoreTest {

  private static final FeatureView VIEW =
      FeatureView.over("purchases", Purchases.SCHEMA)
          .knownTime("recordedAt")
          .ttl(Duration.ofSeconds(100))
          .freshWithin(Duration.ofSeconds(10))
          .build();

  private final Path root;

  LocalOnlineStoreTest(@TempDir Path root) {
    this.root = root;
  }

  private LocalOnlineStore open(long now) {
    return open(root, now);
  }

  private static LocalOnlineStore open(Path root, long now) {
    return LocalOnlineStore.open(root, Clock.fixed(Purchases.at(now), ZoneOffset.UTC));
  }

  private static void assertCode(Runnable action, String code) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Table one(String customer, long at, long recorded, double amount) {
    return Purchases.table(new Bought(customer, at, recorded, amount, null));
  }

  private static double amount(LocalOnlineStore store, String customer) {
    OnlineRow row = OnlineRow.of(VIEW);
    return store.get(customer, row).hasValues() ? row.values().number(3) : Double.NaN;
  }

  private Path log() throws IOException {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(root, "log-*")) {
      return logs.iterator().next();
    }
  }

  @Test
  void get_statesByAge_includeTheirLimits() {
    try (LocalOnlineStore store = open(0)) {
      store.put(VIEW, one("c", 0, 0, 1.5));
    }
    OnlineRow row = OnlineRow.of(VIEW);
    long[] ages = {0, 10, 11, 100, 101};
    ServedState[] states = {
      ServedState.FRESH,
      ServedState.FRESH,
      ServedState.STALE,
      ServedState.STALE,
      ServedState.EXPIRED
    };
    for (int i = 0; i < ages.length; i++) {
      try (LocalOnlineStore store = open(ages[i])) {
        assertThat(store.get("c", row)).isEqualTo(states[i]).isEqualTo(row.state());
        assertThat(row.age()).isEqualTo(Duration.ofSeconds(ages[i]));
        assertThat(row.values().isMissing(3)).isEqualTo(states[i] == ServedState.EXPIRED);
        assertThat(row.values().isMissing(4)).isTrue();
        assertThat(store.get("d", row)).isEqualTo(ServedState.ABSENT);
        assertThat(row.values().isMissing(0)).isTrue();
        assertThatThrownBy(row::age).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void put_anyOrder_keepsTheLatestByEventThenKnownThenWriting() {
    try (LocalOnlineStore store = open(50)) {
      store.put(VIEW, one("c", 20, 20, 1));
      store.put(VIEW, one("c", 10, 40, 2));
      assertThat(amount(store, "c")).isEqualTo(1);
      store.put(VIEW, one("c", 20, 30, 3));
      store.put(VIEW, one("c", 20, 25, 4));
      assertThat(amount(store, "c")).isEqualTo(3);
      store.put(VIEW, one("c", 20, 30, 5));
      assertThat(amount(store, "c")).isEqualTo(5);
      store.compact();
      store.put(VIEW, one("c", 20, 30, 6));
      assertThat(amount(store, "c")).isEqualTo(6);
    }
    try (LocalOnlineStore store = open(50)) {
      assertThat(amount(store, "c")).isEqualTo(6);
    }
  }

  @Test
  void put_rowsAheadOfTheClock_areRefused() {
    try (LocalOnlineStore store = open(50)) {
      assertCode(() -> store.put(VIEW, one("c", 51, 20, 1)), "time-order");
      assertCode(() -> store.put(VIEW, one("c", 20, 51, 1)), "time-order");
      assertThat(store.get("c", OnlineRow.of(VIEW))).isEqualTo(ServedState.ABSENT);
    }
  }

  @Test
  void open_whileOpen_isRefusedUntilClosed() {
    LocalOnlineStore store = open(0);
    assertCode(() -> open(0).close(), "store-in-use");
    store.close();
    store.close();
    assertCode(() -> store.put(VIEW, one("c", 0, 0, 1)), "store-closed");
    assertCode(() -> store.get("c", OnlineRow.of(VIEW)), "store-closed");
    open(0).close();
  }

  @Test
  void put_anotherSchemaUnderTheName_isRefused() {
    Schema changed = Purchases.SCHEMA.edit().text("more").optional("more").build();
    FeatureView other = FeatureView.over("purchases", changed).knownTime("recordedAt").build();
    try (LocalOnlineStore store = open(0)) {
      store.put(VIEW, one("c", 0, 0, 1));
      assertCode(() -> store.put(VIEW, Table.builder(changed).build()), "view-changed");
      assertCode(() -> store.mark(other, new Watermark(Purchases.START, 0)), "view-changed");
      assertCode(() -> store.get("c", OnlineRow.of(other)), "view-changed");
    }
  }

  @Test
  void freshness_ofAView_countsByAge() {
    try (LocalOnlineStore store = open(200)) {
      ViewFreshness none = store.freshness(VIEW);
      assertThat(none.isMet()).isTrue();
      assertThat(none.oldest()).isEmpty();
      store.put(VIEW, one("a", 195, 195, 1));
      store.put(VIEW, one("b", 150, 195, 1));
      store.put(VIEW, one("c", 50, 195, 1));
      ViewFreshness some = store.freshness(VIEW);
      assertThat(some.entities()).isEqualTo(3);
      assertThat(some.stale()).isEqualTo(2);
      assertThat(some.expired()).isEqualTo(1);
      assertThat(some.oldest()).contains(Duration.ofSeconds(150));
      assertThat(some.isMet()).isFalse();
    }
  }

  @Test
  void open_logCutAnywhere_keepsAWholeBeginning() throws IOException {
    long[] ends = new long[4];
    try (LocalOnlineStore store = open(9)) {
      for (int i = 0; i < ends.length; i++) {
        store.put(VIEW, one("c", i, i, i));
        ends[i] = Files.size(log());
      }
    }
    byte[] whole = Files.readAllBytes(log());
    byte[] current = Files.readAllBytes(root.resolve("CURRENT"));
    for (int length = 0; length <= whole.length; length++) {
      int cut = length;
      if (length % 11 != 0 && Arrays.stream(ends).noneMatch(end -> Math.abs(end - cut) < 2)) {
        continue;
      }
      Path copy = copy("cut" + length, Arrays.copyOf(whole, length), current);
      if (length < 24) {
        assertCode(() -> open(copy, 9).close(), "damaged-file");
        continue;
      }
      int kept = 0;
      while (kept < ends.length && ends[kept] <= length) {
        kept++;
      }
      try (LocalOnlineStore store = open(copy, 9)) {
        assertThat(amount(store, "c")).isEqualTo(Double.valueOf(kept == 0 ? Double.NaN : kept - 1));
        store.put(VIEW, one("d", 1, 1, 7));
      }
      try (LocalOnlineStore store = open(copy, 9)) {
        assertThat(store.recovery().bytesCutOff()).isZero();
        assertThat(amount(store, "d")).isEqualTo(7);
        assertThat(amount(store, "c")).isEqualTo(Double.valueOf(kept == 0 ? Double.NaN : kept - 1));
      }
    }
  }

  private Path copy(String name, byte[] log, byte[] current) throws IOException {
    Path folder = Files.createDirectory(root.resolve(name));
    Files.write(folder.resolve("log-1"), log);
    Files.write(folder.resolve("CURRENT"), current);
    return folder;
  }

  /** Every acknowledged byte of a closed store is behind a record that says so. */
  @Test
  void open_anyAcknowledgedByteChanged_isRefused() throws IOException {
    long acknowledged;
    try (LocalOnlineStore store = open(9)) {
      store.put(VIEW, one("c", 1, 1, 1));
      store.mark(VIEW, new Watermark(Purchases.at(5), 1));
      store.put(VIEW, one("d", 2, 2, 2));
      acknowledged = Files.size(log());
    }
    byte[] whole = Files.readAllBytes(log());
    byte[] current = Files.readAllBytes(root.resolve("CURRENT"));
    for (int i = 0; i < acknowledged; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      Path copy = copy("flip" + i, flipped, current);
      assertCode(() -> open(copy, 9).close(), "damaged-file");
      assertThat(Files.readAllBytes(copy.resolve("log-1"))).isEqualTo(flipped);
    }
    for (int i = 0; i < current.length; i++) {
      byte[] flipped = current.clone();
      flipped[i] ^= 1;
      Path copy = copy("current" + i, whole, flipped);
      assertCode(() -> open(copy, 9).close(), "damaged-file");
    }
    Files.delete(root.resolve("CURRENT"));
    assertCode(() -> open(9).close(), "damaged-file");
  }

  @Test
  void compact_manyOverwrites_keepsRowsAndWatermark() throws IOException {
    Clock clock = Clock.fixed(Purchases.at(99), ZoneOffset.UTC);
    try (LocalOnlineStore store = LocalOnlineStore.open(root, clock, 6_000)) {
      store.mark(VIEW, new Watermark(Purchases.at(7), 3));
      for (int i = 0; i < 50; i++) {
        List<Bought> rows = new ArrayList<>();
        for (int c = 0; c < 20; c++) {
          rows.add(new Bought("c" + c, i, i, i * 100.0 + c, "s" + i));
        }
        store.put(VIEW, Purchases.table(rows));
      }
      assertThat(log().getFileName()).hasToString("log-" + generation());
      assertThat(generation()).isBetween(3, 15);
    }
    try (LocalOnlineStore store = open(99)) {
      assertThat(store.watermark(VIEW)).contains(new Watermark(Purchases.at(7), 3));
      for (int c = 0; c < 20; c++) {
        assertThat(amount(store, "c" + c)).isEqualTo(4_900.0 + c);
      }
      assertThat(store.freshness(VIEW).entities()).isEqualTo(20);
    }
  }

  /** 24 rows of 3 MiB fit into no record of 64 MiB together. */
  @Test
  void compact_wideRows_areSplit() throws IOException {
    String wide = "x".repeat(3 << 20);
    try (LocalOnlineStore store = open(9)) {
      for (int i = 0; i < 24; i++) {
        store.put(VIEW, Purchases.table(new Bought("c" + i, i % 9, 9, 1.0 * i, wide)));
      }
      store.compact();
      assertThat(generation()).isEqualTo(2);
    }
    try (LocalOnlineStore store = open(9)) {
      assertThat(store.freshness(VIEW).entities()).isEqualTo(24);
      assertThat(amount(store, "c23")).isEqualTo(23);
    }
  }

  private int generation() throws IOException {
    return Integer.parseInt(String.valueOf(log().getFileName()).substring("log-".length()));
  }

  @Test
  void put_fromManyThreadsWhileCompacting_losesNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    Clock clock = Clock.fixed(Purchases.at(99), ZoneOffset.UTC);
    try (LocalOnlineStore store = LocalOnlineStore.open(root, clock, 5_000)) {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int thread = t;
        done.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    store.put(VIEW, one("c" + thread + "-" + i, i, i, i));
                    store.put(VIEW, one("shared", i, thread, thread));
                    assertThat(amount(store, "c" + thread + "-" + i)).isEqualTo(i);
                  }
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
      assertThat(amount(store, "shared")).isEqualTo(3);
    }
    pool.shutdown();
    try (LocalOnlineStore store = open(99)) {
      assertThat(store.freshness(VIEW).entities()).isEqualTo(81);
      assertThat(amount(store, "shared")).isEqualTo(3);
      assertThat(store.recovery().bytesCutOff()).isZero();
    }
  }
}
