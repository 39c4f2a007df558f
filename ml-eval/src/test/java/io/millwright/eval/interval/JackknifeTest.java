package io.millwright.eval.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class JackknifeTest {

  private static final double[] VALUES = {2, 4, 4, 5, 10};

  /** Of a mean the jackknife error is s / sqrt(n): here sqrt(9 / 5). */
  @Test
  void estimate_mean_isStudentsInterval() {
    Estimate.Measured m = measured(jackknife(5).estimate(mean(VALUES), 0.95));
    assertThat(m.value()).isEqualTo(5);
    // t of 4 degrees of freedom at 97.5 % is 2.776445.
    assertThat(m.interval().high() - 5).isEqualTo(2.776445 * Math.sqrt(9 / 5.0), within(1e-5));
    assertThat(5 - m.interval().low()).isEqualTo(2.776445 * Math.sqrt(9 / 5.0), within(1e-5));
    assertThat(m.interval().method()).isEqualTo("jackknife leaving out single rows");
    assertThat(m.support()).isEqualTo(5);
  }

  /** Of a mean the acceleration is a sixth of the skewness: sum d^3 / (6 (sum d^2)^1.5). */
  @Test
  void acceleration_mean_isASixthOfTheSkewness() {
    double[] left = jackknife(5).values(List.of(mean(VALUES)), 1)[0];
    // Deviations -3, -1, -1, 0, 5: squares 36, cubes 96.
    assertThat(jackknife(5).acceleration(left))
        .isEqualTo(96 / (6 * Math.pow(36, 1.5)), within(1e-12));
  }

  @Test
  void acceleration_constant_isZero() {
    double[] same = {0.1, 0.1, 0.1, 0.1, 0.1};
    assertThat(jackknife(5).acceleration(same)).isZero();
    assertThat(jackknife(5).acceleration(jackknife(5).values(List.of(mean(same)), 1)[0])).isZero();
  }

  /** Strata of 2 and 3 values weigh their deviations by 1/2 and 2/3. */
  @Test
  void acceleration_strata_weighDeviationsBySize() {
    Resampling rows = Resampling.ofRows(ones(5)).withStrata(new int[] {0, 0, 1, 1, 1});
    double[] left = {1, 5, 0, 3, 9};
    // Means 3 and 4; u: 1, -1, and 2/3 of 4, 1, -5.
    double squares = 2 + 4 / 9.0 * (16 + 1 + 25);
    double cubes = 8 / 27.0 * (64 + 1 - 125);
    assertThat(Jackknife.of(rows, Seed.of(0)).acceleration(left))
        .isEqualTo(cubes / (6 * Math.pow(squares, 1.5)), within(1e-12));
  }

  /** What varies by about 1e-14 of a value is rounding; by 1e-13 it is not. */
  @Test
  void acceleration_roundingErrors_areNoVariation() {
    assertThat(jackknife(5).acceleration(new double[] {10, 10, 10, 10, 10 + 1e-13})).isZero();
    assertThat(jackknife(5).acceleration(new double[] {10, 10, 10, 10, 10 + 1e-12})).isNegative();
    assertThat(jackknife(5).acceleration(new double[] {0, 0, 0, 0, 1e-14})).isZero();
    assertThat(jackknife(5).acceleration(new double[] {0, 0, 0, 0, 1e-13})).isNegative();
  }

  /** With values 0 and 2 the error is 1; Student's 97.5 % quantile of 1 degree is 12.7062. */
  @Test
  void estimate_twoRows_hasOneDegreeOfFreedom() {
    Estimate.Measured m = measured(jackknife(2).estimate(w -> 2 * w[0] / (w[0] + w[1]), 0.95));
    assertThat(m.value()).isEqualTo(1);
    assertThat(m.interval().high()).isEqualTo(1 + 12.7062047, within(1e-6));
  }

  /** A difference of the means of two strata has variance s1^2 / n1 + s2^2 / n2. */
  @Test
  void standardError_strata_addTheirVariances() {
    double[] values = {1, 3, 5, 7, 2, 4};
    Resampling rows = Resampling.ofRows(ones(6)).withStrata(new int[] {0, 1, 0, 1, 1, 1});
    Statistic difference =
        w ->
            (w[0] * 1 + w[2] * 5) / (w[0] + w[2])
                - (w[1] * 3 + w[3] * 7 + w[4] * 2 + w[5] * 4) / (w[1] + w[3] + w[4] + w[5]);
    Jackknife jackknife = Jackknife.of(rows, Seed.of(0));
    double[] left = jackknife.values(List.of(difference), 1)[0];
    // Variances 8 of (1, 5) and 14/3 of (3, 7, 2, 4).
    assertThat(jackknife.standardError(left))
        .isEqualTo(Math.sqrt(8 / 2.0 + 14 / 3.0 / 4), within(1e-12));
    assertThat(values).hasSize(6);
  }

  @Test
  void estimate_manyRows_leavesOutBlocks() {
    double[] values = gaussians(2000);
    Jackknife jackknife = jackknife(2000);
    assertThat(jackknife.blocks()).isEqualTo(Jackknife.BLOCKS);
    Estimate.Measured m = measured(jackknife.estimate(mean(values), 0.95));
    double half = m.interval().high() - m.value();
    // Relative error of an estimate of a deviation from 100 blocks is about 7 %.
    assertThat(half).isEqualTo(1.984 / Math.sqrt(2000), within(0.25 / Math.sqrt(2000)));
    assertThat(m.interval().method()).contains("100 blocks of rows");
    assertThat(jackknife(Jackknife.MOST).blocks()).isEqualTo(Jackknife.MOST);
    assertThat(jackknife(Jackknife.MOST + 1).blocks()).isEqualTo(Jackknife.BLOCKS);
  }

  @Test
  void values_anyThreads_areTheSame() {
    Statistic mean = mean(gaussians(700));
    assertThat(jackknife(700).values(List.of(mean), 4)[0])
        .containsExactly(jackknife(700).values(List.of(mean), 1)[0]);
  }

  @Test
  void values_groups_leaveOutWholeGroups() {
    Resampling rows = Resampling.ofGroups(ones(4), new int[] {0, 1, 1, 0});
    double[] left =
        Jackknife.of(rows, Seed.of(0)).values(List.of(w -> w[0] + 10 * w[1] + 100 * w[2]), 1)[0];
    assertThat(left).containsExactly(110, 1);
  }

  @Test
  void estimate_withoutValue_isUndefined() {
    assertThat(reason(jackknife(3).estimate(w -> Double.NaN, 0.9))).contains("no value");
    assertThat(reason(jackknife(3).estimate(w -> w[0] > 0 ? 1 : Double.NaN, 0.9)))
        .contains("left out");
    assertThat(reason(jackknife(1).estimate(w -> 1, 0.9))).contains("at least 2 rows");
  }

  private static Jackknife jackknife(int rows) {
    return Jackknife.of(Resampling.ofRows(ones(rows)), Seed.of(3));
  }

  private static String reason(Estimate estimate) {
    return ((Estimate.Undefined) estimate).reason();
  }

  private static Estimate.Measured measured(Estimate estimate) {
    return (Estimate.Measured) estimate;
  }

  private static Statistic mean(double[] values) {
    return w -> {
      double sum = 0;
      double total = 0;
      for (int i = 0; i < values.length; i++) {
        sum += w[i] * values[i];
        total += w[i];
      }
      return sum / total;
    };
  }

  private static double[] gaussians(int n) {
    RandomGenerator random = Seed.of(12).random();
    double[] drawn = new double[n];
    Arrays.setAll(drawn, i -> random.nextGaussian());
    return drawn;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
