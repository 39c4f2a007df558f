package io.millwright.eval.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.MetricValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterAgreementTest {

  private static double value(MetricValue value) {
    return value.orElse(Double.NaN);
  }

  private static int[] draw(int n, int groups, Seed seed) {
    RandomGenerator random = seed.random();
    int[] labels = new int[n];
    Arrays.setAll(labels, i -> random.nextInt(groups) * 5 - 7);
    return labels;
  }

  /** Pairs of 4 rows: together in both 1 (of 2 and 2); apart in both 3; 6 pairs in all. */
  @Test
  void pairIndices_handCase_countPairs() {
    ClusterAgreement agreement =
        ClusterAgreement.of(new int[] {0, 0, 1, 2}, new int[] {5, 5, 5, 9});
    // Together: {0,1} known; {0,1}, {0,2}, {1,2} clustered; both {0,1}. Apart in both: 3.
    assertThat(value(agreement.rand())).isCloseTo(4 / 6.0, within(1e-15));
    assertThat(value(agreement.fowlkesMallows())).isCloseTo(Math.sqrt(1 / 3.0), within(1e-15));
    // Expected together in both: 1 * 3 / 6; largest (1 + 3) / 2.
    assertThat(value(agreement.adjustedRand())).isCloseTo(0.5 / 1.5, within(1e-15));
    assertThat(agreement.contingency().toMatrix())
        .isDeepEqualTo(new long[][] {{2, 0}, {1, 0}, {0, 1}});
    assertThat(agreement.contingency().cells()).isEqualTo(3);
    assertThat(agreement.contingency().rows()).isEqualTo(3);
    assertThat(agreement.contingency().columns()).isEqualTo(2);
    assertThat(agreement.contingency().total()).isEqualTo(4);
  }

  @Test
  void information_handCase_isInNats() {
    // The clusters tell the half of the classes: I = ln 2, H(known) = ln 4, H(clusters) = ln 2.
    ClusterAgreement agreement =
        ClusterAgreement.of(new int[] {0, 1, 2, 3}, new int[] {0, 0, 1, 1});
    assertThat(value(agreement.mutualInformation())).isCloseTo(Math.log(2), within(1e-15));
    assertThat(value(agreement.homogeneity())).isCloseTo(0.5, within(1e-15));
    assertThat(value(agreement.completeness())).isCloseTo(1, within(1e-15));
    assertThat(value(agreement.vMeasure(1))).isCloseTo(2 / 3.0, within(1e-15));
    // (1 + 3) h c / (3 h + c) = 2 / 2.5.
    assertThat(value(agreement.vMeasure(3))).isCloseTo(0.8, within(1e-15));
    Map<EntropyMean, Double> expected =
        Map.of(
            EntropyMean.MIN,
            1.0,
            EntropyMean.GEOMETRIC,
            1 / Math.sqrt(2),
            EntropyMean.ARITHMETIC,
            2 / 3.0,
            EntropyMean.MAX,
            0.5);
    expected.forEach(
        (mean, share) ->
            assertThat(value(agreement.normalizedMutualInformation(mean)))
                .isCloseTo(share, within(1e-15)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pairIndices_randomGroupings_equalCountedPairs(long seed) {
    int[] one = draw(60, 4, Seed.of(seed));
    int[] other = draw(60, 3, Seed.of(seed).derive("other"));
    double both = 0;
    double apart = 0;
    double inOne = 0;
    double inOther = 0;
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < i; j++) {
        boolean a = one[i] == one[j];
        boolean b = other[i] == other[j];
        both += a && b ? 1 : 0;
        apart += !a && !b ? 1 : 0;
        inOne += a ? 1 : 0;
        inOther += b ? 1 : 0;
      }
    }
    double pairs = 60 * 59 / 2.0;
    double expected = inOne * inOther / pairs;
    ClusterAgreement agreement = ClusterAgreement.of(one, other);
    assertThat(value(agreement.rand())).isCloseTo((both + apart) / pairs, within(1e-14));
    assertThat(value(agreement.adjustedRand()))
        .isCloseTo((both - expected) / ((inOne + inOther) / 2 - expected), within(1e-12));
    assertThat(value(agreement.fowlkesMallows()))
        .isCloseTo(both / Math.sqrt(inOne * inOther), within(1e-14));
  }

  /** Vinh's formula as it is written, in log-factorials. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void expected_randomSizes_equalsTheFormula(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    int n = 20 + random.nextInt(400);
    Contingency counts =
        ClusterAgreement.of(
                draw(n, 2 + random.nextInt(9), Seed.of(seed).derive(1)),
                draw(n, 2 + random.nextInt(40), Seed.of(seed).derive(2)))
            .contingency();
    double slow = 0;
    for (long a : counts.rowTotals()) {
      for (long b : counts.columnTotals()) {
        for (long k = Math.max(1, a + b - n); k <= Math.min(a, b); k++) {
          double logP =
              ln(a)
                  + ln(b)
                  + ln(n - a)
                  + ln(n - b)
                  - (ln(n) + ln(k) + ln(a - k) + ln(b - k) + ln(n - a - b + k));
          slow += (double) k / n * Math.log((double) n * k / a / b) * Math.exp(logP);
        }
      }
    }
    assertThat(ExpectedInformation.of(counts.rowTotals(), counts.columnTotals(), n))
        .isCloseTo(slow, within(1e-11));
  }

  private static double ln(long factorial) {
    return Gamma.logGamma(factorial + 1.0);
  }

  /** Large groups: their probabilities as log-factorials would have lost digits. */
  @Test
  void expected_largeIndependentGroups_isHalfTheDegreesOfFreedomOverN() {
    long n = 1_000_000_000L;
    double got = ExpectedInformation.of(new long[] {n / 2, n / 2}, new long[] {n / 2, n / 2}, n);
    assertThat(got * 2 * n).isCloseTo(1, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource(EntropyMean.class)
  void adjustedInformation_randomLabels_isNearZeroUnlikeTheNormalised(EntropyMean mean) {
    int[] one = draw(300, 30, Seed.of(1));
    int[] other = draw(300, 30, Seed.of(2));
    ClusterAgreement agreement = ClusterAgreement.of(one, other);
    assertThat(value(agreement.adjustedMutualInformation(mean))).isBetween(-0.06, 0.06);
    assertThat(value(agreement.normalizedMutualInformation(mean))).isGreaterThan(0.3);
    assertThat(value(agreement.adjustedRand())).isBetween(-0.02, 0.02);
  }

  @Test
  void indices_sameGroupingRenamed_areOne() {
    int[] one = draw(100, 5, Seed.of(1));
    int[] renamed = Arrays.stream(one).map(l -> -l * l + 1000 * l).toArray();
    ClusterAgreement agreement = ClusterAgreement.of(one, renamed);
    assertThat(value(agreement.adjustedRand())).isEqualTo(1);
    assertThat(value(agreement.rand())).isEqualTo(1);
    for (EntropyMean mean : EntropyMean.values()) {
      assertThat(value(agreement.adjustedMutualInformation(mean))).isCloseTo(1, within(1e-13));
    }
  }

  @Test
  void contingency_manyGroups_isTheSameByAnyWayOfCounting() {
    // 1,500 x 1,400 cells are counted by sorting; all others here in a matrix.
    int[] one = draw(5000, 1500, Seed.of(3));
    int[] other = draw(5000, 1400, Seed.of(4));
    Contingency counts = ClusterAgreement.of(one, other).contingency();
    long[][] matrix = counts.toMatrix();
    int[] rows = Arrays.stream(one).sorted().distinct().toArray();
    int[] columns = Arrays.stream(other).sorted().distinct().toArray();
    long[][] slow = new long[rows.length][columns.length];
    for (int i = 0; i < one.length; i++) {
      slow[Arrays.binarySearch(rows, one[i])][Arrays.binarySearch(columns, other[i])]++;
    }
    assertThat(matrix).isDeepEqualTo(slow);
    assertThat(counts.total()).isEqualTo(5000);
  }

  @Test
  void toMatrix_tooLarge_isRefused() {
    int[] alone = new int[5000];
    Arrays.setAll(alone, i -> i);
    Contingency counts = ClusterAgreement.of(alone, alone).contingency();
    assertThat(counts.cells()).isEqualTo(5000);
    assertThatThrownBy(counts::toMatrix).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void indices_withoutRows_areUndefined() {
    ClusterAgreement none = ClusterAgreement.of(new int[0], new int[0]);
    for (MetricValue value :
        List.of(
            none.rand(),
            none.adjustedRand(),
            none.fowlkesMallows(),
            none.mutualInformation(),
            none.normalizedMutualInformation(EntropyMean.MAX),
            none.adjustedMutualInformation(EntropyMean.MAX),
            none.homogeneity(),
            none.completeness(),
            none.vMeasure(1))) {
      assertThat(value.isDefined()).isFalse();
    }
  }

  @Test
  void indices_degenerateGroupings_haveTheirConventions() {
    ClusterAgreement one = ClusterAgreement.of(List.of("a"), List.of("b"));
    assertThat(one.rand()).isEqualTo(MetricValue.undefined("fewer than 2 rows"));
    assertThat(value(one.adjustedRand())).isEqualTo(1);
    assertThat(one.fowlkesMallows().isDefined()).isFalse();
    ClusterAgreement split = ClusterAgreement.of(new int[] {1, 1, 1}, new int[] {1, 2, 2});
    assertThat(value(split.homogeneity())).isEqualTo(1);
    assertThat(value(split.completeness())).isZero();
    assertThat(value(split.vMeasure(1))).isZero();
    assertThat(value(split.mutualInformation())).isZero();
    assertThat(value(split.adjustedMutualInformation(EntropyMean.MIN))).isZero();
    assertThatThrownBy(() -> split.vMeasure(0)).hasMessageContaining("Beta");
    assertThatThrownBy(() -> ClusterAgreement.of(new int[2], new int[1]))
        .hasMessageContaining("Clusters must be 2, one a row");
  }
}
