package io.millwright.serving.onnx;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.millwright.Require;
import io.millwright.serving.Backend;
import io.millwright.serving.ServingException;
import io.millwright.table.InvalidRowException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file with one float input of shape {@code [batch, inputs]} and one float output of shape
 * {@code [batch]} or {@code [batch, outputs]}, run on ONNX Runtime through DJL.
 *
 * <p>The file is checked before native code sees it: whole, one file, within the size limit. NaN in
 * a vector is passed on; what it means is the model's affair. Thread-safe. Native memory is freed
 * by {@link #close()}, which must not run beside a call: let a {@code ManagedPredictor} own the
 * model.
 */
public final class OnnxModel implements Backend<float[], float[]> {

  private static final String ENGINE = "OnnxRuntime";

  private final Model model;
  private final String file;
  private final int inputs;
  private final int outputAt;
  private final ParameterStore parameters;

  private OnnxModel(Model model, String file, int inputs, int outputAt) {
    this.model = model;
    this.file = file;
    this.inputs = inputs;
    this.outputAt = outputAt;
    this.parameters = new ParameterStore(model.getNDManager(), false);
  }

  /** The model with {@link OnnxOptions#ofDefaults()}. */
  public static OnnxModel open(Path file, int inputs) {
    return open(file, inputs, OnnxOptions.ofDefaults());
  }

  /**
   * The model in the file, which is tried on one vector of zeros.
   *
   * @param inputs width of a vector; the engine does not tell it before a call
   * @throws ServingException with code {@link ServingException#UNUSABLE_MODEL} if the file is
   *     absent, too large, cut, points at other files, or has other inputs or outputs than
   *     described above
   */
  public static OnnxModel open(Path file, int inputs, OnnxOptions options) {
    Require.atLeast("inputs", inputs, 1);
    String name = String.valueOf(file.getFileName());
    byte[] bytes = read(file, name, options.maxBytes());
    OnnxFileCheck.check(bytes, name);
    Engine.getEngine(ENGINE);
    Model model = Model.newInstance(name, Device.cpu(), ENGINE);
    try {
      try (InputStream in = new ByteArrayInputStream(bytes)) {
        model.load(
            in,
            Map.of(
                "intraOpNumThreads",
                Integer.toString(options.threads()),
                "interOpNumThreads",
                "1"));
      }
      return of(model, name, inputs, options);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw e instanceof ServingException s
          ? s
          : unusable(name, "be a model that ONNX Runtime loads; it was refused. See the cause", e);
    }
  }

  private static byte[] read(Path file, String name, long maxBytes) {
    try {
      long size = Files.size(file);
      if (size > maxBytes) {
        throw new ServingException(
            ServingException.UNUSABLE_MODEL,
            "Model file "
                + name
                + " must have at most "
                + maxBytes
                + " bytes; has "
                + size
                + ". Raise the limit if that is expected.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unusable(name, "be readable; it is not. Check the path and the rights", e);
    }
  }

  private static OnnxModel of(Model model, String name, int inputs, OnnxOptions options) {
    int found = model.getBlock().describeInput().size();
    if (found != 1) {
      throw unusable(
          name, "have one input of shape [batch, features]; has " + found + " inputs", null);
    }
    return new OnnxModel(model, name, inputs, outputPosition(model, name, inputs, options));
  }

  /**
   * Which output to read; found out by one call, since the engine does not tell names and types
   * before.
   */
  private static int outputPosition(Model model, String name, int width, OnnxOptions options) {
    try (Predictor<NDList, NDList> probe = model.newPredictor(new NoopTranslator());
        NDManager scope = model.getNDManager().newSubManager();
        NDList outputs =
            probe.predict(
                new NDList(scope.create(FloatBuffer.allocate(width), new Shape(1, width))))) {
      List<String> names = new ArrayList<>();
      outputs.forEach(o -> names.add(String.valueOf(o.getName())));
      int position = options.output().map(names::indexOf).orElse(names.size() == 1 ? 0 : -1);
      if (position < 0) {
        throw unusable(
            name,
            "have the output asked for, or one only; has "
                + names
                + ". Name one with OnnxOptions.withOutput",
            null);
      }
      if (outputs.get(position).getDataType() != DataType.FLOAT32) {
        throw unusable(
            name,
            "give 32-bit floats; gives "
                + outputs.get(position).getDataType()
                + ". Name another output with OnnxOptions.withOutput",
            null);
      }
      return position;
    } catch (TranslateException e) {
      throw unusable(
          name,
          "answer a vector of "
              + width
              + " zeros; it did not. Check the number of inputs and see the cause",
          e);
    }
  }

  /** Width of a vector. */
  public int inputs() {
    return inputs;
  }

  /** The numbers for one vector of {@link #inputs()} features. */
  @Override
  public float[] predict(float[] vector) {
    return run(vector.clone(), 1);
  }

  /** The numbers for several vectors, in one call of the model. */
  @Override
  public List<float[]> predictAll(List<? extends float[]> vectors) {
    int rows = vectors.size();
    if (rows == 0) {
      return List.of();
    }
    float[] flat = new float[Math.multiplyExact(rows, inputs)];
    for (int i = 0; i < rows; i++) {
      float[] vector = vectors.get(i);
      checkWidth(vector.length);
      System.arraycopy(vector, 0, flat, i * inputs, inputs);
    }
    float[] all = run(flat, rows);
    int width = all.length / rows;
    List<float[]> answers = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      answers.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
    }
    return answers;
  }

  /** The block itself, which any number of threads may call; DJL's predictor adds scopes to it. */
  private float[] run(float[] rowMajor, int rows) {
    checkWidth(rowMajor.length / rows);
    try (NDManager scope = model.getNDManager().newSubManager();
        NDArray input = scope.create(FloatBuffer.wrap(rowMajor), new Shape(rows, inputs));
        NDList outputs = model.getBlock().forward(parameters, new NDList(input), false)) {
      return outputs.get(outputAt).toFloatArray();
    } catch (RuntimeException e) {
      throw new ServingException(
          ServingException.FAILURE,
          "Model " + file + " must answer; ONNX Runtime threw. See the cause.",
          e);
    }
  }

  private void checkWidth(int width) {
    if (width != inputs) {
      throw new InvalidRowException("features", "must have " + inputs + " numbers; had " + width);
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private static ServingException unusable(
      String file, String constraint, @Nullable Exception cause) {
    String message = "Model file " + file + " must " + constraint + ".";
    return cause == null
        ? new ServingException(ServingException.UNUSABLE_MODEL, message)
        : new ServingException(ServingException.UNUSABLE_MODEL, message, cause);
  }
}
