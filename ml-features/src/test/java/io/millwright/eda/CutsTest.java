package io.millwright.eda;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutsTest {

  @Test
  void equalRows_oneValueFillsMost_hasItsOwnBinAndTheRestIsShared() {
    double[] sorted = new double[100];
    for (int i = 90; i < 100; i++) {
      sorted[i] = i;
    }
    assertThat(Cuts.equalRows(sorted, 6)).containsExactly(0, 90, 92, 94, 96, 98);
  }

  @Test
  void equalRows_fewValues_haveABinEach() {
    assertThat(Cuts.equalRows(new double[] {1, 1, 1, 1, 1, 2, 5}, 10)).containsExactly(1, 2, 5);
    assertThat(Cuts.equalRows(new double[] {3}, 10)).containsExactly(3);
  }

  @Test
  void bars_wholeNumbersOfSmallRange_haveABarEach() {
    assertThat(Cuts.bars(new double[] {1, 2, 2, 4}, true)).containsExactly(0.5, 1.5, 2.5, 3.5, 4.5);
  }

  @Test
  void bars_longTail_isCutNearTheOnesHundredth() {
    double[] sorted = new double[1000];
    for (int i = 0; i < 999; i++) {
      sorted[i] = i / 10.0;
    }
    sorted[999] = 1e9;
    double[] edges = Cuts.bars(sorted, false);
    assertThat(edges[0]).isZero();
    assertThat(edges[edges.length - 1]).isBetween(100.0, 200.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 7, -3.5, 1e15, -1e300, 1e-300})
  void bars_oneValue_surroundIt(double value) {
    double[] edges = Cuts.bars(new double[] {value, value}, false);
    assertThat(edges).hasSizeGreaterThanOrEqualTo(2);
    assertThat(edges[0]).isLessThanOrEqualTo(value);
    assertThat(edges[edges.length - 1]).isGreaterThanOrEqualTo(value);
  }

  @Test
  void bars_rangeBeyondDouble_isLeftOut() {
    assertThat(Cuts.bars(new double[] {-1.7e308, 0, 1.7e308}, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void bars_randomNumbers_areAscendingFewAndHoldTheMiddle(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    double scale = StrictMath.pow(10, random.nextInt(30) - 15);
    double[] sorted =
        random
            .doubles(500)
            .map(v -> (v - 0.3) * scale + (seed % 2) * scale * 50)
            .sorted()
            .toArray();
    double[] edges = Cuts.bars(sorted, false);
    assertThat(edges.length).isBetween(5, 40);
    for (int i = 1; i < edges.length; i++) {
      assertThat(edges[i]).isGreaterThan(edges[i - 1]);
    }
    double[] inside =
        Arrays.stream(sorted).filter(v -> v >= edges[0] && v <= edges[edges.length - 1]).toArray();
    assertThat(inside.length).isGreaterThanOrEqualTo(490);
  }

  @Test
  void quantile_between_isInterpolated() {
    assertThat(Cuts.quantile(new double[] {1, 2, 3, 4}, 0.5)).isEqualTo(2.5);
    assertThat(Cuts.quantile(new double[] {1, 2, 3, 4}, 1)).isEqualTo(4);
    assertThat(Cuts.quantile(new double[] {-1.7e308, 1.7e308}, 0.5)).isZero();
  }
}
