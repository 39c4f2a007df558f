package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.model.Scorer;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;

/** Converted scorers against Tribuo's own predictions, on 10,000 rows that trained nothing. */
class TribuoParityTest {

  private static final int ROWS = 10_000;

  /** Names whose order is not the order of the features. */
  private static final List<String> NAMES = List.of("z", "b", "q", "a", "y", "c");

  private static List<String> classes(int count) {
    return List.of("2", "0", "1", "3").stream().filter(c -> Integer.parseInt(c) < count).toList();
  }

  /** Missing values are left out, which is what absent means to Tribuo. */
  private static <T extends org.tribuo.Output<T>> Example<T> example(
      TrainingData data, int row, T output) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int j = 0; j < Samples.WIDTH; j++) {
      if (!Double.isNaN(data.value(row, j))) {
        names.add(NAMES.get(j));
        values.add(data.value(row, j));
      }
    }
    if (names.isEmpty()) {
      names.add("unknown to every model");
      values.add(1.0);
    }
    return new ArrayExample<>(
        output,
        names.toArray(String[]::new),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static Label label(TrainingData data, int row) {
    return new Label(String.valueOf((int) data.target(row)));
  }

  private static double score(Prediction<Label> prediction, String name) {
    return java.util.Objects.requireNonNull(prediction.getOutputScores().get(name)).getScore();
  }

  private static MutableDataset<Label> labelled(TrainingData data) {
    MutableDataset<Label> set =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(
                "test", java.time.OffsetDateTime.MIN, new LabelFactory()),
            new LabelFactory());
    for (int i = 0; i < data.rows(); i++) {
      set.add(example(data, i, label(data, i)));
    }
    return set;
  }

  private static void assertSame(
      Scorer scorer, Model<Label> model, int classCount, double missing) {
    TrainingData rows = Samples.data(Samples.table(99, ROWS, classCount, missing));
    for (int i = 0; i < ROWS; i++) {
      double[] ours = Samples.score(scorer, rows, i);
      Prediction<Label> theirs = model.predict(example(rows, i, label(rows, i)));
      for (int k = 0; k < ours.length; k++) {
        String name = classes(classCount).get(k);
        assertThat(ours[k])
            .as("row %d class %s", i, name)
            .isCloseTo(score(theirs, name), within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void linear_logisticRegression_equalsTribuo(int classCount) {
    TrainingData train = Samples.data(Samples.table(1, 2_000, classCount, 0));
    Model<Label> model = new LogisticRegressionTrainer().train(labelled(train));
    Scorer scorer = TribuoModels.linear((LinearSGDModel) model, NAMES, classes(classCount));
    assertSame(scorer, model, classCount, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void xgboost_classesWithMissingValues_equalsTribuo(int classCount) {
    TrainingData train = Samples.data(Samples.table(2, 2_000, classCount, 0.15));
    Model<Label> model = new XGBoostClassificationTrainer(60).train(labelled(train));
    Scorer scorer = TribuoModels.xgboost((XGBoostModel<Label>) model, NAMES, classes(classCount));
    assertSame(scorer, model, classCount, 0.15);
  }

  @Test
  void xgboost_realLabelWithMissingValues_equalsTribuo() {
    TrainingData train = Samples.data(Samples.table(3, 2_000, 0, 0.15));
    MutableDataset<Regressor> set =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(
                "test", java.time.OffsetDateTime.MIN, new RegressionFactory()),
            new RegressionFactory());
    for (int i = 0; i < train.rows(); i++) {
      set.add(example(train, i, new Regressor("y", train.target(i))));
    }
    Model<Regressor> model =
        new XGBoostRegressionTrainer(XGBoostRegressionTrainer.RegressionType.LINEAR, 80).train(set);
    Scorer scorer = TribuoModels.xgboostRegression((XGBoostModel<Regressor>) model, NAMES);
    TrainingData rows = Samples.data(Samples.table(98, ROWS, 0, 0.15));
    for (int i = 0; i < ROWS; i++) {
      double theirs =
          model.predict(example(rows, i, new Regressor("y", 0))).getOutput().getValues()[0];
      assertThat(Samples.score(scorer, rows, i)[0]).isCloseTo(theirs, within(1e-6));
    }
  }

  /** Tribuo's forest gets missing values as the lowest number, as in training. */
  private static <T extends org.tribuo.Output<T>> Example<T> dense(
      TrainingData data, int row, T output) {
    double[] values = new double[Samples.WIDTH];
    for (int j = 0; j < values.length; j++) {
      double x = data.value(row, j);
      values[j] = Double.isNaN(x) ? TribuoData.MISSING : x;
    }
    return new ArrayExample<>(output, TribuoData.names(values.length), values);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void forest_classesWithMissingValues_equalsTribuo(int classCount) {
    Table table = Samples.table(4, 1_000, classCount, 0.15);
    TrainingData train = Samples.data(table);
    TribuoForest forest = new TribuoForest(30, 64, 1, 0.5f);
    Model<Label> model = forest.classifier(train, Seed.of(5));
    Scorer scorer = forest.classification(train, Seed.of(5), classCount == 2);
    TrainingData rows = Samples.data(Samples.table(97, ROWS, classCount, 0.15));
    for (int i = 0; i < ROWS; i++) {
      double[] ours = Samples.score(scorer, rows, i);
      var theirs = model.predict(dense(rows, i, label(rows, i)));
      for (int k = 0; k < ours.length; k++) {
        String name = classCount == 2 ? "1" : String.valueOf(k);
        String shown = classCount == 2 ? train.classes().get(1) : name;
        assertThat(ours[k]).isCloseTo(score(theirs, shown), within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0.5f, 1f})
  void forest_realLabelWithMissingValues_equalsTribuo(float share) {
    TrainingData train = Samples.data(Samples.table(5, 1_000, 0, 0.15));
    TribuoForest forest = new TribuoForest(20, 64, 1, share);
    Model<Regressor> model = forest.regressor(train, Seed.of(5));
    Scorer scorer = forest.regression(train, Seed.of(5));
    TrainingData rows = Samples.data(Samples.table(96, ROWS, 0, 0.15));
    for (int i = 0; i < ROWS; i++) {
      double theirs =
          model.predict(dense(rows, i, new Regressor("y", 0))).getOutput().getValues()[0];
      assertThat(Samples.score(scorer, rows, i)[0]).isCloseTo(theirs, within(1e-6));
    }
  }
}
