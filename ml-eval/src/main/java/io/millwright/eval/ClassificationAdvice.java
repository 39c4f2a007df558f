package io.millwright.eval;

import io.millwright.eval.MetricChoice.Collector;
import io.millwright.eval.MetricChoice.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What advice on binary and multiclass tasks has in common. */
final class ClassificationAdvice {

  static final String PROPER =
      "it is least for the true probabilities, and a confident mistake costs most.";
  static final String BRIER =
      "it is least for the true probabilities too, is bounded, and can be taken apart into"
          + " calibration and resolution.";
  static final String CALIBRATION =
      "Probabilities are used as risks: look at the reliability curve and calibrate on rows that"
          + " are not used for judging.";

  private static final int FEW = EvaluationWarnings.FEW;

  private ClassificationAdvice() {}

  static <M> void few(Collector<M> collected, long rows, String of) {
    if (rows < FEW) {
      collected.note(
          "Only about "
              + rows
              + " rows of "
              + of
              + ": any metric is uncertain below "
              + FEW
              + "; read its interval.");
    }
  }

  static List<Use> uses(Use first, Use... more) {
    List<Use> uses = new ArrayList<>(List.of(first));
    for (Use use : more) {
      if (!uses.contains(use)) {
        uses.add(use);
      }
    }
    return uses;
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
