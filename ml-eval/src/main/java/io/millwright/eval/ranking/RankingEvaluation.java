package io.millwright.eval.ranking;

import io.millwright.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found about one run: values of each metric and query, and what was not counted. */
public final class RankingEvaluation {

  private final Map<String, QueryValues> byMetric;
  private final List<String> withoutRelevant;
  private final List<String> missing;
  private final List<String> unjudged;

  RankingEvaluation(
      Map<String, QueryValues> byMetric,
      List<String> withoutRelevant,
      List<String> missing,
      List<String> unjudged) {
    this.byMetric = Collections.unmodifiableMap(new LinkedHashMap<>(byMetric));
    this.withoutRelevant = List.copyOf(withoutRelevant);
    this.missing = List.copyOf(missing);
    this.unjudged = List.copyOf(unjudged);
  }

  /**
   * The values of a metric.
   *
   * @throws IllegalArgumentException if it was not evaluated; names those that were
   */
  public QueryValues values(RankingMetric metric) {
    QueryValues found = byMetric.get(metric.name());
    if (found == null) {
      throw Require.violated(
          "Metric", "among the evaluated, " + byMetric.keySet(), "'" + metric.name() + "'");
    }
    return found;
  }

  /** Names of the metrics, in the order given. */
  public List<String> metrics() {
    return List.copyOf(byMetric.keySet());
  }

  /** Judged queries that have no relevant document; most metrics have no value for them. */
  public List<String> withoutRelevant() {
    return withoutRelevant;
  }

  /** Judged queries for which the run has no list. */
  public List<String> missing() {
    return missing;
  }

  /** Queries of the run that nobody judged; they never count. */
  public List<String> unjudged() {
    return unjudged;
  }

  /** Metrics and counts; no ids. */
  @Override
  public String toString() {
    return "RankingEvaluation of "
        + byMetric.keySet()
        + "; queries without relevant documents: "
        + withoutRelevant.size()
        + ", missing: "
        + missing.size()
        + ", unjudged: "
        + unjudged.size();
  }
}
