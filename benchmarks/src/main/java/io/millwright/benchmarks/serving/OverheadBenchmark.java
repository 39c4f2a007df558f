package io.millwright.benchmarks.serving;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millwright.Seed;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Link;
import io.millwright.serving.ManagedPredictor;
import io.millwright.serving.onnx.OnnxModel;
import io.millwright.train.onnx.OnnxExport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * How much does a managed predictor over an ONNX file add to the bare session, one vector a call?
 *
 * <p>A logistic model of 30 inputs, so that next to all of the time is overhead. The bare session
 * is ONNX Runtime's own Java interface with a direct input buffer that is made once; DJL's
 * predictor stands between both, since ours is built on it. One thread each.
 *
 * <p>{@code benchmarks/run OverheadBenchmark -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class OverheadBenchmark {

  private static final int WIDTH = 30;
  private static final int ROWS = 1_024;

  private final float[][] rows = new float[ROWS][WIDTH];
  private Path file;
  private ManagedPredictor<float[], float[]> predictor;
  private Model djlModel;
  private Predictor<NDList, NDList> djl;
  private OrtSession session;
  private OnnxTensor input;
  private FloatBuffer inputBuffer;
  private int next;

  /** Writes the model and opens it three times; DJL first, since it sets up the runtime. */
  @Setup
  public void prepare() throws IOException, MalformedModelException, OrtException {
    RandomGenerator random = Seed.of(1).random();
    double[][] weights = new double[1][WIDTH];
    for (int j = 0; j < WIDTH; j++) {
      weights[0][j] = random.nextGaussian() / WIDTH;
    }
    for (float[] row : rows) {
      for (int j = 0; j < WIDTH; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    byte[] bytes = OnnxExport.bytes(LinearScorer.of(weights, new double[1], Link.LOGISTIC));
    file = Files.createTempFile("overhead", ".onnx");
    Files.write(file, bytes);
    predictor = ManagedPredictor.over(OnnxModel.open(file, WIDTH)).build();
    djlModel = Model.newInstance("djl", Device.cpu(), "OnnxRuntime");
    djlModel.load(
        new ByteArrayInputStream(bytes),
        Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1"));
    djl = djlModel.newPredictor(new NoopTranslator());
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = OrtEnvironment.getEnvironment().createSession(bytes, options);
    }
    inputBuffer =
        java.nio.ByteBuffer.allocateDirect(4 * WIDTH)
            .order(java.nio.ByteOrder.nativeOrder())
            .asFloatBuffer();
    input =
        OnnxTensor.createTensor(
            OrtEnvironment.getEnvironment(), inputBuffer, new long[] {1, WIDTH});
  }

  /** Frees all. */
  @TearDown
  public void close() throws IOException, OrtException {
    predictor.close();
    djl.close();
    djlModel.close();
    input.close();
    session.close();
    Files.delete(file);
  }

  /** The managed predictor. */
  @Benchmark
  public float millwright() {
    next = (next + 1) & (ROWS - 1);
    return predictor.predict(rows[next])[0];
  }

  /** DJL's predictor, one for the thread. */
  @Benchmark
  public float djl() throws TranslateException {
    next = (next + 1) & (ROWS - 1);
    try (NDManager scope = djlModel.getNDManager().newSubManager();
        NDArray array = scope.create(FloatBuffer.wrap(rows[next]), new Shape(1, WIDTH));
        NDList outputs = djl.predict(new NDList(array))) {
      return outputs.get(0).toFloatArray()[0];
    }
  }

  /** The session with a tensor for each call. */
  @Benchmark
  public float session() throws OrtException {
    next = (next + 1) & (ROWS - 1);
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                FloatBuffer.wrap(rows[next]),
                new long[] {1, WIDTH});
        OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, tensor))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    }
  }

  /** The session with one tensor that is filled again. */
  @Benchmark
  public float sessionWithReusedTensor() throws OrtException {
    next = (next + 1) & (ROWS - 1);
    inputBuffer.put(0, rows[next]);
    try (OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    }
  }
}
