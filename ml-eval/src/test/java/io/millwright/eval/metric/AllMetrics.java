package io.millwright.eval.metric;

import io.millwright.eval.metric.BinaryMetrics.ZeroDivision;
import io.millwright.eval.metric.Confusion.Average;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import java.util.List;

/** Every metric that the three kinds of task name. */
final class AllMetrics {

  static final List<Metric<Binary>> BINARY =
      List.of(
          BinaryMetrics.accuracy(),
          BinaryMetrics.balancedAccuracy(),
          BinaryMetrics.precision(),
          BinaryMetrics.recall(),
          BinaryMetrics.specificity(0.5),
          BinaryMetrics.f1(),
          BinaryMetrics.fBeta(2),
          BinaryMetrics.fBeta(0.5),
          BinaryMetrics.precision(0.5, ZeroDivision.ZERO),
          BinaryMetrics.recall(0.5, ZeroDivision.ONE),
          BinaryMetrics.matthews(0.5),
          BinaryMetrics.kappa(0.5),
          BinaryMetrics.rocAuc(),
          BinaryMetrics.partialRocAuc(0.3),
          BinaryMetrics.partialRocAucRaw(0.3),
          BinaryMetrics.averagePrecision(),
          BinaryMetrics.prAucTrapezoid(),
          BinaryMetrics.recallAtFalsePositiveRate(0.4),
          BinaryMetrics.kolmogorovSmirnov(),
          BinaryMetrics.precisionAt(2),
          BinaryMetrics.recallAt(2),
          BinaryMetrics.lift(0.3),
          BinaryMetrics.logLoss(),
          BinaryMetrics.brier());

  static final List<Metric<Multiclass>> MULTICLASS =
      List.of(
          MulticlassMetrics.accuracy(),
          MulticlassMetrics.balancedAccuracy(),
          MulticlassMetrics.macroF1(),
          MulticlassMetrics.f1(Average.WEIGHTED),
          MulticlassMetrics.f1(Average.MICRO),
          MulticlassMetrics.precision(Average.MACRO),
          MulticlassMetrics.precision(Average.WEIGHTED),
          MulticlassMetrics.precision(Average.MICRO),
          MulticlassMetrics.recall(Average.MACRO),
          MulticlassMetrics.recall(Average.WEIGHTED),
          MulticlassMetrics.recall(Average.MICRO),
          MulticlassMetrics.matthews(),
          MulticlassMetrics.kappa(),
          MulticlassMetrics.kappaQuadratic(),
          MulticlassMetrics.topAccuracy(2),
          MulticlassMetrics.logLoss(),
          MulticlassMetrics.brier(),
          MulticlassMetrics.rocAuc(),
          MulticlassMetrics.rocAucWeighted(),
          MulticlassMetrics.rocAucOneVsOne(),
          MulticlassMetrics.rocAucOneVsOneWeighted());

  static final List<Metric<Regression>> REGRESSION =
      List.of(
          RegressionMetrics.mae(),
          RegressionMetrics.mse(),
          RegressionMetrics.rmse(),
          RegressionMetrics.r2(),
          RegressionMetrics.explainedVariance(),
          RegressionMetrics.medianAbsolute(),
          RegressionMetrics.maxError(),
          RegressionMetrics.mape(),
          RegressionMetrics.wmape(),
          RegressionMetrics.smape(),
          RegressionMetrics.pinball(0.9),
          RegressionMetrics.rmsle(),
          RegressionMetrics.poissonDeviance(),
          RegressionMetrics.mase(2));

  private AllMetrics() {}
}
