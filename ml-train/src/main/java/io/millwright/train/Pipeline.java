package io.millwright.train;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.model.FeaturePlan;
import io.millwright.model.Prediction;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.model.Targets;
import io.millwright.model.TrainedPipeline;
import io.millwright.model.TrainingFeatures;
import io.millwright.model.TrainingRecord;
import io.millwright.split.TrainingSet;
import java.time.Clock;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A feature plan and a trainer as one recipe, which is fitted on a training set and on nothing
 * else. Immutable and thread-safe.
 *
 * @param <P> what the model will predict
 */
public final class Pipeline<P extends Prediction> {

  private final FeaturePlan plan;
  private final Trainer<P> trainer;

  private Pipeline(FeaturePlan plan, Trainer<P> trainer) {
    this.plan = plan;
    this.trainer = trainer;
  }

  /** A recipe of these parts. */
  public static <P extends Prediction> Pipeline<P> of(FeaturePlan plan, Trainer<P> trainer) {
    return new Pipeline<>(plan, trainer);
  }

  /** As {@link #fit(TrainingSet, Seed, Progress, Clock)}, silent and by the system's clock. */
  public TrainedPipeline<P> fit(TrainingSet train, Seed seed) {
    return fit(train, seed, Progress.SILENT, Clock.systemUTC());
  }

  /**
   * Learns features and model. The same rows and seed give the same bits.
   *
   * @param clock tells when it was trained
   * @throws TrainingException if these rows give no usable model
   * @throws IllegalArgumentException if the label is of another kind than the trainer's task, or
   *     missing in a row
   */
  public TrainedPipeline<P> fit(TrainingSet train, Seed seed, Progress progress, Clock clock) {
    if (train.table().rowCount() == 0) {
      throw new TrainingException("Training set must have at least one row; had none.");
    }
    Targets targets = Targets.of(train.table());
    if (targets.task().kind() != trainer.task().kind()) {
      throw new IllegalArgumentException(
          "Trainer '"
              + trainer.name()
              + "' must suit the label, which asks for "
              + targets.task()
              + "; was for "
              + trainer.task()
              + ". Use the trainer's "
              + targets.task()
              + " form.");
    }
    progress.update("features", 0, 1);
    TrainingFeatures features = plan.fitTransform(train, seed.derive("features"));
    progress.update("features", 1, 1);
    TrainingData data = TrainingData.of(features, train.table(), targets);
    Scorer scorer = trainer.fit(data, seed.derive("trainer"), progress);
    TabularModel<P> model =
        TabularModel.of(trainer.task(), features.featurizer(), scorer, targets.classes());
    return TrainedPipeline.fitted(
        model,
        train,
        new TrainingRecord(trainer.name(), settings(), seed.value(), clock.instant()));
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> all = new TreeMap<>();
    plan.settings().forEach((name, value) -> all.put("features." + name, value));
    trainer.settings().forEach((name, value) -> all.put("trainer." + name, value));
    return all;
  }
}
