package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.power.Outcome;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Estimate.Undefined;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;

class ContrastTest {

  private static MetricSums sums(MetricSpec spec, double... values) {
    MetricSums sums = new MetricSums(spec);
    for (double v : values) {
      sums.add(v, 1, null);
    }
    return sums;
  }

  private static Measured measured(Estimate estimate) {
    assertThat(estimate).isInstanceOf(Measured.class);
    return (Measured) estimate;
  }

  @Test
  void fixed_byHand() {
    // means 4 and 2, variances 2 and 1, n 2 and 3: se² = 1 + 1/3, df = (4/3)² / (1 + 1/18)
    Contrast c = Contrast.of(sums(Designs.AMOUNT, 3, 5), sums(Designs.AMOUNT, 1, 2, 3));
    assertThat(c.gain()).isEqualTo(2);
    assertThat(c.standardError()).isCloseTo(Math.sqrt(4.0 / 3), within(1e-15));
    Interval interval = measured(c.fixed(0.05)).interval();
    assertThat(interval.high() - 2).isCloseTo(2 - interval.low(), within(1e-12));
    assertThat(interval.level()).isEqualTo(0.95);
    assertThat(c.units()).isEqualTo(5);
    Contrast lower = Contrast.of(sums(Designs.DELAY, 3, 5), sums(Designs.DELAY, 1, 2, 3));
    assertThat(lower.gain()).isEqualTo(-2);
  }

