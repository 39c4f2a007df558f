package io.millwright.eval.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightedSampleTest {

  @Test
  void quantile_weights_countAsRepeats() {
    WeightedSample sample =
        new WeightedSample(new double[] {3, 1, 2, 9}, new double[] {1, 2, 1, 0});
    assertThat(sample.quantile(0)).isEqualTo(1);
    assertThat(sample.quantile(0.5)).isEqualTo(1);
    assertThat(sample.quantile(0.51)).isEqualTo(2);
    assertThat(sample.quantile(0.75)).isEqualTo(2);
    assertThat(sample.quantile(1)).isEqualTo(3);
    assertThat(sample.least()).isEqualTo(1);
    assertThat(sample.greatest()).isEqualTo(3);
  }

  @Test
  void spread_fewDistinct_areAll() {
    double[] ones = {1, 1, 1, 1, 1, 1};
    WeightedSample sample = new WeightedSample(new double[] {5, 1, 1, Double.NaN, 7, 5}, ones);
    assertThat(sample.spread(3)).containsExactly(1, 5, 7);
    assertThat(sample.spread(2)).containsExactly(1, 7);
  }

  @Test
  void deviation_isMedianElseMean() {
    assertThat(deviation(1, 2, 3, 4, 100)).isEqualTo(1);
    assertThat(deviation(1, 1, 1, 1, 6)).isEqualTo(1);
    assertThat(deviation(1, 1, 1)).isEqualTo(0);
  }

  @Test
  void isEmpty_nothingFinite_isTrue() {
    double[] values = {Double.NaN, Double.POSITIVE_INFINITY, 1};
    assertThat(new WeightedSample(values, new double[] {1, 1, 0}).isEmpty()).isTrue();
    assertThat(new WeightedSample(values, new double[] {1, 1, 1}).isEmpty()).isFalse();
  }

  @Test
  void weights_ofShapley_areSharesOfOrders() {
    assertThat(ShapleyWeights.of(0, 0)).isEqualTo(1);
    assertThat(ShapleyWeights.of(1, 1)).isCloseTo(1.0 / 6, within(1e-16));
    assertThat(ShapleyWeights.of(2, 3)).isCloseTo(2.0 * 6 / 720, within(1e-17));
    assertThat(ShapleyWeights.of(3, 2)).isCloseTo(2.0 * 6 / 720, within(1e-17));
    assertThat(ShapleyWeights.of(0, 4)).isCloseTo(24.0 / 120, within(1e-16));
    ShapleyWeights table = ShapleyWeights.upTo(5);
    assertThat(table.at(2, 2)).isEqualTo(ShapleyWeights.of(2, 2));
    assertThat(table.at(4, 0)).isEqualTo(ShapleyWeights.of(4, 0));
  }

  private static double deviation(double... values) {
    double[] ones = new double[values.length];
    java.util.Arrays.fill(ones, 1);
    return new WeightedSample(values, ones).deviation();
  }
}
