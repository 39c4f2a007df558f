package io.millwright.eval;

import io.millwright.Require;
import io.millwright.eval.MetricChoice.Collector;
import io.millwright.eval.MetricChoice.Use;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.Metric;
import io.millwright.model.Binary;

/** Which metrics fit a yes or no. */
final class BinaryAdvice {

  private static final double MAJORITY = EvaluationWarnings.IMBALANCED;
  private static final double RARE = EvaluationWarnings.RARE;
  private static final double HALF = 0.5;

  private BinaryAdvice() {}

  static MetricChoice<Metric<Binary>> of(double prevalence, long rows, Use first, Use... more) {
    Require.openShare("Prevalence", prevalence);
    Require.atLeast("Rows", rows, 1);
    double majority = Math.max(prevalence, 1 - prevalence);
    boolean imbalanced = majority >= MAJORITY;
    Collector<Metric<Binary>> collected = new Collector<>(Metric::name);
    for (Use use : ClassificationAdvice.uses(first, more)) {
      switch (use) {
        case RISKS -> risks(collected);
        case RANKING -> ranking(collected, prevalence, imbalanced);
        case DECISIONS -> decisions(collected, imbalanced);
      }
    }
    if (imbalanced) {
      collected.avoid(
          "accuracy",
          "always naming the more frequent class gives "
              + ClassificationAdvice.percent(majority)
              + " already.");
    }
    if (prevalence < RARE) {
      collected.avoid(
          "roc_auc",
          "with "
              + ClassificationAdvice.percent(prevalence)
              + " positives it stays high however many of the alarms are false; not alone.");
    }
    ClassificationAdvice.few(collected, Math.round(rows * (1 - majority)), "the rarer class");
    return collected.choice();
  }

  private static void risks(Collector<Metric<Binary>> collected) {
    collected
        .use(BinaryMetrics.logLoss(), ClassificationAdvice.PROPER)
        .use(BinaryMetrics.brier(), ClassificationAdvice.BRIER);
    collected.note(ClassificationAdvice.CALIBRATION);
  }

  private static void ranking(
      Collector<Metric<Binary>> collected, double prevalence, boolean imbalanced) {
    if (imbalanced) {
      collected
          .use(
              BinaryMetrics.averagePrecision(),
              "classes are imbalanced ("
                  + ClassificationAdvice.percent(prevalence)
                  + " positives, which is what no skill gives), and it looks at the top of the"
                  + " list.")
          .use(BinaryMetrics.rocAuc(), "it does not depend on the share of positives.");
    } else {
      collected
          .use(
              BinaryMetrics.rocAuc(),
              "classes are balanced enough, and it is the chance that a positive ranks above a"
                  + " negative.")
          .use(BinaryMetrics.averagePrecision(), "it looks at the top of the list.");
    }
    collected.note("If only k cases can be worked, judge precision and recall of the top k.");
  }

  private static void decisions(Collector<Metric<Binary>> collected, boolean imbalanced) {
    if (imbalanced) {
      collected
          .use(
              BinaryMetrics.matthews(HALF),
              "classes are imbalanced, and it is high only if both classes are predicted well.")
          .use(BinaryMetrics.precision(), "it says how many alarms are true.")
          .use(BinaryMetrics.recall(), "it says how many positives are found.");
    } else {
      collected
          .use(
              BinaryMetrics.balancedAccuracy(),
              "both classes count alike, however many rows they have.")
          .use(BinaryMetrics.f1(), "it looks at the positives alone.");
    }
    collected.note(
        "If a miss and a false alarm cost differently, choose the threshold by cost on other rows"
            + " and judge the cost there.");
  }
}
