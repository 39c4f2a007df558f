package io.millwright.eval.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Two-sample tests against all splits counted out and against values known in closed form. */
class TwoSampleTest {

  @Test
  void mannWhitney_exact_equalsAllSplits() {
    for (int round = 0; round < 20; round++) {
      RandomGenerator random = Seed.of(1).derive(round).random();
      double[] x = distinct(2 + random.nextInt(5), random);
      double[] y = distinct(1 + random.nextInt(5), random);
      for (Alternative alternative : Alternative.values()) {
        TestResult found = MannWhitney.exact(x, y, alternative);
        assertThat(found.statistic()).isEqualTo(pairs(x, y));
        assertThat(found.pValue()).isEqualTo(slowMannWhitney(x, y, alternative), within(1e-12));
      }
    }
  }

  @Test
  void mannWhitney_of_isExactWithoutTiesAndFewPairs() {
    double[] x = {1, 4, 6};
    double[] y = {2, 3, 9, 7};
    assertThat(MannWhitney.of(x, y, Alternative.LESS))
        .isEqualTo(MannWhitney.exact(x, y, Alternative.LESS));
    double[] tied = {2, 3, 6, 7};
    assertThat(MannWhitney.of(x, tied, Alternative.LESS))
        .isEqualTo(MannWhitney.asymptotic(x, tied, true, Alternative.LESS));
    RandomGenerator random = Seed.of(2).random();
    double[] many = distinct(201, random);
    double[] more = distinct(200, random);
    assertThat(MannWhitney.of(many, more, Alternative.TWO_SIDED))
        .isEqualTo(MannWhitney.asymptotic(many, more, true, Alternative.TWO_SIDED));
    assertThatThrownBy(() -> MannWhitney.exact(many, more, Alternative.LESS))
        .hasMessageContaining("at most 40000")
        .hasMessageContaining("Use asymptotic");
    double exact = MannWhitney.exact(distinct(200, random), more, Alternative.LESS).pValue();
    assertThat(exact).isBetween(0.0, 1.0);
  }

  @Test
  void cramerVonMises_exact_equalsAllSplits() {
    for (int round = 0; round < 20; round++) {
      RandomGenerator random = Seed.of(3).derive(round).random();
      double[] x = distinct(2 + random.nextInt(4), random);
      double[] y = distinct(2 + random.nextInt(5), random);
      TestResult found = CramerVonMises.exact(x, y);
      double[] pooled = Samples.pooled(x, y);
      int ways = 0;
      int extreme = 0;
      for (int mask = 0; mask < 1 << pooled.length; mask++) {
        if (Integer.bitCount(mask) == x.length) {
          ways++;
          double[][] split = split(pooled, mask, x.length);
          // Distances differ by 1/lcm^2 at least, far more than rounding.
          extreme += squaredDistance(split[0], split[1]) >= squaredDistance(x, y) - 1e-9 ? 1 : 0;
        }
      }
      assertThat(found.statistic()).isEqualTo(squaredDistance(x, y), within(1e-12));
      assertThat(found.pValue()).isEqualTo((double) extreme / ways, within(1e-12));
    }
  }

  /** Points of the limiting distribution from Anderson and Darling (1952), table 1. */
  @Test
  void cramerVonMises_limiting_isTheTable() {
    assertThat(CramerVonMises.limiting(0.34730)).isEqualTo(0.90, within(1e-5));
    assertThat(CramerVonMises.limiting(0.46136)).isEqualTo(0.95, within(1e-5));
    assertThat(CramerVonMises.limiting(0.74346)).isEqualTo(0.99, within(1e-5));
    assertThat(CramerVonMises.limiting(0.11888)).isEqualTo(0.50, within(1e-5));
  }

