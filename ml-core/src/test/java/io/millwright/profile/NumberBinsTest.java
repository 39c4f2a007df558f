package io.millwright.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberBinsTest {

  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void cut_fewDistinctValues_eachStartsItsOwnBin() {
    NumberBins bins = NumberBins.cut(new double[] {3, 1, 1, 2, 3, 3}, 100);
    assertThat(bins).isEqualTo(NumberBins.of(new double[] {1, 2, 3}, 3));
  }

  @Test
  void slot_everyEdge_goesToTheBinThatItStartsAndMaxToTheLast() {
    NumberBins bins = NumberBins.of(new double[] {1, 2, 4}, 8);
    assertThat(bins.slot(1)).isEqualTo(0);
    assertThat(bins.slot(Math.nextDown(2.0))).isEqualTo(0);
    assertThat(bins.slot(2)).isEqualTo(1);
    assertThat(bins.slot(Math.nextDown(4.0))).isEqualTo(1);
    assertThat(bins.slot(4)).isEqualTo(2);
    assertThat(bins.slot(8)).isEqualTo(2);
    assertThat(bins.slot(Math.nextUp(8.0))).isEqualTo(3 + NumberBins.OVER);
    assertThat(bins.slot(Math.nextDown(1.0))).isEqualTo(3 + NumberBins.UNDER);
    assertThat(bins.slot(INF)).isEqualTo(3 + NumberBins.OVER);
    assertThat(bins.slot(-INF)).isEqualTo(3 + NumberBins.UNDER);
    assertThat(bins.slot(Double.NaN)).isEqualTo(3 + NumberBins.NAN);
  }

  @Test
  void cut_oneThroughTwenty_intoFiveBins_takesEveryFourth() {
    double[] values = new double[20];
    Arrays.setAll(values, i -> i + 1);
    assertThat(NumberBins.cut(values, 5))
        .isEqualTo(NumberBins.of(new double[] {1, 5, 9, 13, 17}, 20));
  }

  @Test
  void cut_frequentValue_fillsABinOfItsOwn() {
    double[] values = new double[1000];
    Arrays.setAll(values, i -> i < 400 ? 0 : i * 0.001);
    NumberBins bins = NumberBins.cut(values, 10);
    assertThat(bins.start(0)).isEqualTo(0);
    assertThat(bins.start(1)).isEqualTo(0.4);
    assertThat(bins.slot(0.2)).isEqualTo(0);
    assertThat(bins.size()).isLessThanOrEqualTo(10);
  }

  @Test
  void cut_frequentLargestButOne_isApartFromTheLargest() {
    double[] values = new double[1000];
    Arrays.setAll(values, i -> i < 500 ? i : i < 999 ? 5000 : 6000);
    NumberBins bins = NumberBins.cut(values, 10);
    assertThat(bins.start(bins.size() - 2)).isEqualTo(5000);
    assertThat(bins.start(bins.size() - 1)).isEqualTo(6000);
  }

  @Test
  void cut_noFiniteValue_isOneBinAtZero() {
    NumberBins bins = NumberBins.cut(new double[] {Double.NaN, INF, -INF}, 100);
    assertThat(bins).isEqualTo(NumberBins.of(new double[] {0}, 0));
  }

  @Test
  void cut_bothZeros_areOneBin() {
    NumberBins bins = NumberBins.cut(new double[] {-0.0, 0.0}, 100);
    assertThat(bins.size()).isEqualTo(1);
    assertThat(Double.doubleToRawLongBits(bins.start(0))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void slot_randomBins_agreesWithLinearSearch(int seed) {
    RandomGenerator random = Seed.of(seed).derive("bins").random();
    double[] values = new double[1 + random.nextInt(3000)];
    int grain = 1 + random.nextInt(400);
    Arrays.setAll(values, i -> Math.rint(random.nextGaussian() * grain) / 7);
    NumberBins bins = NumberBins.cut(values.clone(), 1 + random.nextInt(100));
    for (double value : values) {
      int expected = 0;
      while (expected + 1 < bins.size() && bins.start(expected + 1) <= value) {
        expected++;
      }
      assertThat(bins.slot(value)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-320, 1e-300, 1e-9, 1, 1e9, 1e300, 1e308})
  void slot_skewedValuesOfAnySize_agreesWithLinearSearch(double scale) {
    RandomGenerator random = Seed.of(11).derive("skewed").random();
    double[] values = new double[4_000];
    Arrays.setAll(values, i -> (random.nextBoolean() ? -1 : 1) * scale * random.nextDouble());
    Arrays.setAll(values, i -> i % 2 == 0 ? values[i] : values[i] * 1e-6);
    NumberBins bins = NumberBins.cut(values.clone(), 100);
    for (double value : values) {
      int expected = 0;
      while (expected + 1 < bins.size() && bins.start(expected + 1) <= value) {
        expected++;
      }
      assertThat(bins.slot(value)).isEqualTo(expected);
    }
  }

  @Test
  void cut_manyDistinctValues_binsHoldAboutEqualCounts() {
    RandomGenerator random = Seed.of(3).random();
    double[] values = random.doubles(10_000).toArray();
    FieldProfile profile = FieldProfile.ofNumbers("score", values);
    assertThat(profile.bins().size()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(profile.count(i)).isEqualTo(100);
    }
    assertThat(profile.present()).isEqualTo(10_000);
  }

  @Test
  void of_startsNotAscendingOrNotFinite_isRefused() {
    assertThatThrownBy(() -> NumberBins.of(new double[] {1, 1}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("strictly ascending")
        .hasMessageContaining("position 1");
    assertThatThrownBy(() -> NumberBins.of(new double[] {0.0, -0.0}, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NumberBins.of(new double[] {Double.NaN}, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NumberBins.of(new double[] {1}, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maximum");
    assertThatThrownBy(() -> NumberBins.of(new double[0], 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
