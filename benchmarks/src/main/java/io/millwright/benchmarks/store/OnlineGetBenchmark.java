package io.millwright.benchmarks.store;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.store.FeatureView;
import io.millwright.store.online.LocalOnlineStore;
import io.millwright.store.online.OnlineRow;
import io.millwright.store.online.ServedState;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to read the live row of an entity from the embedded online store: 10
 * numbers and 2 categories, 100,000 entities asked in random order, age judged by the system's
 * clock?
 *
 * <p>{@code benchmarks/run OnlineGetBenchmark -prof gc}
 */
@State(Scope.Thread)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init")
public class OnlineGetBenchmark {

  private static final int ENTITIES = 100_000;
  private static final int BATCH = 10_000;
  private static final int NUMBERS = 10;
  private static final int ASKED = 1 << 16;

  private Path folder;
  private LocalOnlineStore store;
  private OnlineRow row;
  private String[] asked;
  private int next;

  /** Fills the store. */
  @Setup
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("millwright-online-");
    Clock clock = Clock.systemUTC();
    store = LocalOnlineStore.open(folder, clock);
    FeatureView view =
        FeatureView.over("profile", schema())
            .knownAtEventTime()
            .ttl(Duration.ofDays(30))
            .freshWithin(Duration.ofHours(1))
            .build();
    long now = clock.millis() * 1_000_000;
    RandomGenerator random = Seed.of(1).random();
    for (int from = 0; from < ENTITIES; from += BATCH) {
      store.put(view, rows(from, now, random));
    }
    row = OnlineRow.of(view);
    // Strings of their own, as a request would bring them.
    asked = new String[ASKED];
    Arrays.setAll(asked, i -> "customer-" + random.nextInt(ENTITIES));
  }

  private static Schema schema() {
    Schema.Builder schema = Schema.builder().key("customer").eventTime("at", ZoneOffset.UTC);
    for (int i = 0; i < NUMBERS; i++) {
      schema.numeric("x" + i);
    }
    return schema.categorical("region").categorical("segment").build();
  }

  private static Table rows(int from, long now, RandomGenerator random) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      keys.add("customer-" + (from + i));
    }
    long[] times = new long[BATCH];
    Arrays.fill(times, now);
    List<Column> columns = new ArrayList<>();
    columns.add(TextColumn.of(new ArrayList<>(keys)));
    columns.add(LongColumn.of(FieldType.TIMESTAMP, times, new BitSet()));
    for (int i = 0; i < NUMBERS; i++) {
      columns.add(NumericColumn.of(random.doubles(BATCH).toArray()));
    }
    for (int i = 0; i < 2; i++) {
      columns.add(CategoricalColumn.of(random.ints(BATCH, 0, 3).toArray(), List.of("a", "b", "c")));
    }
    return Table.of(schema(), columns);
  }

  /** Removes the store. */
  @TearDown
  public void remove() throws IOException {
    store.close();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** One read. */
  @Benchmark
  public ServedState get() {
    return store.get(asked[next++ & (ASKED - 1)], row);
  }
}
