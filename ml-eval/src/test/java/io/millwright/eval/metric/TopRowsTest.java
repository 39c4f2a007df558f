package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.RankedScores.Gain;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TopRowsTest {

  /** Falling: +, then + and - tied, then -. */
  private static final RankedScores ROWS =
      RankedScores.of(new double[] {1, 0, 1, 0}, new double[] {0.9, 0.8, 0.8, 0.1});

  private static final double[] ONES = {1, 1, 1, 1};
  private static final double[] NOTHING = new double[4];
  private static final RankedScores NEGATIVE =
      RankedScores.of(new double[] {0, 0}, new double[] {0.9, 0.8});

  private static double number(MetricValue value) {
    return ((MetricValue.Defined) value).value();
  }

  @Test
  void precisionAndRecallAt_tieAtTheCut_countsInPart() {
    assertThat(number(ROWS.precisionAt(ONES, 1))).isEqualTo(1);
    assertThat(number(ROWS.precisionAt(ONES, 2))).isEqualTo(0.75);
    assertThat(number(ROWS.precisionAt(ONES, 3))).isEqualTo(2 / 3.0);
    assertThat(number(ROWS.precisionAt(ONES, 100))).isEqualTo(0.5);
    assertThat(number(ROWS.recallAt(ONES, 1))).isEqualTo(0.5);
    assertThat(number(ROWS.recallAt(ONES, 2))).isEqualTo(0.75);
    assertThat(number(ROWS.recallAt(ONES, 3))).isEqualTo(1);
  }

  @Test
  void precisionAt_weights_areRepeatedRows() {
    RandomGenerator random = Seed.of(3).random();
    for (int round = 0; round < 100; round++) {
      int n = 2 + random.nextInt(20);
      double[] targets = new double[n];
      double[] scores = new double[n];
      double[] weights = new double[n];
      for (int i = 0; i < n; i++) {
        targets[i] = random.nextInt(2);
        scores[i] = random.nextInt(6);
        weights[i] = random.nextInt(3);
      }
      targets[0] = 1;
      weights[0] = 1;
      int[] rows =
          java.util.stream.IntStream.range(0, n)
              .flatMap(i -> java.util.stream.IntStream.generate(() -> i).limit((long) weights[i]))
              .toArray();
      RankedScores repeated =
          RankedScores.of(
              Arrays.stream(rows).mapToDouble(i -> targets[i]).toArray(),
              Arrays.stream(rows).mapToDouble(i -> scores[i]).toArray());
      double[] ones = new double[rows.length];
      Arrays.fill(ones, 1);
      RankedScores weighted = RankedScores.of(targets, scores);
      int k = 1 + random.nextInt(n);
      assertThat(number(weighted.precisionAt(weights, k)))
          .isEqualTo(number(repeated.precisionAt(ones, k)), within(1e-12));
      assertThat(number(weighted.recallAt(weights, k)))
          .isEqualTo(number(repeated.recallAt(ones, k)), within(1e-12));
      assertThat(number(weighted.lift(weights, 0.4)))
          .isEqualTo(number(repeated.lift(ones, 0.4)), within(1e-12));
    }
  }

  @Test
  void lift_isGainOverRandom() {
    assertThat(number(ROWS.lift(ONES, 0.5))).isEqualTo(1.5);
    assertThat(number(ROWS.lift(ONES, 1))).isEqualTo(1);
    assertThat(number(ROWS.lift(new double[] {2, 2, 2, 2}, 0.5))).isEqualTo(1.5);
    assertThat(ROWS.lift(NOTHING, 0.5))
        .isEqualTo(MetricValue.undefined("no rows of positive weight"));
    assertThat(NEGATIVE.lift(new double[] {1, 1}, 0.5))
        .isEqualTo(MetricValue.undefined("no positive rows"));
  }

  @Test
  void gains_parts_endAfterTheCeiling() {
    assertThat(ROWS.gains(2)).containsExactly(new Gain(2, 0.75, 1.5), new Gain(4, 1, 1));
    assertThat(ROWS.gains(3)).extracting(Gain::rows).containsExactly(2, 3, 4);
    assertThat(ROWS.gains(8)).extracting(Gain::rows).containsExactly(1, 1, 2, 2, 3, 3, 4, 4);
    assertThat(NEGATIVE.gains(2)).isEmpty();
    assertThat(RankedScores.of(new double[0], new double[0]).gains(2)).isEmpty();
  }

  @Test
  void recallAtFalsePositiveRate_isReachedByAThreshold() {
    assertThat(number(ROWS.recallAtFalsePositiveRate(ONES, 0.49))).isEqualTo(0.5);
    assertThat(number(ROWS.recallAtFalsePositiveRate(ONES, 0.5))).isEqualTo(1);
    assertThat(number(ROWS.recallAtFalsePositiveRate(ONES, 1))).isEqualTo(1);
    RankedScores noise = RankedScores.of(new double[] {0, 1}, new double[] {0.9, 0.1});
    assertThat(number(noise.recallAtFalsePositiveRate(new double[] {1, 1}, 0.5))).isZero();
  }

  @Test
  void partialRocAuc_handCase_rawAndStandardised() {
    assertThat(number(ROWS.partialRocAucRaw(ONES, 0.5))).isEqualTo(0.375);
    assertThat(number(ROWS.partialRocAucRaw(ONES, 0.25))).isEqualTo(0.25 * (0.5 + 0.75) / 2);
    assertThat(number(ROWS.partialRocAucRaw(ONES, 1))).isEqualTo(number(ROWS.rocAuc(ONES)));
    assertThat(number(ROWS.partialRocAuc(ONES, 0.5)))
        .isEqualTo(0.5 * (1 + 0.25 / 0.375), within(1e-15));
    assertThat(number(ROWS.partialRocAuc(ONES, 1)))
        .isEqualTo(number(ROWS.rocAuc(ONES)), within(1e-15));
  }

  @Test
  void kolmogorovSmirnov_handCase() {
    assertThat(number(ROWS.kolmogorovSmirnov(ONES))).isEqualTo(0.5);
  }

  @Test
  void precisionRecallTrapezoid_isNotAveragePrecision() {
    // Points (1/2, 1), (1, 2/3), (1, 1/2).
    assertThat(number(ROWS.precisionRecallTrapezoid(ONES)))
        .isEqualTo(0.5 + 0.5 * (1 + 2 / 3.0) / 2, within(1e-15));
    RankedScores constant = RankedScores.of(new double[] {1, 0, 0, 0}, new double[4]);
    assertThat(number(constant.precisionRecallTrapezoid(ONES))).isEqualTo(0.625);
    assertThat(number(constant.averagePrecision(ONES))).isEqualTo(0.25);
    assertThat(constant.precisionRecallTrapezoid(new double[] {0, 1, 1, 1}))
        .isEqualTo(MetricValue.undefined("no positive rows"));
  }

  @Test
  void stepsDistinctAndSums_ofEachScore() {
    assertThat(ROWS.distinct()).containsExactly(0.9, 0.8, 0.1);
    assertThat(ROWS.sums(new double[] {1, 10, 100, 1000})).containsExactly(1, 111, 1111);
    double never = Double.POSITIVE_INFINITY;
    assertThat(ROWS.steps(new double[] {1, 2, 3, 4}))
        .containsExactly(
            new RankedScores.Step(never, 0, 0),
            new RankedScores.Step(0.9, 1, 0),
            new RankedScores.Step(0.8, 4, 2),
            new RankedScores.Step(0.1, 4, 6));
    assertThat(ROWS.steps(new double[] {1, 0, 0, 1}))
        .extracting(RankedScores.Step::threshold)
        .containsExactly(never, 0.9, 0.1);
    assertThat(ROWS.steps(NOTHING)).hasSize(1);
    assertThatThrownBy(() -> RankedScores.of(new double[2], new double[3]))
        .hasMessage("Scores must be 2, one a row; were 3.");
  }

  @Test
  void oneClassOrNoWeight_isUndefined() {
    double[] two = {1, 1};
    MetricValue oneClass = MetricValue.undefined("one class only");
    assertThat(NEGATIVE.partialRocAucRaw(two, 0.5)).isEqualTo(oneClass);
    assertThat(NEGATIVE.partialRocAuc(two, 0.5)).isEqualTo(oneClass);
    assertThat(NEGATIVE.recallAtFalsePositiveRate(two, 0.5)).isEqualTo(oneClass);
    assertThat(NEGATIVE.kolmogorovSmirnov(two)).isEqualTo(oneClass);
    assertThat(ROWS.kolmogorovSmirnov(new double[] {1, 0, 1, 0})).isEqualTo(oneClass);
    assertThat(NEGATIVE.recallAt(two, 1)).isEqualTo(MetricValue.undefined("no positive rows"));
    assertThat(NEGATIVE.precisionAt(two, 1)).isEqualTo(new MetricValue.Defined(0));
    assertThat(ROWS.precisionAt(NOTHING, 1))
        .isEqualTo(MetricValue.undefined("no rows of positive weight"));
  }

  @Test
  void faultySettings_areRefused() {
    assertThatThrownBy(() -> ROWS.precisionAt(ONES, 0)).hasMessageContaining("k");
    assertThatThrownBy(() -> ROWS.recallAt(ONES, -1)).hasMessageContaining("k");
    assertThatThrownBy(() -> ROWS.lift(ONES, 0)).hasMessageContaining("Share of rows");
    assertThatThrownBy(() -> ROWS.lift(ONES, 1.01)).hasMessageContaining("Share of rows");
    assertThatThrownBy(() -> ROWS.gains(0)).hasMessageContaining("Parts");
    assertThatThrownBy(() -> ROWS.partialRocAuc(ONES, 0)).hasMessageContaining("False positive");
    assertThatThrownBy(() -> ROWS.partialRocAucRaw(ONES, 1.1))
        .hasMessageContaining("False positive");
    assertThatThrownBy(() -> ROWS.recallAtFalsePositiveRate(ONES, 0))
        .hasMessageContaining("False positive");
    assertThatThrownBy(() -> BinaryMetrics.precisionAt(0)).hasMessageContaining("k");
    assertThatThrownBy(() -> BinaryMetrics.recallAt(0)).hasMessageContaining("k");
    assertThatThrownBy(() -> BinaryMetrics.lift(0)).hasMessageContaining("Share of rows");
    assertThatThrownBy(() -> BinaryMetrics.partialRocAuc(2)).hasMessageContaining("rate");
    assertThatThrownBy(() -> BinaryMetrics.fBeta(0)).hasMessageContaining("Beta");
  }
}
