package io.millwright.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SmallAngleTest {

  @Test
  void sineAndCosine_upToAnEighthOfATurn_areWithinTwoUlpOfStrictMath() {
    RandomGenerator random = Seed.of(11).random();
    for (int i = 0; i < 200_000; i++) {
      double angle = (random.nextDouble() * 2 - 1) * Math.PI / 4;
      double sine = StrictMath.sin(angle);
      double cosine = StrictMath.cos(angle);
      assertThat(Math.abs(SmallAngle.sine(angle) - sine)).isLessThanOrEqualTo(2 * Math.ulp(sine));
      assertThat(Math.abs(SmallAngle.cosine(angle) - cosine))
          .isLessThanOrEqualTo(2 * Math.ulp(cosine));
    }
  }

  @Test
  void sineAndCosine_ofZeroAndTinyAngles_areExact() {
    assertThat(SmallAngle.sine(0)).isZero();
    assertThat(SmallAngle.cosine(0)).isEqualTo(1);
    assertThat(SmallAngle.sine(1e-300)).isEqualTo(1e-300);
    assertThat(SmallAngle.sine(-1e-9)).isEqualTo(-1e-9);
  }
}
