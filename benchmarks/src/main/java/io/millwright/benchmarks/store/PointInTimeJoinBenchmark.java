package io.millwright.benchmarks.store;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.store.FeatureView;
import io.millwright.store.join.PointInTime;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does the bitemporal point-in-time join of 1 million queries with 10 million events of
 * 1,000 entities take, on one thread?
 *
 * <p>{@code feed}: events in the order of their recording, one in ten up to a day late, so that
 * rows are nearly in time order; {@code shuffled}: in random order. One year of time, a time to
 * live of 30 days, two values. No JVM library on the class path does the same, so there is no
 * rival.
 *
 * <p>{@code benchmarks/run PointInTimeJoinBenchmark}
 */
@State(Scope.Thread)
@Fork(value = 1, jvmArgs = "-Xmx8g")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@SuppressWarnings("NullAway.Init")
public class PointInTimeJoinBenchmark {

  private static final int EVENTS = 10_000_000;
  private static final int ENTITIES = 1_000;
  private static final int QUERIES = 1_000_000;
  private static final long DAY = 86_400_000_000_000L;
  private static final long SPAN = 365 * DAY;
  private static final Schema SCHEMA =
      Schema.builder()
          .categorical("entity")
          .eventTime("at", ZoneOffset.UTC)
          .timestamp("recorded", ZoneOffset.UTC)
          .numeric("amount")
          .numeric("balance")
          .build()
          .edit()
          .key("entity")
          .build();

  /** In which order the events lie. */
  @Param({"feed", "shuffled"})
  public String order;

  private FeatureView view;
  private Table events;
  private Table queries;

  /** Draws events and queries. */
  @Setup
  public void prepare() {
    RandomGenerator random = Seed.of(1).random();
    long[] recorded = random.longs(EVENTS, 0, SPAN).toArray();
    if (order.equals("feed")) {
      Arrays.sort(recorded);
    }
    long[] at = new long[EVENTS];
    for (int i = 0; i < EVENTS; i++) {
      long late = random.nextInt(10) == 0 ? random.nextLong(DAY) : random.nextLong(1_000_000_000L);
      at[i] = Math.max(0, recorded[i] - late);
    }
    events =
        Table.of(
            SCHEMA,
            List.of(
                entities(EVENTS, random),
                times(at),
                times(recorded),
                NumericColumn.of(random.doubles(EVENTS).toArray()),
                NumericColumn.of(random.doubles(EVENTS).toArray())));
    Schema asked =
        Schema.builder().categorical("entity").eventTime("asked", ZoneOffset.UTC).build();
    queries =
        Table.of(
            asked,
            List.of(entities(QUERIES, random), times(random.longs(QUERIES, 0, SPAN).toArray())));
    view =
        FeatureView.over("ledger", SCHEMA).knownTime("recorded").ttl(Duration.ofDays(30)).build();
  }

  private static Column entities(int rows, RandomGenerator random) {
    return CategoricalColumn.of(
        random.ints(rows, 0, ENTITIES).toArray(),
        IntStream.range(0, ENTITIES).mapToObj(i -> "entity" + i).toList());
  }

  private static Column times(long[] nanos) {
    return LongColumn.of(FieldType.TIMESTAMP, nanos, new BitSet());
  }

  /** The joined table. */
  @Benchmark
  public Table join() {
    return PointInTime.join(queries).with(view, events).table();
  }
}
