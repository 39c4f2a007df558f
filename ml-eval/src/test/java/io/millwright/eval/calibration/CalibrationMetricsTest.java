package io.millwright.eval.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.HeldOut;
import io.millwright.eval.HeldOuts;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.ProbabilityBins;
import io.millwright.eval.metric.Reliability;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.report.Section;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationMetricsTest {

  private static double value(Metric<Binary> metric, Scored<Binary> rows) {
    return metric.of(rows).orElse(Double.NaN);
  }

  private static Scored<Binary> random(long seed, int n, boolean weighted) {
    RandomGenerator random = Seed.of(seed).random();
    double[] y = new double[n];
    double[] p = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      p[i] = random.nextInt(21) / 20.0;
      y[i] = random.nextInt(2);
      w[i] = weighted ? random.nextInt(4) : 1;
    }
    return Scored.binary(y, p).withWeights(w);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void errors_random_agreeWithReliability(long seed) {
    Scored<Binary> rows = random(seed, 60, true);
    Reliability width = Reliability.equalWidth(rows.targets(), rows.scores(), rows.weights(), 7);
    Reliability count = Reliability.equalCount(rows.targets(), rows.scores(), rows.weights(), 7);
    assertThat(value(CalibrationMetrics.ece(7), rows))
        .isCloseTo(width.expectedError(), within(1e-12));
    assertThat(value(CalibrationMetrics.mce(7), rows))
        .isCloseTo(width.maximumError(), within(1e-12));
    assertThat(value(CalibrationMetrics.rmsce(7), rows))
        .isCloseTo(width.rootMeanSquareError(), within(1e-12));
    assertThat(value(CalibrationMetrics.ace(7), rows))
        .isCloseTo(count.expectedError(), within(1e-12));
  }

  @Test
  void ece_probabilitiesOfZeroAndOne_haveBins() {
    Scored<Binary> rows = Scored.binary(new double[] {0, 1, 1}, new double[] {0, 1, 0});
    // The first bin holds two rows: share 0.5, promised 0.
    assertThat(value(CalibrationMetrics.ece(10), rows)).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(value(CalibrationMetrics.mce(10), rows)).isEqualTo(0.5);
  }

  @Test
  void topLabelEce_differsFromEce() {
    Scored<Binary> rows =
        Scored.binary(new double[] {0, 0, 0, 1}, new double[] {0.2, 0.2, 0.2, 0.2});
    // P(1) = 0.2 against 0.25; confidence 0.8 against 0.75 right.
    assertThat(value(CalibrationMetrics.ece(10), rows)).isCloseTo(0.05, within(1e-12));
    assertThat(value(CalibrationMetrics.topLabelEce(10), rows)).isCloseTo(0.05, within(1e-12));
    // Half above, half below: errors of P(1) cancel in no bin, those of the top label do.
    Scored<Binary> mixed =
        Scored.binary(new double[] {0, 0, 1, 1, 1, 1}, new double[] {0.3, 0.3, 0.3, 0.7, 0.7, 0.7});
    assertThat(value(CalibrationMetrics.ece(10), mixed))
        .isCloseTo((1.0 / 3 - 0.3) / 2 + 0.3 / 2, within(1e-12));
    assertThat(value(CalibrationMetrics.topLabelEce(10), mixed))
        .isCloseTo(5.0 / 6 - 0.7, within(1e-12));
  }

  @Test
  void multiclass_handComputed() {
    Scored<Multiclass> rows =
        Scored.multiclass(
            List.of("a", "b", "c"),
            new double[] {0, 1, 1},
            new double[] {0.6, 0.3, 0.1, 0.6, 0.3, 0.1, 0.2, 0.2, 0.6});
    assertThat(CalibrationMetrics.multiclassTopLabelEce(10).of(rows).orElse(9))
        .isCloseTo(0.6 - 1.0 / 3, within(1e-12));
    // a: two rows at 0.6, half are a; one at 0.2, none. b: two at 0.3, one at 0.2. c: 0.1, 0.6.
    double a = (2 * 0.1 + 0.2) / 3;
    double b = (2 * 0.2 + 0.8) / 3;
    double c = (2 * 0.1 + 0.6) / 3;
    assertThat(CalibrationMetrics.classwiseEce(10).of(rows).orElse(9))
        .isCloseTo((a + b + c) / 3, within(1e-12));
  }

  @Test
  void debiased_handComputed() {
    // One bin: residuals -0.5, 0.5, 0.5, 0.5; gap 0.25, variance of the mean (0.75 / 3) / 4.
    double[] y = {0, 1, 1, 1};
    double[] p = {0.5, 0.5, 0.5, 0.5};
    BinnedGaps gaps = BinnedGaps.of(y, p, ProbabilityBins.equalWidth(1));
    assertThat(gaps.debiasedSquare(new double[] {1, 1, 1, 1}).orElse(9))
        .isCloseTo(0.0625 - 0.0625, within(1e-15));
    assertThat(gaps.debiasedSquare(new double[] {1, 0, 0, 0}))
        .isEqualTo(MetricValue.undefined("no bin has two rows"));
    assertThat(gaps.expected(new double[4]).isDefined()).isFalse();
    assertThat(gaps.largest(new double[4]).isDefined()).isFalse();
    assertThat(gaps.rootMeanSquare(new double[4]).isDefined()).isFalse();
  }

  /** Mean over many draws: the plain square is biased by the noise, the debiased one is not. */
  @Test
  void debiased_calibratedScores_isZeroOnAverage() {
    RandomGenerator random = Seed.of(8).random();
    double plain = 0;
    double debiased = 0;
    int draws = 400;
    for (int d = 0; d < draws; d++) {
      double[] y = new double[200];
      double[] p = new double[200];
      double[] w = new double[200];
      for (int i = 0; i < 200; i++) {
        p[i] = random.nextDouble();
        y[i] = random.nextDouble() < p[i] ? 1 : 0;
        w[i] = 1 + random.nextInt(2);
      }
      BinnedGaps gaps = BinnedGaps.of(y, p, ProbabilityBins.equalWidth(10));
      plain += Math.pow(gaps.rootMeanSquare(w).orElse(9), 2) / draws;
      debiased += gaps.debiasedSquare(w).orElse(9) / draws;
    }
    assertThat(plain).isGreaterThan(0.007);
    assertThat(debiased).isCloseTo(0, within(0.0008));
  }

  @Test
  void names_bins_areSaidUnlessUsual() {
    assertThat(CalibrationMetrics.ece(10).name()).isEqualTo("ece");
    assertThat(CalibrationMetrics.ace(15).name()).isEqualTo("ace_15");
    assertThat(CalibrationMetrics.debiasedRmsce(10)).hasToString("rmsce_debiased");
    assertThat(CalibrationMetrics.ece(10))
        .isEqualTo(CalibrationMetrics.ece(10))
        .hasSameHashCodeAs(CalibrationMetrics.ece(10))
        .isNotEqualTo(CalibrationMetrics.ece(11));
    assertThat(CalibrationMetrics.mce(10).direction()).isEqualTo(Direction.LOWER_IS_BETTER);
    assertThatIllegalArgumentException().isThrownBy(() -> CalibrationMetrics.ece(0));
  }

  @Test
  void diagram_bins_haveWilsonIntervals() {
    Scored<Binary> rows =
        Scored.binary(new double[] {0, 0, 1, 1, 1}, new double[] {0.1, 0.2, 0.6, 0.7, 0.8});
    ReliabilityDiagram diagram = ReliabilityDiagram.of(rows, ProbabilityBins.equalWidth(2), 0.95);
    assertThat(diagram.bins()).hasSize(2);
    var low = diagram.bins().get(0);
    assertThat(low.promised()).isCloseTo(0.15, within(1e-15));
    assertThat(low.happened().value()).isZero();
    assertThat(low.happened().interval().low()).isZero();
    // z^2 / (n + z^2) with n = 2.
    assertThat(low.happened().interval().high()).isCloseTo(3.8415 / 5.8415, within(1e-4));
    assertThat(diagram.bins().get(1).happened().interval().high()).isEqualTo(1);
    assertThat(diagram.bins().get(1).happened().support()).isEqualTo(3);
    assertThat(diagram.chart().series().get(0).hasIntervals()).isTrue();
    ReliabilityDiagram doubled =
        ReliabilityDiagram.of(
            rows.withWeights(new double[] {7, 7, 1, 1, 1}), ProbabilityBins.equalWidth(2), 0.95);
    assertThat(doubled.bins().get(0).happened().interval()).isEqualTo(low.happened().interval());
  }

  @Test
  void section_rows_showsFiguresDiagramAndTests() {
    RandomGenerator random = Seed.of(3).random();
    double[] y = new double[300];
    double[] p = new double[300];
    for (int i = 0; i < 300; i++) {
      p[i] = random.nextDouble();
      y[i] = random.nextDouble() < p[i] ? 1 : 0;
    }
    HeldOut<Binary> rows = HeldOuts.binary(y, p);
    Section section = CalibrationSection.of(rows, Bootstrap.of(Seed.of(1)).withReplicates(100));
    assertThat(section.heading()).isEqualTo("Calibration");
    assertThat(section.blocks()).hasSize(3);
  }
}
