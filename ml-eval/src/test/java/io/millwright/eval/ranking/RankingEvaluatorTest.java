package io.millwright.eval.ranking;

import static io.millwright.eval.ranking.RankingMetrics.averagePrecision;
import static io.millwright.eval.ranking.RankingMetrics.ndcg;
import static io.millwright.eval.ranking.RankingMetrics.precision;
import static io.millwright.eval.ranking.RankingMetrics.recall;
import static io.millwright.eval.ranking.RankingMetrics.reciprocalRank;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.ranking.QueryValues.Paired;
import io.millwright.eval.ranking.RankingEvaluator.MissingQuery;
import io.millwright.eval.ranking.RankingEvaluator.Ties;
import io.millwright.eval.ranking.RankingEvaluator.WithoutValue;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Measured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RankingEvaluatorTest {

  private static final Bootstrap BOOTSTRAP = Bootstrap.of(Seed.of(1)).withReplicates(200);

  /** q1 and q2 have relevant documents, q3 has none, q4 is not answered, q5 is not judged. */
  private static final Judgements JUDGED =
      Judgements.relevant(
          Map.of("q1", Set.of("a"), "q2", Set.of("b"), "q3", Set.of(), "q4", Set.of("d")));

  private static final Run RUN =
      Run.ranked(
          Map.of(
              "q1", List.of("a", "x"),
              "q2", List.of("x", "b"),
              "q3", List.of("x"),
              "q5", List.of("x")));

  private static double mean(RankingEvaluator evaluator) {
    return ((MetricValue.Defined)
            evaluator.evaluate(RUN, reciprocalRank()).values(reciprocalRank()).mean())
        .value();
  }

  @Test
  void policies_queriesWithoutValueAndAnswer_countAsAsked() {
    RankingEvaluator evaluator = RankingEvaluator.of(JUDGED);
    assertThat(mean(evaluator)).isEqualTo((1 + 0.5 + 0) / 3);
    assertThat(mean(evaluator.withQueriesWithoutValue(WithoutValue.ZERO))).isEqualTo(1.5 / 4);
    assertThat(mean(evaluator.withMissingQuery(MissingQuery.LEAVE_OUT))).isEqualTo(1.5 / 2);
    assertThat(mean(RankingEvaluator.trecEval(JUDGED))).isEqualTo(1.5 / 3);
  }

  @Test
  void evaluate_countsWhatDoesNotCount() {
    RankingEvaluation found =
        RankingEvaluator.of(JUDGED).evaluate(RUN, reciprocalRank(), precision(1));
    assertThat(found.withoutRelevant()).containsExactly("q3");
    assertThat(found.missing()).containsExactly("q4");
    assertThat(found.unjudged()).containsExactly("q5");
    assertThat(found.metrics()).containsExactly("mrr", "precision@1");
    QueryValues values = found.values(reciprocalRank());
    assertThat(values.undefined()).isEqualTo(1);
    assertThat(values.values())
        .containsEntry("q3", MetricValue.undefined("no relevant documents"))
        .containsEntry("q4", new MetricValue.Defined(0))
        .doesNotContainKey("q5");
    assertThat(found)
        .hasToString(
            "RankingEvaluation of [mrr, precision@1]; queries without relevant documents: 1,"
                + " missing: 1, unjudged: 1");
    assertThatThrownBy(() -> found.values(ndcg())).hasMessageContaining("[mrr, precision@1]");
  }

  @Test
  void ties_sameRun_differsByPolicyAsInTrecEval() {
    // One relevant document tied with another: by id descending it is first or second.
    Judgements judged = Judgements.relevant(Map.of("q", Set.of("doc1")));
    Run first = Run.of(Map.of("q", List.of(new Retrieved("doc1", 1), new Retrieved("doc0", 1))));
    Run second = Run.of(Map.of("q", List.of(new Retrieved("doc1", 1), new Retrieved("doc2", 1))));
    RankingEvaluator trec = RankingEvaluator.trecEval(judged);
    assertThat(value(trec, first)).isEqualTo(1);
    assertThat(value(trec, second)).isEqualTo(0.6309, within(5e-5));
    RankingEvaluator averaged = RankingEvaluator.of(judged);
    assertThat(value(averaged, first))
        .isEqualTo(value(averaged, second))
        .isEqualTo((1 + Math.log(2) / Math.log(3)) / 2, within(1e-15));
    assertThat(value(trec.withTies(Ties.GIVEN), second)).isEqualTo(1);
  }

  @Test
  void ties_byDocument_areInOrderOfCodePointsNotOfChars() {
    // U+1F600 is above U+FFFD, but its first char is below.
    Judgements judged = Judgements.relevant(Map.of("q", Set.of("\uD83D\uDE00")));
    Run run =
        Run.of(Map.of("q", List.of(new Retrieved("\uFFFD", 1), new Retrieved("\uD83D\uDE00", 1))));
    assertThat(value(RankingEvaluator.trecEval(judged), run)).isEqualTo(1);
  }

  private static double value(RankingEvaluator evaluator, Run run) {
    return evaluator.evaluate(run, ndcg()).values(ndcg()).mean().orElse(-1);
  }

  @Test
  void relevantFrom_andWeights_areUsed() {
    Judgements graded =
        Judgements.of(Map.of("q1", Map.of("a", 1.0, "b", 2.0), "q2", Map.of("a", 2.0)));
    Run run = Run.ranked(Map.of("q1", List.of("a", "b"), "q2", List.of("x")));
    RankingEvaluator evaluator = RankingEvaluator.of(graded);
    assertThat(recall(1).name()).isEqualTo("recall@1");
    assertThat(mean(evaluator, run, recall(1))).isEqualTo(0.25);
    assertThat(mean(evaluator.withRelevantFrom(2), run, recall(2))).isEqualTo(0.5);
    assertThat(mean(evaluator.withRelevantFrom(2), run, recall(1))).isZero();
    assertThat(mean(evaluator.withQueryWeights(Map.of("q1", 3.0)), run, recall(1)))
        .isEqualTo(0.5 * 3 / 4);
    assertThat(mean(evaluator.withQueryWeights(Map.of("q1", 0.0)), run, recall(1))).isZero();
    assertThat(
            evaluator
                .withQueryWeights(Map.of("q1", 0.0, "q2", 0.0))
                .evaluate(run, recall(1))
                .values(recall(1))
                .mean())
        .isEqualTo(MetricValue.undefined("no query has a value"));
  }

  private static double mean(RankingEvaluator evaluator, Run run, RankingMetric metric) {
    return evaluator.evaluate(run, metric).values(metric).mean().orElse(-1);
  }

  @Test
  void estimate_resamplesQueries() {
    QueryValues values = random(0.5, 3).values(averagePrecision());
    Measured mean = (Measured) values.estimate(BOOTSTRAP);
    assertThat(mean.value()).isEqualTo(values.mean().orElse(-1), within(1e-15));
    assertThat(mean.interval().low()).isLessThan(mean.value());
    assertThat(mean.interval().high()).isGreaterThan(mean.value());
    assertThat(mean.support()).isEqualTo(100);
    assertThat(values.estimate(BOOTSTRAP)).isEqualTo(mean);
  }

  @Test
  void gainOver_betterRun_isPairedAndPositive() {
    QueryValues good = random(0.9, 3).values(averagePrecision());
    QueryValues poor = random(0.1, 3).values(averagePrecision());
    Measured gain = (Measured) good.gainOver(poor, BOOTSTRAP);
    assertThat(gain.value())
        .isEqualTo(good.mean().orElse(0) - poor.mean().orElse(0), within(1e-12));
    assertThat(gain.interval().low()).isPositive();
    Measured none = (Measured) good.gainOver(good, BOOTSTRAP);
    assertThat(none.value()).isZero();
    assertThat(none.interval().high()).isZero();
  }

  /** 100 queries of 10 documents, one of them relevant, which is first with that probability. */
  private static RankingEvaluation random(double first, long seed) {
    RandomGenerator random = Seed.of(seed).random();
    Map<String, Set<String>> relevant = new HashMap<>();
    Map<String, List<String>> lists = new HashMap<>();
    for (int q = 0; q < 100; q++) {
      List<String> list = new ArrayList<>(List.of("b", "c", "d", "e", "f"));
      list.add(random.nextDouble() < first ? 0 : 5, "a");
      lists.put("q" + q, list);
      relevant.put("q" + q, Set.of("a"));
    }
    return RankingEvaluator.of(Judgements.relevant(relevant))
        .evaluate(Run.ranked(lists), averagePrecision());
  }

  @Test
  void pairedWith_queriesOfBoth_others() {
    QueryValues ours = RankingEvaluator.of(JUDGED).evaluate(RUN, precision(1)).values(precision(1));
    Run other = Run.ranked(Map.of("q2", List.of("b"), "q1", List.of("x")));
    RankingEvaluator answered =
        RankingEvaluator.of(JUDGED).withMissingQuery(MissingQuery.LEAVE_OUT);
    QueryValues theirs = answered.evaluate(other, precision(1)).values(precision(1));
    Paired paired = ours.pairedWith(theirs);
    assertThat(paired)
        .isEqualTo(new Paired(List.of("q1", "q2"), List.of(1.0, 0.0), List.of(0.0, 1.0), 1));
    assertThat(theirs.pairedWith(ours).leftOut()).isEqualTo(1);
    QueryValues another = answered.evaluate(other, precision(2)).values(precision(2));
    assertThatThrownBy(() -> ours.pairedWith(another))
        .hasMessageContaining("'precision@1'")
        .hasMessageContaining("'precision@2'");
  }

  @Test
  void estimate_noOrOneQuery_isUndefined() {
    Judgements none = Judgements.relevant(Map.of("q", Set.of()));
    Run run = Run.ranked(Map.of("q", List.of("a")));
    QueryValues nothing = RankingEvaluator.of(none).evaluate(run, ndcg()).values(ndcg());
    assertThat(nothing.mean()).isEqualTo(MetricValue.undefined("no query has a value"));
    assertThat(nothing.estimate(BOOTSTRAP))
        .isEqualTo(new Estimate.Undefined("no query has a value", 0));
    Judgements one = Judgements.relevant(Map.of("q", Set.of("a")));
    QueryValues single = RankingEvaluator.of(one).evaluate(run, ndcg()).values(ndcg());
    assertThat(single.mean()).isEqualTo(new MetricValue.Defined(1));
    assertThat(single.estimate(BOOTSTRAP)).isInstanceOf(Estimate.Undefined.class);
  }

  @Test
  void faultyInput_isRefused() {
    assertThatThrownBy(
            () -> Judgements.of(Map.of("q", Map.of("a", -1.0, "b", Double.NaN, "c", 0.0))))
        .hasMessageContaining("at least 0")
        .hasMessageContaining("2 judgements");
    assertThatThrownBy(() -> Judgements.of(Map.of("q", Map.of("a", Double.POSITIVE_INFINITY))))
        .hasMessageContaining("1 judgements");
    assertThatThrownBy(() -> Run.ranked(Map.of("q", List.of("a", "a"), "r", List.of("a"))))
        .hasMessageContaining("repeated in 1 lists");
    assertThatThrownBy(() -> new Retrieved("a", Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Retrieved(" ", 1)).hasMessageContaining("blank");
    assertThatThrownBy(() -> Run.ranked(Map.of("", List.of()))).hasMessageContaining("Query");
    assertThatThrownBy(() -> Judgements.relevant(Map.of(" ", Set.of())))
        .hasMessageContaining("Query");
    assertThatThrownBy(() -> RankingEvaluator.of(JUDGED).evaluate(RUN))
        .hasMessageContaining("Metrics");
    assertThatThrownBy(
            () -> RankingEvaluator.of(Judgements.relevant(Map.of())).evaluate(RUN, ndcg()))
        .hasMessageContaining("Judged queries");
    assertThatThrownBy(() -> RankingEvaluator.of(JUDGED).withRelevantFrom(0))
        .hasMessageContaining("Grade");
    assertThatThrownBy(() -> RankingEvaluator.of(JUDGED).withQueryWeights(Map.of("q1", -1.0)))
        .hasMessageContaining("Weight");
  }

  @Test
  void retrieved_negativeZero_tiesWithZero() {
    assertThat(new Retrieved("a", -0.0)).isEqualTo(new Retrieved("a", 0.0));
    assertThat(JUDGED.grade("q1", "a")).hasValue(1);
    assertThat(JUDGED.grade("q1", "z")).isEmpty();
    assertThat(JUDGED.grade("q9", "z")).isEmpty();
  }
}