  @Test
  void pValue_isWelchOfAnotherLibrary() {
    RandomGenerator random = Seed.of(1).random();
    for (int run = 0; run < 30; run++) {
      double[] a = random.doubles(2 + random.nextInt(20)).map(v -> 3 * v).toArray();
      double[] b = random.doubles(2 + random.nextInt(20)).toArray();
      Contrast c = Contrast.of(sums(Designs.AMOUNT, a), sums(Designs.AMOUNT, b));
      assertThat(c.pValue(0)).isCloseTo(new TTest().tTest(a, b), within(1e-9));
      // The interval at a level of 1 - p ends at no gain.
      Interval interval = measured(c.fixed(c.pValue(0))).interval();
      double end = c.gain() > 0 ? interval.low() : interval.high();
      assertThat(end).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void pValue_againstAMargin_isOfTheShiftedGain() {
    Contrast c = Contrast.of(sums(Designs.AMOUNT, 3, 5, 4), sums(Designs.AMOUNT, 1, 2, 3));
    Contrast shifted = Contrast.of(sums(Designs.AMOUNT, 2, 4, 3), sums(Designs.AMOUNT, 1, 2, 3));
    assertThat(c.pValue(1)).isEqualTo(shifted.pValue(0));
    assertThat(c.pValue(2)).isEqualTo(1);
  }

  @Test
  void standardError_largeMeans_losesNothing() {
    Contrast c =
        Contrast.of(
            sums(Designs.AMOUNT, 1e9 + 1, 1e9 + 3), sums(Designs.AMOUNT, 1e9, 1e9 + 1, 1e9 + 2));
    assertThat(c.standardError()).isCloseTo(Math.sqrt(4.0 / 3), within(1e-15));
  }

  @Test
  void ratio_linearised_isTheOrdinaryContrastOfResiduals() {
    MetricSums t = new MetricSums(Designs.RATIO);
    MetricSums c = new MetricSums(Designs.RATIO);
    double[] residuals = fill(t, Seed.of(4).random(), 60, 0.5);
    double[] others = fill(c, Seed.of(5).random(), 40, 0.4);
    Contrast contrast = Contrast.of(t, c);
    double expected = variance(residuals) / 60 + variance(others) / 40;
    assertThat(contrast.standardError()).isCloseTo(Math.sqrt(expected), within(1e-13));
    assertThat(contrast.gain()).isBetween(-0.2, 0.4);
  }

  /** Linearised values, computed unit by unit. */
  private static double[] fill(MetricSums sums, RandomGenerator random, int n, double rate) {
    double[] y = new double[n];
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      d[i] = 1 + random.nextInt(9);
      y[i] = Math.rint(d[i] * rate * 2 * random.nextDouble());
      sums.add(y[i], d[i], null);
    }
    double ratio = Arrays.stream(y).sum() / Arrays.stream(d).sum();
    double mean = Arrays.stream(d).sum() / n;
    double[] z = new double[n];
    Arrays.setAll(z, i -> (y[i] - ratio * d[i]) / mean);
    return z;
  }

  private static double variance(double[] z) {
    double mean = Arrays.stream(z).average().orElseThrow();
    return Arrays.stream(z).map(v -> (v - mean) * (v - mean)).sum() / (z.length - 1);
  }

  @Test
  void ratio_withDenominatorsOfOne_isTheMean() {
    MetricSpec ratio = MetricSpec.of("r", Direction.HIGHER_IS_BETTER, Outcome.ratio(1));
    MetricSpec adjusted = ratio.adjustedFor("past");
    MetricSpec mean = Designs.AMOUNT.adjustedFor("past");
    MetricSums[] ratios = {new MetricSums(adjusted), new MetricSums(adjusted)};
    MetricSums[] means = {new MetricSums(mean), new MetricSums(mean)};
    RandomGenerator random = Seed.of(6).random();
    for (int i = 0; i < 50; i++) {
      double x = random.nextGaussian();
      double y = x + random.nextGaussian();
      ratios[i % 2].add(y, 1, Designs.before(x));
      means[i % 2].add(y, 1, Designs.before(x));
    }
    Contrast r = Contrast.of(ratios[0], ratios[1]);
    Contrast m = Contrast.of(means[0], means[1]);
    assertThat(r.gain()).isCloseTo(m.gain(), within(1e-12));
    assertThat(r.standardError()).isCloseTo(m.standardError(), within(1e-12));
    assertThat(m.adjustment().reduction()).isGreaterThan(0.2);
    assertThat(measured(m.fixed(0.05)).interval().method()).contains("adjusted");
  }

  @Test
  void relative_isTheDeltaMethod() {
    MetricSums t = sums(Designs.AMOUNT, 11, 13, 12, 12);
    MetricSums c = sums(Designs.AMOUNT, 9, 11, 10, 10);
    Measured lift = measured(Contrast.of(t, c).relative(0.05));
    assertThat(lift.value()).isCloseTo(0.2, within(1e-15));
    // var = vt/(nt mc²) + mt² vc/(nc mc⁴), with variances 2/3 and n 4.
    double error = Math.sqrt(2.0 / 3 / 4 / 100 + 144 * (2.0 / 3 / 4) / 1e4);
    assertThat(lift.interval().high() - lift.value()).isCloseTo(1.959963985 * error, within(1e-9));
    MetricSums td = sums(Designs.DELAY, 11, 13, 12, 12);
    MetricSums cd = sums(Designs.DELAY, 9, 11, 10, 10);
    assertThat(measured(Contrast.of(td, cd).relative(0.05)).value()).isCloseTo(-0.2, within(1e-15));
  }

  @Test
  void relative_negativeControl_keepsTheSignOfTheGain() {
    Contrast c =
        Contrast.of(sums(Designs.AMOUNT, -8, -8.5, -7.5), sums(Designs.AMOUNT, -10, -10.5, -9.5));
    assertThat(measured(c.relative(0.05)).value()).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void relative_adjusted_agreesWithSimulation() {
    MetricSpec spec = Designs.AMOUNT.adjustedFor("past");
    RandomGenerator random = Seed.of(8).random();
    int covered = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      MetricSums t = new MetricSums(spec);
      MetricSums c = new MetricSums(spec);
      for (int i = 0; i < 160; i++) {
        double x = random.nextGaussian();
        double y = 4 + 2 * x + random.nextGaussian();
        (i % 2 == 0 ? t : c).add(i % 2 == 0 ? 1.25 * y : y, 1, Designs.before(x));
      }
      Interval interval = measured(Contrast.of(t, c).relative(0.05)).interval();
      covered += interval.low() <= 0.25 && 0.25 <= interval.high() ? 1 : 0;
    }
    // 0.95 within four standard errors.
    assertThat(covered / (double) runs).isBetween(0.95 - 4 * 0.011, 1.0);
    assertThat(covered).isLessThan(runs);
  }

  @Test
  void relative_controlNearZero_isUndefined() {
    Contrast c = Contrast.of(sums(Designs.AMOUNT, 3, 5), sums(Designs.AMOUNT, -1, 1, 0));
    assertThat(c.relative(0.05)).isInstanceOf(Undefined.class);
  }

  @Test
  void obstacle_tooFewAlikeOrEmptyDenominators_isNamed() {
    assertThat(Contrast.obstacle(sums(Designs.AMOUNT, 1), sums(Designs.AMOUNT, 1, 2)))
        .hasValueSatisfying(r -> assertThat(r).contains("fewer than two"));
    assertThat(Contrast.obstacle(sums(Designs.AMOUNT, 1, 2), sums(Designs.AMOUNT, 1))).isPresent();
    assertThat(Contrast.obstacle(sums(Designs.AMOUNT, 1, 1), sums(Designs.AMOUNT, 2, 2)))
        .hasValueSatisfying(r -> assertThat(r).contains("alike"));
    MetricSums none = new MetricSums(Designs.RATIO);
    none.add(0, 0, null);
    none.add(0, 0, null);
    assertThat(Contrast.obstacle(none, none))
        .hasValueSatisfying(r -> assertThat(r).contains("denominators"));
    assertThat(Contrast.obstacle(sums(Designs.AMOUNT, 1, 1), sums(Designs.AMOUNT, 1, 2))).isEmpty();
  }

  @Test
  void alwaysValid_isTheMixture() {
    Contrast c = Contrast.of(sums(Designs.AMOUNT, 3, 5, 4), sums(Designs.AMOUNT, 1, 2, 3));
    NormalMixture mixture = NormalMixture.tunedFor(0.05, 10);
    Measured m = measured(c.alwaysValid(mixture, 0.05));
    assertThat(m.interval().high() - m.value())
        .isCloseTo(mixture.halfWidth(c.standardError(), 6, 0.05), within(1e-12));
    double p = c.alwaysValidPValue(mixture, 0);
    assertThat(p).isEqualTo(mixture.pValue(2 / c.standardError(), 6));
    assertThat(measured(c.alwaysValid(mixture, p)).interval().low()).isCloseTo(0, within(1e-9));
  }
}
