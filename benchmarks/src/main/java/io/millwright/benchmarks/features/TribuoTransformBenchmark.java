package io.millwright.benchmarks.features;

import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.TransformerMap;
import org.tribuo.transform.transformations.MeanStdDevTransformation;
import org.tribuo.transform.transformations.SimpleTransform;

/**
 * What does Tribuo take for the part of {@link TransformBenchmark}'s plan that it has: logarithm,
 * scaling and categories as features?
 *
 * <p>Tribuo has no imputation, missing indicator, target encoding, ordinal, cyclical or date
 * transforms; categories become features of value 1 as its columnar reader makes them, and days and
 * hour are computed here. So it does less than the plan it stands beside. {@code benchmarks/run
 * TribuoTransformBenchmark}
 */
@State(Scope.Thread)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class TribuoTransformBenchmark {

  private static final int ROWS = 100_000;
  private static final int LIVE = 4_096;
  private static final LabelFactory LABELS = new LabelFactory();

  private List<Order> orders;
  private MutableDataset<Label> dataset;
  private TransformerMap fitted;
  private int next;

  /** Draws the rows and learns the transformers. */
  @Setup
  public void prepare() {
    orders = Orders.draw(ROWS);
    fitted = dataset().createTransformers(transformations());
  }

  /** Transforming changes a dataset in place, so each run needs its own. */
  @Setup(Level.Iteration)
  public void fresh() {
    dataset = dataset();
  }

  private MutableDataset<Label> dataset() {
    SimpleDataSourceProvenance source = new SimpleDataSourceProvenance("orders", LABELS);
    List<Example<Label>> examples = new ArrayList<>(orders.size());
    orders.forEach(o -> examples.add(example(o)));
    MutableDataset<Label> made = new MutableDataset<>(source, LABELS);
    made.addAll(examples);
    return made;
  }

  private static TransformationMap transformations() {
    Map<String, List<org.tribuo.transform.Transformation>> byFeature = new LinkedHashMap<>();
    for (String name : List.of("income", "basket")) {
      byFeature.put(
          name,
          List.of(SimpleTransform.add(1), SimpleTransform.log(), new MeanStdDevTransformation()));
    }
    for (String name : List.of("distance", "items", "visits", "rating", "discount", "days")) {
      byFeature.put(name, List.of(new MeanStdDevTransformation()));
    }
    return new TransformationMap(byFeature);
  }

  private static Example<Label> example(Order o) {
    ArrayExample<Label> example = new ArrayExample<>(new Label(o.late() ? "late" : "in time"));
    if (o.income() != null) {
      example.add("income", o.income());
    }
    example.add("basket", o.basket());
    if (o.distance() != null) {
      example.add("distance", o.distance());
    }
    example.add("items", o.items());
    example.add("visits", o.visits());
    if (o.rating() != null) {
      example.add("rating", o.rating());
    }
    example.add("discount", o.discount());
    example.add("returning", o.returning() ? 1 : 0);
    example.add("region=" + o.region(), 1);
    example.add("channel=" + o.channel(), 1);
    example.add("device=" + o.device(), 1);
    example.add("size=" + o.size(), 1);
    example.add(
        "days",
        (double)
            ChronoUnit.DAYS.between(
                o.joinedOn(), o.orderedAt().atZone(ZoneOffset.UTC).toLocalDate()));
    double turn = 2 * Math.PI * o.orderedAt().atZone(ZoneOffset.UTC).getHour() / 24;
    example.add("sin", Math.sin(turn));
    example.add("cos", Math.cos(turn));
    return example;
  }

  /** One record to one transformed example. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @Warmup(iterations = 5, time = 1)
  @Measurement(iterations = 5, time = 1)
  public Example<Label> oneRecord() {
    next = (next + 1) & (LIVE - 1);
    Example<Label> example = example(orders.get(next));
    example.transform(fitted);
    return example;
  }

  /** 100,000 examples that are made already. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 10)
  @Measurement(iterations = 10)
  public MutableDataset<Label> transformTable() {
    dataset.transform(fitted);
    return dataset;
  }

  /** Learning the transformers from 100,000 examples that are made already, and transforming. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 10)
  @Measurement(iterations = 10)
  public MutableDataset<Label> fitTransformTable() {
    dataset.transform(dataset.createTransformers(transformations()));
    return dataset;
  }
}
