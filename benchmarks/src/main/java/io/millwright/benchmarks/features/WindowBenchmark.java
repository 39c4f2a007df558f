package io.millwright.benchmarks.features;

import static io.millwright.features.window.Windows.difference;
import static io.millwright.features.window.Windows.ewm;
import static io.millwright.features.window.Windows.expanding;
import static io.millwright.features.window.Windows.lag;
import static io.millwright.features.window.Windows.rolling;
import static io.millwright.features.window.Windows.rows;
import static io.millwright.features.window.Windows.sinceLast;

import io.millwright.Seed;
import io.millwright.features.window.WindowSpec;
import io.millwright.features.window.WindowStream;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
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
 * How long do eleven features from history take: a table of a million rows, and one live row
 * widened and observed?
 *
 * <p>Two lags, a difference, a window's mean, deviation, maximum and median, another's sum, an
 * expanding mean, a weighted one, and hours since the last. A thousand customers with a row about
 * every seven hours and windows of a week and a calendar month, or one series with windows of
 * 100,000 rows. No JVM library on the class path does the same, so there is no rival in the run.
 *
 * <p>{@code benchmarks/run WindowBenchmark -prof gc}
 */
@State(Scope.Thread)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class WindowBenchmark {

  private static final int ROWS = 1_000_000;

  /** How many entities share the rows. */
  @Param({"1000", "1"})
  public int entities;

  private Table table;
  private WindowSpec spec;
  private WindowStream stream;
  private RowBuffer live;
  private RowBuffer out;
  private long clock;
  private int next;
  private String[] names;

  /** Draws the rows and gives the stream its past. */
  @Setup
  public void prepare() {
    Schema schema =
        Schema.builder()
            .group("customer")
            .eventTime("at", ZoneId.of("Europe/Madrid"))
            .numeric("amount")
            .build();
    spec = entities == 1 ? long100k(schema) : week(schema);
    table = table(schema);
    stream = spec.stream();
    stream.observeAll(table.take(IntStream.range(0, 300_000).toArray()));
    live = new RowBuffer(schema);
    out = new RowBuffer(spec.schema());
    clock = table.column("at").integer(299_999);
    names = IntStream.range(0, entities).mapToObj(i -> "c" + i).toArray(String[]::new);
  }

  private static WindowSpec week(Schema schema) {
    Duration week = Duration.ofDays(7);
    return WindowSpec.over(schema)
        .perEntity("customer")
        .add(
            lag("amount", 1),
            lag("amount", Period.ofDays(7)),
            difference("amount", 1),
            rolling("amount", week).mean(),
            rolling("amount", week).std(),
            rolling("amount", week).max(),
            rolling("amount", week).median(),
            rolling("amount", Period.ofMonths(1)).sum(),
            expanding("amount").mean(),
            ewm("amount").halflife(3),
            sinceLast("amount"))
        .build();
  }

  private static WindowSpec long100k(Schema schema) {
    return WindowSpec.over(schema)
        .asOneSeries()
        .add(
            lag("amount", 1),
            lag("amount", 100_000),
            difference("amount", 1),
            rolling("amount", rows(100_000)).mean(),
            rolling("amount", rows(100_000)).std(),
            rolling("amount", rows(100_000)).max(),
            rolling("amount", rows(100_000)).median(),
            rolling("amount", Duration.ofDays(7)).sum(),
            expanding("amount").mean(),
            ewm("amount").halflife(3),
            sinceLast("amount"))
        .build();
  }

  private Table table(Schema schema) {
    RandomGenerator random = Seed.of(1).random();
    long[] times = new long[ROWS];
    double[] amounts = new double[ROWS];
    int[] codes = new int[ROWS];
    long start = 1_700_000_000_000_000_000L;
    for (int i = 0; i < ROWS; i++) {
      times[i] = start + i * 25_200_000_000L;
      amounts[i] = random.nextInt(1_000_000) / 100.0;
      codes[i] = random.nextInt(entities);
    }
    List<String> dictionary = IntStream.range(0, entities).mapToObj(i -> "c" + i).toList();
    return Table.of(
        schema,
        List.of(
            CategoricalColumn.of(codes, dictionary),
            LongColumn.of(FieldType.TIMESTAMP, times, new BitSet()),
            NumericColumn.of(amounts)));
  }

  /** The whole table. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 2)
  @Measurement(iterations = 4)
  public Table batch() {
    return spec.apply(table);
  }

  /** One live row, widened and then observed. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @Warmup(iterations = 2, time = 1)
  @Measurement(iterations = 4, time = 1)
  public RowBuffer stream() {
    next = (next + 7) % entities;
    clock += 25_200_000_000L;
    live.setString(0, names[next]);
    live.setInteger(1, clock);
    live.setNumber(2, (double) ((clock >>> 7) % 1000));
    stream.widen(live, out);
    stream.observe(live);
    return out;
  }
}
