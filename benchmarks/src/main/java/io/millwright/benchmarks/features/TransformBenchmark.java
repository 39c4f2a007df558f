package io.millwright.benchmarks.features;

import static io.millwright.features.Transforms.cyclical;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.minMax;
import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.ordinal;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.standardize;

import io.millwright.Seed;
import io.millwright.features.CalendarPart;
import io.millwright.features.FeatureSpec;
import io.millwright.features.FittedFeatures;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.RecordBinding;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a plan over 15 fields take: one record, a table of 100,000 rows, and fitting on
 * that table?
 *
 * <p>Seven numbers (logarithm, median, missing indicator, scaling), a boolean, four one-hot
 * categories, an ordered one, days between two dates and the hour as a circle: 39 positions. No JVM
 * library on the class path does the same, so there is no rival in the run; scikit-learn's figures
 * are in the design's table of bars.
 *
 * <p>{@code benchmarks/run TransformBenchmark -prof gc}
 */
@State(Scope.Thread)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class TransformBenchmark {

  private static final int ROWS = 100_000;
  private static final int LIVE = 4_096;

  private Table table;
  private TrainingSet train;
  private FeatureSpec plan;
  private FittedFeatures fitted;
  private Order[] live;
  private RecordBinding<Order> binding;
  private RowBuffer buffer;
  private double[] vector;
  private int next;

  /** Draws the rows and fits the plan. */
  @Setup
  public void prepare() {
    RandomGenerator random = Seed.of(1).random();
    List<Order> orders = new ArrayList<>(ROWS);
    for (int i = 0; i < ROWS; i++) {
      orders.add(draw(random));
    }
    Schema schema = Schema.from(Order.class).build();
    table = Table.ofRecords(orders, schema, Order.class);
    train = TrainingSet.ofAll(table);
    plan = plan(schema);
    fitted = plan.fit(train, Seed.of(1));
    live = orders.stream().limit(LIVE).toArray(Order[]::new);
    binding = RecordBinding.of(schema, Order.class);
    buffer = new RowBuffer(schema);
    vector = new double[fitted.features().size()];
  }

  private static FeatureSpec plan(Schema schema) {
    return FeatureSpec.over(schema)
        .add(
            log1p("income").imputeMedian().standardize().missingIndicator(),
            log1p("basket").standardize(),
            raw("distance").imputeMedian().standardize().missingIndicator(),
            standardize("items"),
            minMax("visits"),
            raw("rating").imputeMedian().minMax().missingIndicator(),
            standardize("discount"),
            raw("returning"),
            oneHot("region"),
            oneHot("channel"),
            oneHot("device"),
            oneHot("segment"),
            ordinal("size").order("S", "M", "L", "XL"),
            daysBetween("joinedOn", "orderedAt").standardize(),
            cyclical("orderedAt", CalendarPart.HOUR_OF_DAY))
        .build();
  }

  private static Order draw(RandomGenerator random) {
    String[] sizes = {"S", "M", "L", "XL"};
    return new Order(
        random.nextInt(10) == 0 ? null : 60_000 * random.nextDouble(),
        200 * random.nextDouble(),
        random.nextInt(20) == 0 ? null : 50 * random.nextDouble(),
        1 + random.nextInt(12),
        random.nextInt(300),
        random.nextInt(4) == 0 ? null : 5 * random.nextDouble(),
        random.nextDouble(),
        random.nextBoolean(),
        "region-" + random.nextInt(8),
        random.nextInt(12) == 0 ? null : "channel-" + random.nextInt(4),
        "device-" + random.nextInt(3),
        "segment-" + random.nextInt(5),
        sizes[random.nextInt(4)],
        LocalDate.ofEpochDay(15_000 + random.nextInt(3_000)),
        Instant.ofEpochSecond(1_600_000_000L + random.nextInt(100_000_000)));
  }

  /** One record to one vector. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @Warmup(iterations = 5, time = 1)
  @Measurement(iterations = 5, time = 1)
  public double[] oneRecord() {
    next = (next + 1) & (LIVE - 1);
    binding.read(live[next], buffer);
    fitted.apply(buffer, vector, 0);
    return vector;
  }

  /** 100,000 rows of a table. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 10)
  @Measurement(iterations = 10)
  public double[] transformTable() {
    return fitted.transform(table);
  }

  /** Fitting on 100,000 rows and transforming them. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 10)
  @Measurement(iterations = 10)
  public double[] fitAndTransformTable() {
    return plan.fit(train, Seed.of(1)).transform(table);
  }
}
