package io.millwright.eval;

import io.millwright.Require;
import io.millwright.eval.MetricChoice.Collector;
import io.millwright.eval.ranking.RankingMetric;
import io.millwright.eval.ranking.RankingMetrics;

/** Which metrics fit ranked lists. */
final class RankingAdvice {

  private static final double ABOUT_ONE = 1.2;

  private RankingAdvice() {}

  static MetricChoice<RankingMetric> of(int k, double relevantPerQuery, boolean graded) {
    Require.atLeast("k", k, 1);
    Require.positive("Relevant documents of a query", relevantPerQuery);
    Collector<RankingMetric> collected = new Collector<>(RankingMetric::name);
    if (graded) {
      collected.use(
          RankingMetrics.ndcg(k), "documents are relevant to different degrees, and it uses them.");
    }
    if (relevantPerQuery <= ABOUT_ONE) {
      collected
          .use(
              RankingMetrics.reciprocalRank(k),
              "a query has about one answer, and its rank is what matters.")
          .use(RankingMetrics.hitRate(k), "it is how often the answer is shown at all.");
    } else {
      collected
          .use(
              RankingMetrics.averagePrecision(),
              "queries have several relevant documents, and it asks for all of them, early.")
          .use(RankingMetrics.recall(k), "it is what a second stage could still find.");
    }
    if (relevantPerQuery < k) {
      collected.avoid(
          "precision@" + k,
          "a query has fewer relevant documents than "
              + k
              + " on average, so even a perfect list stays below 1.");
    }
    collected.note(
        "Read the judged share of the top beside them: unjudged documents count as irrelevant.");
    return collected.choice();
  }
}
