package io.millwright.brief;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The metric to judge by and the model to start with, for a kind of problem. A convention that a
 * team may overrule with a reason. Thread-safe: yes, immutable.
 *
 * @param metric the metric that decides, by its name in evidence
 * @param better which way it is better
 * @param alsoWatch metrics to report beside it
 * @param startWith what to build first
 * @param scaleTo what to try when that is not enough
 * @param avoid what costs more than it brings
 * @param reasons why
 */
public record Recommendation(
    String metric,
    Better better,
    List<String> alsoWatch,
    String startWith,
    String scaleTo,
    List<String> avoid,
    List<String> reasons) {

  public Recommendation {
    Require.notBlank("Metric", metric);
    Objects.requireNonNull(better, "better");
    Require.notBlank("Start with", startWith);
    Require.notBlank("Scale to", scaleTo);
    alsoWatch = List.copyOf(alsoWatch);
    avoid = List.copyOf(avoid);
    reasons = List.copyOf(reasons);
  }

  /** For a kind of problem, whatever else is known. */
  public static Recommendation of(ProblemType type) {
    return switch (type) {
      case BINARY_CLASSIFICATION ->
          new Recommendation(
              "roc_auc",
              Better.HIGHER,
              List.of("average_precision", "brier", "recall at the chosen threshold"),
              "logistic regression",
              "gradient boosted trees",
              List.of("deep networks on tables", "accuracy as the metric of a rare class"),
              List.of(
                  "ROC-AUC needs no threshold; with a class below 10 % let average precision decide."));
      case MULTICLASS_CLASSIFICATION ->
          new Recommendation(
              "macro_f1",
              Better.HIGHER,
              List.of("log_loss", "balanced_accuracy"),
              "multinomial logistic regression",
              "gradient boosted trees",
              List.of("one metric over all classes without looking at the rare ones"),
              List.of("Macro F1 counts rare classes as much as frequent ones."));
      case REGRESSION ->
          new Recommendation(
              "mae",
              Better.LOWER,
              List.of("rmse", "r2"),
              "linear regression",
              "gradient boosted trees",
              List.of("R² alone: it does not say how far off an answer is"),
              List.of(
                  "MAE is in the unit of the target; take RMSE where large errors cost more than their size."));
      case FORECASTING ->
          new Recommendation(
              "mae",
              Better.LOWER,
              List.of("rmse", "mae by horizon"),
              "the value of the last season",
              "gradient boosted trees on lags and calendar",
              List.of("random splits", "features not known at the time of the forecast"),
              List.of("The last season is hard to beat; a model that does not is no model."));
      case RANKING ->
          new Recommendation(
              "ndcg@10",
              Better.HIGHER,
              List.of("mrr", "recall@100"),
              "BM25, or the order of today",
              "a pairwise or listwise boosted ranker",
              List.of("judging by clicks alone: they follow the order shown"),
              List.of("nDCG weighs grades of relevance by their place."));
      case ANOMALY_DETECTION ->
          new Recommendation(
              "average_precision",
              Better.HIGHER,
              List.of("precision of the alerts a person can look at"),
              "robust thresholds for each field",
              "isolation forest",
              List.of("accuracy: nearly every row is normal"),
              List.of("What counts is how many of the first alerts are right."));
      case CLUSTERING ->
          new Recommendation(
              "silhouette",
              Better.HIGHER,
              List.of("stability under resampling", "whether people can name the groups"),
              "k-means on scaled numbers",
              "density-based clustering",
              List.of("choosing k by the score alone"),
              List.of("No score knows what the groups are for."));
      case DOCUMENT_QUESTIONS ->
          new Recommendation(
              "recall@10",
              Better.HIGHER,
              List.of("share of answers whose citations hold", "share of refusals that were right"),
              "BM25 and extractive answers",
              "hybrid retrieval, a reranker and a language model with a budget",
              List.of("fine-tuning before retrieval is measured"),
              List.of("What is not retrieved cannot be answered."));
    };
  }

  /** For a kind of problem with these signals: the same, and what they change. */
  public static Recommendation of(ProblemType type, Signals signals) {
    Recommendation plain = of(type);
    List<String> avoid = new ArrayList<>(plain.avoid);
    List<String> reasons = new ArrayList<>(plain.reasons);
    String scaleTo = plain.scaleTo;
    if (signals.labelledRows() < ApproachDecision.ROWS_FOR_MODERATE) {
      scaleTo = "more labelled rows before a larger model";
      reasons.add(
          "With fewer than %d labelled rows a larger model learns them by heart."
              .formatted(ApproachDecision.ROWS_FOR_MODERATE));
    }
    if (signals.explanation() == Signals.Explanation.REQUIRED) {
      avoid.add("models whose single decisions cannot be explained");
      reasons.add("Every decision needs its reasons.");
    }
    if (signals.latency() == LatencyClass.HARD_REAL_TIME) {
      avoid.add("neural networks and remote calls in the request");
      reasons.add("5 ms are enough for linear models and trees in the same process.");
    }
    return new Recommendation(
        plain.metric, plain.better, plain.alsoWatch, plain.startWith, scaleTo, avoid, reasons);
  }
}