  @Test
  void cramerVonMises_of_isExactForFewPairs() {
    RandomGenerator random = Seed.of(4).random();
    double[] x = distinct(50, random);
    double[] y = distinct(50, random);
    double[] z = distinct(51, random);
    assertThat(CramerVonMises.of(x, y)).isEqualTo(CramerVonMises.exact(x, y));
    assertThat(CramerVonMises.of(x, z)).isEqualTo(CramerVonMises.asymptotic(x, z));
    assertThat(CramerVonMises.asymptotic(x, y).pValue())
        .isEqualTo(CramerVonMises.exact(x, y).pValue(), within(0.02));
    assertThatThrownBy(() -> CramerVonMises.exact(x, z)).hasMessageContaining("Use asymptotic");
    assertThatThrownBy(() -> CramerVonMises.of(new double[] {1}, y)).hasMessageContaining("'x'");
  }

  @Test
  void andersonDarling_shiftedSamples_isAtTheEndOfItsTable() {
    double[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] y = {11, 12, 13, 14, 15, 16, 17, 18};
    assertThat(AndersonDarling.of(List.of(x, y)).pValue()).isEqualTo(0.001);
    double[] mixed = {1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5};
    assertThat(AndersonDarling.of(List.of(x, mixed)).pValue()).isEqualTo(0.25);
    assertThat(AndersonDarling.of(List.of(x, y)).statistic())
        .isEqualTo(AndersonDarling.of(List.of(y, x)).statistic(), within(1e-12));
    double[] same = {1, 1, 1, 1};
    assertThatThrownBy(() -> AndersonDarling.of(List.of(same, same)))
        .hasMessageContaining("all are equal");
    assertThatThrownBy(() -> AndersonDarling.of(List.of(x))).hasMessageContaining("Samples");
    assertThatThrownBy(() -> AndersonDarling.of(List.of(new double[] {1}, new double[] {2})))
        .hasMessageContaining("at least 4");
  }

