package io.millwright.eval.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.MetricValue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PowerPlanTest {

  private static double number(MetricValue value) {
    return value.orElse(Double.NaN);
  }

  @Test
  void sampleSize_proportion_isByCohensH() {
    PowerPlan plan = PowerPlan.of(Outcome.proportion(0.10)).withAlpha(0.05).withPower(0.8);
    // h = 0.0326; 2 (1.959964 + 0.841621)² / h²
    double h = 2 * Math.asin(Math.sqrt(0.11)) - 2 * Math.asin(Math.sqrt(0.10));
    double exact = 2 * Math.pow(1.959963985 + 0.841621234, 2) / (h * h);
    assertThat(number(plan.sampleSize(0.01))).isEqualTo(Math.ceil(exact));
    assertThat(number(plan.achievedPower(0.01, (long) Math.ceil(exact)))).isBetween(0.8, 0.8001);
    assertThat(number(plan.detectableDifference((long) Math.ceil(exact))))
        .isCloseTo(0.01, within(1e-6));
  }

  @Test
  void sampleSize_mean_usesStudent() {
    PowerPlan plan = PowerPlan.of(Outcome.mean(10));
    assertThat(number(plan.sampleSize(2))).isEqualTo(394); // 393.4 in the reference cases
    assertThat(number(plan.sampleSize(-2))).isEqualTo(394);
    assertThat(number(plan.withRatio(2).sampleSize(2))).isEqualTo(295);
    assertThat(number(plan.detectableDifference(394))).isBetween(1.99, 2.0);
  }

  @Test
  void sampleSize_ratioAndQueriesAndPairs_areStandardised() {
    assertThat(number(PowerPlan.of(Outcome.ratio(10)).sampleSize(2))).isEqualTo(393);
    assertThat(number(PowerPlan.of(Outcome.perQuery(0.3)).sampleSize(0.06))).isEqualTo(394);
    assertThat(number(PowerPlan.of(Outcome.paired(1)).sampleSize(0.5))).isEqualTo(34);
  }

  @Test
  void nonInferior_testsAgainstTheMargin() {
    PowerPlan mean = PowerPlan.of(Outcome.mean(1)).withAlpha(0.025);
    double higher = number(mean.nonInferior(0.2, Direction.HIGHER_IS_BETTER).sampleSize(0));
    double lower = number(mean.nonInferior(0.2, Direction.LOWER_IS_BETTER).sampleSize(0));
    assertThat(higher).isEqualTo(394).isEqualTo(lower);
    PowerPlan worse = mean.nonInferior(0.2, Direction.HIGHER_IS_BETTER);
    assertThat(number(worse.sampleSize(-0.1))).isGreaterThan(1000);
    assertThat(worse.sampleSize(-0.2).isDefined()).isFalse();
    assertThat(number(worse.detectableDifference(394))).isCloseTo(0, within(2e-4));
  }

  @Test
  void against_shiftsTheNull() {
    PowerPlan plan = PowerPlan.of(Outcome.mean(1)).against(0.1);
    assertThat(number(plan.sampleSize(0.3)))
        .isEqualTo(number(PowerPlan.of(Outcome.mean(1)).sampleSize(0.2)));
  }

  @Test
  void proportion_leavingItsRange_isUndefined() {
    PowerPlan plan = PowerPlan.of(Outcome.proportion(0.9));
    assertThat(plan.sampleSize(0.2).isDefined()).isFalse();
    assertThat(plan.sampleSize(-0.95).isDefined()).isFalse();
    assertThat(plan.against(0.2).sampleSize(0.05).isDefined()).isFalse();
    assertThat(plan.against(-1).detectableDifference(100).isDefined()).isFalse();
    assertThat(plan.detectableDifference(3).isDefined()).isFalse();
    assertThat(plan.detectableDifference(3000).isDefined()).isTrue();
    assertThat(plan.sampleSize(0).isDefined()).isFalse();
  }

  @Test
  void ratioDeviation_isOfTheLinearisedRatio() {
    // R = 6/6 = 1, residuals (-1, 0, 1): variance 1, mean denominator 2.
    assertThat(Outcome.ratioDeviation(new double[] {0, 2, 4}, new double[] {1, 2, 3}))
        .isCloseTo(0.5, within(1e-15));
    assertThatThrownBy(() -> Outcome.ratioDeviation(new double[] {1}, new double[] {1}))
        .hasMessageContaining("two or more");
    assertThatThrownBy(() -> Outcome.ratioDeviation(new double[] {1, 2}, new double[] {1, -1}))
        .hasMessageContaining("other than 0");
  }

  @Test
  void outcomes_outOfRange_areRefused() {
    assertThatThrownBy(() -> Outcome.proportion(0)).hasMessageContaining("Rate");
    assertThatThrownBy(() -> Outcome.mean(0)).hasMessageContaining("Deviation");
    assertThatThrownBy(() -> Outcome.ratio(-1)).hasMessageContaining("Deviation");
    assertThatThrownBy(() -> Outcome.perQuery(0.51)).hasMessageContaining("0.5");
    assertThatThrownBy(() -> Outcome.paired(Double.NaN)).hasMessageContaining("Deviation");
    assertThatThrownBy(() -> Outcome.cohensH(1.1, 0)).hasMessageContaining("First share");
    assertThatThrownBy(
            () -> PowerPlan.of(Outcome.mean(1)).nonInferior(0, Direction.HIGHER_IS_BETTER))
        .hasMessageContaining("Margin");
  }

  @Test
  void achievedPower_agreesWithSimulation() {
    PowerPlan plan = PowerPlan.of(Outcome.mean(1));
    double planned = number(plan.achievedPower(0.8, 20));
    RandomGenerator random = Seed.of(5).random();
    int found = 0;
    int runs = 4000;
    for (int r = 0; r < runs; r++) {
      found += Math.abs(studentT(random, 20, 0.8)) > 2.024394164 ? 1 : 0; // t(0.975, 38)
    }
    // Four standard errors of a share of 4,000.
    assertThat(found / (double) runs).isCloseTo(planned, within(4 * 0.5 / Math.sqrt(runs)));
  }

  private static double studentT(RandomGenerator random, int n, double effect) {
    double[] sums = new double[4];
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian() + effect;
      double y = random.nextGaussian();
      sums[0] += x;
      sums[1] += x * x;
      sums[2] += y;
      sums[3] += y * y;
    }
    double squares = sums[1] - sums[0] * sums[0] / n + sums[3] - sums[2] * sums[2] / n;
    double pooled = squares / (2 * n - 2);
    return (sums[0] - sums[2]) / n / Math.sqrt(2 * pooled / n);
  }
}
