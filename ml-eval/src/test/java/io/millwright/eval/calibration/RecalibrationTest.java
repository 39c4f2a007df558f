package io.millwright.eval.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.calibration.LogOdds;
import io.millwright.eval.HeldOut;
import io.millwright.eval.HeldOuts;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RecalibrationTest {

  private static double value(Estimate estimate) {
    return estimate.match(Estimate.Measured::value, u -> Double.NaN);
  }

  private static Estimate.Interval interval(Estimate estimate) {
    return ((Estimate.Measured) estimate).interval();
  }

  private static boolean covers(Estimate estimate, double truth) {
    return estimate.match(
        m -> m.interval().low() <= truth && truth <= m.interval().high(), u -> false);
  }

  /** Rows whose log-odds are {@code slope * logit p + shift}; p is uniform. */
  private static Scored<Binary> drawn(int n, double slope, double shift, Seed seed) {
    RandomGenerator random = seed.random();
    double[] y = new double[n];
    double[] p = new double[n];
    for (int i = 0; i < n; i++) {
      p[i] = 0.02 + 0.96 * random.nextDouble();
      double truth = LogOdds.probability(slope * LogOdds.of(p[i]) + shift);
      y[i] = random.nextDouble() < truth ? 1 : 0;
    }
    return Scored.binary(y, p);
  }

  private static int[] rows(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static Recalibration of(Scored<Binary> scored) {
    return Recalibration.of(scored, rows(scored.size()), scored.size(), 0.95);
  }

  @Test
  void of_twoProbabilities_handComputed() {
    // At 0.25 (logit -ln 3): 2 of 6; at 0.75: 3 of 6. Logits of the shares: -ln 2 and 0.
    double[] p = {.25, .25, .25, .25, .25, .25, .75, .75, .75, .75, .75, .75};
    double[] y = {1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0};
    Recalibration r = Recalibration.of(HeldOuts.binary(y, p));
    double slope = Math.log(2) / (2 * Math.log(3));
    assertThat(value(r.slope())).isCloseTo(slope, within(1e-9));
    assertThat(value(r.intercept())).isCloseTo(-Math.log(2) / 2, within(1e-9));
    // At the shift s the promised sum is what happened: 6 sigmoid(-ln 3 + s) + 6 sigmoid(ln 3 + s).
    double s = value(r.inTheLarge());
    assertThat(6 * LogOdds.probability(-Math.log(3) + s) + 6 * LogOdds.probability(Math.log(3) + s))
        .isCloseTo(5, within(1e-9));
    assertThat(r.test().orElseThrow().pValue()).isBetween(0.0, 1.0);
  }

  @Test
  void of_weights_scaleNothing() {
    Scored<Binary> scored = drawn(200, 1, 0, Seed.of(1));
    double[] sevens = new double[200];
    java.util.Arrays.fill(sevens, 7);
    Recalibration one = of(scored);
    Recalibration seven = of(scored.withWeights(sevens));
    assertThat(value(seven.slope())).isCloseTo(value(one.slope()), within(1e-9));
    assertThat(seven.test().orElseThrow().pValue())
        .isCloseTo(one.test().orElseThrow().pValue(), within(1e-9));
  }

  @Test
  void of_rowsTwiceInOneGroup_givesTheSameInterval() {
    Scored<Binary> scored = drawn(100, 1, 0, Seed.of(2));
    int[] twice = IntStream.range(0, 200).map(i -> i / 2).toArray();
    Recalibration one = of(scored);
    Recalibration grouped = Recalibration.of(scored.take(twice), twice, 100, 0.95);
    Estimate.Interval a = interval(one.slope());
    Estimate.Interval b = interval(grouped.slope());
    assertThat(b.low()).isCloseTo(a.low(), within(1e-9));
    assertThat(b.high()).isCloseTo(a.high(), within(1e-9));
    assertThat(b.method()).contains("100 groups");
  }

  @Test
  void of_impossibleRows_isUndefinedWithReason() {
    Recalibration one =
        Recalibration.of(HeldOuts.binary(new double[] {1, 1}, new double[] {.2, .4}));
    assertThat(one.slope())
        .hasToString("Undefined[reason=the rows have one class only, support=2]");
    assertThat(one.test()).isEmpty();
    Recalibration separated =
        Recalibration.of(HeldOuts.binary(new double[] {0, 0, 1, 1}, new double[] {.1, .2, .8, .9}));
    assertThat(separated.slope().toString()).contains("separate the classes");
    assertThat(separated.inTheLarge()).isInstanceOf(Estimate.Measured.class);
    Recalibration constant =
        Recalibration.of(HeldOuts.binary(new double[] {0, 1, 1}, new double[] {.5, .5, .5}));
    assertThat(constant.slope().toString()).contains("all probabilities are equal");
    assertThat(value(constant.inTheLarge())).isCloseTo(Math.log(2), within(1e-9));
  }

  @Test
  void spiegelhalter_handComputed() {
    // sum (y - p)(1 - 2p) = 0.8 * 0.6 + -0.2 * 0.6; variance 2 * 0.36 * 0.16.
    CalibrationTest test =
        CalibrationTest.spiegelhalter(HeldOuts.binary(new double[] {1, 0}, new double[] {0.2, 0.2}))
            .orElseThrow();
    assertThat(test.statistic()).isCloseTo(0.36 / Math.sqrt(0.1152), within(1e-12));
    assertThat(test.pValue()).isCloseTo(0.28884, within(1e-5));
    assertThat(
            CalibrationTest.spiegelhalter(
                HeldOuts.binary(new double[] {1, 0, 1}, new double[] {1, 0, 0.5})))
        .isEmpty();
    HeldOut<Binary> grouped =
        HeldOuts.grouped(
            new double[] {1, 0}, new double[] {0.2, 0.2}, new double[] {1, 1}, new int[] {4, 4});
    assertThat(CalibrationTest.spiegelhalter(grouped).orElseThrow().statistic())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void tests_calibratedRows_rejectAboutOneInTwenty() {
    int[] rejected = rejected(200, 300);
    assertThat(rejected[0]).isBetween(2, 20);
    assertThat(rejected[1]).isBetween(2, 20);
    assertThat(rejected[2]).isBetween(180, 198);
  }

  /** Of 4000: 5 % within four standard errors. */
  @Test
  @Tag("slow")
  void tests_calibratedRows_rejectOneInTwenty() {
    int[] rejected = rejected(4000, 500);
    assertThat(rejected[0]).as("Spiegelhalter").isBetween(145, 255);
    assertThat(rejected[1]).as("Wald").isBetween(145, 275);
    assertThat(rejected[2]).as("slope covered").isBetween(3735, 3855);
  }

  private static int[] rejected(int simulations, int n) {
    int[] counts = new int[3];
    for (int s = 0; s < simulations; s++) {
      Scored<Binary> scored = drawn(n, 1, 0, Seed.of(77).derive(s));
      Recalibration r = of(scored);
      counts[0] += CalibrationTest.spiegelhalter(scored).orElseThrow().pValue() < 0.05 ? 1 : 0;
      counts[1] += r.test().orElseThrow().pValue() < 0.05 ? 1 : 0;
      counts[2] += covers(r.slope(), 1) ? 1 : 0;
    }
    return counts;
  }

  @Test
  void of_overconfidentRows_slopeIsBelowOne() {
    Recalibration r = of(drawn(4000, 0.5, -0.7, Seed.of(5)));
    assertThat(covers(r.slope(), 0.5)).isTrue();
    assertThat(covers(r.intercept(), -0.7)).isTrue();
    assertThat(covers(r.slope(), 1)).isFalse();
    assertThat(value(r.inTheLarge())).isNegative();
    assertThat(r.test().orElseThrow().pValue()).isLessThan(1e-6);
  }
}
