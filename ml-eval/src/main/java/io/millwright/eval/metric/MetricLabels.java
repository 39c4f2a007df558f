package io.millwright.eval.metric;

import java.util.Map;

/** What people call a metric: {@code roc_auc} in evidence is ROC-AUC on a page. */
public final class MetricLabels {

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("accuracy", "Accuracy"),
          Map.entry("average_precision", "Average precision"),
          Map.entry("balanced_accuracy", "Balanced accuracy"),
          Map.entry("brier", "Brier score"),
          Map.entry("f1", "F1"),
          Map.entry("log_loss", "Log loss"),
          Map.entry("macro_f1", "Macro F1"),
          Map.entry("mae", "MAE"),
          Map.entry("precision", "Precision"),
          Map.entry("r2", "R²"),
          Map.entry("recall", "Recall"),
          Map.entry("rmse", "RMSE"),
          Map.entry("roc_auc", "ROC-AUC"),
          Map.entry("roc_auc_ovr", "ROC-AUC, one-vs-rest"));

  private MetricLabels() {}

  /**
   * The label for a metric's name; a threshold in the name ({@code recall@0.3}) is kept, an unknown
   * name is its own label.
   */
  public static String of(String name) {
    int at = name.indexOf('@');
    String base = at < 0 ? name : name.substring(0, at);
    String label = LABELS.getOrDefault(base, base);
    return at < 0 ? label : label + " at " + name.substring(at + 1);
  }
}
