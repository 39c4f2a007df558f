package io.millwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.artifact.ModelBundle;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.TabularModel;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.samples.docs.Loans.Application;
import io.millwright.serving.Answer;
import io.millwright.serving.ManagedPredictor;
import io.millwright.serving.Outcome;
import io.millwright.serving.ServingStats;
import io.millwright.serving.onnx.OnnxModel;
import io.millwright.table.Row;
import io.millwright.train.onnx.OnnxExport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/how-to/serve-a-model.md}. */
class ServeAModelTest {

  private static final Loans.Trained TRAINED = Loans.train();
  private static final Application APPLICATION =
      new Application(
          31_000.0,
          5_000,
          "north",
          LocalDate.parse("2022-03-01"),
          Instant.parse("2025-11-03T10:15:00Z"));

  private final Path folder;

  ServeAModelTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void record_fromBundle_isAnsweredAsByTheTrainedModel() {
    Path zip = folder.resolve("loan-default.zip");
    PipelineBundle.pack(TRAINED.model(), TRAINED.evaluation().evidence(), Loans.CLOCK)
        .writeZip(zip);
    Binary expected = TRAINED.model().model().predictor(Application.class).predict(APPLICATION);
    assertThat(served(zip, APPLICATION)).isEqualTo(expected);
    Map<String, Object> request =
        Map.of(
            "income",
            31_000,
            "amount",
            5_000,
            "region",
            "north",
            "openedOn",
            APPLICATION.openedOn(),
            "decidedAt",
            APPLICATION.decidedAt());
    assertThat(fromMap(TRAINED.model(), request)).isEqualTo(expected);
  }

  private static Binary served(Path zip, Application application) {
    TrainedPipeline<Binary> served = PipelineBundle.open(ModelBundle.open(zip), Task.binary());
    try (ManagedPredictor<Application, Binary> predictor =
        ManagedPredictor.of(served.model(), Application.class).build()) {
      return predictor.predict(application);
    }
  }

  private static Binary fromMap(TrainedPipeline<Binary> served, Map<String, Object> request) {
    try (ManagedPredictor<Map<String, ?>, Binary> predictor =
        ManagedPredictor.ofMaps(served.model()).build()) {
      return predictor.predict(request);
    }
  }

  @Test
  void deadline_workersBusy_fallbackAnswersAndSaysSo() throws InterruptedException {
    try (ManagedPredictor<Application, Binary> predictor = guarded(TRAINED.model())) {
      assertThat(explained(predictor, APPLICATION)).startsWith("0.").contains("from ");
      ServingStats stats = predictor.stats();
      assertThat(stats.answered() + stats.fellBack()).isEqualTo(1);
    }
    CountDownLatch hold = new CountDownLatch(1);
    try (ManagedPredictor<Application, Binary> slow =
        ManagedPredictor.<Application, Binary>over(new Waiting(hold))
            .deadline(Duration.ofMillis(20))
            .fallback(application -> new Binary(0.5))
            .build()) {
      assertThat(explained(slow, APPLICATION)).isEqualTo("0.5 from rules, because of DEADLINE");
      hold.countDown();
    }
  }

  private static ManagedPredictor<Application, Binary> guarded(TrainedPipeline<Binary> served) {
    return ManagedPredictor.of(served.model(), Application.class)
        .deadline(Duration.ofMillis(50))
        .workers(2, 100) // two calls at once, a hundred may wait
        .fallback(application -> new Binary(application.amount() > 20_000 ? 0.9 : 0.3))
        .build();
  }

  private static String explained(
      ManagedPredictor<Application, Binary> predictor, Application application) {
    Answer<Binary> answer = predictor.answer(application);
    String source = answer.fallback().map(why -> "rules, because of " + why).orElse("the model");
    return answer.prediction().probability() + " from " + source;
  }

  @Test
  void answerEach_oneBadRow_failsAlone() {
    Application impossible =
        new Application(-10.0, 5_000, "north", APPLICATION.openedOn(), APPLICATION.decidedAt());
    try (ManagedPredictor<Application, Binary> predictor =
        ManagedPredictor.of(TRAINED.model().model(), Application.class).build()) {
      List<String> lines = lines(predictor, List.of(APPLICATION, impossible, APPLICATION));
      assertThat(lines).hasSize(3);
      assertThat(lines.get(0)).startsWith("risk 0.").isEqualTo(lines.get(2));
      assertThat(lines.get(1)).startsWith("refused: ").contains("income").doesNotContain("-10");
    }
  }

  private static List<String> lines(
      ManagedPredictor<Application, Binary> predictor, List<Application> applications) {
    List<Outcome<Binary>> outcomes = predictor.answerEach(applications);
    return outcomes.stream()
        .map(
            outcome ->
                outcome.match(
                    answered -> "risk " + answered.answer().prediction().probability(),
                    failed -> "refused: " + failed.reason().getMessage()))
        .toList();
  }

  @Test
  void onnx_exportedModel_givesTheSameScore() throws IOException {
    Path file = folder.resolve("loan-default.onnx");
    TabularModel<Binary> model = TRAINED.model().model();
    Row row = TRAINED.split().test().table().cursor().moveTo(0);
    float[] scores = throughOnnx(model, row, file);
    assertThat(scores).hasSize(1);
    assertThat((double) scores[0])
        .isCloseTo(model.predict(row).probability(), Assertions.within(1e-5));
  }

  private static float[] throughOnnx(TabularModel<Binary> model, Row row, Path file)
      throws IOException {
    OnnxExport.write(model, file);
    double[] features = new double[model.scorer().inputs()];
    model.featurizer().apply(row, features, 0);
    float[] vector = new float[features.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) features[i];
    }
    try (ManagedPredictor<float[], float[]> predictor =
        ManagedPredictor.over(OnnxModel.open(file, vector.length)).build()) {
      return predictor.predict(vector);
    }
  }
}
