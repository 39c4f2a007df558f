package io.millwright.eval.metric;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people call a metric: {@code roc_auc} in evidence is ROC-AUC on a page. */
public final class MetricLabels {

  private static final String PLACE = "{}";
  private static final Pattern FAIRNESS = Pattern.compile("fairness\\.([a-z_]+)\\[(.+)]");
  private static final Pattern F_BETA = Pattern.compile("f[0-9]+(\\.[0-9]+)?");

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("accuracy", "Accuracy"),
          Map.entry("ace", "Calibration error over bins of equal rows"),
          Map.entry("average_precision", "Average precision"),
          Map.entry("balanced_accuracy", "Balanced accuracy"),
          Map.entry("bpref", "Binary preference"),
          Map.entry("brier", "Brier score"),
          Map.entry("bundle_bytes", "Size of the bundle in bytes"),
          Map.entry("classwise_ece", "Expected calibration error by class"),
          Map.entry("dcg", "DCG"),
          Map.entry("dcg_exponential", "DCG, exponential gain"),
          Map.entry("diversity", "Diversity within lists"),
          Map.entry("ece", "Expected calibration error"),
          Map.entry("explained_variance", "Explained variance"),
          Map.entry("hit_rate", "Hit rate"),
          Map.entry("judged", "Share judged"),
          Map.entry("kappa", "Cohen's kappa"),
          Map.entry("kappa_quadratic", "Cohen's kappa, quadratic"),
          Map.entry("ks", "Kolmogorov-Smirnov distance"),
          Map.entry("latency_p50_ms", "Median latency in ms"),
          Map.entry("latency_p99_ms", "Latency in ms, 99th percentile"),
          Map.entry("lift_top", "Lift of the top {}"),
          Map.entry("log_loss", "Log loss"),
          Map.entry("macro_f1", "Macro F1"),
          Map.entry("macro_precision", "Macro precision"),
          Map.entry("macro_recall", "Macro recall"),
          Map.entry("mae", "MAE"),
          Map.entry("map", "MAP"),
          Map.entry("map_of_best", "MAP by the best possible"),
          Map.entry("mape", "MAPE"),
          Map.entry("mase", "MASE"),
          Map.entry("max_error", "Largest error"),
          Map.entry("mce", "Largest calibration error"),
          Map.entry("mcc", "Matthews correlation"),
          Map.entry("median_ae", "Median absolute error"),
          Map.entry("micro_f1", "Micro F1"),
          Map.entry("micro_precision", "Micro precision"),
          Map.entry("micro_recall", "Micro recall"),
          Map.entry("mrr", "MRR"),
          Map.entry("mse", "MSE"),
          Map.entry("ndcg", "nDCG"),
          Map.entry("ndcg_exponential", "nDCG, exponential gain"),
          Map.entry("ndcg_exponential_of_retrieved", "nDCG of the retrieved, exponential gain"),
          Map.entry("ndcg_of_retrieved", "nDCG of the retrieved"),
          Map.entry("novelty", "Novelty in bits"),
          Map.entry("pinball", "Pinball loss of quantile {}"),
          Map.entry("poisson_deviance", "Poisson deviance"),
          Map.entry("pr_auc_trapezoid", "PR-AUC by trapezoids"),
          Map.entry("precision", "Precision"),
          Map.entry("precision_top", "Precision of the top {}"),
          Map.entry("r2", "R²"),
          Map.entry("r_precision", "R-precision"),
          Map.entry("rbp", "Rank-biased precision"),
          Map.entry("recall", "Recall"),
          Map.entry("recall_at_fpr", "Recall at false positive rate {}"),
          Map.entry("recall_of_best", "Recall by the best possible"),
          Map.entry("recall_top", "Recall in the top {}"),
          Map.entry("rmsce", "Root mean squared calibration error"),
          Map.entry("rmsce_debiased", "Root mean squared calibration error, debiased"),
          Map.entry("rmse", "RMSE"),
          Map.entry("rmsle", "RMSLE"),
          Map.entry("roc_auc", "ROC-AUC"),
          Map.entry("roc_auc_ovo", "ROC-AUC, one-vs-one"),
          Map.entry("roc_auc_ovo_weighted", "ROC-AUC, one-vs-one by pair size"),
          Map.entry("roc_auc_ovr", "ROC-AUC, one-vs-rest"),
          Map.entry("roc_auc_ovr_weighted", "ROC-AUC, one-vs-rest by class size"),
          Map.entry("roc_auc_partial", "Partial ROC-AUC up to false positive rate {}"),
          Map.entry(
              "roc_auc_partial_raw",
              "Partial ROC-AUC up to false positive rate {}, not standardised"),
          Map.entry("smape", "sMAPE"),
          Map.entry("specificity", "Specificity"),
          Map.entry("top_accuracy", "Accuracy of the top {} classes"),
          Map.entry("top_label_ece", "Expected calibration error of the top class"),
          Map.entry("weighted_f1", "F1 weighted by class"),
          Map.entry("weighted_precision", "Precision weighted by class"),
          Map.entry("weighted_recall", "Recall weighted by class"),
          Map.entry("wmape", "wMAPE"));

  private MetricLabels() {}

  /**
   * The label for a metric's name; a threshold or cut-off in the name ({@code recall@0.3}) is kept,
   * and so is a value for 0/0 ({@code precision_or_0}). An unknown name is its own label.
   */
  public static String of(String name) {
    Matcher measure = FAIRNESS.matcher(name);
    if (measure.matches()) {
      String words = measure.group(1).replace('_', ' ');
      return words.substring(0, 1).toUpperCase(Locale.ROOT)
          + words.substring(1)
          + " by "
          + measure.group(2).replace("*", " × ");
    }
    int at = name.indexOf('@');
    String base = at < 0 ? name : name.substring(0, at);
    String label = label(base);
    if (at < 0) {
      return label;
    }
    String setting = name.substring(at + 1);
    return label.contains(PLACE) ? label.replace(PLACE, setting) : label + " at " + setting;
  }

  private static String label(String base) {
    if (base.endsWith("_or_0") || base.endsWith("_or_1")) {
      int end = base.length() - "_or_0".length();
      return label(base.substring(0, end)) + ", 0/0 as " + base.charAt(base.length() - 1);
    }
    String label = LABELS.get(base);
    if (label != null) {
      return label;
    }
    return F_BETA.matcher(base).matches() ? "F" + base.substring(1) : base;
  }
}
