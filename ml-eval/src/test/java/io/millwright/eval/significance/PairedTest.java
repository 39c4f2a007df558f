package io.millwright.eval.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Paired tests, permutations, Student tests and corrections. */
class PairedTest {

  @Test
  void mcNemar_of_countsRowsOfDisagreement() {
    boolean[] first = {true, true, true, false, true, true};
    boolean[] second = {true, false, false, true, false, true};
    McNemar table = McNemar.of(first, second);
    assertThat(table).isEqualTo(new McNemar(3, 1, 6));
    // P(at most 1 head of 4) = 5 / 16, twice.
    assertThat(table.exact()).isEqualTo(new TestResult(1, 10 / 16.0));
    assertThat(new McNemar(0, 0, 3).exact()).isEqualTo(new TestResult(0, 1));
    assertThat(new McNemar(2, 2, 4).exact().pValue()).isEqualTo(1);
    assertThatThrownBy(() -> McNemar.of(first, new boolean[2])).hasMessageContaining("same rows");
    assertThatThrownBy(() -> new McNemar(3, 1, 3)).hasMessageContaining("Rows");
    assertThatThrownBy(() -> new McNemar(0, 0, 3).chiSquare(false))
        .hasMessageContaining("at least 1");
  }

  /** n + 2 = 8, shares 4/8 and 2/8: 0.25 -+ z sqrt((0.75 - 0.0625) / 8). */
  @Test
  void mcNemar_difference_isBonettPrice() {
    Estimate.Measured m = new McNemar(3, 1, 6).difference(0.95);
    assertThat(m.value()).isEqualTo(2 / 6.0);
    double half = 1.959964 * Math.sqrt(0.6875 / 8);
    assertThat(m.interval().low()).isEqualTo(0.25 - half, within(1e-6));
    assertThat(m.interval().high()).isEqualTo(0.25 + half, within(1e-6));
    Estimate.Measured swapped = new McNemar(1, 3, 6).difference(0.95);
    assertThat(swapped.interval().low()).isEqualTo(-m.interval().high(), within(1e-15));
    assertThat(new McNemar(3, 0, 3).difference(0.999).interval().high()).isEqualTo(1);
    assertThat(new McNemar(0, 3, 3).difference(0.999).interval().low()).isEqualTo(-1);
  }

  @Test
  void permutation_randomWays_tendToAllWays() {
    RandomGenerator random = Seed.of(6).random();
    double[] d = random.doubles(12).map(u -> u - 0.35).toArray();
    double[] x = random.doubles(6).toArray();
    double[] y = random.doubles(7).map(u -> u + 0.2).toArray();
    for (Alternative alternative : Alternative.values()) {
      // The standard error of a share of 20,000 ways is at most 0.0035, twice that for two sides.
      assertThat(Permutation.signs(d, 20_000, Seed.of(1), alternative).pValue())
          .isEqualTo(Permutation.signs(d, alternative).pValue(), within(0.02));
      assertThat(Permutation.means(x, y, 20_000, Seed.of(1), alternative).pValue())
          .isEqualTo(Permutation.means(x, y, alternative).pValue(), within(0.02));
    }
    assertThat(Permutation.signs(d, 500, Seed.of(1), Alternative.LESS))
        .isEqualTo(Permutation.signs(d, 500, Seed.of(1), Alternative.LESS));
  }

  @Test
  void permutation_extreme_isNeverZero() {
    double[] d = new double[70];
    Arrays.setAll(d, i -> i + 1);
    TestResult found = Permutation.signs(d, 999, Seed.of(2), Alternative.GREATER);
    assertThat(found.pValue()).isEqualTo(0.001);
    assertThat(found.statistic()).isEqualTo(35.5);
    double[] low = new double[30];
    double[] high = new double[30];
    Arrays.fill(high, 5);
    assertThat(Permutation.means(low, high, 999, Seed.of(2), Alternative.TWO_SIDED).pValue())
        .isEqualTo(0.002);
    assertThat(Permutation.means(low, high, 999, Seed.of(2), Alternative.GREATER).pValue())
        .isEqualTo(1);
  }

  /** 0.1 + 0.2 rounds to another number than 0.3: both ways are as extreme. */
  @Test
  void permutation_sumsThatDifferByRounding_countAsEqual() {
    double[] d = {0.1, 0.2, -0.3};
    assertThat(Permutation.signs(d, Alternative.GREATER).pValue()).isEqualTo(5 / 8.0);
    assertThat(Permutation.signs(d, Alternative.LESS).pValue()).isEqualTo(5 / 8.0);
    assertThat(Permutation.signs(d, Alternative.TWO_SIDED).pValue()).isEqualTo(1);
  }

