package io.millwright.eval;

import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.Reliability;
import io.millwright.eval.metric.Scored;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the scored rows themselves say against reading some metrics as they are. */
final class MetricWarnings {

  /** The chance below which calibrated probabilities would look so by accident. */
  private static final double SURELY = 0.01;

  /** A gap this small does no harm, however surely it is there. */
  private static final double HARMLESS = 0.02;

  private static final int BINS = 10;

  private static final Set<String> OF_PROBABILITIES =
      Set.of(
          "log_loss",
          "brier",
          "accuracy",
          "balanced_accuracy",
          "precision",
          "recall",
          "specificity",
          "f1",
          "mcc",
          "kappa");

  private MetricWarnings() {}

  /**
   * Whether probabilities are surely not what happens: Spiegelhalter's test, and a calibration
   * error that is large enough to matter.
   */
  static void uncalibrated(Scored<?> rows, List<? extends Metric<?>> metrics, List<String> to) {
    if (metrics.stream().noneMatch(m -> OF_PROBABILITIES.contains(base(m)))) {
      return;
    }
    double chance = Miscalibration.chance(rows);
    double gap =
        Reliability.equalCount(rows.targets(), rows.scores(), rows.weights(), BINS).expectedError();
    if (chance < SURELY && gap > HARMLESS) {
      to.add(
          String.format(
              Locale.ROOT,
              "Probabilities are not calibrated: expected calibration error %.3f (p %.1e)."
                  + " Calibrate on other rows before reading them as risks or setting a threshold"
                  + " by cost.",
              gap,
              chance));
    }
  }

  /** Relative errors of targets near 0 are huge and decide the mean. */
  static void nearZero(Scored<?> rows, List<? extends Metric<?>> metrics, List<String> to) {
    if (!has(metrics, "mape")) {
      return;
    }
    long near = RegressionAdvice.nearZero(rows.targets());
    if (near > 0) {
      to.add(
          "MAPE is decided by "
              + near
              + " rows whose target is 0 or less than 1 % of the usual size. Judge wMAPE or MAE.");
    }
  }

  /** A share of variance is hardly known from few rows. */
  static void smallR2(Scored<?> rows, List<? extends Metric<?>> metrics, List<String> to) {
    if (rows.size() < EvaluationWarnings.FEW && has(metrics, "r2")) {
      to.add(
          "R² of only "
              + rows.size()
              + " rows says little: it depends on the variance of just these targets. Judge MAE or"
              + " RMSE against a baseline.");
    }
  }

  private static boolean has(List<? extends Metric<?>> metrics, String name) {
    return metrics.stream().anyMatch(m -> base(m).equals(name));
  }

  private static String base(Metric<?> metric) {
    String name = metric.name();
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }
}
