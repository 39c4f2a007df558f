package io.millwright.eval.ranking;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.ranking.RankingEvaluator.Ties;
import io.millwright.eval.ranking.RankingEvaluator.WithoutValue;
import io.millwright.eval.ranking.RankingMetrics.Denominator;
import io.millwright.eval.ranking.RankingMetrics.Gain;
import io.millwright.eval.ranking.RankingMetrics.Ideal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Figures of scikit-learn and of the definitions for rankings. */
class RankingGoldenTest {

  private static final int ALL = Integer.MAX_VALUE;

  private static final Map<String, Operation> COVERED =
      Map.ofEntries(
          entry("dcg", c -> graded(c, RankingMetrics.dcg(k(c), gain(c)))),
          entry("ndcg", c -> graded(c, RankingMetrics.ndcg(k(c), gain(c), Ideal.JUDGED))),
          entry("mrr", c -> listed(c, RankingMetrics.reciprocalRank(k(c)))),
          entry(
              "map_at_k",
              c -> listed(c, RankingMetrics.averagePrecision(k(c), Denominator.BEST_POSSIBLE))),
          entry("hit_rate", c -> listed(c, RankingMetrics.hitRate(k(c)))),
          entry("precision_at_k_ranked", c -> listed(c, RankingMetrics.precision(k(c)))),
          entry("recall_at_k_ranked", c -> listed(c, RankingMetrics.recall(k(c)))),
          entry(
              "label_ranking_ap",
              c -> LabelRanking.averagePrecision(c.matrix("y_true"), scores(c), weights(c))),
          entry(
              "coverage_error",
              c -> LabelRanking.coverageError(c.matrix("y_true"), scores(c), weights(c))),
          entry(
              "label_ranking_loss",
              c -> LabelRanking.loss(c.matrix("y_true"), scores(c), weights(c))));

  @TestFactory
  Stream<DynamicTest> ranking() {
    return Goldens.tests("ranking.json", COVERED, Set.of());
  }

  private static int k(Case c) {
    return c.param("k").isNull() ? ALL : c.param("k").intValue();
  }

  private static Gain gain(Case c) {
    return Gain.valueOf(c.param("gain").asText().toUpperCase(Locale.ROOT));
  }

  private static double[][] scores(Case c) {
    return c.matrix("y_score");
  }

  private static double[] weights(Case c) {
    return c.weights(scores(c).length);
  }

  private static MetricValue graded(Case c, RankingMetric metric) {
    double[][] truth = c.matrix("y_true");
    Map<String, Map<String, Double>> grades = new LinkedHashMap<>();
    Map<String, List<Retrieved>> lists = new LinkedHashMap<>();
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int q = 0; q < truth.length; q++) {
      String query = "q" + q;
      Map<String, Double> ofQuery = new LinkedHashMap<>();
      List<Retrieved> list = new ArrayList<>();
      for (int d = 0; d < truth[q].length; d++) {
        ofQuery.put("d" + d, truth[q][d]);
        list.add(new Retrieved("d" + d, scores(c)[q][d]));
      }
      grades.put(query, ofQuery);
      lists.put(query, list);
      weights.put(query, weights(c)[q]);
    }
    return RankingEvaluator.of(Judgements.of(grades))
        .withQueriesWithoutValue(WithoutValue.ZERO)
        .withTies(c.param("ignore_ties").asBoolean() ? Ties.GIVEN : Ties.AVERAGE)
        .withQueryWeights(weights)
        .evaluate(Run.of(lists), metric)
        .values(metric)
        .mean();
  }

  private static MetricValue listed(Case c, RankingMetric metric) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    Map<String, Set<String>> relevant = new LinkedHashMap<>();
    for (int q = 0; q < c.input("ranked").size(); q++) {
      lists.put("q" + q, texts(c.input("ranked").get(q)));
      relevant.put("q" + q, new HashSet<>(texts(c.input("relevant").get(q))));
    }
    return RankingEvaluator.of(Judgements.relevant(relevant))
        .withQueriesWithoutValue(
            WithoutValue.valueOf(c.param("empty_relevant").asText().toUpperCase(Locale.ROOT)))
        .evaluate(Run.ranked(lists), metric)
        .values(metric)
        .mean();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(t -> texts.add(t.asText()));
    return texts;
  }
}
