package io.millwright.eval;

import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.Reliability;
import io.millwright.eval.metric.Scored;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the scored rows themselves say against reading some metrics as they are. */
final class MetricWarnings {

  /** Two-sided 1 % of the normal distribution. */
  private static final double SURELY = 2.5758293035489004;

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
    double z = spiegelhalter(rows);
    double gap =
        Reliability.equalCount(rows.targets(), rows.scores(), rows.weights(), BINS).expectedError();
    if (Math.abs(z) > SURELY && gap > HARMLESS) {
      to.add(
          String.format(
              Locale.ROOT,
              "Probabilities are not calibrated: expected calibration error %.3f, Spiegelhalter's z"
                  + " %.1f. Calibrate on other rows before reading them as risks or setting a"
                  + " threshold by cost.",
              gap,
              z));
    }
  }

  /**
   * {@code sum w (y - p)(1 - 2p) / sqrt(sum w^2 (1 - 2p)^2 p (1 - p))}, about N(0, 1) if
   * probabilities are calibrated; infinite if certainty was wrong and nothing was uncertain, 0
   * where nothing can be told.
   *
   * @see <a href="https://doi.org/10.1002/sim.4780050506">Spiegelhalter (1986)</a>
   */
  static double spiegelhalter(Scored<?> rows) {
    double sum = 0;
    double variance = 0;
    for (int i = 0; i < rows.size(); i++) {
      double p = rows.score(i);
      double w = rows.weight(i);
      double d = 1 - 2 * p;
      sum += w * (rows.target(i) - p) * d;
      variance += w * w * d * d * p * (1 - p);
    }
    return sum == 0 ? 0 : sum / Math.sqrt(variance);
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
