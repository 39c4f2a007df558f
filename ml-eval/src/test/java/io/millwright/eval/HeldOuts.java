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
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.split.TrainingSet;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Held-out rows with given scores: a pipeline that reads them from fields. */
public final class HeldOuts {

  private HeldOuts() {}

  /** A row of a binary task. */
  public record BinaryRow(double score, String group, double weight, boolean positive) {}

  /** A row of a regression. */
  public record RealRow(double score, double x, double value) {}

  /** A row of a task of three classes. */
  public record ClassRow(double a, double b, double c, String label) {}

  public static HeldOut<Binary> binary(double[] targets, double[] probabilities) {
    double[] ones = new double[targets.length];
    java.util.Arrays.fill(ones, 1);
    return binary(targets, probabilities, ones);
  }

  public static HeldOut<Binary> binary(double[] targets, double[] probabilities, double[] weights) {
    Schema schema = Schema.from(BinaryRow.class).weight("weight").binaryLabel("positive").build();
    return binary(targets, probabilities, weights, new int[0], schema);
  }

  public static HeldOut<Binary> grouped(
      double[] targets, double[] probabilities, double[] weights, int[] groups) {
    Schema schema =
        Schema.from(BinaryRow.class)
            .weight("weight")
            .group("group")
            .binaryLabel("positive")
            .build();
    return binary(targets, probabilities, weights, groups, schema);
  }

  private static HeldOut<Binary> binary(
      double[] targets, double[] probabilities, double[] weights, int[] groups, Schema schema) {
    List<BinaryRow> rows =
        IntStream.range(-1, targets.length)
            .mapToObj(
                i ->
                    i < 0
                        ? new BinaryRow(0.5, "none", 1, false)
                        : new BinaryRow(
                            probabilities[i],
                            "g" + (groups.length > 0 ? groups[i] : i),
                            weights[i],
                            targets[i] == 1))
            .toList();
    return binary(Table.ofRecords(rows, schema, BinaryRow.class));
  }

  public static HeldOut<Multiclass> classes(List<ClassRow> rows) {
    Schema schema = Schema.from(ClassRow.class).multiclassLabel("label").build();
    Split split = RowsAt.split(Table.ofRecords(rows, schema, ClassRow.class), 1);
    return HeldOut.of(
        reading(Task.multiclass(), split.train(), List.of("a", "b", "c"), "a", "b", "c"),
        split.test());
  }

  public static HeldOut<Regression> real(double[] values, double[] predicted, double[] x) {
    Schema schema = Schema.from(RealRow.class).realLabel("value").build();
    List<RealRow> rows =
        IntStream.range(-1, values.length)
            .mapToObj(
                i -> i < 0 ? new RealRow(0, 0, 0) : new RealRow(predicted[i], x[i], values[i]))
            .toList();
    Split split = RowsAt.split(Table.ofRecords(rows, schema, RealRow.class), 1);
    return HeldOut.of(reading(Task.regression(), split.train(), List.of(), "score"), split.test());
  }

  /** All rows but the first, scored by their numeric field {@code score}. */
  public static HeldOut<Binary> binary(Table table) {
    Split split = RowsAt.split(table, 1);
    return HeldOut.of(reading(split.train()), split.test());
  }

  /** A binary pipeline that says what the field {@code score} holds. */
  public static TrainedPipeline<Binary> reading(TrainingSet train) {
    return reading(Task.binary(), train, List.of("false", "true"), "score");
  }

  public static <P extends Prediction> TrainedPipeline<P> reading(
      Task<P> task, TrainingSet train, List<String> classes, String... fields) {
    TabularModel<P> model =
        TabularModel.of(
            task,
            new Fields(train.table().schema(), List.of(fields)),
            new Identity(fields.length),
            classes);
    return TrainedPipeline.fitted(
        model, train, new TrainingRecord("fixed", new TreeMap<>(), 0, Instant.EPOCH));
  }

  private record Fields(Schema schema, List<String> inputs) implements Featurizer {

    @Override
    public List<Feature> features() {
      return inputs.stream().map(f -> new Feature(f, List.of(f))).toList();
    }

    @Override
    public void apply(Row row, double[] out, int offset) {
      for (int i = 0; i < inputs.size(); i++) {
        out[offset + i] = row.number(schema.indexOf(inputs.get(i)));
      }
    }

    @Override
    public Scorer.Stored stored() {
      return new Scorer.Stored("fields", "\"" + inputs + "\"");
    }
  }

  private record Identity(int outputs) implements Scorer {

    @Override
    public int inputs() {
      return outputs;
    }

    @Override
    public boolean acceptsMissing() {
      return false;
    }

    @Override
    public void score(double[] features, int offset, double[] out) {
      System.arraycopy(features, offset, out, 0, outputs);
    }

    @Override
    public Stored stored() {
      return new Stored("identity", "\"" + outputs + "\"");
    }
  }
}
