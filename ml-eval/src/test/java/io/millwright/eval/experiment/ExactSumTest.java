package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  private static ExactSum of(double... values) {
    ExactSum sum = new ExactSum();
    for (double v : values) {
      sum.add(v);
    }
    return sum;
  }

  @Test
  void value_cancellation_losesNothing() {
    assertThat(of(1e300, 1, -1e300, Double.MIN_VALUE, -1).value()).isEqualTo(Double.MIN_VALUE);
    assertThat(of(0.1, 0.2, -0.3).value()).isEqualTo(0x1.0p-55); // 0.1 + 0.2 - 0.3, exactly
    assertThat(of().value()).isZero();
    assertThat(of(-0.0, 5, -5).parts()).isEmpty();
  }

  @Test
  void value_randomOfAllSizes_isTheDecimalSum() {
    RandomGenerator random = Seed.of(1).random();
    for (int run = 0; run < 300; run++) {
      double[] values = new double[1 + random.nextInt(40)];
      BigDecimal expected = BigDecimal.ZERO;
      for (int i = 0; i < values.length; i++) {
        values[i] = any(random, run % 3);
        expected = expected.add(new BigDecimal(values[i]));
      }
      ExactSum sum = of(values);
      assertThat(sum.exact()).isEqualByComparingTo(expected);
      assertThat(sum.value()).isEqualTo(expected.doubleValue());
    }
  }

  private static double any(RandomGenerator random, int kind) {
    double unit = random.nextDouble() - 0.5;
    return switch (kind) {
      case 0 -> unit;
      case 1 -> Math.scalb(unit, random.nextInt(1900) - 1000);
      default -> Math.scalb(unit, -1020 - random.nextInt(50));
    };
  }

  @Test
  void merge_anyOrderAndGrouping_sameBits() {
    RandomGenerator random = Seed.of(2).random();
    double[] values = new double[500];
    for (int i = 0; i < values.length; i++) {
      values[i] = any(random, 1);
    }
    ExactSum all = of(values);
    ExactSum shuffled = new ExactSum();
    ExactSum odd = new ExactSum();
    for (int i : Seed.of(3).permutation(values.length)) {
      (i % 2 == 0 ? shuffled : odd).add(values[i]);
    }
    odd.add(shuffled);
    assertThat(odd).isEqualTo(all).hasSameHashCodeAs(all);
    assertThat(odd.parts()).isEqualTo(all.parts());
    all.add(1e-300);
    assertThat(odd).isNotEqualTo(all);
  }

  @Test
  void addProduct_isExact() {
    ExactSum sum = new ExactSum();
    double a = 1 + 0x1p-40;
    double large = 1e140;
    sum.addProduct(a, a);
    sum.addProduct(-3, large);
    assertThat(sum.exact())
        .isEqualByComparingTo(
            new BigDecimal(a)
                .multiply(new BigDecimal(a))
                .subtract(new BigDecimal(3).multiply(new BigDecimal(large))));
  }

  @Test
  void parts_addUpAgain_andDoNotOverlap() {
    ExactSum sum = of(1e16, 1, 1e-20, -7e200);
    ExactSum again = new ExactSum();
    sum.parts().forEach(again::add);
    assertThat(again).isEqualTo(sum);
    for (int i = 1; i < sum.parts().size(); i++) {
      assertThat(Math.abs(sum.parts().get(i)))
          .isLessThanOrEqualTo(Math.ulp(sum.parts().get(i - 1)) / 2);
    }
  }

  @Test
  void parts_beyondDoubles_isRefused() {
    ExactSum sum = of(Double.MAX_VALUE, Double.MAX_VALUE);
    assertThatThrownBy(sum::parts).isInstanceOf(ArithmeticException.class);
    sum.add(-Double.MAX_VALUE);
    assertThat(sum.value()).isEqualTo(Double.MAX_VALUE);
    assertThat(of(-Double.MAX_VALUE).value()).isEqualTo(-Double.MAX_VALUE);
  }
}
