package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
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
}
