package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millwright.model.Scorer;
import io.millwright.train.onnx.OnnxExport;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported graphs in ONNX Runtime against our scorers, on 10,000 rows that trained nothing. */
class OnnxParityTest {

  private static final int ROWS = 10_000;

  static Stream<Arguments> trainers() {
    return Stream.of(
        Arguments.of(LogisticRegression.binary(), 2, 0.0, 1e-5),
        Arguments.of(LogisticRegression.multiclass(), 4, 0.0, 1e-5),
        Arguments.of(LinearRegression.regression(), 0, 0.0, 1e-4),
        Arguments.of(Baselines.mean(), 0, 0.0, 1e-5),
        Arguments.of(RandomForest.binary(o -> o.trees(40)), 2, 0.15, 1e-5),
        Arguments.of(RandomForest.multiclass(o -> o.trees(20)), 4, 0.15, 1e-5),
        Arguments.of(RandomForest.regression(o -> o.trees(20)), 0, 0.15, 1e-4),
        Arguments.of(XGBoost.binary(o -> o.trees(60)), 2, 0.15, 1e-5),
        Arguments.of(XGBoost.multiclass(o -> o.trees(30)), 4, 0.15, 1e-5),
        Arguments.of(XGBoost.regression(o -> o.trees(60)), 0, 0.15, 1e-4));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void write_anyTrainer_scoresAlikeInOnnxRuntime(
      Trainer<?> trainer, int classes, double missing, double tolerance, @TempDir Path folder)
      throws IOException, OrtException {
    Scorer scorer = Samples.fit(trainer, Samples.table(51, 1_500, classes, missing));
    Path file = folder.resolve("model.onnx");
    OnnxExport.write(scorer, file);
    // What ONNX takes is float, so both get values that a float holds.
    TrainingData rows = Samples.data(Samples.table(52, ROWS, classes, missing));
    double[] ours = new double[scorer.outputs()];
    float[] features = new float[ROWS * Samples.WIDTH];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) rows.matrix()[i];
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session =
            environment.createSession(file.toString(), new OrtSession.SessionOptions());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(features), new long[] {ROWS, Samples.WIDTH});
        OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
      float[][] theirs = (float[][]) result.get(OnnxExport.OUTPUT).orElseThrow().getValue();
      assertThat(theirs).hasDimensions(ROWS, scorer.outputs());
      double[] x = new double[Samples.WIDTH];
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < x.length; j++) {
          x[j] = features[i * x.length + j];
        }
        scorer.score(x, 0, ours);
        for (int k = 0; k < ours.length; k++) {
          assertThat((double) theirs[i][k])
              .as("row %d output %d", i, k)
              .isCloseTo(ours[k], within(tolerance));
        }
      }
    }
  }

  @Test
  void bytes_ofAnotherScorer_areRefused() {
    Scorer other =
        new Scorer() {
          @Override
          public int inputs() {
            return 1;
          }

          @Override
          public int outputs() {
            return 1;
          }

          @Override
          public boolean acceptsMissing() {
            return true;
          }

          @Override
          public void score(double[] features, int offset, double[] out) {
            out[0] = 0;
          }

          @Override
          public Stored stored() {
            return new Stored("made-up", "{}");
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxExport.bytes(other))
        .withMessageContaining("made-up");
  }
}
