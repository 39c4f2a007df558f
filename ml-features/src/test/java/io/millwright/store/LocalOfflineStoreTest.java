package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Schema;
import io.millwright.store.Purchases.Bought;
import io.millwright.store.internal.ByteSink;
import io.millwright.store.internal.EpochNanos;
import io.millwright.store.internal.SealedFile;
import io.millwright.store.offline.LocalOfflineStore;
import io.millwright.store.offline.OfflineStore;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalOfflineStoreTest {

  private final Path root;

  LocalOfflineStoreTest(@TempDir Path root) {
    this.root = root;
  }

  private static void assertCode(Runnable action, String code) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Bought bought(int i) {
    return new Bought("c" + i, i, i, i % 3 == 0 ? null : i / 7.0, i % 2 == 0 ? null : "s" + i % 5);
  }

  private Path segment(int number) {
    return root.resolve("purchases").resolve("%08d.seg".formatted(number));
  }

  @Test
  void read_severalAppends_isAllRowsInOrder() {
    OfflineStore store = LocalOfflineStore.at(root);
    assertThat(store.read(Purchases.view()).rowCount()).isZero();
    List<Bought> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      List<Bought> part = new ArrayList<>();
      for (int j = 0; j < i * 10; j++) {
        part.add(bought(all.size() + j));
      }
      all.addAll(part);
      store.append(Purchases.view(), Purchases.table(part));
    }
    assertThat(LocalOfflineStore.at(root).read(Purchases.view())).isEqualTo(Purchases.table(all));
  }

  @Test
  void read_everyTypeWithOddValues_isBitForBit() {
    Schema schema =
        Schema.builder()
            .key("k")
            .eventTime("t", ZoneOffset.UTC)
            .numeric("n")
            .integer("i")
            .bool("b")
            .categorical("c")
            .text("x")
            .date("d")
            .optional("n", "i", "b", "c", "x", "d")
            .build();
    FeatureView view = FeatureView.over("odd", schema).knownAtEventTime().build();
    double[] numbers = {-0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 0.1};
    String[] texts = {"", "日本", "😀", "a\nb", "\u0000"};
    TableBuilder table = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < 25; i++) {
      row.clear();
      row.setString(0, texts[i % 5]);
      row.setInteger(1, Long.MIN_VALUE + i);
      if (i % 6 != 0) {
        row.setNumber(2, numbers[i % 5]);
        row.setInteger(3, Long.MAX_VALUE - i);
        row.setInteger(4, i % 2);
        row.setString(5, texts[i % 5]);
        row.setString(6, texts[(i + 1) % 5]);
        row.setInteger(7, -i);
      }
      table.add(row);
    }
    Table rows = table.build();
    LocalOfflineStore.at(root).append(view, rows);
    Table read = LocalOfflineStore.at(root).read(view);
    assertThat(read.fingerprint()).isEqualTo(rows.fingerprint());
  }

  @Test
  void append_halfASurrogatePair_isRefusedAndLeavesNothing() {
    OfflineStore store = LocalOfflineStore.at(root);
    Table rows = Purchases.table(new Bought("\ud800", 1, 1, 1.0, null));
    assertThatThrownBy(() -> store.append(Purchases.view(), rows))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.read(Purchases.view()).rowCount()).isZero();
  }

  @Test
  void read_fileCutOrChangedAnywhere_isRefused() throws IOException {
    OfflineStore store = LocalOfflineStore.at(root);
    store.append(Purchases.view(), Purchases.table(bought(1), bought(2), bought(3)));
    byte[] whole = Files.readAllBytes(segment(1));
    for (int i = 0; i < whole.length; i++) {
      Files.write(segment(1), Arrays.copyOf(whole, i));
      assertCode(() -> store.read(Purchases.view()), "damaged-file");
      byte[] flipped = whole.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      Files.write(segment(1), flipped);
      assertCode(() -> store.read(Purchases.view()), "damaged-file");
    }
    Files.write(segment(1), Arrays.copyOf(whole, whole.length + 1));
    assertCode(() -> store.read(Purchases.view()), "damaged-file");
    Files.write(segment(1), whole);
    assertThat(store.read(Purchases.view()).rowCount()).isEqualTo(3);
  }

  /** A hostile writer can seal what he likes; absurd sizes inside must not be believed. */
  @Test
  void read_absurdSizesUnderARightSeal_areRefusedWithoutTheMemory() throws IOException {
    OfflineStore store = LocalOfflineStore.at(root);
    store.append(Purchases.view(), Purchases.table(bought(1)));
    ByteSink head = new ByteSink(1 << 20);
    head.putText("purchases");
    head.putText(Purchases.SCHEMA.toJson());
    int table = head.written().remaining();
    byte[] sound = new byte[(int) Files.size(segment(1)) - 48];
    ByteBuffer.wrap(Files.readAllBytes(segment(1)), 16, sound.length).get(sound);
    int refused = 0;
    for (int at = table; at < sound.length; at++) {
      for (int value : new int[] {0x7F, 0x80, 0xFF, 2}) {
        byte[] changed = sound.clone();
        changed[at] = (byte) value;
        Files.delete(segment(1));
        try (FileChannel to =
            FileChannel.open(segment(1), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          for (ByteBuffer part : SealedFile.parts("MWSEG001", ByteBuffer.wrap(changed))) {
            to.write(part);
          }
        }
        refused += isRefused(store) ? 1 : 0;
      }
    }
    assertThat(refused).isGreaterThan(60);
  }

  private static boolean isRefused(OfflineStore store) {
    try {
      assertThat(store.read(Purchases.view()).rowCount()).isEqualTo(1);
      return false;
    } catch (StoreException e) {
      assertThat(e.code()).isEqualTo("damaged-file");
      return true;
    }
  }

  @Test
  void read_aSegmentIsGone_isRefused() throws IOException {
    OfflineStore store = LocalOfflineStore.at(root);
    for (int i = 0; i < 3; i++) {
      store.append(Purchases.view(), Purchases.table(bought(i)));
    }
    Files.delete(segment(2));
    assertCode(() -> store.read(Purchases.view()), "damaged-file");
    assertCode(() -> store.append(Purchases.view(), Purchases.table(bought(4))), "damaged-file");
  }

  @Test
  void append_otherSchemaUnderTheName_isRefused() {
    OfflineStore store = LocalOfflineStore.at(root);
    store.append(Purchases.view(), Purchases.table(bought(1)));
    Schema changed = Purchases.SCHEMA.edit().text("more").optional("more").build();
    FeatureView other = FeatureView.over("purchases", changed).knownTime("recordedAt").build();
    assertCode(() -> store.append(other, Table.builder(changed).build()), "view-changed");
    assertCode(() -> store.read(other), "view-changed");
  }

  @Test
  void append_leftoverOfACrash_doesNotCount() throws IOException {
    OfflineStore store = LocalOfflineStore.at(root);
    store.append(Purchases.view(), Purchases.table(bought(1)));
    Files.write(segment(2).resolveSibling(".00000002.seg.tmp"), new byte[] {1, 2, 3});
    assertThat(store.read(Purchases.view()).rowCount()).isEqualTo(1);
    store.append(Purchases.view(), Purchases.table(bought(2)));
    assertThat(store.read(Purchases.view()).rowCount()).isEqualTo(2);
  }

  @Test
  void append_fromManyThreads_losesNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Table rows = Purchases.table(bought(i));
      done.add(pool.submit(() -> LocalOfflineStore.at(root).append(Purchases.view(), rows)));
    }
    for (Future<?> one : done) {
      one.get();
    }
    pool.shutdown();
    Table all = LocalOfflineStore.at(root).read(Purchases.view());
    assertThat(all.rowCount()).isEqualTo(40);
    assertThat(all.column("boughtAt").integer(0))
        .isGreaterThanOrEqualTo(EpochNanos.of(Purchases.START));
  }
}
