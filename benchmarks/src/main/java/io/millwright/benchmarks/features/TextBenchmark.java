package io.millwright.benchmarks.features;

import static io.millwright.features.Transforms.tfIdf;

import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.features.FittedFeatures;
import io.millwright.model.SparseMatrix;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does tf-idf over 20,000 short messages take: fitting and transforming them to a sparse
 * matrix, and one message?
 *
 * <p>Messages of 1 to 30 words, drawn by Zipf's law from 30,000 made-up ones, about 80 characters
 * in the mean, as in the SMS Spam Collection; terms of at least 2 rows. With 50 components the same
 * texts go through latent semantic analysis. No JVM library on the class path does the same over a
 * fitted vocabulary, so there is no rival in the run.
 *
 * <p>{@code benchmarks/run TextBenchmark -prof gc}
 */
@State(Scope.Thread)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class TextBenchmark {

  private static final int TEXTS = 20_000;
  private static final int WORDS = 30_000;
  private static final int LIVE = 4_096;

  /** 0 for tf-idf itself. */
  @Param({"0", "50"})
  public int components;

  private Table table;
  private TrainingSet train;
  private FeatureSpec plan;
  private FittedFeatures fitted;
  private RowBuffer[] live;
  private double[] vector;
  private int next;

  /** Draws the messages and fits the plan. */
  @Setup
  public void prepare() {
    RandomGenerator random = Seed.of(1).random();
    List<String> texts = new ArrayList<>(TEXTS);
    for (int i = 0; i < TEXTS; i++) {
      texts.add(message(random));
    }
    Schema schema = Schema.builder().text("message").build();
    table = Table.of(schema, List.of(TextColumn.of(texts)));
    train = TrainingSet.ofAll(table);
    var terms = tfIdf("message").minCount(2);
    plan = FeatureSpec.over(schema).add(components > 0 ? terms.lsa(components) : terms).build();
    fitted = plan.fit(train, Seed.of(1));
    live = new RowBuffer[LIVE];
    for (int i = 0; i < LIVE; i++) {
      live[i] = new RowBuffer(schema);
      live[i].setString(0, texts.get(i));
    }
    vector = new double[fitted.features().size()];
  }

  private static String message(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int words = 1 + random.nextInt(30);
    for (int i = 0; i < words; i++) {
      // The rank of a word whose frequency falls as 1 / rank.
      int rank = (int) Math.exp(random.nextDouble() * Math.log(WORDS));
      String word = Integer.toString(rank * 7_919 % 1_000_003, 36);
      text.append(i == 0 ? "" : random.nextInt(8) == 0 ? ", " : " ").append(word);
    }
    return text.append(random.nextInt(3) == 0 ? "!" : ".").toString();
  }

  /** One message to one vector. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @Warmup(iterations = 5, time = 1)
  @Measurement(iterations = 5, time = 1)
  public double[] oneText() {
    next = (next + 1) & (LIVE - 1);
    fitted.apply(live[next], vector, 0);
    return vector;
  }

  /** Fitting on 20,000 messages and transforming them. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 5)
  @Measurement(iterations = 10)
  public SparseMatrix fitAndTransform() {
    return plan.fit(train, Seed.of(1)).sparse(table);
  }
}
