package io.millwright.eval.ranking;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How runs are judged: what a tie means, which grade is relevant, and which queries count.
 *
 * <p>Two tools that both say "nDCG@10" differ in exactly these: state them. {@link #of} averages
 * over ties, leaves out queries without relevant documents, and counts a query without an answer as
 * an empty list. {@link #trecEval} is what NIST's program does. Immutable and thread-safe.
 */
public final class RankingEvaluator {

  /** What the order of documents with equal scores is. */
  public enum Ties {
    /** Open: the expected value over all orders, as scikit-learn's DCG; for every metric. */
    AVERAGE,
    /** By document id, the highest code points first, as trec_eval: arbitrary but repeatable. */
    DOCUMENT_DESCENDING,
    /** As the run gives them. */
    GIVEN
  }

  /** What a query for which a metric has no value, above all one without relevant documents, is. */
  public enum WithoutValue {
    /** Left out of the mean, and counted. */
    SKIP,
    /** 0 in the mean, and counted. */
    ZERO
  }

  /** What a judged query is that the run has no list for. */
  public enum MissingQuery {
    /** An empty list: a system does not gain by not answering. */
    EMPTY_LIST,
    /** Left out, as trec_eval without {@code -c}. */
    LEAVE_OUT
  }

  private final Judgements judgements;
  private final Ties ties;
  private final WithoutValue withoutValue;
  private final MissingQuery missing;
  private final double relevantFrom;
  private final Map<String, Double> weights;

  private RankingEvaluator(
      Judgements judgements,
      Ties ties,
      WithoutValue withoutValue,
      MissingQuery missing,
      double relevantFrom,
      Map<String, Double> weights) {
    this.judgements = judgements;
    this.ties = ties;
    this.withoutValue = withoutValue;
    this.missing = missing;
    this.relevantFrom = relevantFrom;
    this.weights = weights;
  }

  /** Ties averaged, queries without a value skipped, unanswered ones empty, relevant from 1. */
  public static RankingEvaluator of(Judgements judgements) {
    return new RankingEvaluator(
        judgements, Ties.AVERAGE, WithoutValue.SKIP, MissingQuery.EMPTY_LIST, 1, Map.of());
  }

  /**
   * As trec_eval 9: ties by document id descending, unjudged documents not relevant, queries
   * without relevant documents 0, unanswered queries left out, relevant from grade 1, nDCG with
   * linear gain over all judged documents. Scores compare as doubles; trec_eval before 9.0.8
   * compared them as floats.
   *
   * @see <a href="https://github.com/usnistgov/trec_eval">trec_eval</a>
   */
  public static RankingEvaluator trecEval(Judgements judgements) {
    return new RankingEvaluator(
        judgements,
        Ties.DOCUMENT_DESCENDING,
        WithoutValue.ZERO,
        MissingQuery.LEAVE_OUT,
        1,
        Map.of());
  }

  /** The same with another meaning of ties. */
  public RankingEvaluator withTies(Ties other) {
    return new RankingEvaluator(judgements, other, withoutValue, missing, relevantFrom, weights);
  }

  /** The same with another meaning of a query without a value. */
  public RankingEvaluator withQueriesWithoutValue(WithoutValue other) {
    return new RankingEvaluator(judgements, ties, other, missing, relevantFrom, weights);
  }

  /** The same with another meaning of a query without a list. */
  public RankingEvaluator withMissingQuery(MissingQuery other) {
    return new RankingEvaluator(judgements, ties, withoutValue, other, relevantFrom, weights);
  }

  /**
   * The same, calling documents relevant from that grade on; nDCG does not ask.
   *
   * @param grade finite and greater than 0
   */
  public RankingEvaluator withRelevantFrom(double grade) {
    return new RankingEvaluator(
        judgements, ties, withoutValue, missing, Require.positive("Grade", grade), weights);
  }

  /**
   * The same where queries count by weight, for example by how often they are asked.
   *
   * @param byQuery finite and at least 0; a query that is not named counts 1
   */
  public RankingEvaluator withQueryWeights(Map<String, Double> byQuery) {
    byQuery
        .values()
        .forEach(
            w -> {
              if (!(w >= 0 && w < Double.POSITIVE_INFINITY)) {
                throw Require.violated("Weight of a query", "finite and at least 0", w);
              }
            });
    return new RankingEvaluator(
        judgements, ties, withoutValue, missing, relevantFrom, Map.copyOf(byQuery));
  }

  /**
   * The metrics of a run for each judged query.
   *
   * @throws IllegalArgumentException if no metric or no query is judged
   */
  public RankingEvaluation evaluate(Run run, RankingMetric... metrics) {
    Require.atLeast("Metrics", metrics.length, 1);
    Require.atLeast("Judged queries", judgements.queries().size(), 1);
    SortedMap<String, JudgedList> lists = new TreeMap<>();
    List<String> without = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (String query : judgements.queries()) {
      boolean answered = run.queries().contains(query);
      if (!answered) {
        absent.add(query);
      }
      if (answered || missing == MissingQuery.EMPTY_LIST) {
        JudgedList list = JudgedList.of(run.list(query), judgements.of(query), ties, relevantFrom);
        lists.put(query, list);
        if (list.relevant() == 0) {
          without.add(query);
        }
      }
    }
    List<String> unjudged =
        run.queries().stream().filter(q -> !judgements.queries().contains(q)).toList();
    Map<String, QueryValues> values = new LinkedHashMap<>();
    for (RankingMetric metric : metrics) {
      values.put(metric.name(), values(metric, lists));
    }
    return new RankingEvaluation(values, without, absent, unjudged);
  }

  private QueryValues values(RankingMetric metric, SortedMap<String, JudgedList> lists) {
    SortedMap<String, MetricValue> values = new TreeMap<>();
    lists.forEach((query, list) -> values.put(query, metric.of(list)));
    return new QueryValues(metric.name(), values, weights, withoutValue == WithoutValue.ZERO);
  }
}