  @Test
  void kendall_randomWithTies_equalsAllPairs() {
    for (int round = 0; round < 30; round++) {
      RandomGenerator random = Seed.of(5).derive(round).random();
      int n = 3 + random.nextInt(20);
      double[] x = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = i == 0 ? -1 : random.nextInt(5);
        y[i] = i == 0 ? -1 : random.nextInt(7);
      }
      assertThat(KendallTau.tauB(x, y)).isEqualTo(slowTau(x, y), within(1e-12));
    }
    assertThat(KendallTau.tauB(new double[] {1, 2, 3}, new double[] {9, 5, 1})).isEqualTo(-1);
    assertThatThrownBy(() -> KendallTau.tauB(new double[] {1, 1}, new double[] {1, 2}))
        .hasMessageContaining("constant");
    assertThatThrownBy(() -> KendallTau.tauB(new double[] {1, 2}, new double[] {1, 2, 3}))
        .hasMessageContaining("paired");
  }

  /** One dimension, two points each: the kernel is e^-1 at distance 1 and e^-4 at distance 2. */
  @Test
  void discrepancy_fourPoints_isComputedByHand() {
    double[][] x = {{0}, {1}};
    double[][] y = {{1}, {2}};
    double e1 = Math.exp(-1);
    double e4 = Math.exp(-4);
    double between = (e1 + e4 + 1 + e1) / 4;
    assertThat(MaximumMeanDiscrepancy.biased(x, y, 1))
        .isEqualTo((2 + 2 * e1) / 4 * 2 - 2 * between, within(1e-15));
    assertThat(MaximumMeanDiscrepancy.unbiased(x, y, 1))
        .isEqualTo(2 * e1 - 2 * between, within(1e-15));
    // Distances 1, 1, 2, 0, 1, 1: median 1.
    assertThat(MaximumMeanDiscrepancy.medianGamma(x, y)).isEqualTo(0.5);
    assertThat(MaximumMeanDiscrepancy.biased(x, x, 3)).isZero();
  }

  @Test
  void discrepancy_badRows_areRefused() {
    double[][] x = {{0, 1}, {1, 1}};
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.biased(x, new double[][] {{1}}, 1))
        .hasMessageContaining("coordinates");
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.biased(x, x, 0)).hasMessageContaining("Gamma");
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.unbiased(x, new double[][] {{1, 2}}, 1))
        .hasMessageContaining("Rows of y");
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.biased(x, new double[][] {{1, Double.NaN}}, 1))
        .hasMessageContaining("finite");
    double[][] same = {{0}, {0}, {0}};
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.medianGamma(same, same))
        .hasMessageContaining("Median");
  }

  /** The tea-tasting table: 34 of 70 tables are no likelier than (3, 1, 1, 3). */
  @Test
  void fisher_teaTasting_isKnown() {
    FisherExact tea = new FisherExact(3, 1, 1, 3);
    assertThat(tea.pValue(Alternative.TWO_SIDED)).isEqualTo(34 / 70.0, within(1e-12));
    assertThat(tea.pValue(Alternative.GREATER)).isEqualTo(17 / 70.0, within(1e-12));
    assertThat(tea.pValue(Alternative.LESS)).isEqualTo(69 / 70.0, within(1e-12));
    assertThat(tea.oddsRatio()).isEqualTo(9);
    assertThat(new FisherExact(3, 0, 1, 3).oddsRatio()).isInfinite();
    FisherExact empty = new FisherExact(0, 0, 1, 3);
    assertThat(empty.pValue(Alternative.TWO_SIDED)).isEqualTo(1);
    assertThatThrownBy(empty::oddsRatio).hasMessageContaining("empty");
    assertThatThrownBy(() -> new FisherExact(0, 0, -1, 3)).hasMessageContaining("Count c");
    assertThatThrownBy(() -> new FisherExact(0, 0, 0, 0)).hasMessageContaining("Sum");
  }

  @Test
  void samples_notFinite_areRefusedByPlace() {
    double[] bad = {1, Double.NaN};
    double[] good = {1, 2};
    assertThatThrownBy(() -> MannWhitney.of(bad, good, Alternative.LESS))
        .hasMessageContaining("'x'")
        .hasMessageContaining("position 1");
    assertThatThrownBy(() -> MannWhitney.of(good, new double[0], Alternative.LESS))
        .hasMessageContaining("'y'");
  }

  private static double[] distinct(int n, RandomGenerator random) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  private static double pairs(double[] x, double[] y) {
    double pairs = 0;
    for (double a : x) {
      for (double b : y) {
        pairs += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    return pairs;
  }

  private static double slowMannWhitney(double[] x, double[] y, Alternative alternative) {
    double[] pooled = Samples.pooled(x, y);
    double observed = pairs(x, y);
    double ways = 0;
    double above = 0;
    double below = 0;
    for (int mask = 0; mask < 1 << pooled.length; mask++) {
      if (Integer.bitCount(mask) == x.length) {
        double[][] split = split(pooled, mask, x.length);
        double u = pairs(split[0], split[1]);
        ways++;
        above += u >= observed ? 1 : 0;
        below += u <= observed ? 1 : 0;
      }
    }
    return switch (alternative) {
      case GREATER -> above / ways;
      case LESS -> below / ways;
      case TWO_SIDED -> Math.min(1, 2 * Math.min(above, below) / ways);
    };
  }

  private static double[][] split(double[] pooled, int mask, int first) {
    double[] x = new double[first];
    double[] y = new double[pooled.length - first];
    int i = 0;
    int j = 0;
    for (int k = 0; k < pooled.length; k++) {
      if ((mask >>> k & 1) == 1) {
        x[i++] = pooled[k];
      } else {
        y[j++] = pooled[k];
      }
    }
    return new double[][] {x, y};
  }

  /** {@code m n / N^2 sum (F - G)^2} over all values. */
  private static double squaredDistance(double[] x, double[] y) {
    double sum = 0;
    for (double z : Samples.pooled(x, y)) {
      double gap = share(x, z) - share(y, z);
      sum += gap * gap;
    }
    double n = (double) x.length + y.length;
    return x.length * (double) y.length / (n * n) * sum;
  }

  private static double share(double[] sample, double z) {
    double count = 0;
    for (double value : sample) {
      count += value <= z ? 1 : 0;
    }
    return count / sample.length;
  }

  private static double slowTau(double[] x, double[] y) {
    double score = 0;
    double inX = 0;
    double inY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        score += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
        inX += x[i] != x[j] ? 1 : 0;
        inY += y[i] != y[j] ? 1 : 0;
      }
    }
    return score / Math.sqrt(inX * inY);
  }
}
