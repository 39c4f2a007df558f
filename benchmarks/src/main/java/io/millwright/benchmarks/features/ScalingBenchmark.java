package io.millwright.benchmarks.features;

import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.features.FittedFeatures;
import io.millwright.schema.FieldType;
import io.millwright.split.TrainingSet;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Does the fifteen-field plan take ten times as long for ten times the rows, and how much memory
 * does it need beside the table?
 *
 * <p>The vectors are made one after another into one array, as a writer to a file or a trainer that
 * keeps its own form would. {@code peakShare} is the peak of the heap over the heap after a
 * collection that holds the table alone. {@code MILLWRIGHT_JAVA_OPTS=-Xmx8g benchmarks/run
 * ScalingBenchmark -jvmArgs '-Xmx8g -XX:+UseParallelGC'}
 */
@State(Scope.Thread)
@Fork(1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = ScalingBenchmark.ITERATIONS)
@SuppressWarnings("NullAway.Init")
public class ScalingBenchmark {

  static final int ITERATIONS = 3;

  /** How many rows. */
  @Param({"1000000", "10000000"})
  public int rows;

  private Table table;
  private FeatureSpec plan;
  private FittedFeatures fitted;
  private double[] vector;
  private long held;

  /** Draws the columns. */
  @Setup
  public void prepare() {
    table = table(rows);
    plan = Orders.plan();
    fitted = plan.fit(TrainingSet.ofAll(table), Seed.of(1));
    vector = new double[fitted.features().size()];
    System.gc();
    held = used();
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Peak of the heap in an iteration over what the table holds. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Memory {
    /** Peak over the table. */
    public double peakShare;
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(p -> p.getType() == MemoryType.HEAP)
        .toList();
  }

  /** Every step of the plan is learnt; nothing is transformed. */
  @Benchmark
  public FittedFeatures fit(Memory memory) {
    System.gc();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    FittedFeatures learnt = plan.fit(TrainingSet.ofAll(table), Seed.of(1));
    long peak = pools().stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
    memory.peakShare = peak / (double) held / ITERATIONS; // JMH adds the iterations up
    return learnt;
  }

  /** Every row's vector, one after another. */
  @Benchmark
  public double transformEach(Memory memory) {
    System.gc();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    double sum = 0;
    TableCursor cursor = table.cursor();
    for (int i = 0; i < rows; i++) {
      fitted.apply(cursor.moveTo(i), vector, 0);
      sum += vector[0];
    }
    long peak = pools().stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
    memory.peakShare = peak / (double) held / ITERATIONS; // JMH adds the iterations up
    return sum;
  }

  /** The distribution of {@link Orders}, drawn column by column. */
  private static Table table(int rows) {
    RandomGenerator random = Seed.of(1).random();
    List<Column> columns = new ArrayList<>();
    columns.add(numbers(random, rows, 60_000, 10));
    columns.add(numbers(random, rows, 200, 0));
    columns.add(numbers(random, rows, 50, 20));
    columns.add(whole(random, rows, FieldType.INTEGER, 1, 12));
    columns.add(whole(random, rows, FieldType.INTEGER, 0, 300));
    columns.add(numbers(random, rows, 5, 4));
    columns.add(numbers(random, rows, 1, 0));
    columns.add(flags(random, rows));
    columns.add(words(random, rows, "region-", 8, 0));
    columns.add(words(random, rows, "channel-", 4, 12));
    columns.add(words(random, rows, "device-", 3, 0));
    columns.add(words(random, rows, "city-", 2_000, 0));
    columns.add(
        CategoricalColumn.of(
            IntStream.range(0, rows).map(i -> random.nextInt(4)).toArray(),
            List.of("S", "M", "L", "XL")));
    columns.add(whole(random, rows, FieldType.DATE, 15_000, 3_000));
    columns.add(times(random, rows));
    columns.add(flags(random, rows));
    return Table.of(Orders.SCHEMA, columns);
  }

  /** Missing in one of {@code oneIn} rows; 0 for never. */
  private static NumericColumn numbers(
      RandomGenerator random, int rows, double largest, int oneIn) {
    double[] values = new double[rows];
    BitSet missing = new BitSet();
    for (int i = 0; i < rows; i++) {
      values[i] = largest * random.nextDouble();
      missing.set(i, oneIn > 0 && random.nextInt(oneIn) == 0);
    }
    return NumericColumn.of(values, missing);
  }

  private static LongColumn whole(
      RandomGenerator random, int rows, FieldType type, int least, int count) {
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = (long) least + random.nextInt(count);
    }
    return LongColumn.of(type, values, new BitSet());
  }

  private static LongColumn times(RandomGenerator random, int rows) {
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = (1_600_000_000L + random.nextInt(100_000_000)) * 1_000_000_000L;
    }
    return LongColumn.of(FieldType.TIMESTAMP, values, new BitSet());
  }

  private static BooleanColumn flags(RandomGenerator random, int rows) {
    BitSet trues = new BitSet();
    for (int i = 0; i < rows; i++) {
      trues.set(i, random.nextBoolean());
    }
    return BooleanColumn.of(rows, trues, new BitSet());
  }

  private static CategoricalColumn words(
      RandomGenerator random, int rows, String prefix, int count, int oneIn) {
    int[] codes = new int[rows];
    for (int i = 0; i < rows; i++) {
      boolean missing = oneIn > 0 && random.nextInt(oneIn) == 0;
      codes[i] = missing ? CategoricalColumn.MISSING : random.nextInt(count);
    }
    return CategoricalColumn.of(
        codes, IntStream.range(0, count).mapToObj(i -> prefix + i).toList());
  }
}
