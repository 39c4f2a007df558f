package io.millwright.benchmarks.tree;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millwright.Seed;
import io.millwright.model.Scorer;
import io.millwright.train.TribuoModels;
import io.millwright.train.onnx.OnnxExport;
import java.nio.FloatBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;

/**
 * One row through the same 300 trees of depth 6 over 20 features: ours, Tribuo's XGBoost, and ONNX
 * Runtime on our export with one thread. Rows change from call to call, so that no branch is learnt
 * by heart.
 *
 * <p>{@code benchmarks/run TreeScorerBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class TreeScorerBenchmark {

  private static final int WIDTH = 20;
  private static final int ROWS = 4_096;

  private final double[] rows = new double[ROWS * WIDTH];
  private final double[] out = new double[1];
  private final List<Example<Regressor>> examples = new ArrayList<>();
  private final float[] vector = new float[WIDTH];
  private Scorer scorer;
  private Model<Regressor> tribuo;
  private OrtSession session;
  private int next;

  /** Trains the ensemble and gives it to all three. */
  @Setup
  public void prepare() throws OrtException {
    RandomGenerator random = Seed.of(1).random();
    List<String> names = new ArrayList<>();
    for (int j = 0; j < WIDTH; j++) {
      names.add("f" + (char) ('a' + j));
    }
    MutableDataset<Regressor> train =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(
                "benchmark", OffsetDateTime.MIN, new RegressionFactory()),
            new RegressionFactory());
    for (int i = 0; i < ROWS; i++) {
      double[] x = new double[WIDTH];
      double y = random.nextGaussian();
      for (int j = 0; j < WIDTH; j++) {
        x[j] = (float) random.nextGaussian();
        y += x[j] * x[(j + 3) % WIDTH];
        rows[i * WIDTH + j] = x[j];
      }
      Example<Regressor> example =
          new ArrayExample<>(new Regressor("y", y), names.toArray(String[]::new), x);
      examples.add(example);
      train.add(example);
    }
    tribuo =
        new XGBoostRegressionTrainer(
                XGBoostRegressionTrainer.RegressionType.LINEAR,
                300,
                0.1,
                0,
                6,
                1,
                1,
                1,
                1,
                0,
                1,
                true,
                1)
            .train(train);
    scorer = TribuoModels.xgboostRegression((XGBoostModel<Regressor>) tribuo, names);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = OrtEnvironment.getEnvironment().createSession(OnnxExport.bytes(scorer), options);
    }
  }

  /** Frees the session. */
  @TearDown
  public void close() throws OrtException {
    session.close();
  }

  /** Our scorer. */
  @Benchmark
  public double millwright() {
    next = (next + 1) & (ROWS - 1);
    scorer.score(rows, next * WIDTH, out);
    return out[0];
  }

  /** Tribuo's prediction, which calls XGBoost's native library. */
  @Benchmark
  public double tribuoXgboost() {
    next = (next + 1) & (ROWS - 1);
    return tribuo.predict(examples.get(next)).getOutput().getValues()[0];
  }

  /** ONNX Runtime on our export. */
  @Benchmark
  public float onnxRuntime() throws OrtException {
    next = (next + 1) & (ROWS - 1);
    for (int j = 0; j < WIDTH; j++) {
      vector[j] = (float) rows[next * WIDTH + j];
    }
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(vector), new long[] {1, WIDTH});
        OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    }
  }
}
