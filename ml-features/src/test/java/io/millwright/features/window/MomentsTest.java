package io.millwright.features.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private static Moments of(double... values) {
    Moments moments = new Moments(true);
    Arrays.stream(values).forEach(moments::add);
    return moments;
  }

  @Test
  void statistics_handComputed_areExact() {
    Moments moments = of(2, Double.NaN, 4, 4, 4, 5, 5, 7, 9);
    assertThat(moments.stat(Stat.COUNT, 1)).isEqualTo(8);
    assertThat(moments.stat(Stat.SUM, 1)).isEqualTo(40);
    assertThat(moments.stat(Stat.MEAN, 1)).isEqualTo(5);
    assertThat(moments.stat(Stat.STD, 1)).isEqualTo(Math.sqrt(32.0 / 7));
    assertThat(moments.stat(Stat.MIN, 1)).isEqualTo(2);
    assertThat(moments.stat(Stat.MAX, 1)).isEqualTo(9);
    assertThat(moments.stat(Stat.MEAN, 9)).isNaN();
    assertThat(moments.stat(Stat.COUNT, 9)).isEqualTo(8);
  }

  @Test
  void deviation_oneOrNoValue_isMissing() {
    assertThat(of(3).stat(Stat.STD, 1)).isNaN();
    assertThat(of(3).stat(Stat.MEAN, 1)).isEqualTo(3);
    assertThat(of().stat(Stat.SUM, 1)).isNaN();
    assertThat(of().stat(Stat.COUNT, 1)).isZero();
  }

  @Test
  void deviation_valuesFarFromZero_keepsAllDigits() {
    assertThat(of(1e8 + 1, 1e8 + 2, 1e8 + 3).stat(Stat.STD, 1)).isEqualTo(1);
    assertThat(of(1e15 + 1, 1e15 + 2, 1e15 + 3).stat(Stat.STD, 1)).isEqualTo(1);
    assertThat(of(0.1, 0.1, 0.1, 0.1).stat(Stat.STD, 1)).isZero();
  }

  @Test
  void sum_ofCents_isTheExactSumRoundedOnce() {
    double[] values = cents(Seed.of(1).random(), 20_000);
    assertThat(of(values).stat(Stat.SUM, 1)).isEqualTo(exact(values).doubleValue());
    // Plain addition is not: the test can fail.
    double plain = 0;
    for (double value : values) {
      plain += value;
    }
    assertThat(plain).isNotEqualTo(exact(values).doubleValue());
  }

  @Test
  void sum_largeAndSmallThatCancel_loosesNothing() {
    assertThat(of(1e16, 1, -1e16).stat(Stat.SUM, 1)).isEqualTo(1);
    assertThat(of(1e16, 1, -1e16, 1e-3).stat(Stat.SUM, 1)).isEqualTo(1.001);
  }

  @Test
  void join_blocks_equalsAddingOneByOne() {
    double[] values = cents(Seed.of(2).random(), 999);
    Moments joined = new Moments(true);
    for (int from = 0; from < values.length; from += 37) {
      joined.join(of(Arrays.copyOfRange(values, from, Math.min(values.length, from + 37))));
    }
    Moments single = of(values);
    for (Stat stat : new Stat[] {Stat.COUNT, Stat.SUM, Stat.MEAN, Stat.STD, Stat.MIN, Stat.MAX}) {
      assertThat(joined.stat(stat, 1)).as("%s", stat).isEqualTo(single.stat(stat, 1));
    }
    BigDecimal n = BigDecimal.valueOf(values.length);
    BigDecimal mean = exact(values).divide(n, MathContext.DECIMAL128);
    double squares =
        DoubleStream.of(values)
            .mapToObj(x -> new BigDecimal(x).subtract(mean).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .doubleValue();
    double expected = Math.sqrt(squares / (values.length - 1));
    assertThat(joined.stat(Stat.STD, 1)).isCloseTo(expected, within(Math.ulp(expected)));
  }

  private static BigDecimal exact(double[] values) {
    return Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static double[] cents(RandomGenerator random, int n) {
    return random.doubles(n).map(u -> Math.rint(u * 1e6 - 3e5) / 100).toArray();
  }
}
