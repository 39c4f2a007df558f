package io.millwright.eval.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.evidence.Estimate.Interval;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProportionIntervalTest {

  /** With no success Wilson's upper end is z^2 / (n + z^2); exact: 1 - 0.025^(1/n). */
  @Test
  void of_noSuccess_isKnownInClosedForm() {
    double z2 = 1.959963984540054 * 1.959963984540054;
    Interval wilson = ProportionInterval.WILSON.of(0, 10, 0.95).interval();
    assertThat(wilson.low()).isZero();
    assertThat(wilson.high()).isEqualTo(z2 / (10 + z2), within(1e-12));
    Interval exact = ProportionInterval.CLOPPER_PEARSON.of(0, 10, 0.95).interval();
    assertThat(exact.low()).isZero();
    assertThat(exact.high()).isEqualTo(1 - Math.pow(0.025, 0.1), within(1e-12));
  }

  /** 20 of 100 at z = 1.96; Agresti-Coull moves the share to (20 + z^2 / 2) / (100 + z^2). */
  @Test
  void of_twentyOfAHundred_isComputedByHand() {
    double z = 1.959963984540054;
    Interval wald = ProportionInterval.WALD.of(20, 100, 0.95).interval();
    assertThat(wald.low()).isEqualTo(0.2 - z * 0.04, within(1e-12));
    assertThat(wald.high()).isEqualTo(0.2 + z * 0.04, within(1e-12));
    double n = 100 + z * z;
    double p = (20 + z * z / 2) / n;
    double half = z * Math.sqrt(p * (1 - p) / n);
    Interval moved = ProportionInterval.AGRESTI_COULL.of(20, 100, 0.95).interval();
    assertThat(moved.low()).isEqualTo(p - half, within(1e-12));
    assertThat(moved.high()).isEqualTo(p + half, within(1e-12));
    Interval wilson = ProportionInterval.WILSON.of(20, 100, 0.95).interval();
    assertThat(wilson.low()).isEqualTo(0.13336692, within(1e-7));
    assertThat(wilson.high()).isEqualTo(0.28882918, within(1e-7));
  }

  @ParameterizedTest
  @EnumSource(ProportionInterval.class)
  void of_failuresForSuccesses_isTheMirrorImage(ProportionInterval method) {
    for (int x = 0; x <= 12; x++) {
      Interval a = method.of(x, 12, 0.9).interval();
      Interval b = method.of(12 - x, 12, 0.9).interval();
      assertThat(a.low()).isEqualTo(1 - b.high(), within(1e-12)).isBetween(0.0, 1.0);
      assertThat(a.high()).isBetween(a.low(), 1.0);
      assertThat(method.of(x, 12, 0.9).value()).isEqualTo(x / 12.0);
      assertThat(method.of(x, 12, 0.99).interval().low()).isLessThanOrEqualTo(a.low());
    }
  }

  /** Exact coverage by summing the binomial distribution. */
  @Test
  void coverage_exactIsAtLeastTheLevelAndWilsonNearIt() {
    double wilsonMean = 0;
    for (int i = 1; i < 100; i++) {
      assertThat(coverage(ProportionInterval.CLOPPER_PEARSON, 30, i / 100.0)).isGreaterThan(0.95);
      wilsonMean += coverage(ProportionInterval.WILSON, 30, i / 100.0) / 99;
    }
    assertThat(wilsonMean).isBetween(0.94, 0.965);
    assertThat(coverage(ProportionInterval.WALD, 30, 0.05)).isLessThan(0.85);
  }

  private static double coverage(ProportionInterval method, int n, double p) {
    BinomialDistribution law = new BinomialDistribution(null, n, p);
    double sum = 0;
    for (int x = 0; x <= n; x++) {
      Interval interval = method.of(x, n, 0.95).interval();
      sum += interval.low() <= p && p <= interval.high() ? law.probability(x) : 0;
    }
    return sum;
  }

  @Test
  void of_wrongCounts_areRefused() {
    assertThatThrownBy(() -> ProportionInterval.WILSON.of(3, 2, 0.95))
        .hasMessage("Successes must be from 0 to 2; was 3.");
    assertThatThrownBy(() -> ProportionInterval.WILSON.of(-1, 2, 0.95))
        .hasMessageContaining("from 0 to 2");
    assertThatThrownBy(() -> ProportionInterval.WILSON.of(0, 0, 0.95))
        .hasMessageContaining("Trials");
    assertThatThrownBy(() -> ProportionInterval.WILSON.of(0, 1, 1)).hasMessageContaining("Level");
    assertThat(ProportionInterval.WILSON.of(1, 2, 0.9).interval().method()).contains("WILSON");
  }

  @ParameterizedTest
  @EnumSource(ProportionDifference.class)
  void difference_swappedSamples_changesSign(ProportionDifference method) {
    Interval a = method.of(3, 20, 9, 25, 0.95).interval();
    Interval b = method.of(9, 25, 3, 20, 0.95).interval();
    assertThat(a.low()).isEqualTo(-b.high(), within(1e-12));
    assertThat(a.high()).isEqualTo(-b.low(), within(1e-12));
    assertThat(method.of(3, 20, 9, 25, 0.95).value()).isEqualTo(0.15 - 0.36, within(1e-15));
    assertThat(method.of(3, 20, 9, 25, 0.95).support()).isEqualTo(45);
  }

  @Test
  void difference_extremes_keepAWidthButForWald() {
    Interval wald = ProportionDifference.WALD.of(5, 5, 0, 5, 0.95).interval();
    assertThat(wald.low()).isEqualTo(wald.high()).isEqualTo(1);
    Interval newcombe = ProportionDifference.NEWCOMBE.of(5, 5, 0, 5, 0.95).interval();
    assertThat(newcombe.low()).isBetween(0.2, 0.9);
    assertThat(newcombe.high()).isEqualTo(1, within(1e-12));
    assertThat(ProportionDifference.AGRESTI_CAFFO.of(5, 5, 0, 5, 0.95).interval().low())
        .isBetween(0.2, 0.9);
  }

  @Test
  void difference_wrongCounts_areRefused() {
    assertThatThrownBy(() -> ProportionDifference.WALD.of(3, 2, 0, 1, 0.95))
        .hasMessageContaining("first");
    assertThatThrownBy(() -> ProportionDifference.WALD.of(1, 2, -1, 1, 0.95))
        .hasMessageContaining("second");
    assertThatThrownBy(() -> ProportionDifference.WALD.of(1, 2, 0, 0, 0.95))
        .hasMessageContaining("Trials of the second");
    assertThatThrownBy(() -> ProportionDifference.WALD.of(1, 2, 0, 1, 0))
        .hasMessageContaining("Level");
  }

  @Test
  void wilson_ofAShare_isThatOfTheCount() {
    for (int successes : new int[] {0, 1, 7, 29, 30}) {
      var theirs =
          new org.apache.commons.math3.stat.interval.WilsonScoreInterval()
              .createInterval(30, successes, 0.9);
      var ours = ProportionInterval.wilson(successes / 30.0, 30, 0.9);
      assertThat(ours.low()).isCloseTo(theirs.getLowerBound(), within(1e-12)).isNotNegative();
      assertThat(ours.high()).isCloseTo(theirs.getUpperBound(), within(1e-12));
      assertThat(ours.low()).isLessThanOrEqualTo(successes / 30.0);
      assertThat(ours.high()).isBetween(successes / 30.0, 1.0);
    }
    assertThat(ProportionInterval.wilson(0.5, 7.5, 0.95).low())
        .isBetween(
            ProportionInterval.wilson(0.5, 7, 0.95).low(),
            ProportionInterval.wilson(0.5, 8, 0.95).low());
    assertThatThrownBy(() -> ProportionInterval.wilson(0.5, 0, 0.95))
        .hasMessageContaining("Effective rows");
    assertThatThrownBy(() -> ProportionInterval.wilson(1.5, 1, 0.95)).hasMessageContaining("Share");
  }
}
