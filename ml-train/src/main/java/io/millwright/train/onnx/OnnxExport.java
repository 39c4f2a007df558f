package io.millwright.train.onnx;

import ai.onnx.proto.OnnxMl;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Link;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.tree.TreeEnsembleScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tribuo.util.onnx.ONNXContext;
import org.tribuo.util.onnx.ONNXNode;
import org.tribuo.util.onnx.ONNXOperators;
import org.tribuo.util.onnx.ONNXPlaceholder;
import org.tribuo.util.onnx.ONNXRef;

/**
 * Writes linear and tree scorers as ONNX graphs.
 *
 * <p>Input {@value #INPUT}: float, batch × inputs, NaN where a tree's value is missing. Output
 * {@value #OUTPUT}: float, batch × outputs, what the scorer gives. The graph computes in float and
 * takes floats, so scores differ by rounding, and a feature that a float cannot hold may fall on
 * the other side of a threshold. Operators: ONNX 13 and ai.onnx.ml 3. Stateless.
 */
public final class OnnxExport {

  /** The name of the input. */
  public static final String INPUT = "features";

  /** The name of the output. */
  public static final String OUTPUT = "scores";

  private static final int IR_VERSION = 7;

  private OnnxExport() {}

  /** Writes a model's scorer; as {@link #write(Scorer, Path)}. */
  public static void write(TabularModel<?> model, Path file) throws IOException {
    write(model.scorer(), file);
  }

  /**
   * Writes the scorer, replacing the file if there is one.
   *
   * @throws IllegalArgumentException if the scorer is neither linear nor trees
   */
  public static void write(Scorer scorer, Path file) throws IOException {
    byte[] bytes = bytes(scorer);
    Files.write(file, bytes);
  }

  /**
   * The bytes of the scorer's file.
   *
   * @throws IllegalArgumentException if the scorer is neither linear nor trees
   */
  public static byte[] bytes(Scorer scorer) {
    ONNXContext graph = new ONNXContext();
    graph.setName("millwright");
    ONNXPlaceholder input = graph.floatInput(INPUT, scorer.inputs());
    ONNXPlaceholder output = graph.floatOutput(OUTPUT, scorer.outputs());
    if (scorer instanceof LinearScorer linear) {
      linked(linear(graph, input, linear), linear.link()).assignTo(output);
    } else if (scorer instanceof TreeEnsembleScorer trees) {
      ONNXNode sums =
          graph.operation(
              OnnxOperator.TREE_ENSEMBLE_REGRESSOR,
              List.of(input),
              "sums",
              new TreeAttributes(trees).toMap());
      linked(sums, trees.link()).assignTo(output);
    } else {
      throw new IllegalArgumentException(
          "Scorer must be linear or trees to be written as ONNX; was "
              + scorer.stored().kind()
              + ".");
    }
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("millwright")
        .setGraph(graph.buildGraph())
        .addOpsetImport(ONNXOperators.getOpsetProto())
        .addOpsetImport(
            OnnxMl.OperatorSetIdProto.newBuilder()
                .setDomain(OnnxOperator.TREE_ENSEMBLE_REGRESSOR.getOpDomain())
                .setVersion(OnnxOperator.TREE_ENSEMBLE_REGRESSOR.getOpVersion()))
        .build()
        .toByteArray();
  }

  private static ONNXNode linear(ONNXContext graph, ONNXPlaceholder input, LinearScorer scorer) {
    float[] intercepts = new float[scorer.outputs()];
    for (int k = 0; k < intercepts.length; k++) {
      intercepts[k] = (float) scorer.intercept(k);
    }
    ONNXRef<?> weights =
        graph.floatTensor(
            "weights",
            List.of(scorer.inputs(), scorer.outputs()),
            buffer -> {
              for (int i = 0; i < scorer.inputs(); i++) {
                for (int k = 0; k < scorer.outputs(); k++) {
                  buffer.put((float) scorer.weight(k, i));
                }
              }
            });
    return input.apply(
        ONNXOperators.GEMM, List.of(weights, graph.array("intercepts", intercepts)), "sums");
  }

  private static ONNXNode linked(ONNXNode sums, Link link) {
    return switch (link) {
      case IDENTITY -> sums.apply(ONNXOperators.IDENTITY);
      case LOGISTIC -> sums.apply(ONNXOperators.SIGMOID);
      case SOFTMAX -> sums.apply(ONNXOperators.SOFTMAX, Map.of("axis", 1));
    };
  }
}
