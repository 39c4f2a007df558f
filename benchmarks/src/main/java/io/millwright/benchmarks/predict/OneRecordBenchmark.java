package io.millwright.benchmarks.predict;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millwright.Seed;
import io.millwright.benchmarks.data.Adult;
import io.millwright.benchmarks.data.AdultRecord;
import io.millwright.features.FeatureSpec;
import io.millwright.model.Binary;
import io.millwright.model.Featurizer;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.serving.ManagedPredictor;
import io.millwright.split.TrainingSet;
import io.millwright.table.RecordBinding;
import io.millwright.table.RowBuffer;
import io.millwright.train.LogisticRegression;
import io.millwright.train.Pipeline;
import io.millwright.train.XGBoost;
import io.millwright.train.onnx.OnnxExport;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one prediction take from a Java record with the 14 features of "Adult" to a {@link
 * Binary}, and what does it allocate?
 *
 * <p>Ours is the managed predictor without deadline over the plain-Java scorer, logistic regression
 * or 100 boosted trees of depth 6. The rival scores the same vector with ONNX Runtime on our
 * export, one thread. Features alone and scorer alone tell where the time goes. Records change from
 * call to call.
 *
 * <p>{@code benchmarks/run OneRecordBenchmark -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class OneRecordBenchmark {

  private static final int ROWS = 4_096;

  /** Which model answers. */
  @Param({"logistic", "xgboost"})
  public String model;

  private AdultRecord[] records;
  private ManagedPredictor<AdultRecord, Binary> predictor;
  private Featurizer featurizer;
  private Scorer scorer;
  private RecordBinding<AdultRecord> binding;
  private RowBuffer buffer;
  private double[] vectors;
  private double[] vector;
  private float[] floats;
  private final double[] out = new double[1];
  private OrtSession session;
  private int next;

  /** Trains the model on all rows. */
  @Setup
  public void prepare() throws OrtException {
    Adult adult = Adult.load();
    records = adult.asked(ROWS);
    TabularModel<Binary> trained = train(adult.trainingSet());
    predictor = ManagedPredictor.of(trained, AdultRecord.class).build();
    featurizer = trained.featurizer();
    scorer = trained.scorer();
    binding =
        RecordBinding.of(trained.schema(), AdultRecord.class, Set.copyOf(featurizer.inputs()));
    buffer = new RowBuffer(trained.schema());
    vector = new double[scorer.inputs()];
    floats = new float[scorer.inputs()];
    vectors = new double[ROWS * vector.length];
    for (int i = 0; i < ROWS; i++) {
      binding.read(records[i], buffer);
      featurizer.apply(buffer, vectors, i * vector.length);
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = OrtEnvironment.getEnvironment().createSession(OnnxExport.bytes(scorer), options);
    }
  }

  private TabularModel<Binary> train(TrainingSet rows) {
    return switch (model) {
      case "logistic" ->
          Pipeline.of(FeatureSpec.forLinear(rows.table().schema()), LogisticRegression.binary())
              .fit(rows, Seed.of(1))
              .model();
      case "xgboost" ->
          Pipeline.of(
                  FeatureSpec.forTrees(rows.table().schema()),
                  XGBoost.binary(o -> o.trees(100).depth(6).rate(0.1)))
              .fit(rows, Seed.of(1))
              .model();
      default -> throw new IllegalArgumentException("Model must be logistic or xgboost.");
    };
  }

  /** Frees predictor and session. */
  @TearDown
  public void close() throws OrtException {
    predictor.close();
    session.close();
  }

  /** The managed predictor. */
  @Benchmark
  public Binary millwright() {
    next = (next + 1) & (ROWS - 1);
    return predictor.predict(records[next]);
  }

  /** Our features of a record, without a score. */
  @Benchmark
  public double[] featuresAlone() {
    next = (next + 1) & (ROWS - 1);
    binding.read(records[next], buffer);
    featurizer.apply(buffer, vector, 0);
    return vector;
  }

  /** Our scorer on a finished vector. */
  @Benchmark
  public double scorerAlone() {
    next = (next + 1) & (ROWS - 1);
    scorer.score(vectors, next * vector.length, out);
    return out[0];
  }

  /** Our features, scored by ONNX Runtime. */
  @Benchmark
  public float featuresThenOnnxRuntime() throws OrtException {
    next = (next + 1) & (ROWS - 1);
    binding.read(records[next], buffer);
    featurizer.apply(buffer, vector, 0);
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) vector[i];
    }
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                FloatBuffer.wrap(floats),
                new long[] {1, floats.length});
        OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    }
  }
}
