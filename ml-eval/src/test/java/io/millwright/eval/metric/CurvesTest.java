package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.model.Binary;
import io.millwright.model.Regression;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {

  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final BinaryCurves curves =
      BinaryCurves.of(Scored.binary(new double[] {1, 0, 1, 0}, new double[] {0.9, 0.7, 0.7, 0.2}));

  @Test
  void roc_handCase_runsFromOriginToEnd() {
    assertThat(curves.roc())
        .containsExactly(
            new CurvePoint(0, 0, NEVER),
            new CurvePoint(0, 0.5, 0.9),
            new CurvePoint(0.5, 1, 0.7),
            new CurvePoint(1, 1, 0.2));
  }

  @Test
  void precisionRecall_handCase_closesAtPrecisionOne() {
    assertThat(curves.precisionRecall())
        .containsExactly(
            new CurvePoint(1, 0.5, 0.2),
            new CurvePoint(1, 2 / 3.0, 0.7),
            new CurvePoint(0.5, 1, 0.9),
            new CurvePoint(0, 1, NEVER));
  }

  @Test
  void curves_oneClass_areEmpty() {
    BinaryCurves one = BinaryCurves.of(Scored.binary(new double[2], new double[] {0.1, 0.2}));
    assertThat(one.roc()).isEmpty();
    assertThat(one.precisionRecall()).isEmpty();
  }

  @Test
  void histograms_countEachClass_zeroAndOneIncluded() {
    BinaryCurves ends =
        BinaryCurves.of(Scored.binary(new double[] {0, 0, 1, 1}, new double[] {0, 0.49, 0.5, 1}));
    assertThat(ends.negativeScores(2).counts()).containsExactly(2L, 0L);
    assertThat(ends.positiveScores(2).counts()).containsExactly(0L, 2L);
  }

  @Test
  void calibration_edges_belongToLowerBinAndEndsHaveOne() {
    Reliability reliability =
        Reliability.equalWidth(
            new double[] {0, 1, 1}, new double[] {0, 0.5, 1}, new double[] {1, 1, 1}, 2);
    assertThat(reliability.bins())
        .containsExactly(
            new Reliability.Bin(0, 0.5, 2, 2, 0.25, 0.5), new Reliability.Bin(0.5, 1, 1, 1, 1, 1));
    assertThat(reliability.expectedError()).isEqualTo(0.25 * 2 / 3, within(1e-15));
    assertThat(reliability.maximumError()).isEqualTo(0.25);
  }

  @Test
  void residuals_allEqual_haveOneFilledBin() {
    Scored<Regression> rows = Scored.regression(new double[] {1, 2}, new double[] {0, 1});
    Histogram residuals = RegressionCurves.of(rows).residuals(4);
    assertThat(residuals.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
    assertThat(residuals.low()).isEqualTo(0.5);
  }

  @Test
  void sample_sameSeed_isTheSameAndWithoutRepeats() {
    double[] values = java.util.stream.IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    RegressionCurves rows = RegressionCurves.of(Scored.regression(values, values));
    List<RegressionCurves.Pair> sample = rows.sample(20, Seed.of(3));
    assertThat(sample).hasSize(20).doesNotHaveDuplicates().isEqualTo(rows.sample(20, Seed.of(3)));
    assertThat(sample).isNotEqualTo(rows.sample(20, Seed.of(4)));
    assertThat(rows.sample(1000, Seed.of(3))).hasSize(100);
  }

  @Test
  void roc_pointOnALine_isLeftOut() {
    // Three positives, then three negatives: the first step and the ends of lines are kept.
    BinaryCurves straight =
        BinaryCurves.of(
            Scored.binary(
                new double[] {1, 1, 1, 0, 0, 0}, new double[] {0.9, 0.8, 0.7, 0.3, 0.2, 0.1}));
    assertThat(straight.roc())
        .extracting(CurvePoint::threshold)
        .containsExactly(NEVER, 0.9, 0.7, 0.1);
    assertThat(straight.precisionRecall()).hasSize(7);
  }

  @Test
  void roc_kinkInOneClassOnly_isKept() {
    // From .9 on: two positives, then one of each, then two negatives.
    BinaryCurves kinks =
        BinaryCurves.of(
            Scored.binary(
                new double[] {1, 1, 1, 0, 0, 0}, new double[] {0.9, 0.8, 0.7, 0.7, 0.6, 0.5}));
    assertThat(kinks.roc())
        .extracting(CurvePoint::threshold)
        .containsExactly(NEVER, 0.9, 0.8, 0.7, 0.5);
    BinaryCurves onlyPositives = BinaryCurves.of(Scored.binary(new double[] {1}, new double[1]));
    assertThat(onlyPositives.roc()).isEmpty();
    assertThat(onlyPositives.precisionRecall()).hasSize(2);
  }

  @Test
  void calibration_hasTenBinsAndWeights() {
    Scored<Binary> rows =
        Scored.binary(new double[] {1, 0, 1}, new double[] {0.05, 0.05, 0.95})
            .withWeights(new double[] {1, 3, 2});
    assertThat(BinaryCurves.of(rows).calibration().bins())
        .extracting(Reliability.Bin::weight)
        .containsExactly(4.0, 2.0);
    assertThat(BinaryCurves.of(rows).calibration().bins().get(0).observedRate()).isEqualTo(0.25);
    assertThat(BinaryCurves.of(rows).calibration().bins().get(0).high()).isEqualTo(0.1);
  }

  /** Gaps 0.3 of weight 3 and 0.1 of weight 1. */
  @Test
  void reliability_errors_areMeansByWeight() {
    double[] targets = {0, 1};
    double[] p = {0.3, 0.9};
    Reliability bins = Reliability.equalWidth(targets, p, new double[] {3, 1}, 2);
    assertThat(bins.expectedError()).isEqualTo(0.25, within(1e-15));
    assertThat(bins.maximumError()).isEqualTo(0.3, within(1e-15));
    assertThat(bins.rootMeanSquareError()).isEqualTo(Math.sqrt(0.28 / 4), within(1e-15));
    assertThat(Reliability.equalWidth(targets, p, new double[] {0, 1}, 2).bins()).hasSize(1);
    double[] quarters = {0.25, 0.75};
    assertThat(Reliability.equalCount(targets, quarters, new double[] {1, 1}, 2).bins())
        .extracting(Reliability.Bin::high)
        .containsExactly(0.5, 0.75);
    assertThat(Reliability.of(targets, p, new double[] {1, 1}, new double[] {0, 1}).bins())
        .containsExactly(new Reliability.Bin(0, 1, 2, 2, 0.6, 0.5));
  }

  @Test
  void histogram_edgesAndCounts() {
    Histogram histogram = Histogram.of(new double[] {2, 2.9, 3, 5.9, 6}, 2, 6, 4);
    assertThat(histogram.counts()).containsExactly(2L, 1L, 0L, 2L);
    assertThat(histogram.edge(0)).isEqualTo(2);
    assertThat(histogram.edge(1)).isEqualTo(3);
    assertThat(histogram.edge(4)).isEqualTo(6);
    assertThatThrownBy(() -> new Histogram(1, 1, List.of(1L))).hasMessageContaining("low < high");
    assertThatThrownBy(() -> new Histogram(0, 1, List.of())).hasMessageContaining("Bins");
  }

  @Test
  void residuals_areActualLessPredicted() {
    Scored<Regression> rows =
        Scored.regression(new double[] {1, 2, 3, 9}, new double[] {2, 2, 2, 5});
    Histogram residuals = RegressionCurves.of(rows).residuals(5);
    assertThat(residuals).isEqualTo(new Histogram(-1, 4, List.of(1L, 1L, 1L, 0L, 1L)));
    assertThat(RegressionCurves.of(rows.take(new int[] {0})).residuals(1).high()).isEqualTo(-0.5);
    assertThatThrownBy(() -> RegressionCurves.of(rows).residuals(0)).hasMessageContaining("Bins");
    assertThatThrownBy(() -> RegressionCurves.of(rows).sample(0, Seed.of(1)))
        .hasMessageContaining("Sample");
    assertThat(RegressionCurves.of(rows).sample(4, Seed.of(1)))
        .containsExactly(
            new RegressionCurves.Pair(1, 2),
            new RegressionCurves.Pair(2, 2),
            new RegressionCurves.Pair(3, 2),
            new RegressionCurves.Pair(9, 5));
  }
}
