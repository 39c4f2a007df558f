package io.millwright.train;

import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.standardize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.MillwrightVersion;
import io.millwright.Seed;
import io.millwright.artifact.ArtifactException;
import io.millwright.artifact.ModelBundle;
import io.millwright.eval.Evaluator;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.evidence.Evidence;
import io.millwright.features.FeatureSpec;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineBundleTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

  private static final Schema SCHEMA = Schema.from(Claim.class).binaryLabel("fraud").build();
  private static final Split SPLIT =
      Splitter.stratified(0.3).split(claims(600), Seed.of(1).derive("split"));

  @TempDir Path dir;

  record Claim(double amount, @Nullable Double age, String channel, boolean fraud) {}

  private static Table claims(int rows) {
    RandomGenerator random = Seed.of(7).random();
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double amount = 100 * random.nextDouble();
      String channel = random.nextBoolean() ? "web" : "agent";
      boolean fraud = random.nextDouble() < amount / 150 + (channel.equals("web") ? 0.2 : 0);
      claims.add(new Claim(amount, i % 9 == 0 ? null : 20.0 + random.nextInt(50), channel, fraud));
    }
    return Table.ofRecords(claims, SCHEMA, Claim.class);
  }

  private static FeatureSpec features() {
    return FeatureSpec.over(SCHEMA)
        .add(
            standardize("amount"),
            standardize("age").imputeMedian().missingIndicator(),
            oneHot("channel"))
        .build();
  }

  private static TrainedPipeline<Binary> trained(Trainer<Binary> trainer) {
    return Pipeline.of(features(), trainer)
        .fit(SPLIT.train(), Seed.of(42), io.millwright.Progress.SILENT, CLOCK);
  }

  private static Evidence evidence(TrainedPipeline<Binary> trained) {
    return Evaluator.of(Task.binary())
        .metric(BinaryMetrics.rocAuc())
        .clock(CLOCK)
        .build()
        .evaluate(trained, SPLIT.test())
        .evidence();
  }

  private static void assertSameBits(List<Binary> expected, List<Binary> actual) {
    assertThat(actual.stream().map(p -> Double.doubleToRawLongBits(p.probability())))
        .containsExactlyElementsOf(
            expected.stream().map(p -> Double.doubleToRawLongBits(p.probability())).toList());
  }

  @Test
  void open_whatWasPacked_isTheSameFunctionWithTheSameHistory() {
    for (Trainer<Binary> trainer :
        List.<Trainer<Binary>>of(
            LogisticRegression.binary(),
            XGBoost.binary(o -> o.trees(20).depth(3)),
            RandomForest.binary(o -> o.trees(5)),
            Baselines.prior())) {
      TrainedPipeline<Binary> trained = trained(trainer);
      Path zip = dir.resolve(trainer.name() + ".zip");
      PipelineBundle.pack(trained, evidence(trained), CLOCK).writeZip(zip);
      ModelBundle bundle = ModelBundle.open(zip);
      TrainedPipeline<Binary> opened = PipelineBundle.open(bundle, Task.binary());
      assertSameBits(trained.predict(SPLIT.test().table()), opened.predict(SPLIT.test().table()));
      assertThat(opened.identity()).isEqualTo(trained.identity());
      assertThat(opened.record()).isEqualTo(trained.record());
      assertThat(opened.trainedOn()).isEqualTo(trained.trainedOn());
      assertThat(opened.profile()).isEqualTo(trained.profile());
      assertThat(PipelineBundle.evidence(bundle)).isEqualTo(evidence(trained));
      assertThat(bundle.lineage().dataFingerprint())
          .isEqualTo(trained.trainedOn().tableFingerprint());
      assertThat(bundle.lineage().libraries())
          .containsEntry("millwright", MillwrightVersion.current());
      assertThat(MillwrightVersion.current()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
  }

  @Test
  void pack_sameTraining_isTheSameBundle() {
    TrainedPipeline<Binary> once = trained(LogisticRegression.binary());
    TrainedPipeline<Binary> again = trained(LogisticRegression.binary());
    assertThat(PipelineBundle.pack(once, evidence(once), CLOCK).digest())
        .isEqualTo(PipelineBundle.pack(again, evidence(again), CLOCK).digest());
  }

  @Test
  void pack_whatWasOpened_isTheSamePipelineAgain() {
    TrainedPipeline<Binary> trained = trained(LogisticRegression.binary());
    Evidence evidence = evidence(trained);
    ModelBundle first = PipelineBundle.pack(trained, evidence, CLOCK);
    ModelBundle second =
        PipelineBundle.pack(PipelineBundle.open(first, Task.binary()), evidence, CLOCK);
    assertThat(second.digest()).isEqualTo(first.digest());
  }

  @Test
  void pack_evidenceAboutAnotherModel_isRefused() {
    TrainedPipeline<Binary> one = trained(LogisticRegression.binary());
    TrainedPipeline<Binary> other = trained(Baselines.prior());
    assertThatThrownBy(() -> PipelineBundle.pack(one, evidence(other), CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Evidence must be about this pipeline");
  }

  @Test
  void evaluate_openedPipelineOnRowsItLearntFrom_isRefused() {
    TrainedPipeline<Binary> trained = trained(LogisticRegression.binary());
    TrainedPipeline<Binary> opened =
        PipelineBundle.open(PipelineBundle.pack(trained, evidence(trained), CLOCK), Task.binary());
    Split other = Splitter.stratified(0.3).split(claims(600), Seed.of(99));
    assertThatThrownBy(
            () ->
                Evaluator.of(Task.binary())
                    .metric(BinaryMetrics.rocAuc())
                    .build()
                    .evaluate(opened, other.test()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trained on");
  }

  @Test
  void open_otherTask_isRefused() {
    TrainedPipeline<Binary> trained = trained(Baselines.prior());
    ModelBundle bundle = PipelineBundle.pack(trained, evidence(trained), CLOCK);
    assertThatThrownBy(() -> PipelineBundle.open(bundle, Task.regression()))
        .isInstanceOfSatisfying(
            ArtifactException.class, e -> assertThat(e.code()).isEqualTo("wrong-task"));
  }

  @Test
  void open_partsThatDoNotBelongTogether_areRefused() {
    TrainedPipeline<Binary> trained = trained(LogisticRegression.binary());
    ModelBundle bundle = PipelineBundle.pack(trained, evidence(trained), CLOCK);
    String model = new String(bundle.part("model.json"), StandardCharsets.UTF_8);
    String changed = model.replaceFirst("0\\.", "1.");
    assertThat(changed).isNotEqualTo(model);
    assertThatThrownBy(
            () -> PipelineBundle.open(with(bundle, "model.json", changed), Task.binary()))
        .isInstanceOfSatisfying(
            ArtifactException.class, e -> assertThat(e.code()).isEqualTo("wrong-identity"));
    for (String part : bundle.partNames()) {
      if (part.equals("evaluation.json")) {
        continue;
      }
      for (String damage : List.of("", "{", "[]", "{}", "{\"formatVersion\":99}", "null")) {
        assertThatThrownBy(() -> PipelineBundle.open(with(bundle, part, damage), Task.binary()))
            .as("%s = %s", part, damage)
            .isInstanceOf(ArtifactException.class);
      }
    }
  }

  private static ModelBundle with(ModelBundle bundle, String part, String text) {
    ModelBundle.Builder builder = ModelBundle.builder(bundle.lineage());
    for (String name : bundle.partNames()) {
      builder.part(
          name, name.equals(part) ? text.getBytes(StandardCharsets.UTF_8) : bundle.part(name));
    }
    return builder.build();
  }
}
