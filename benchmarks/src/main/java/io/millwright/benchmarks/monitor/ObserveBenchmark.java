package io.millwright.benchmarks.monitor;

import io.millwright.Seed;
import io.millwright.monitor.DriftMonitor;
import io.millwright.profile.Profile;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a drift monitor hold up a caller for one row of 30 features, on one thread and on
 * two?
 *
 * <p>20 numbers and 10 categories of 12 values, profiled on 20,000 rows; rows change from call to
 * call, one value in fifty is missing. No library on the class path counts live rows, so the rival
 * is the least that any could do: one plain addition to an array for each feature, its place known
 * beforehand.
 *
 * <p>{@code benchmarks/run ObserveBenchmark -prof gc}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class ObserveBenchmark {

  private static final int NUMBERS = 20;
  private static final int FEATURES = 30;
  private static final int ROWS = 1_024;
  private static final int REFERENCE_ROWS = 20_000;

  private final Row[] rows = new Row[ROWS];
  private final int[][] places = new int[ROWS][FEATURES];
  private final long[] counts = new long[FEATURES * 128];
  private DriftMonitor monitor;

  /** Where one caller stands among the rows. */
  @State(Scope.Thread)
  public static class Caller {
    private int next;

    int row() {
      next = (next + 1) & (ROWS - 1);
      return next;
    }
  }

  /** Profiles the reference and draws the live rows. */
  @Setup
  public void prepare() {
    Schema.Builder fields = Schema.builder();
    String[] names = new String[FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      names[j] = "f" + j;
      fields = j < NUMBERS ? fields.numeric(names[j]) : fields.categorical(names[j]);
    }
    Schema schema = fields.optional(names).build();
    RandomGenerator random = Seed.of(1).random();
    TableBuilder reference = Table.builder(schema);
    for (int i = 0; i < REFERENCE_ROWS; i++) {
      reference.add(draw(schema, random));
    }
    monitor = DriftMonitor.against(Profile.of(reference.build())).build();
    for (int i = 0; i < ROWS; i++) {
      rows[i] = draw(schema, random);
      for (int j = 0; j < FEATURES; j++) {
        places[i][j] = j * 128 + random.nextInt(128);
      }
    }
  }

  private static Row draw(Schema schema, RandomGenerator random) {
    RowBuffer row = new RowBuffer(schema);
    for (int j = 0; j < FEATURES; j++) {
      if (random.nextInt(50) == 0) {
        row.setMissing(j);
      } else if (j < NUMBERS) {
        row.setNumber(j, random.nextGaussian());
      } else {
        row.setString(j, "category-" + random.nextInt(12));
      }
    }
    return row;
  }

  /** The monitor, one caller. */
  @Benchmark
  public void millwright(Caller caller) {
    monitor.observe(rows[caller.row()]);
  }

  /** The monitor, two callers at once. */
  @Benchmark
  @Threads(2)
  public void millwrightTwoCallers(Caller caller) {
    monitor.observe(rows[caller.row()]);
  }

  /** 30 plain additions. */
  @Benchmark
  public long[] additionsAlone(Caller caller) {
    for (int place : places[caller.row()]) {
      counts[place]++;
    }
    return counts;
  }
}
