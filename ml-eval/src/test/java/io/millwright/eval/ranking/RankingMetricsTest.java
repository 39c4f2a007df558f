package io.millwright.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.ranking.RankingEvaluator.Ties;
import io.millwright.eval.ranking.RankingMetrics.Denominator;
import io.millwright.eval.ranking.RankingMetrics.Gain;
import io.millwright.eval.ranking.RankingMetrics.Ideal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {

  private static final double LOG2_3 = Math.log(3) / Math.log(2);

  /** Ranks: a 3, b unjudged, c 0, d 1; e, grade 2, is not retrieved. R = 3, one irrelevant. */
  private static final Map<String, Double> KNOWN = Map.of("a", 3.0, "c", 0.0, "d", 1.0, "e", 2.0);

  private static final List<String> ORDER = List.of("a", "b", "c", "d");

  private static double value(RankingMetric metric) {
    return number(metric.of(ranked(ORDER, KNOWN)));
  }

  private static JudgedList ranked(List<String> order, Map<String, Double> known) {
    Run run = Run.ranked(Map.of("q", order));
    return JudgedList.of(run.list("q"), known, Ties.AVERAGE, 1);
  }

  private static double number(MetricValue value) {
    return ((MetricValue.Defined) value).value();
  }

  @Test
  void gain_ndcgAndDcg_areThoseOfTheFormula() {
    double ideal = 3 + 2 / LOG2_3 + 1 / 2.0;
    double found = 3 + 1 / (Math.log(5) / Math.log(2));
    assertThat(value(RankingMetrics.dcg(4, Gain.LINEAR))).isEqualTo(found, within(1e-15));
    assertThat(value(RankingMetrics.ndcg())).isEqualTo(found / ideal, within(1e-15));
    assertThat(value(RankingMetrics.ndcg(3))).isEqualTo(3 / ideal, within(1e-15));
    assertThat(value(RankingMetrics.ndcg(2))).isEqualTo(3 / (3 + 2 / LOG2_3), within(1e-15));
    assertThat(value(RankingMetrics.ndcg(1))).isEqualTo(1);
    assertThat(value(RankingMetrics.dcg(1, Gain.EXPONENTIAL))).isEqualTo(7);
    assertThat(value(RankingMetrics.ndcg(4, Gain.LINEAR, Ideal.RETRIEVED)))
        .isEqualTo(found / (3 + 1 / LOG2_3), within(1e-15));
  }

  @Test
  void averagePrecision_denominators_areNamed() {
    // Relevant at ranks 1 and 4 of R = 3: precision 1 and 2/4.
    assertThat(value(RankingMetrics.averagePrecision())).isEqualTo(1.5 / 3);
    assertThat(value(RankingMetrics.averagePrecision(2, Denominator.ALL_RELEVANT)))
        .isEqualTo(1 / 3.0);
    assertThat(value(RankingMetrics.averagePrecision(2, Denominator.BEST_POSSIBLE)))
        .isEqualTo(1 / 2.0);
    assertThat(value(RankingMetrics.averagePrecision(9, Denominator.BEST_POSSIBLE)))
        .isEqualTo(1.5 / 3);
  }

  @Test
  void cutoffs_handCase_eachMetric() {
    assertThat(value(RankingMetrics.precision(4))).isEqualTo(2 / 4.0);
    assertThat(value(RankingMetrics.precision(10))).isEqualTo(2 / 10.0);
    assertThat(value(RankingMetrics.recall(3))).isEqualTo(1 / 3.0);
    assertThat(value(RankingMetrics.recall(2, Denominator.BEST_POSSIBLE))).isEqualTo(1 / 2.0);
    assertThat(value(RankingMetrics.hitRate(1))).isEqualTo(1);
    assertThat(value(RankingMetrics.rPrecision())).isEqualTo(1 / 3.0);
    assertThat(value(RankingMetrics.reciprocalRank())).isEqualTo(1);
    assertThat(value(RankingMetrics.judgedShare(2))).isEqualTo(0.5);
    assertThat(value(RankingMetrics.judgedShare(9))).isEqualTo(0.75);
    assertThat(value(RankingMetrics.rankBiasedPrecision(0.5)))
        .isEqualTo(0.5 * (1 + 0.125), within(1e-16));
  }

  @Test
  void reciprocalRank_afterTheCut_isZero() {
    JudgedList late = ranked(List.of("x", "y", "d"), Map.of("d", 1.0));
    assertThat(number(RankingMetrics.reciprocalRank(2).of(late))).isZero();
    assertThat(number(RankingMetrics.reciprocalRank(3).of(late))).isEqualTo(1 / 3.0);
    assertThat(number(RankingMetrics.hitRate(2).of(late))).isZero();
    assertThat(number(RankingMetrics.hitRate(3).of(late))).isEqualTo(1);
  }

  @Test
  void binaryPreference_handCase_ignoresUnjudged() {
    // a has no irrelevant before it: 1; d has c: 1 - min(1, 3)/min(1, 3) = 0; e: 0.
    assertThat(value(RankingMetrics.binaryPreference())).isEqualTo(1 / 3.0);
    Map<String, Double> known = Map.of("a", 1.0, "b", 1.0, "x", 0.0, "y", 0.0, "z", 0.0);
    // x a y b: 1 - 1/2, 1 - 2/2; the third irrelevant does not count, R is 2.
    assertThat(
            number(
                RankingMetrics.binaryPreference().of(ranked(List.of("x", "a", "y", "b"), known))))
        .isEqualTo(0.5 / 2);
    assertThat(
            number(
                RankingMetrics.binaryPreference().of(ranked(List.of("x", "y", "z", "b"), known))))
        .isZero();
  }

  @Test
  void noRelevantDocument_isUndefined() {
    JudgedList none = ranked(ORDER, Map.of("a", 0.0));
    for (RankingMetric metric : everyMetric(2)) {
      if (metric.name().startsWith("dcg")) {
        assertThat(metric.of(none)).isEqualTo(new MetricValue.Defined(0));
      } else if (!metric.name().startsWith("judged")) {
        assertThat(metric.of(none).isDefined()).as(metric.name()).isFalse();
      }
    }
    assertThat(RankingMetrics.judgedShare(3).of(ranked(List.of(), KNOWN)).isDefined()).isFalse();
    JudgedList missed = ranked(List.of("x"), KNOWN);
    assertThat(RankingMetrics.ndcg(3, Gain.LINEAR, Ideal.RETRIEVED).of(missed))
        .isEqualTo(MetricValue.undefined("no relevant documents were retrieved"));
    assertThat(RankingMetrics.ndcg(3).of(missed)).isEqualTo(new MetricValue.Defined(0));
  }

  @Test
  void ties_everyMetric_areTheMeanOverAllOrders() {
    RandomGenerator random = Seed.of(7).random();
    for (int round = 0; round < 60; round++) {
      int n = 1 + random.nextInt(6);
      Map<String, Double> known = new HashMap<>(Map.of("out", 1.0 + random.nextInt(2)));
      List<Retrieved> list = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        list.add(new Retrieved("d" + i, random.nextInt(3)));
        int grade = random.nextInt(5) - 1;
        if (grade >= 0) {
          known.put("d" + i, (double) Math.min(grade, 2));
        }
      }
      List<Retrieved> sorted = Run.of(Map.of("q", list)).list("q");
      for (RankingMetric metric : everyMetric(1 + random.nextInt(4))) {
        MetricValue closed = metric.of(JudgedList.of(sorted, known, Ties.AVERAGE, 1));
        List<Double> each = new ArrayList<>();
        orders(new ArrayList<>(), list, order -> each.add(given(metric, order, known)));
        double mean = each.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        if (closed.isDefined()) {
          assertThat(number(closed)).as(metric.name()).isEqualTo(mean, within(1e-12));
        } else {
          assertThat(mean).as(metric.name()).isNaN();
        }
      }
    }
  }

  private static double given(
      RankingMetric metric, List<Retrieved> order, Map<String, Double> known) {
    return metric.of(JudgedList.of(order, known, Ties.GIVEN, 1)).orElse(Double.NaN);
  }

  private interface Order {
    void take(List<Retrieved> order);
  }

  /** Every order in which the score falls or stays. */
  private static void orders(List<Retrieved> done, List<Retrieved> left, Order to) {
    if (left.isEmpty()) {
      to.take(List.copyOf(done));
      return;
    }
    double top = left.stream().mapToDouble(Retrieved::score).max().orElseThrow();
    for (Retrieved next : left) {
      if (next.score() == top) {
        List<Retrieved> more = new ArrayList<>(done);
        more.add(next);
        List<Retrieved> rest = new ArrayList<>(left);
        rest.remove(next);
        orders(more, rest, to);
      }
    }
  }

  private static List<RankingMetric> everyMetric(int k) {
    return List.of(
        RankingMetrics.ndcg(k),
        RankingMetrics.ndcg(k, Gain.EXPONENTIAL, Ideal.JUDGED),
        RankingMetrics.ndcg(k, Gain.LINEAR, Ideal.RETRIEVED),
        RankingMetrics.ndcg(),
        RankingMetrics.dcg(k, Gain.LINEAR),
        RankingMetrics.dcg(k, Gain.EXPONENTIAL),
        RankingMetrics.averagePrecision(),
        RankingMetrics.averagePrecision(k, Denominator.ALL_RELEVANT),
        RankingMetrics.averagePrecision(k, Denominator.BEST_POSSIBLE),
        RankingMetrics.reciprocalRank(),
        RankingMetrics.reciprocalRank(k),
        RankingMetrics.precision(k),
        RankingMetrics.recall(k),
        RankingMetrics.recall(k, Denominator.BEST_POSSIBLE),
        RankingMetrics.hitRate(k),
        RankingMetrics.rPrecision(),
        RankingMetrics.rankBiasedPrecision(0.7),
        RankingMetrics.binaryPreference(),
        RankingMetrics.judgedShare(k));
  }

  @Test
  void names_everyMetric_areDistinct() {
    assertThat(everyMetric(5)).extracting(RankingMetric::name).doesNotHaveDuplicates();
    assertThat(RankingMetrics.ndcg(10)).hasToString("ndcg@10").isEqualTo(RankingMetrics.ndcg(10));
    assertThat(RankingMetrics.ndcg(10))
        .hasSameHashCodeAs(RankingMetrics.ndcg(10))
        .isNotEqualTo(RankingMetrics.ndcg(5));
    assertThat(RankingMetrics.averagePrecision(5, Denominator.BEST_POSSIBLE).name())
        .isEqualTo("map_of_best@5");
  }

  @Test
  void faultySettings_areRefused() {
    assertThatThrownBy(() -> RankingMetrics.ndcg(0)).hasMessageContaining("k must be at least 1");
    assertThatThrownBy(() -> RankingMetrics.rankBiasedPrecision(1))
        .hasMessageContaining("Persistence");
  }
}
