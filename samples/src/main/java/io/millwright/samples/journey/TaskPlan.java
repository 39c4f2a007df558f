package io.millwright.samples.journey;

import io.millwright.eval.Gate;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MulticlassMetrics;
import io.millwright.eval.metric.RegressionMetrics;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.train.Baselines;
import io.millwright.train.LinearRegression;
import io.millwright.train.LogisticRegression;
import io.millwright.train.Trainer;
import io.millwright.train.XGBoost;
import java.util.List;

/**
 * What the journey trains, measures and demands for one kind of question.
 *
 * @param linearName what the linear model is called
 * @param metrics the first decides which model is packaged
 */
record TaskPlan<P extends Prediction>(
    Trainers<P> trainers, String linearName, List<Metric<P>> metrics, Gate gate) {

  static final String BASELINE = "baseline";
  static final String BOOSTED = "xgboost";
  private static final int MANY_CLASSES = 20;

  /** The three models that are compared. */
  record Trainers<P extends Prediction>(
      Trainer<P> baseline, Trainer<P> linear, Trainer<P> boosted) {}

  Metric<P> primary() {
    return metrics.get(0);
  }

  Task<P> task() {
    return trainers.baseline().task();
  }

  static TaskPlan<Binary> binary() {
    Metric<Binary> auc = BinaryMetrics.rocAuc();
    return new TaskPlan<>(
        new Trainers<>(
            Baselines.prior(),
            LogisticRegression.binary(),
            XGBoost.binary(o -> o.trees(100).depth(6).rate(0.1))),
        "logistic",
        List.of(
            auc,
            BinaryMetrics.averagePrecision(),
            BinaryMetrics.logLoss(),
            BinaryMetrics.brier(),
            BinaryMetrics.accuracy(),
            BinaryMetrics.precision(),
            BinaryMetrics.recall(),
            BinaryMetrics.f1()),
        Gate.require(auc).lowerBoundAtLeast(0.55).and(BinaryMetrics.logLoss()).beats(BASELINE));
  }

  static TaskPlan<Multiclass> multiclass(int classes) {
    int trees = classes > MANY_CLASSES ? 30 : 100;
    Metric<Multiclass> loss = MulticlassMetrics.logLoss();
    return new TaskPlan<>(
        new Trainers<>(
            Baselines.prior(Task.multiclass()),
            LogisticRegression.multiclass(),
            XGBoost.multiclass(o -> o.trees(trees).depth(6).rate(0.1))),
        "logistic",
        List.of(
            loss,
            MulticlassMetrics.accuracy(),
            MulticlassMetrics.macroF1(),
            MulticlassMetrics.rocAuc()),
        Gate.require(loss).beats(BASELINE).and(MulticlassMetrics.accuracy()).beats(BASELINE));
  }

  static TaskPlan<Regression> regression() {
    Metric<Regression> rmse = RegressionMetrics.rmse();
    return new TaskPlan<>(
        new Trainers<>(
            Baselines.mean(),
            LinearRegression.regression(),
            XGBoost.regression(o -> o.trees(100).depth(6).rate(0.1))),
        "linear",
        List.of(rmse, RegressionMetrics.mae(), RegressionMetrics.r2()),
        Gate.require(RegressionMetrics.r2()).lowerBoundAtLeast(0).and(rmse).beats(BASELINE));
  }
}
