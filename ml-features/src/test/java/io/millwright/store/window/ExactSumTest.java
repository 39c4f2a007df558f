package io.millwright.store.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {

  private static double sum(double... values) {
    ExactSum sum = ExactSum.ofValues();
    for (double value : values) {
      sum.add(value);
    }
    return sum.value();
  }

  private static double exact(double... values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : values) {
      sum = sum.add(new BigDecimal(value));
    }
    return sum.doubleValue();
  }

  @Test
  void sum_cancellation_leavesNothingBehind() {
    assertThat(sum(1e308, 1, -1e308)).isEqualTo(1);
    assertThat(sum(0.1, 0.2, -0.3)).isEqualTo(exact(0.1, 0.2, -0.3));
    assertThat(sum(Double.MIN_VALUE, 1, -1)).isEqualTo(Double.MIN_VALUE);
    assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE))
        .isEqualTo(Double.MAX_VALUE);
    assertThat(Double.doubleToRawLongBits(sum(-0.0, -0.0))).isZero();
  }

  @Test
  void sum_halfWay_roundsToEven() {
    double ulp = Math.ulp(1.0);
    assertThat(sum(1, ulp / 2)).isEqualTo(1);
    assertThat(sum(1 + ulp, ulp / 2)).isEqualTo(1 + 2 * ulp);
    assertThat(sum(1, ulp / 2, Double.MIN_VALUE)).isEqualTo(1 + ulp);
  }

  @Test
  void sum_notFinite_comesAndGoes() {
    ExactSum sum = ExactSum.ofValues();
    sum.add(2);
    sum.add(Double.POSITIVE_INFINITY);
    assertThat(sum.value()).isEqualTo(Double.POSITIVE_INFINITY);
    sum.add(Double.NEGATIVE_INFINITY);
    assertThat(sum.value()).isNaN();
    sum.remove(Double.POSITIVE_INFINITY);
    sum.remove(Double.NEGATIVE_INFINITY);
    assertThat(sum.value()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void sum_randomDoublesAddedAndRemoved_isTheExactOne(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    ExactSum sum = ExactSum.ofValues();
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        sum.add(value);
        if (random.nextBoolean()) {
          sum.remove(value);
        } else {
          kept.add(value);
        }
      }
    }
    BigDecimal exact = kept.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum.value()).isEqualTo(exact.doubleValue());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-150, 1e150, 1e-320, 1e8})
  void deviation_threeValues_isTheKnownOne(double scale) {
    ExactSum values = ExactSum.ofValues();
    ExactSum squares = ExactSum.ofSquares();
    double[] all = {1e8 * scale / 1e8 * 1, scale * 2, scale * 4};
    BigDecimal mean = BigDecimal.ZERO;
    for (double value : all) {
      values.add(value);
      squares.add(value);
      mean = mean.add(new BigDecimal(value));
    }
    BigDecimal three = BigDecimal.valueOf(3);
    BigDecimal spread = BigDecimal.ZERO;
    for (double value : all) {
      spread = spread.add(new BigDecimal(value).pow(2));
    }
    // The deviation is sqrt(3 Σx² − (Σx)²) / 3.
    double expected =
        three
            .multiply(spread)
            .subtract(mean.pow(2))
            .sqrt(new MathContext(40))
            .divide(three, new MathContext(40))
            .doubleValue();
    double got = ExactSum.deviation(values, squares, 3);
    assertThat(Math.abs(got - expected)).isLessThanOrEqualTo(2 * Math.ulp(expected));
  }

  @Test
  void deviation_offsetOfHundredMillion_losesNoDigit() {
    ExactSum values = ExactSum.ofValues();
    ExactSum squares = ExactSum.ofSquares();
    for (double value : new double[] {1e8 + 1, 1e8 + 2, 1e8 + 3}) {
      values.add(value);
      squares.add(value);
    }
    assertThat(ExactSum.deviation(values, squares, 3)).isEqualTo(Math.sqrt(6) / 3);
  }
}
