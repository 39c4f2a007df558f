package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.eval.metric.BinaryMetrics.ZeroDivision;
import io.millwright.eval.metric.Confusion.Average;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedMetricsTest {

  /** TP 3, FP 1, TN 4, FN 2. */
  private static final BinaryCounts COUNTS = new BinaryCounts(3, 1, 4, 2);

  private static final Scored<Binary> NONE =
      Scored.binary(new double[] {0, 0}, new double[] {0.1, 0.2});

  private static final Scored<Multiclass> THREE =
      Scored.multiclass(
          List.of("a", "b", "c"),
          new double[] {0, 1, 2, 2},
          new double[] {
            0.7, 0.2, 0.1,
            0.5, 0.4, 0.1,
            0.1, 0.1, 0.8,
            0.2, 0.2, 0.6
          });

  private static double number(MetricValue value) {
    return ((MetricValue.Defined) value).value();
  }

  private static MetricValue defined(double value) {
    return new MetricValue.Defined(value);
  }

  @Test
  void counts_handCase_eachRate() {
    assertThat(number(COUNTS.matthews())).isEqualTo(10 / Math.sqrt(600), within(1e-15));
    assertThat(COUNTS.kappa()).isEqualTo(defined(0.4));
    assertThat(COUNTS.accuracy()).isEqualTo(defined(0.7));
    assertThat(COUNTS.precision()).isEqualTo(defined(0.75));
    assertThat(COUNTS.recall()).isEqualTo(defined(0.6));
    assertThat(COUNTS.specificity()).isEqualTo(defined(0.8));
    assertThat(COUNTS.negativePredictiveValue()).isEqualTo(defined(4 / 6.0));
    assertThat(COUNTS.balancedAccuracy()).isEqualTo(defined(0.7));
    assertThat(COUNTS.f1()).isEqualTo(defined(6 / 9.0));
    assertThat(number(COUNTS.fBeta(2))).isEqualTo(5 * 0.75 * 0.6 / (4 * 0.75 + 0.6), within(1e-15));
    assertThat(COUNTS.jaccard()).isEqualTo(defined(0.5));
  }

  @Test
  void counts_constant_isUndefined() {
    BinaryCounts constant = new BinaryCounts(0, 0, 5, 0);
    assertThat(constant.matthews())
        .isEqualTo(MetricValue.undefined("truth or prediction is constant"));
    assertThat(constant.kappa()).isEqualTo(MetricValue.undefined("no disagreement is expected"));
    assertThat(new BinaryCounts(0, 0, 5, 5).kappa()).isEqualTo(defined(0));
    assertThat(new BinaryCounts(2, 0, 3, 0).matthews()).isEqualTo(defined(1));
    assertThat(new BinaryCounts(0, 3, 0, 2).matthews()).isEqualTo(defined(-1));
  }

  @Test
  void counts_sameTableAsConfusion_agree() {
    int[] truth = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    int[] said = {1, 1, 1, 0, 0, 1, 0, 0, 0, 0};
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    Confusion confusion = Confusion.of(2, truth, said, ones);
    assertThat(number(confusion.matthews())).isEqualTo(number(COUNTS.matthews()), within(1e-15));
    assertThat(number(confusion.kappa(0))).isEqualTo(number(COUNTS.kappa()), within(1e-15));
    assertThat(confusion.counts(1)).isEqualTo(COUNTS);
    assertThat(confusion.weight(1, 0)).isEqualTo(2);
    assertThat(confusion.predicted(1)).isEqualTo(4);
    assertThat(confusion.total()).isEqualTo(10);
  }

  @Test
  void zeroDivision_isUndefinedUnlessAsked() {
    assertThat(BinaryMetrics.precision(0.5, ZeroDivision.UNDEFINED).of(NONE).isDefined()).isFalse();
    assertThat(BinaryMetrics.precision(0.5, ZeroDivision.ZERO).of(NONE)).isEqualTo(defined(0));
    assertThat(BinaryMetrics.recall(0.5, ZeroDivision.ONE).of(NONE)).isEqualTo(defined(1));
    assertThat(BinaryMetrics.fBeta(2, 0.5, ZeroDivision.ZERO).of(NONE)).isEqualTo(defined(0));
    assertThat(BinaryMetrics.fBeta(2).of(NONE).isDefined()).isFalse();
    assertThat(BinaryMetrics.precision(0.5, ZeroDivision.ONE).name()).isEqualTo("precision_or_1");
    assertThat(BinaryMetrics.recall(0.3, ZeroDivision.ZERO).name()).isEqualTo("recall_or_0@0.3");
    assertThat(BinaryMetrics.fBeta(1)).isEqualTo(BinaryMetrics.f1());
  }

  @Test
  void multiclass_handCase_eachAverage() {
    // Predicted a a c c: precision 1/2, none, 1; recall 1, 0, 1.
    assertThat(MulticlassMetrics.precision(Average.MACRO).of(THREE)).isEqualTo(defined(0.5));
    assertThat(MulticlassMetrics.precision(Average.WEIGHTED).of(THREE)).isEqualTo(defined(0.625));
    assertThat(MulticlassMetrics.precision(Average.MICRO).of(THREE)).isEqualTo(defined(0.75));
    assertThat(MulticlassMetrics.recall(Average.MACRO).of(THREE)).isEqualTo(defined(2 / 3.0));
    assertThat(MulticlassMetrics.f1(Average.MACRO).of(THREE))
        .isEqualTo(MulticlassMetrics.macroF1().of(THREE));
    assertThat(number(MulticlassMetrics.brier().of(THREE))).isEqualTo(0.265, within(1e-15));
    assertThat(MulticlassMetrics.topAccuracy(1).of(THREE)).isEqualTo(defined(0.75));
    assertThat(MulticlassMetrics.topAccuracy(2).of(THREE)).isEqualTo(defined(1));
    assertThat(MulticlassMetrics.rocAucOneVsOne().of(THREE)).isEqualTo(defined(1));
    assertThatThrownBy(() -> MulticlassMetrics.topAccuracy(0)).hasMessageContaining("k");
  }

  @Test
  void average_classNeitherThereNorPredicted_isLeftOut() {
    Scored<Multiclass> two = THREE.take(new int[] {2, 3});
    assertThat(MulticlassMetrics.precision(Average.MACRO).of(two)).isEqualTo(defined(1));
    assertThat(MulticlassMetrics.macroF1().of(two)).isEqualTo(defined(1));
    Confusion empty = Confusion.of(2, new int[0], new int[0], new double[0]);
    assertThat(empty.averageOfSeen(Average.MACRO, BinaryCounts::f1))
        .isEqualTo(MetricValue.undefined("no rows"));
    assertThat(empty.average(Average.WEIGHTED, BinaryCounts::f1, 0.25)).isEqualTo(0.25);
    assertThat(empty.macroF1().isDefined()).isFalse();
    assertThat(empty.balancedAccuracy().isDefined()).isFalse();
  }

  @Test
  void oneVsOne_pairs_weighBySizeIfAsked() {
    // Pair a-b is told apart, a-c and b-c are not: every score ties there.
    Scored<Multiclass> rows =
        Scored.multiclass(
            List.of("a", "b", "c"),
            new double[] {0, 1, 2, 2},
            new double[] {0.6, 0.2, 0.2, 0.2, 0.6, 0.2, 0.6, 0.6, 0.2, 0.2, 0.2, 0.2});
    // a-c: by a .6 over {.6, .2}: 3/4; by c all tie: 1/2; b-c the same.
    double pair = (0.75 + 0.5) / 2;
    assertThat(number(MulticlassMetrics.rocAucOneVsOne().of(rows)))
        .isEqualTo((1 + 2 * pair) / 3, within(1e-15));
    assertThat(number(MulticlassMetrics.rocAucOneVsOneWeighted().of(rows)))
        .isEqualTo((2 * 1 + 3 * pair + 3 * pair) / 8, within(1e-15));
    assertThat(MulticlassMetrics.rocAucOneVsOne().of(rows.take(new int[] {0, 2})))
        .isEqualTo(MetricValue.undefined("class number 1 or 2 of 3 has no rows"));
  }

  @Test
  void topClasses_ties_goByPosition() {
    double[] tied = {0.5, 0.5};
    assertThat(TopClasses.hits(new double[] {1}, tied, 2, 1, false)).containsExactly(0);
    assertThat(TopClasses.hits(new double[] {1}, tied, 2, 1, true)).containsExactly(1);
    assertThat(TopClasses.hits(new double[] {0}, tied, 2, 1, false)).containsExactly(1);
    assertThat(TopClasses.hits(new double[] {0}, tied, 2, 1, true)).containsExactly(0);
    assertThat(TopClasses.hits(new double[] {0}, tied, 2, 2, true)).containsExactly(1);
  }

  @Test
  void hinge_handCase() {
    assertThat(HingeLoss.binary(new double[] {1, 1, 0, 0}, new double[] {2, 0.25, -1, 0.5}))
        .containsExactly(0, 0.75, 0, 1.5);
    assertThat(HingeLoss.multiclass(new double[] {0, 2}, new double[] {3, 1, 1, 0.5, 1, 0.75}, 3))
        .containsExactly(0, 1.25);
    assertThatThrownBy(() -> HingeLoss.binary(new double[2], new double[3]))
        .hasMessageContaining("2");
    assertThatThrownBy(() -> HingeLoss.multiclass(new double[2], new double[3], 2))
        .hasMessageContaining("4");
    assertThatThrownBy(() -> HingeLoss.multiclass(new double[2], new double[2], 1))
        .hasMessageContaining("Classes");
  }

  @Test
  void multilabel_handCase_rowsLabelsAndAll() {
    double[][] truth = {{1, 0, 1}, {0, 0, 0}};
    double[][] said = {{1, 1, 0}, {0, 0, 0}};
    MultilabelScores scores = MultilabelScores.of(truth, said, new double[] {1, 3});
    assertThat(scores.counts(0)).isEqualTo(new BinaryCounts(1, 0, 3, 0));
    assertThat(number(scores.hammingLoss())).isEqualTo((2 / 3.0) / 4, within(1e-15));
    assertThat(scores.exactMatch()).isEqualTo(defined(0.75));
    assertThat(scores.averageOfRows(BinaryCounts::precision, 0)).isEqualTo(defined(0.5 / 4));
    assertThat(scores.averageOfRows(BinaryCounts::recall, 1)).isEqualTo(defined((0.5 + 3) / 4));
    assertThat(scores.average(Average.MICRO, BinaryCounts::precision, 0)).isEqualTo(0.5);
    assertThat(scores.average(Average.MACRO, BinaryCounts::precision, 1))
        .isEqualTo((1 + 0 + 1) / 3.0);
    assertThat(scores.average(Average.WEIGHTED, BinaryCounts::recall, 0)).isEqualTo(0.5);
  }

  @Test
  void multilabelAveragePrecision_labelWithoutPositives_isUndefined() {
    double[][] truth = {{1, 0}, {0, 0}};
    double[][] scores = {{0.9, 0.4}, {0.1, 0.5}};
    double[] weights = {1, 1};
    assertThat(MultilabelScores.averagePrecision(truth, scores, weights, Average.MACRO))
        .isEqualTo(MetricValue.undefined("label number 2 has no positive rows"));
    assertThat(MultilabelScores.averagePrecision(truth, scores, weights, Average.MICRO))
        .isEqualTo(defined(1));
    double[][] both = {{1, 1}, {0, 1}};
    assertThat(
            number(
                MultilabelScores.averagePrecision(
                    both, new double[][] {{0.1, 0.4}, {0.9, 0.5}}, weights, Average.WEIGHTED)))
        .isEqualTo((0.5 + 2 * 1) / 3, within(1e-15));
  }

  @Test
  void multilabel_faultyShapes_areRefused() {
    double[][] two = {{1, 0}, {0, 0}};
    double[] weights = {1, 1};
    assertThatThrownBy(() -> MultilabelScores.of(new double[0][], two, weights))
        .hasMessageContaining("Rows");
    assertThatThrownBy(() -> MultilabelScores.of(two, new double[1][2], weights))
        .hasMessageContaining("one for each row");
    assertThatThrownBy(() -> MultilabelScores.of(two, two, new double[3]))
        .hasMessageContaining("one for each row");
    assertThatThrownBy(() -> MultilabelScores.of(two, new double[][] {{1, 0}, {0}}, weights))
        .hasMessageContaining("Labels of row 1");
    assertThatThrownBy(() -> MultilabelScores.of(new double[][] {{1, 0}, {0}}, two, weights))
        .hasMessageContaining("Labels of row 1");
  }
}
