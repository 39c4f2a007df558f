package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalMixtureTest {

  @Test
  void likelihoodRatio_isTheMixtureIntegral() {
    NormalMixture mixture = new NormalMixture(0.02);
    double n = 150;
    double z = 2.3;
    // Unit variance per unit, estimate z/sqrt(n); effect ~ N(0, 0.02) mixed numerically.
    double sum = 0;
    double step = 1e-4;
    for (double e = -2; e <= 2; e += step) {
      double prior = Math.exp(-e * e / 0.04) / Math.sqrt(2 * Math.PI * 0.02);
      sum += prior * Math.exp(e * z * Math.sqrt(n) - n * e * e / 2) * step;
    }
    assertThat(mixture.likelihoodRatio(z, n)).isCloseTo(sum, within(1e-8 * sum));
  }

  @Test
  void halfWidth_isWhereThePValueReachesAlpha() {
    NormalMixture mixture = NormalMixture.tunedFor(0.05, 1000);
    double half = mixture.halfWidth(0.3, 400, 0.02);
    assertThat(mixture.pValue(half / 0.3, 400)).isCloseTo(0.02, within(1e-12));
    assertThat(mixture.pValue(0, 400)).isEqualTo(1);
    assertThat(mixture.halfWidth(0, 400, 0.02)).isZero();
  }

  @Test
  void tunedFor_isNearlyTightestThere() {
    double tuned = NormalMixture.tunedFor(0.05, 5000).halfWidth(1, 5000, 0.05);
    for (double precision = 1e-5; precision < 1; precision *= 1.05) {
      assertThat(new NormalMixture(precision).halfWidth(1, 5000, 0.05))
          .isGreaterThan(tuned * 0.999);
    }
    assertThat(tuned).isBetween(1.4 * 1.96, 1.6 * 1.96);
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> new NormalMixture(0)).hasMessageContaining("Precision");
    assertThatThrownBy(() -> NormalMixture.tunedFor(1, 5)).hasMessageContaining("Alpha");
    assertThatThrownBy(() -> NormalMixture.tunedFor(0.1, 0)).hasMessageContaining("Units");
    assertThatThrownBy(() -> new NormalMixture(1).halfWidth(1, 0, 0.1))
        .hasMessageContaining("Units");
    assertThatThrownBy(() -> new NormalMixture(1).halfWidth(1, 1, 0)).hasMessageContaining("Alpha");
    assertThatThrownBy(() -> new NormalMixture(1).pValue(1, 0)).hasMessageContaining("Units");
  }
}
