package io.millwright.eval;

import io.millwright.model.Binary;
import io.millwright.model.Featurizer;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Regression;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.model.TrainingRecord;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Row;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Pipelines with known parameters: one numeric field in, fixed functions out. */
final class Pipelines {

  private Pipelines() {}

  static TrainedPipeline<Binary> logistic(
      TrainingSet train, List<String> classes, String field, double intercept, double slope) {
    return fitted(
        Task.binary(),
        train,
        classes,
        field,
        "logistic " + intercept + " " + slope,
        (x, out) -> out[0] = 1 / (1 + StrictMath.exp(-(intercept + slope * x))));
  }

  static TrainedPipeline<Binary> constant(TrainingSet train, List<String> classes, String field) {
    return logistic(train, classes, field, 0, 0);
  }

  static TrainedPipeline<Regression> linear(
      TrainingSet train, String field, double intercept, double slope) {
    return fitted(
        Task.regression(),
        train,
        List.of(),
        field,
        "linear " + intercept + " " + slope,
        (x, out) -> out[0] = intercept + slope * x);
  }

  /** Names the class whose position the field holds, with probability 0.8. */
  static TrainedPipeline<Multiclass> oracle(TrainingSet train, List<String> classes, String field) {
    double rest = 0.2 / (classes.size() - 1);
    return fitted(
        Task.multiclass(),
        train,
        classes,
        field,
        "oracle",
        (x, out) -> {
          for (int c = 0; c < classes.size(); c++) {
            out[c] = c == x.intValue() ? 0.8 : rest;
          }
        });
  }

  private static <P extends Prediction> TrainedPipeline<P> fitted(
      Task<P> task,
      TrainingSet train,
      List<String> classes,
      String field,
      String description,
      BiConsumer<Double, double[]> function) {
    TabularModel<P> model =
        TabularModel.of(
            task,
            new OneField(train.table().schema(), field),
            new OneInput(task.outputs(classes), description, function),
            classes);
    return TrainedPipeline.fitted(
        model, train, new TrainingRecord("fixed", new TreeMap<>(), 0, Instant.EPOCH));
  }

  private record OneField(Schema schema, String field) implements Featurizer {

    @Override
    public List<String> inputs() {
      return List.of(field);
    }

    @Override
    public List<Feature> features() {
      return List.of(new Feature(field, List.of(field)));
    }

    @Override
    public void apply(Row row, double[] out, int offset) {
      int position = schema.indexOf(field);
      out[offset] = row.isMissing(position) ? Double.NaN : row.number(position);
    }

    @Override
    public Scorer.Stored stored() {
      return new Scorer.Stored("one-field", "\"" + field + "\"");
    }
  }

  private record OneInput(int outputs, String description, BiConsumer<Double, double[]> function)
      implements Scorer {

    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public boolean acceptsMissing() {
      return false;
    }

    @Override
    public void score(double[] features, int offset, double[] out) {
      function.accept(features[offset], out);
    }

    @Override
    public Stored stored() {
      return new Stored("fixed", "\"" + description + "\"");
    }
  }
}
