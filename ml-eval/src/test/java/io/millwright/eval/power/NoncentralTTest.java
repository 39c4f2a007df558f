package io.millwright.eval.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoncentralTTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 1, 0.3",
    "2, 1, 1",
    "2, 3, 1",
    "-1, 4.5, 0.7",
    "1.96, 58, 2.8",
    "2.2, 10, -1.5",
    "3, 200, 3.1",
    "12.7, 1, 5",
    "0.0001, 7, 1"
  })
  void above_isTheSeriesOfIncompleteBetas(double t, double df, double delta) {
    assertThat(NoncentralT.above(t, df, delta)).isCloseTo(1 - series(t, df, delta), within(1e-11));
    assertThat(NoncentralT.below(t, df, delta)).isCloseTo(series(t, df, delta), within(1e-11));
  }

  /** Lenth (1989), AS 243, for t of either sign. */
  private static double series(double t, double df, double delta) {
    if (t < 0) {
      return 1 - series(-t, df, -delta);
    }
    double x = t * t / (t * t + df);
    double half = delta * delta / 2;
    double sum = NoncentralT.phi(-delta);
    for (int j = 0; j < 400; j++) {
      double p = Math.exp(-half + j * Math.log(half) - Gamma.logGamma(j + 1));
      double q =
          delta / Math.sqrt(2) * Math.exp(-half + j * Math.log(half) - Gamma.logGamma(j + 1.5));
      sum +=
          0.5
              * (p * Beta.regularizedBeta(x, j + 0.5, df / 2)
                  + q * Beta.regularizedBeta(x, j + 1, df / 2));
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5", "30", "1000", "99999"})
  void above_withoutShift_isStudent(double df) {
    TDistribution student = new TDistribution(null, df);
    for (double t : new double[] {-3, -0.5, 0, 1, 2.5, 6}) {
      assertThat(NoncentralT.above(t, df, 0))
          .isCloseTo(student.cumulativeProbability(-t), within(1e-11));
    }
  }

  @Test
  void above_hugeDegrees_isNormal() {
    assertThat(NoncentralT.above(1.5, 1e12, 0.5)).isCloseTo(NoncentralT.phi(-1), within(1e-8));
    assertThat(NoncentralT.above(2, 1e7, 40)).isEqualTo(1);
  }

  @Test
  void above_farTail_keepsRelativePrecision() {
    // With so many degrees of freedom the tail is the normal one, 8e-42.
    double tail = NoncentralT.above(2, 1e9, -11.5);
    assertThat(tail).isCloseTo(NoncentralT.phi(-13.5), within(1e-6 * NoncentralT.phi(-13.5)));
  }

  @Test
  void quantile_acrossTheSwitchToTheExpansion_isContinuous() {
    for (double p : new double[] {0.0005, 0.025, 0.975}) {
      assertThat(NoncentralT.quantile(p, 1e5))
          .isCloseTo(NoncentralT.quantile(p, 99_999.999), within(1e-9));
    }
    assertThat(NoncentralT.quantile(0.975, 10)).isCloseTo(2.2281388519649385, within(1e-10));
  }
}
