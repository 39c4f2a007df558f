package io.millwright.benchmarks.features;

import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.features.FittedFeatures;
import io.millwright.model.FeatureMatrix;
import io.millwright.split.TrainingSet;
import io.millwright.table.Csv;
import io.millwright.table.RecordBinding;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * How long does a plan over 15 fields take ({@link Orders#plan}): one record, a table of 100,000
 * rows, and fitting on that table with the training rows' vectors?
 *
 * <p>{@code benchmarks/run TransformBenchmark -prof gc}; it writes the rows to {@code
 * benchmarks/target/orders.csv}, which {@code python3 benchmarks/python/transform_plan.py
 * benchmarks/target/orders.csv} then puts through scikit-learn. {@link TribuoTransformBenchmark}
 * has Tribuo on the same rows.
 */
@State(Scope.Thread)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class TransformBenchmark {

  private static final int ROWS = 100_000;
  private static final int LIVE = 4_096;

  private Table table;
  private Table later;
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
    List<Order> orders = Orders.draw(2 * ROWS);
    table = Table.ofRecords(orders.subList(0, ROWS), Orders.SCHEMA, Order.class);
    later = Table.ofRecords(orders.subList(ROWS, 2 * ROWS), Orders.SCHEMA, Order.class);
    Csv.write(table, Path.of("benchmarks", "target", "orders.csv"));
    train = TrainingSet.ofAll(table);
    plan = Orders.plan();
    fitted = plan.fit(train, Seed.of(1));
    live = orders.stream().limit(LIVE).toArray(Order[]::new);
    binding = RecordBinding.of(Orders.SCHEMA, Order.class);
    buffer = new RowBuffer(Orders.SCHEMA);
    vector = new double[fitted.features().size()];
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

  /** 100,000 later rows of a table. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 20)
  @Measurement(iterations = 20)
  public double[] transformTable() {
    return fitted.transform(later);
  }

  /** Fitting on 100,000 rows, and their vectors with the city out of fold. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 20)
  @Measurement(iterations = 20)
  public FeatureMatrix fitTransformTable() {
    return plan.fitTransform(train, Seed.of(1)).matrix();
  }
}
