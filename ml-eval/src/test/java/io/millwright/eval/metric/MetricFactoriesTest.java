package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.eval.metric.Confusion.Average;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each named metric on a few rows, by hand. */
class MetricFactoriesTest {

  /** Falling + - - + -; at 0.5 TP 1, FN 1, FP 1, TN 2. */
  private static final Scored<Binary> BINARY =
      Scored.binary(new double[] {1, 1, 0, 0, 0}, new double[] {0.9, 0.2, 0.6, 0.4, 0.1});

  /** Predicted a a c c. */
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

  private static double of(Metric<Binary> metric) {
    return ((MetricValue.Defined) metric.of(BINARY)).value();
  }

  private static double three(Metric<Multiclass> metric) {
    return ((MetricValue.Defined) metric.of(THREE)).value();
  }

  @Test
  void binary_counted_isComputedByHand() {
    assertThat(of(BinaryMetrics.specificity(0.5))).isEqualTo(2 / 3.0);
    assertThat(of(BinaryMetrics.matthews(0.5))).isEqualTo(1 / 6.0, within(1e-15));
    assertThat(of(BinaryMetrics.kappa(0.5))).isEqualTo(1 / 6.0, within(1e-15));
    assertThat(of(BinaryMetrics.accuracy(1))).isEqualTo(0.6);
    assertThat(of(BinaryMetrics.accuracy(0))).isEqualTo(0.4);
  }

  @Test
  void binary_ranked_isComputedByHand() {
    assertThat(of(BinaryMetrics.precisionAt(2))).isEqualTo(0.5);
    assertThat(of(BinaryMetrics.recallAt(4))).isEqualTo(1);
    assertThat(of(BinaryMetrics.lift(0.4))).isEqualTo(1.25);
    assertThat(of(BinaryMetrics.lift(1))).isEqualTo(1);
    assertThat(of(BinaryMetrics.recallAtFalsePositiveRate(0.5))).isEqualTo(0.5);
    assertThat(of(BinaryMetrics.kolmogorovSmirnov())).isEqualTo(0.5);
    assertThat(of(BinaryMetrics.partialRocAucRaw(0.5))).isEqualTo(0.25);
    // Chance is 1/8 of 1/2: (1 + (1/4 - 1/8) / (1/2 - 1/8)) / 2.
    assertThat(of(BinaryMetrics.partialRocAuc(0.5))).isEqualTo(2 / 3.0, within(1e-15));
    // Points (0, 1), (1/2, 1), (1/2, 1/3), (1, 1/2).
    assertThat(of(BinaryMetrics.prAucTrapezoid())).isEqualTo(17 / 24.0, within(1e-15));
    assertThat(of(BinaryMetrics.averagePrecision())).isEqualTo(0.75);
  }

  @Test
  void multiclass_confusion_isComputedByHand() {
    assertThat(three(MulticlassMetrics.balancedAccuracy())).isEqualTo(2 / 3.0);
    assertThat(three(MulticlassMetrics.matthews())).isEqualTo(6 / Math.sqrt(80), within(1e-15));
    assertThat(three(MulticlassMetrics.kappa())).isEqualTo(0.6, within(1e-15));
    // Squared distances by chance 8 + 2 + 2 + 16 over 4 rows, found 1.
    assertThat(three(MulticlassMetrics.kappaQuadratic())).isEqualTo(6 / 7.0, within(1e-15));
    assertThat(Confusion.of(THREE).weight(1, 0)).isEqualTo(1);
    assertThat(Confusion.of(THREE).weight(2, 2)).isEqualTo(2);
    assertThat(Confusion.of(THREE).support(2)).isEqualTo(2);
  }

  /** Areas 1, 1 and (2 * 2 - 1) / 4 of the classes, whose weights are 1, 1 and 2. */
  @Test
  void multiclass_areasByWeight_areComputedByHand() {
    Scored<Multiclass> rows =
        Scored.multiclass(
            List.of("a", "b", "c"),
            new double[] {0, 1, 2, 2},
            new double[] {0.8, 0.1, 0.1, 0.1, 0.5, 0.4, 0.1, 0.2, 0.7, 0.5, 0.3, 0.2});
    assertThat(MulticlassMetrics.rocAucWeighted().of(rows)).isEqualTo(MetricValue.of(3.5 / 4));
    assertThat(((MetricValue.Defined) MulticlassMetrics.rocAuc().of(rows)).value())
        .isEqualTo(2.75 / 3, within(1e-15));
    assertThat(MulticlassMetrics.rocAucOneVsOneWeighted().of(THREE)).isEqualTo(MetricValue.of(1));
  }

  @Test
  void top_equalScores_theFirstClassWins() {
    Scored<Multiclass> rows =
        Scored.multiclass(
            List.of("a", "b", "c"),
            new double[3],
            new double[] {0.5, 0.4, 0.1, 0.2, 0.5, 0.3, 0.2, 0.4, 0.4});
    assertThat(MulticlassMetrics.top(rows)).containsExactly(0, 1, 1);
  }

  @Test
  void average_classesOnlyMistaken_areSeen() {
    Confusion swapped = Confusion.of(2, new int[] {0, 1}, new int[] {1, 0}, new double[] {1, 1});
    assertThat(swapped.averageOfSeen(Average.MACRO, BinaryCounts::recall))
        .isEqualTo(MetricValue.of(0));
    // TP 2, FP 1, TN 3, FN 0 of one class, 3, 0, 2, 1 of the other.
    Confusion six =
        Confusion.of(
            2,
            new int[] {0, 0, 1, 1, 1, 1},
            new int[] {0, 0, 1, 1, 1, 0},
            new double[] {1, 1, 1, 1, 1, 1});
    assertThat(six.average(Average.MICRO, BinaryCounts::specificity, 0)).isEqualTo(5 / 6.0);
  }

  @Test
  void logLosses_probabilitiesThatDoNotSumToOne_areDividedByTheirSum() {
    assertThat(ProbabilityLoss.logLosses(new double[] {0}, new double[] {0.5, 0.25}, 2, 1e-9))
        .containsExactly(new double[] {Math.log(1.5)}, within(1e-15));
  }

  @Test
  void brierDecomposition_bothZeros_areOneValue() {
    BrierDecomposition parts =
        BrierDecomposition.ofValues(
            new double[] {0, 1, 1}, new double[] {-0.0, 0.0, 0.5}, new double[] {1, 1, 1});
    assertThat(parts.reliability()).isEqualTo((2 * 0.25 + 0.25) / 3, within(1e-15));
    assertThat(
            BrierDecomposition.ofValues(
                    new double[] {0, 1}, new double[] {-0.0, 0.5}, new double[] {1, 1})
                .resolution())
        .isEqualTo(0.25, within(1e-15));
  }
}
