package io.millwright.features;

import static io.millwright.features.Rows.column;
import static io.millwright.features.Rows.fit;
import static io.millwright.features.Transforms.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Quantiles, ranks, k-means bins and robust bounds. */
class SpreadTransformTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        raw("x").quantileUniform(1000),
        raw("n").quantileUniform(2),
        raw("i").quantileUniform(20).imputeMedian().missingIndicator(),
        raw("x").quantileNormal(100),
        raw("flag").quantileNormal(10),
        raw("x").rankGauss(),
        raw("i").imputeConstant(-1).rankGauss().missingIndicator(),
        raw("x").kMeansBins(5),
        raw("n").kMeansBins(300),
        raw("x").winsorizeIqr(1.5),
        raw("n").winsorizeMad(2).standardize());
  }

  @Test
  void quantileUniform_smallColumn_isThePlaceAmongQuantiles() {
    FittedFeatures fitted = fit(raw("x").quantileUniform(5), column(10, 0, 4, 2, 2));
    // quantiles 0 2 2 4 10 at 0, 1/4, 2/4, 3/4, 1
    assertThat(fitted.transform(column(-1, 0, 1, 2, 3, 4, 7, 10, 99, Double.NaN)))
        .containsExactly(0, 0, 0.125, 0.375, 0.625, 0.75, 0.875, 1, 1, Double.NaN);
    assertThat(fit(raw("x").quantileUniform(5), column(7, 7)).transform(column(6, 7, 8)))
        .containsExactly(0, 0, 1);
  }

  @Test
  void quantileUniform_againstCountingBothSides_agrees() {
    RandomGenerator random = Seed.of(2).random();
    double[] values = IntStream.range(0, 400).mapToDouble(i -> random.nextInt(60)).toArray();
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] got = fit(raw("x").quantileUniform(400), column(values)).transform(column(values));
    for (int i = 0; i < values.length; i++) {
      double x = values[i];
      long below = Arrays.stream(sorted).filter(v -> v < x).count();
      long atMost = Arrays.stream(sorted).filter(v -> v <= x).count();
      double expected =
          x == sorted[0] ? 0 : x == sorted[399] ? 1 : (below + atMost - 1) / 2.0 / 399;
      assertThat(got[i]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void quantileNormal_endsAndMiddle_areNormalScores() {
    FittedFeatures fitted = fit(raw("x").quantileNormal(3), column(0, 1, 2));
    double[] got = fitted.transform(column(0, 1e-8, 0.5, 1, 2, 50));
    double end = 5.199337582605575; // Phi^-1 of 1e-7 less 2.2e-16; 1 - 1e-7 is rounded
    assertThat(got)
        .containsExactly(new double[] {-end, -end, -0.6744897501960817, 0, end, end}, within(1e-9));
    double[] huge = {1e12, 2e12};
    assertThat(fit(raw("x").quantileNormal(2), column(huge)).transform(column(huge)))
        .containsExactly(new double[] {-end, end}, within(1e-9));
  }

  @Test
  void normalQuantile_publishedValues_agree() {
    // AS 241's own checks, and tables of the normal distribution
    assertThat(NormalQuantile.of(0.25)).isCloseTo(-0.6744897501960817, within(1e-15));
    assertThat(NormalQuantile.of(0.001)).isCloseTo(-3.090232306167814, within(1e-14));
    assertThat(NormalQuantile.of(1e-20)).isCloseTo(-9.262340089798409, within(1e-13));
    assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959963984540054, within(1e-14));
    assertThat(NormalQuantile.of(0.5)).isZero();
    for (double p = 0.001; p < 0.5; p += 0.001) {
      assertThat(NormalQuantile.of(p)).isCloseTo(-NormalQuantile.of(1 - p), within(1e-12));
      assertThat(NormalQuantile.of(p)).isLessThan(NormalQuantile.of(p + 0.001));
    }
  }

  @Test
  void rankGauss_smallColumn_scoresMeanRanks() {
    FittedFeatures fitted = fit(raw("x").rankGauss(), column(5, 1, 3, 3));
    double far = NormalQuantile.of(0.125);
    // ranks 1, 2.5 (twice), 4 of 4: shares 1/8, 4/8, 7/8
    assertThat(fitted.transform(column(-9, 1, 2, 3, 4, 5, 99, Double.NaN)))
        .containsExactly(
            new double[] {far, far, far / 2, 0, -far / 2, -far, -far, Double.NaN}, within(1e-15));
    assertThat(fit(raw("x").rankGauss(), column(7, 7)).transform(column(6, 7, 8)))
        .containsExactly(0, 0, 0);
  }

  @Test
  void rankGauss_manyValues_isNearlyStandardNormalAndKeepsAtMostAThousand() {
    double[] values = Seed.of(6).random().doubles(20_000).map(u -> Math.exp(9 * u)).toArray();
    Table table = column(values);
    FittedFeatures fitted = fit(raw("x").rankGauss(), table);
    double[] got = fitted.transform(table);
    double mean = Arrays.stream(got).average().orElseThrow();
    double variance = Arrays.stream(got).map(z -> z * z).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(1e-3));
    assertThat(variance).isCloseTo(1, within(5e-3)); // linear between the 1,000 kept
    assertThat(fitted.describe()).contains("by 1000 values");
  }

  @Test
  void kMeansBins_twoClumps_splitsBetweenThem() {
    FittedFeatures fitted = fit(raw("x").kMeansBins(2), column(0, 1, 2, 100, 102));
    // centres 1 and 101: the edge is 51
    assertThat(fitted.transform(column(-5, 50.9, 51, 1e6))).containsExactly(0, 0, 1, 1);
    assertThat(fit(raw("x").kMeansBins(4), column(7, 7)).transform(column(6, 7, 8)))
        .containsExactly(0, 0, 0);
    assertThat(fit(raw("x").kMeansBins(9), column(1, 1, 2)).transform(column(1, 2)))
        .containsExactly(0, 1);
  }

  @Test
  void kMeansBins_againstSlowLloyd_agrees() {
    RandomGenerator random = Seed.of(14).random();
    for (int k = 2; k < 9; k++) {
      double[] values = new double[500];
      Arrays.setAll(values, i -> random.nextGaussian() + 4 * random.nextInt(3) + 1e6);
      double[] centres = lloyd(values, k);
      double[] got = fit(raw("x").kMeansBins(k), column(values)).transform(column(values));
      for (int i = 0; i < values.length; i++) {
        int nearest = 0;
        for (int c = 1; c < k; c++) {
          nearest =
              Math.abs(values[i] - centres[c]) < Math.abs(values[i] - centres[nearest])
                  ? c
                  : nearest;
        }
        assertThat(got[i]).isEqualTo(nearest);
      }
    }
  }

  /** Lloyd's algorithm with distances to every centre; none of these cases empties one. */
  private static double[] lloyd(double[] values, int k) {
    double min = Arrays.stream(values).min().orElseThrow();
    double max = Arrays.stream(values).max().orElseThrow();
    double[] centres = new double[k];
    Arrays.setAll(centres, c -> min + (c + 0.5) * (max - min) / k);
    for (int round = 0; round < 300; round++) {
      double[] sum = new double[k];
      int[] count = new int[k];
      for (double v : values) {
        int nearest = 0;
        for (int c = 1; c < k; c++) {
          nearest = Math.abs(v - centres[c]) < Math.abs(v - centres[nearest]) ? c : nearest;
        }
        sum[nearest] += v;
        count[nearest]++;
      }
      for (int c = 0; c < k; c++) {
        assertThat(count[c]).isPositive();
        centres[c] = sum[c] / count[c];
      }
    }
    return centres;
  }

  @Test
  void kMeansBins_emptyStretch_isGivenTheFarthestValue() {
    // bins of 1/3: the middle one is empty and gets 90, the farthest from its centre (100/6)
    double[] values = {0, 1, 2, 90, 100};
    FittedFeatures fitted = fit(raw("x").kMeansBins(3), column(values));
    double[] got = fitted.transform(column(values));
    assertThat(got[2]).isLessThan(got[3]);
    assertThat(Arrays.stream(got).distinct().count()).isEqualTo(3);
  }

  @Test
  void winsorize_robustBounds_followTheirDefinition() {
    // quartiles of 1..9 are 3 and 7: 3 - 1.5 * 4 and 7 + 1.5 * 4
    Table nine = column(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(fit(raw("x").winsorizeIqr(1.5), nine).transform(column(-100, 0, 100)))
        .containsExactly(-3, 0, 13);
    // median 5, |x - 5| has median 2: 5 ± 2 * 1.4826 * 2
    assertThat(fit(raw("x").winsorizeMad(2), nine).transform(column(-100, 100)))
        .containsExactly(
            new double[] {5 - 4 * 1.4826022185056018, 5 + 4 * 1.4826022185056018}, within(1e-14));
  }

  @Test
  void winsorize_noSpread_boundsAreTheExtremes() {
    Table mostlyZero = column(0, 0, 0, 0, 0, 0, -2, 9);
    for (NumericTransform t :
        new NumericTransform[] {raw("x").winsorizeIqr(1.5), raw("x").winsorizeMad(3)}) {
      assertThat(fit(t, mostlyZero).transform(column(-50, 4, 50))).containsExactly(-2, 4, 9);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").winsorizeIqr(0));
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").winsorizeMad(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").quantileUniform(1));
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").kMeansBins(1));
  }
}
