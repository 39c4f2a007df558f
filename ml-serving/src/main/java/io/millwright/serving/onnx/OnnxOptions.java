package io.millwright.serving.onnx;

import io.millwright.Require;
import java.util.Optional;

/**
 * How an ONNX model is loaded and run.
 *
 * @param threads ONNX Runtime's threads within one call, at least 1; many callers at once want 1
 * @param maxBytes larger files are refused
 * @param output name of the output to read; may be empty when the model has one only
 */
public record OnnxOptions(int threads, long maxBytes, Optional<String> output) {

  public OnnxOptions {
    Require.atLeast("threads", threads, 1);
    Require.atLeast("maxBytes", maxBytes, 1);
  }

  /** One thread a call, files up to 1 GiB, the only output. */
  public static OnnxOptions ofDefaults() {
    return new OnnxOptions(1, 1L << 30, Optional.empty());
  }

  /** The same with that many threads a call. */
  public OnnxOptions withThreads(int count) {
    return new OnnxOptions(count, maxBytes, output);
  }

  /** The same, reading the output of that name. */
  public OnnxOptions withOutput(String name) {
    return new OnnxOptions(threads, maxBytes, Optional.of(name));
  }

  /** The same with another limit of size. */
  public OnnxOptions withMaxBytes(long bytes) {
    return new OnnxOptions(threads, bytes, output);
  }
}
