package io.millwright.eval;

import io.millwright.Require;
import io.millwright.eval.MetricChoice.Collector;
import io.millwright.eval.MetricChoice.Use;
import io.millwright.eval.metric.Confusion.Average;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MulticlassMetrics;
import io.millwright.model.Multiclass;
import java.util.List;

/** Which metrics fit one of several classes. */
final class MulticlassAdvice {

  private MulticlassAdvice() {}

  static MetricChoice<Metric<Multiclass>> of(List<Long> rowsByClass, Use first, Use... more) {
    Require.atLeast("Classes", rowsByClass.size(), 2);
    long rows = 0;
    long fewest = Long.MAX_VALUE;
    long most = 0;
    for (long n : rowsByClass) {
      rows += Require.atLeast("Rows of a class", n, 1L);
      fewest = Math.min(fewest, n);
      most = Math.max(most, n);
    }
    // The rarest class has less than half of what it would have if all were equal.
    boolean imbalanced = 2.0 * fewest * rowsByClass.size() < rows;
    Collector<Metric<Multiclass>> collected = new Collector<>(Metric::name);
    for (Use use : ClassificationAdvice.uses(first, more)) {
      switch (use) {
        case RISKS -> {
          collected
              .use(MulticlassMetrics.logLoss(), ClassificationAdvice.PROPER)
              .use(MulticlassMetrics.brier(), ClassificationAdvice.BRIER);
          collected.note(ClassificationAdvice.CALIBRATION);
        }
        case RANKING -> ranking(collected, imbalanced);
        case DECISIONS -> decisions(collected, imbalanced);
      }
    }
    if (imbalanced) {
      collected.avoid(
          "accuracy",
          "rare classes hardly move it; always naming the most frequent one gives "
              + ClassificationAdvice.percent((double) most / rows)
              + " already.");
    }
    ClassificationAdvice.few(collected, fewest, "the rarest class");
    return collected.choice();
  }

  private static void ranking(Collector<Metric<Multiclass>> collected, boolean imbalanced) {
    if (imbalanced) {
      collected.use(
          MulticlassMetrics.rocAucOneVsOne(),
          "classes are imbalanced, and each pair of classes counts alike.");
    }
    collected
        .use(MulticlassMetrics.rocAuc(), "it is how well each class is told from the rest.")
        .use(MulticlassMetrics.topAccuracy(2), "it is how often the truth is among the first two.");
  }

  private static void decisions(Collector<Metric<Multiclass>> collected, boolean imbalanced) {
    if (imbalanced) {
      collected
          .use(MulticlassMetrics.macroF1(), "classes are imbalanced, and each counts alike.")
          .use(MulticlassMetrics.balancedAccuracy(), "it is the mean recall of the classes.")
          .use(MulticlassMetrics.f1(Average.WEIGHTED), "it says how the frequent classes fare.");
    } else {
      collected
          .use(MulticlassMetrics.accuracy(), "classes have about as many rows each.")
          .use(MulticlassMetrics.macroF1(), "it shows a class that is predicted badly.");
    }
  }
}
