package io.millwright.model;

import io.millwright.Sha256;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.split.RowSet;
import io.millwright.split.TrainingSet;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model together with what it was trained on and how. Made by a pipeline's {@code fit}; immutable
 * and thread-safe.
 *
 * @param <P> what a prediction is
 */
public final class TrainedPipeline<P extends Prediction> {

  private final TabularModel<P> model;
  private final Parts parts;
  private final RowSet trainedOn;
  private final Profile profile;
  private final TrainingRecord record;
  private final String identity;

  private TrainedPipeline(
      TabularModel<P> model,
      Parts parts,
      RowSet trainedOn,
      Profile profile,
      TrainingRecord record) {
    this.model = model;
    this.parts = parts;
    this.trainedOn = trainedOn;
    this.profile = profile;
    this.record = record;
    this.identity = parts.identity(model.task(), model.classes());
  }

  /** What {@code fit} returns: the model fitted on these rows, which are profiled here. */
  public static <P extends Prediction> TrainedPipeline<P> fitted(
      TabularModel<P> model, TrainingSet train, TrainingRecord record) {
    return new TrainedPipeline<>(
        model, Parts.of(model), train.rows(), Profile.of(train.table()), record);
  }

  static <P extends Prediction> TrainedPipeline<P> restored(
      TabularModel<P> model,
      Parts parts,
      RowSet trainedOn,
      Profile profile,
      TrainingRecord record) {
    return new TrainedPipeline<>(model, parts, trainedOn, profile, record);
  }

  /**
   * The same pipeline with the profile of its predictions on rows it has not seen, which a monitor
   * compares live predictions with.
   */
  public TrainedPipeline<P> withPredictionProfile(FieldProfile predictions) {
    return new TrainedPipeline<>(
        model, parts, trainedOn, profile.withPredictions(predictions), record);
  }

  /**
   * The same pipeline with another scorer whose last step, for example a calibration, was fitted on
   * more rows. Those count as trained on from here: nobody can judge the result on them. A profile
   * of predictions is dropped, since they have changed.
   *
   * @param scorer as many inputs and outputs as the present one
   * @param alsoLearntFrom rows of the table that this pipeline's rows are of
   * @param settings added to the training record
   * @throws IllegalArgumentException if the scorer does not fit, or the rows are of another table
   */
  public TrainedPipeline<P> refined(
      Scorer scorer, RowSet alsoLearntFrom, Map<String, String> settings) {
    TabularModel<P> refined =
        TabularModel.of(model.task(), model.featurizer(), scorer, model.classes());
    SortedMap<String, String> all = new TreeMap<>(record.settings());
    all.putAll(settings);
    return new TrainedPipeline<>(
        refined,
        new Parts(parts.schema(), parts.features(), scorer.stored()),
        trainedOn.union(alsoLearntFrom),
        profile.withoutPredictions(),
        new TrainingRecord(record.trainer(), all, record.seed(), record.trainedAt()));
  }

  /** From rows to predictions. */
  public TabularModel<P> model() {
    return model;
  }

  Parts parts() {
    return parts;
  }

  /** The kind of question. */
  public Task<P> task() {
    return model.task();
  }

  /** The prediction for one row; as {@link TabularModel#predict(Row)}. */
  public P predict(Row row) {
    return model.predict(row);
  }

  /** The predictions for all rows; as {@link TabularModel#predict(Table)}. */
  public List<P> predict(Table table) {
    return model.predict(table);
  }

  /** Which rows it learnt from. */
  public RowSet trainedOn() {
    return trainedOn;
  }

  /** What the rows it learnt from looked like. */
  public Profile profile() {
    return profile;
  }

  /** How it was trained. */
  public TrainingRecord record() {
    return record;
  }

  /**
   * SHA-256 over schema, features, scorer and classes: the same function has the same identity. 64
   * hexadecimal digits.
   */
  public String identity() {
    return identity;
  }

  /**
   * The parts as text. Kept as it was read, since another JVM may write the same number with other
   * digits.
   */
  record Parts(String schema, Scorer.Stored features, Scorer.Stored scorer) {

    static Parts of(TabularModel<?> model) {
      return new Parts(
          model.schema().toJson(), model.featurizer().stored(), model.scorer().stored());
    }

    String identity(Task<?> task, List<String> classes) {
      MessageDigest digest = Sha256.digest();
      for (String part :
          List.of(
              task.id(),
              schema,
              features.kind(),
              features.json(),
              scorer.kind(),
              scorer.json(),
              String.join("\u0000", classes))) {
        byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
        digest.update((utf8.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(utf8);
      }
      return Sha256.hex(digest);
    }
  }
}
