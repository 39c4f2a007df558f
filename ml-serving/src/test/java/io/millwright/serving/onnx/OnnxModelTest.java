package io.millwright.serving.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.millwright.serving.ManagedPredictor;
import io.millwright.serving.ServingException;
import io.millwright.table.InvalidRowException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OnnxModelTest {

  @TempDir Path dir;

  @Test
  void predict_linearModel_equalsTheSumByHand() throws Exception {
    try (OnnxModel model = OnnxModel.open(OnnxFixtures.linear(dir.resolve("m.onnx"), 3, 2), 3)) {
      assertThat(model.inputs()).isEqualTo(3);
      assertThat(model.predict(new float[] {1, 2, 3}))
          .containsExactly(1 + 4 + 9, 11 + 24 + 39 + 0.5f);
      List<float[]> answers =
          model.predictAll(List.of(new float[] {1, 0, 0}, new float[] {0, 1, 0}));
      assertThat(answers.get(0)).containsExactly(1, 11.5f);
      assertThat(answers.get(1)).containsExactly(2, 12.5f);
      assertThat(model.predictAll(List.of())).isEmpty();
    }
  }

  @Test
  void predict_underAManagedPredictorFromManyThreads_everyAnswerIsItsOwn() throws Exception {
    OnnxModel model = OnnxModel.open(OnnxFixtures.linear(dir.resolve("m.onnx"), 4, 1), 4);
    try (var predictor =
        ManagedPredictor.over(model).deadline(Duration.ofSeconds(30)).workers(2, 64).build()) {
      var callers = Executors.newFixedThreadPool(8);
      List<Callable<Integer>> work =
          java.util.stream.IntStream.range(0, 8)
              .<Callable<Integer>>mapToObj(
                  t ->
                      () -> {
                        int wrong = 0;
                        for (int i = 0; i < 200; i++) {
                          float[] x = {t, i, t + i, 1};
                          wrong += predictor.predict(x)[0] == OnnxFixtures.expected(x, 0) ? 0 : 1;
                        }
                        return wrong;
                      })
              .toList();
      for (Future<Integer> f : callers.invokeAll(work)) {
        assertThat(f.get()).isZero();
      }
      callers.shutdown();
    }
  }

  @Test
  void predict_wrongWidth_isTheCallersFault() throws Exception {
    try (OnnxModel model = OnnxModel.open(OnnxFixtures.linear(dir.resolve("m.onnx"), 3, 1), 3)) {
      assertThatThrownBy(() -> model.predict(new float[] {1, 2}))
          .isInstanceOf(InvalidRowException.class)
          .hasMessageContaining("must have 3 numbers; had 2");
    }
  }

  @Test
  void open_otherWidthThanTheModels_isRefusedAtOnce() throws Exception {
    Path file = OnnxFixtures.linear(dir.resolve("m.onnx"), 3, 1);
    assertThatThrownBy(() -> OnnxModel.open(file, 4))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("answer a vector of 4 zeros");
  }

  @Test
  void open_absentOrTooLarge_saysSo() throws Exception {
    assertThatThrownBy(() -> OnnxModel.open(dir.resolve("none.onnx"), 3))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("none.onnx must be readable");
    Path file = OnnxFixtures.linear(dir.resolve("m.onnx"), 3, 1);
    assertThatThrownBy(() -> OnnxModel.open(file, 3, OnnxOptions.ofDefaults().withMaxBytes(10)))
        .hasMessageContaining("must have at most 10 bytes");
  }

  @Test
  void open_cutAtEveryLength_isRefusedBeforeNativeCodeOrByIt() throws Exception {
    byte[] whole = Files.readAllBytes(OnnxFixtures.linear(dir.resolve("m.onnx"), 3, 2));
    int refusedHere = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        OnnxFileCheck.check(cut, "cut.onnx");
      } catch (ServingException e) {
        assertThat(e.code()).isEqualTo(ServingException.UNUSABLE_MODEL);
        refusedHere++;
      }
    }
    // Only cuts exactly between two top-level parts after the graph can look whole.
    assertThat(refusedHere).isGreaterThanOrEqualTo(whole.length - 3);
  }

  @Test
  void open_noProtocolBuffer_isRefused() throws Exception {
    Path text =
        Files.write(
            dir.resolve("t.onnx"), "this is no model, it is text".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> OnnxModel.open(text, 2))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("t.onnx must");
    Path empty = Files.write(dir.resolve("e.onnx"), new byte[0]);
    assertThatThrownBy(() -> OnnxModel.open(empty, 2)).hasMessageContaining("hold a graph");
  }

  @Test
  void open_weightsInAnotherFile_isRefused() throws Exception {
    OnnxMl.ModelProto.Builder model = OnnxFixtures.model(2, 1);
    model
        .getGraphBuilder()
        .getInitializerBuilder(0)
        .clearFloatData()
        .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            OnnxMl.StringStringEntryProto.newBuilder()
                .setKey("location")
                .setValue("../../etc/passwd"));
    Path file = Files.write(dir.resolve("x.onnx"), model.build().toByteArray());
    assertThatThrownBy(() -> OnnxModel.open(file, 2))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("points at another file");
  }

  @Test
  void open_unknownOperator_isRefusedWithTheCause() throws Exception {
    OnnxMl.ModelProto.Builder model = OnnxFixtures.model(2, 1);
    model.getGraphBuilder().getNodeBuilder(0).setOpType("NoSuchOperator");
    Path file = Files.write(dir.resolve("x.onnx"), model.build().toByteArray());
    assertThatThrownBy(() -> OnnxModel.open(file, 2))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("ONNX Runtime loads")
        .hasCauseInstanceOf(Exception.class);
  }

  @Test
  void open_outputThatIsNotThere_namesTheOnesThatAre() throws Exception {
    Path file = OnnxFixtures.linear(dir.resolve("m.onnx"), 2, 1);
    assertThatThrownBy(() -> OnnxModel.open(file, 2, OnnxOptions.ofDefaults().withOutput("logits")))
        .hasMessageContaining("[scores]");
    try (OnnxModel model =
        OnnxModel.open(file, 2, OnnxOptions.ofDefaults().withOutput("scores").withThreads(2))) {
      assertThat(model.predict(new float[] {1, 1})).containsExactly(3);
    }
  }
}
