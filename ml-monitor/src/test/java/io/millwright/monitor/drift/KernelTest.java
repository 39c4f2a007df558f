package io.millwright.monitor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.eval.significance.Alternative;
import io.millwright.eval.significance.TestResult;
import io.millwright.monitor.drift.KolmogorovSmirnov.Method;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  @Test
  void psi_handComputed_isTheSumOverBins() {
    // Reference halves, current 1/4 and 3/4: 1/4 ln 2 + ... = -1/4 ln(1/2) + 1/4 ln(3/2).
    double expected = 0.25 * Math.log(2) + 0.25 * Math.log(1.5);
    Psi psi = Psi.of(new double[] {1, 2, 3, 4}, new double[] {1, 3, 3, 4}, 2, 1e-4, false);
    assertThat(psi.edges()).containsExactly(2.5);
    assertThat(psi.value()).isCloseTo(expected, EXACT);
  }

  @Test
  void psiOfCounts_emptyBin_isFiniteAndAddsAHalf() {
    // (5.5 - 0.5) / 11 twice, ln 11.
    double expected = 2 * (5.0 / 6) * Math.log(11);
    assertThat(Psi.ofCounts(new long[] {5, 0}, new long[] {0, 5})).isCloseTo(expected, EXACT);
    assertThat(Psi.ofCounts(new long[] {3, 1}, new long[] {3, 1})).isZero();
  }

  @Test
  void psi_withoutDrift_hasItsExpectationAndQuantile() {
    RandomGenerator random = Seed.of(8).random();
    double sum = 0;
    int above = 0;
    int runs = 1_000;
    double quantile = Psi.exceededWithoutDrift(0.05, 10, 300, 500);
    for (int run = 0; run < runs; run++) {
      double psi = Psi.ofCounts(histogram(random, 500), histogram(random, 300));
      sum += psi;
      above += psi > quantile ? 1 : 0;
    }
    double expected = Psi.expectedWithoutDrift(10, 300, 500);
    assertThat(expected).isCloseTo(9 * (1.0 / 300 + 1.0 / 500), EXACT);
    // Standard error of the mean: sqrt(18) * 0.00533 / sqrt(1000) = 0.0007.
    assertThat(sum / runs).isCloseTo(expected, Offset.offset(0.003));
    assertThat(above / (double) runs).isBetween(0.025, 0.075);
  }

  private static long[] histogram(RandomGenerator random, int n) {
    long[] counts = new long[10];
    for (int i = 0; i < n; i++) {
      counts[random.nextInt(10)]++;
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void kolmogorovSmirnov_exact_equalsCountingAllSplits(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    double[] x = random.doubles(2 + random.nextInt(5)).toArray();
    double[] y = random.doubles(2 + random.nextInt(5)).toArray();
    for (Alternative alternative : Alternative.values()) {
      TestResult result = KolmogorovSmirnov.twoSample(x, y, alternative, Method.EXACT);
      assertThat(result.pValue())
          .isCloseTo(shareOfSplits(x.length, y.length, result.statistic(), alternative), EXACT);
    }
  }

  /** Every way to mark n1 of the ranks, from its bits. */
  private static double shareOfSplits(int n1, int n2, double observed, Alternative alternative) {
    int reached = 0;
    int splits = 0;
    for (int mask = 0; mask < 1 << (n1 + n2); mask++) {
      if (Integer.bitCount(mask) != n1) {
        continue;
      }
      splits++;
      double i = 0;
      double j = 0;
      double greatest = 0;
      for (int rank = 0; rank < n1 + n2; rank++) {
        if ((mask >> rank & 1) == 1) {
          i++;
        } else {
          j++;
        }
        double gap = i / n1 - j / n2;
        double counted =
            switch (alternative) {
              case TWO_SIDED -> Math.abs(gap);
              case GREATER -> gap;
              case LESS -> -gap;
            };
        greatest = Math.max(greatest, counted);
      }
      reached += greatest >= observed - 1e-9 ? 1 : 0;
    }
    return reached / (double) splits;
  }

  @ParameterizedTest
  @CsvSource({"20, 0.2", "100, 0.05", "100, 0.19", "500, 0.04", "500, 0.088", "2000, 0.0446"})
  void kolmogorovLaw_matrixAndSmirnovSum_agreeWithTheLimitAtTheSeam(int n, double d) {
    double survival = KolmogorovLaw.survival(n, d);
    double root = Math.sqrt(n);
    double x = root * d;
    double corrected = KolmogorovLaw.limitSurvival(x + 1 / (6 * root) + (x - 1) / (4.0 * n));
    // The corrected limit is off by about 0.02 / n.
    assertThat(survival).isCloseTo(corrected, Offset.offset(0.03 / n));
  }

  @Test
  void limitSurvival_bothSeries_meetAtOne() {
    double below = KolmogorovLaw.limitSurvival(Math.nextDown(1.0));
    assertThat(KolmogorovLaw.limitSurvival(1)).isCloseTo(below, EXACT);
    // scipy.special.kolmogorov
    assertThat(KolmogorovLaw.limitSurvival(1.36)).isCloseTo(0.049485876755377876, EXACT);
    assertThat(KolmogorovLaw.limitSurvival(0.6)).isCloseTo(0.8642827790506042, EXACT);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 200, 1000})
  void kolmogorovLaw_bothMethods_meetAtTheirSeam(int n) {
    double seam = 2 / Math.sqrt(n);
    double below = KolmogorovLaw.survival(n, seam * (1 - 1e-13));
    assertThat(KolmogorovLaw.survival(n, seam * (1 + 1e-13))).isCloseTo(below, EXACT);
  }

  @Test
  void chiSquare_quantile_isTheInverseOfSurvival() {
    assertThat(ChiSquare.upperQuantile(0.05, 9)).isCloseTo(16.918978, Offset.offset(1e-5));
    assertThat(ChiSquare.survival(ChiSquare.upperQuantile(0.3, 4), 4))
        .isCloseTo(0.3, Offset.offset(1e-8));
  }

  @Test
  void kernels_badInput_areRefused() {
    double[] some = {1, 2};
    double[] nan = {Double.NaN};
    double[] none = {};
    for (double[] bad : List.of(nan, none)) {
      assertThatThrownBy(
              () -> KolmogorovSmirnov.twoSample(some, bad, Alternative.TWO_SIDED, Method.LIMIT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'y' must");
      assertThatThrownBy(() -> SampleDistance.wasserstein(some, bad))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Psi.of(some, bad, 2, 1e-4, false))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Divergence.hellinger(some, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Divergence.kullbackLeibler(some, some, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Divergence.jensenShannon(some, new double[] {0, 0}, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> KolmogorovSmirnov.twoSample(some, some, Alternative.LESS, Method.LIMIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ASYMPTOTIC");
  }
}