  @Test
  void permutation_tooManyWays_asksForASeed() {
    double[] d = new double[21];
    assertThatThrownBy(() -> Permutation.signs(d, Alternative.LESS))
        .hasMessageContaining("at most 2000000")
        .hasMessageContaining("seed");
    assertThatThrownBy(() -> Permutation.means(d, d, Alternative.LESS))
        .hasMessageContaining("seed");
    assertThatThrownBy(() -> Permutation.means(d, d, 99, Seed.of(1), Alternative.LESS))
        .hasMessageContaining("Ways");
    assertThatThrownBy(() -> Permutation.signs(new double[0], Alternative.LESS))
        .hasMessageContaining("differences");
  }

  /** Differences 1, 2, 3: mean 2, variance 1. */
  @Test
  void meanDifference_threeValues_isComputedByHand() {
    double[] d = {1, 2, 3};
    MeanDifference.Student paired = MeanDifference.paired(d, Alternative.TWO_SIDED);
    assertThat(paired.statistic()).isEqualTo(2 * Math.sqrt(3), within(1e-12));
    // With 2 degrees of freedom P(|T| > t) = 1 - t / sqrt(t^2 + 2).
    assertThat(paired.pValue()).isEqualTo(1 - Math.sqrt(12 / 14.0), within(1e-12));
    MeanDifference.Student corrected =
        MeanDifference.correctedResampled(d, 0.5, Alternative.TWO_SIDED);
    double t = 2 / Math.sqrt(1 / 3.0 + 0.5);
    assertThat(corrected.statistic()).isEqualTo(t, within(1e-12));
    assertThat(corrected.pValue()).isEqualTo(1 - t / Math.sqrt(t * t + 2), within(1e-12));
    assertThat(corrected.freedom()).isEqualTo(2);
    assertThat(MeanDifference.paired(d, Alternative.GREATER).pValue())
        .isEqualTo(paired.pValue() / 2, within(1e-12));
    assertThat(MeanDifference.paired(d, Alternative.LESS).pValue())
        .isEqualTo(1 - paired.pValue() / 2, within(1e-12));
  }

  @Test
  void meanDifference_withoutVariation_isCertainOrRefused() {
    double[] twos = {2, 2};
    assertThat(MeanDifference.paired(twos, Alternative.TWO_SIDED))
        .isEqualTo(new MeanDifference.Student(Double.POSITIVE_INFINITY, 0, 1));
    assertThat(MeanDifference.paired(twos, Alternative.LESS).pValue()).isEqualTo(1);
    assertThatThrownBy(() -> MeanDifference.paired(new double[2], Alternative.LESS))
        .hasMessageContaining("nothing to test");
    assertThatThrownBy(() -> MeanDifference.welch(twos, twos, Alternative.LESS))
        .hasMessageContaining("variances");
    assertThatThrownBy(() -> MeanDifference.correctedResampled(twos, 0, Alternative.LESS))
        .hasMessageContaining("Rows judged");
  }

  /** sum d^2 = 5 * (1 + 9) = 50, sum s^2 = 5 * 2 = 10: F = 2.5. */
  @Test
  void fiveByTwo_isComputedByHand() {
    double[][] d = {{1, 3}, {1, 3}, {3, 1}, {1, 3}, {3, 1}};
    TestResult found = MeanDifference.fiveByTwo(d);
    assertThat(found.statistic()).isEqualTo(2.5);
    // F(10, 5) at 2.5: between the 25 % point 1.89 and the 10 % point 3.30.
    assertThat(found.pValue()).isBetween(0.10, 0.25);
    assertThatThrownBy(() -> MeanDifference.fiveByTwo(new double[4][2]))
        .hasMessageContaining("5 repetitions");
    assertThatThrownBy(() -> MeanDifference.fiveByTwo(new double[5][3]))
        .hasMessageContaining("5 repetitions");
    assertThatThrownBy(() -> MeanDifference.fiveByTwo(new double[5][2]))
        .hasMessageContaining("variances");
    // The 5 % point of F(10, 5) is 4.735.
    assertThat(Law.fisherAbove(4.735, 10, 5)).isEqualTo(0.05, within(1e-4));
    assertThat(Law.fisherAbove(0, 10, 5)).isEqualTo(1);
  }

  @Test
  void twoProportions_wrongCounts_areRefused() {
    assertThatThrownBy(() -> TwoProportions.zTest(3, 2, 1, 2, 0, Alternative.LESS))
        .hasMessageContaining("first");
    assertThatThrownBy(() -> TwoProportions.zTest(1, 2, -1, 2, 0, Alternative.LESS))
        .hasMessageContaining("second");
    assertThatThrownBy(() -> TwoProportions.zTest(0, 2, 0, 2, 0, Alternative.LESS))
        .hasMessageContaining("Pooled");
    assertThatThrownBy(() -> TwoProportions.zTest(0, 0, 0, 2, 0, Alternative.LESS))
        .hasMessageContaining("Trials");
  }

  @Test
  void multipleTesting_notAProbability_isRefused() {
    assertThatThrownBy(
            () ->
                MultipleTesting.adjust(
                    new double[] {0.1, Double.NaN}, MultipleTesting.Method.BENJAMINI_HOCHBERG))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(MultipleTesting.adjust(new double[0], MultipleTesting.Method.HOLM)).isEmpty();
  }
}
