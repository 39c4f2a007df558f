package io.millwright.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.eval.MetricChoice.Avoided;
import io.millwright.eval.MetricChoice.Reasoned;
import io.millwright.eval.MetricChoice.Use;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.ranking.RankingMetric;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MetricChoiceTest {

  private static List<String> names(MetricChoice<?> choice) {
    return choice.secondary().stream().map(Reasoned::name).map(String::toString).toList();
  }

  private static List<String> avoided(MetricChoice<?> choice) {
    return choice.avoided().stream().map(Avoided::name).toList();
  }

  @Test
  void binary_imbalanced_isAveragePrecisionAndNotAccuracy() {
    MetricChoice<Metric<Binary>> choice = MetricChoice.forBinary(0.03, 10_000, Use.RANKING);
    assertThat(choice.primary().name()).isEqualTo("average_precision");
    assertThat(choice.primary().metric().name()).isEqualTo("average_precision");
    assertThat(choice.primary().reason()).contains("3.0 % positives");
    assertThat(names(choice)).containsExactly("roc_auc");
    assertThat(avoided(choice)).containsExactly("accuracy", "roc_auc");
    assertThat(avoided(MetricChoice.forBinary(0.05, 10_000, Use.RANKING)))
        .containsExactly("accuracy");
    assertThat(choice.avoided().get(0).reason()).contains("97.0 %");
    assertThat(choice.notes()).hasSize(1);
  }

  @Test
  void binary_balanced_isRocAuc() {
    MetricChoice<Metric<Binary>> choice = MetricChoice.forBinary(0.21, 1000, Use.RANKING);
    assertThat(choice.primary().name()).isEqualTo("roc_auc");
    assertThat(names(choice)).containsExactly("average_precision");
    assertThat(choice.avoided()).isEmpty();
    assertThat(MetricChoice.forBinary(0.81, 1000, Use.RANKING).primary().name())
        .isEqualTo("average_precision");
  }

  @Test
  void binary_risks_areProperScoresAndCalibration() {
    MetricChoice<Metric<Binary>> choice =
        MetricChoice.forBinary(0.4, 1000, Use.RISKS, Use.RANKING, Use.RISKS);
    assertThat(choice.primary().name()).isEqualTo("log_loss");
    assertThat(names(choice)).containsExactly("brier", "roc_auc", "average_precision");
    assertThat(choice.metrics()).hasSize(4);
    assertThat(choice.notes()).anyMatch(n -> n.contains("calibrate")).hasSize(2);
  }

  @Test
  void binary_decisions_byBalance() {
    assertThat(MetricChoice.forBinary(0.1, 1000, Use.DECISIONS).primary().name()).isEqualTo("mcc");
    MetricChoice<Metric<Binary>> balanced = MetricChoice.forBinary(0.5, 1000, Use.DECISIONS);
    assertThat(balanced.primary().name()).isEqualTo("balanced_accuracy");
    assertThat(names(balanced)).containsExactly("f1");
    assertThat(balanced.notes()).anyMatch(n -> n.contains("threshold by cost"));
  }

  @Test
  void binary_fewRowsOfAClass_isNoted() {
    assertThat(MetricChoice.forBinary(0.1, 290, Use.RANKING).notes())
        .anyMatch(n -> n.startsWith("Only about 29 rows of the rarer class"));
    assertThat(MetricChoice.forBinary(0.9, 290, Use.RANKING).notes())
        .anyMatch(n -> n.startsWith("Only about 29 rows"));
    assertThat(MetricChoice.forBinary(0.1, 300, Use.RANKING).notes()).hasSize(1);
    assertThatThrownBy(() -> MetricChoice.forBinary(0, 10, Use.RANKING))
        .hasMessageContaining("Prevalence");
    assertThatThrownBy(() -> MetricChoice.forBinary(0.5, 0, Use.RANKING))
        .hasMessageContaining("Rows");
  }

  @Test
  void multiclass_imbalance_changesThePrimary() {
    List<Long> even = List.of(100L, 90L, 110L);
    List<Long> uneven = List.of(1000L, 90L, 110L);
    assertThat(MetricChoice.forMulticlass(even, Use.DECISIONS).primary().name())
        .isEqualTo("accuracy");
    MetricChoice<Metric<Multiclass>> rare = MetricChoice.forMulticlass(uneven, Use.DECISIONS);
    assertThat(rare.primary().name()).isEqualTo("macro_f1");
    assertThat(avoided(rare)).containsExactly("accuracy");
    assertThat(rare.avoided().get(0).reason()).contains("83.3 %");
    assertThat(MetricChoice.forMulticlass(even, Use.RANKING).primary().name())
        .isEqualTo("roc_auc_ovr");
    assertThat(MetricChoice.forMulticlass(uneven, Use.RANKING).primary().name())
        .isEqualTo("roc_auc_ovo");
    assertThat(MetricChoice.forMulticlass(even, Use.RISKS).primary().name()).isEqualTo("log_loss");
    // Half of an equal share exactly is not yet rare: 20 of 120 where 40 were equal.
    assertThat(MetricChoice.forMulticlass(List.of(20L, 50L, 50L), Use.DECISIONS).notes())
        .hasSize(1);
    assertThat(MetricChoice.forMulticlass(List.of(20L, 50L, 50L), Use.DECISIONS).avoided())
        .isEmpty();
    assertThatThrownBy(() -> MetricChoice.forMulticlass(List.of(5L), Use.RISKS))
        .hasMessageContaining("Classes");
    assertThatThrownBy(() -> MetricChoice.forMulticlass(List.of(5L, 0L), Use.RISKS))
        .hasMessageContaining("Rows of a class");
  }

  private static double[] drawn(boolean heavy) {
    RandomGenerator random = Seed.of(3).random();
    double[] targets = new double[500];
    Arrays.setAll(
        targets,
        i -> {
          double z = random.nextGaussian();
          return heavy ? StrictMath.exp(2 * z) : 50 + 5 * z;
        });
    return targets;
  }

  @Test
  void regression_tails_decideBetweenMaeAndRmse() {
    MetricChoice<Metric<Regression>> light = MetricChoice.forRegression(drawn(false));
    assertThat(light.primary().name()).isEqualTo("rmse");
    assertThat(names(light)).containsExactly("mae", "r2", "wmape");
    assertThat(light.avoided()).isEmpty();
    MetricChoice<Metric<Regression>> heavy = MetricChoice.forRegression(drawn(true));
    assertThat(heavy.primary().name()).isEqualTo("mae");
    assertThat(heavy.primary().reason()).contains("heavy tails");
    assertThat(names(heavy)).startsWith("median_ae");
    assertThat(avoided(heavy)).contains("rmse");
  }

  @Test
  void regression_zerosSignsAndFewRows_areAvoided() {
    double[] zeros = drawn(false);
    zeros[7] = 0;
    zeros[8] = 0.4;
    MetricChoice<Metric<Regression>> near = MetricChoice.forRegression(zeros);
    assertThat(avoided(near)).containsExactly("mape");
    assertThat(near.avoided().get(0).reason()).contains("in 2 rows");
    double[] signs = drawn(false);
    signs[3] = -1;
    assertThat(avoided(MetricChoice.forRegression(signs))).containsExactly("mape");
    assertThat(names(MetricChoice.forRegression(signs))).doesNotContain("wmape");
    assertThat(avoided(MetricChoice.forRegression(new double[] {1.5, 2, 3}))).containsExactly("r2");
    assertThat(avoided(MetricChoice.forRegression(new double[40]))).containsExactly("r2", "mape");
    assertThat(names(MetricChoice.forRegression(new double[] {1, 2, 3})))
        .contains("poisson_deviance");
    assertThatThrownBy(() -> MetricChoice.forRegression(new double[0]))
        .hasMessageContaining("Targets");
    assertThatThrownBy(() -> MetricChoice.forRegression(new double[] {1, Double.NaN}))
        .hasMessageContaining("row 1");
  }

  @Test
  void ranking_byGradesAndRelevantDocuments() {
    assertThat(MetricChoice.forRanking(10, 20, true).primary().name()).isEqualTo("ndcg@10");
    MetricChoice<RankingMetric> one = MetricChoice.forRanking(10, 1, false);
    assertThat(one.primary().name()).isEqualTo("mrr@10");
    assertThat(avoided(one)).containsExactly("precision@10");
    MetricChoice<RankingMetric> many = MetricChoice.forRanking(10, 20, false);
    assertThat(many.primary().name()).isEqualTo("map");
    assertThat(names(many)).containsExactly("recall@10");
    assertThat(many.avoided()).isEmpty();
    assertThatThrownBy(() -> MetricChoice.forRanking(0, 1, true)).hasMessageContaining("k");
    assertThatThrownBy(() -> MetricChoice.forRanking(1, 0, true)).hasMessageContaining("Relevant");
  }

  @Test
  void sentences_sayItAllInWords() {
    MetricChoice<Metric<Binary>> choice = MetricChoice.forBinary(0.03, 500, Use.RANKING);
    assertThat(choice.sentences()).hasSize(2 + 2 + 2);
    assertThat(choice.sentences().get(0)).startsWith("Decide by Average precision: classes are");
    assertThat(choice.sentences().get(1)).startsWith("Read beside it ROC-AUC: ");
    assertThat(choice.sentences().get(2)).startsWith("Avoid Accuracy: always naming");
    assertThat(choice).hasToString(String.join("\n", choice.sentences()));
  }
}
