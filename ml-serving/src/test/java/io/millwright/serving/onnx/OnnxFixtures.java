package io.millwright.serving.onnx;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small ONNX files: {@code scores = features * W + b}. */
final class OnnxFixtures {

  private OnnxFixtures() {}

  /** W[i][j] = i + 10 j + 1, b[j] = 0.5 j. */
  static Path linear(Path file, int inputs, int outputs) throws IOException {
    return Files.write(file, model(inputs, outputs).build().toByteArray());
  }

  static float expected(float[] x, int output) {
    float sum = 0.5f * output;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * (i + 10 * output + 1);
    }
    return sum;
  }

  static OnnxMl.ModelProto.Builder model(int inputs, int outputs) {
    OnnxMl.TensorProto.Builder w =
        OnnxMl.TensorProto.newBuilder()
            .setName("W")
            .setDataType(1)
            .addDims(inputs)
            .addDims(outputs);
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < outputs; j++) {
        w.addFloatData(i + 10 * j + 1);
      }
    }
    OnnxMl.TensorProto.Builder b =
        OnnxMl.TensorProto.newBuilder().setName("b").setDataType(1).addDims(outputs);
    for (int j = 0; j < outputs; j++) {
      b.addFloatData(0.5f * j);
    }
    OnnxMl.GraphProto.Builder graph =
        OnnxMl.GraphProto.newBuilder()
            .setName("linear")
            .addInput(value("features", inputs))
            .addOutput(value("scores", outputs))
            .addInitializer(w)
            .addInitializer(b)
            .addNode(
                OnnxMl.NodeProto.newBuilder()
                    .setOpType("Gemm")
                    .addInput("features")
                    .addInput("W")
                    .addInput("b")
                    .addOutput("scores"));
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .setGraph(graph);
  }

  private static OnnxMl.ValueInfoProto value(String name, int width) {
    OnnxMl.TensorShapeProto shape =
        OnnxMl.TensorShapeProto.newBuilder()
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(width))
            .build();
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape)))
        .build();
  }
}
