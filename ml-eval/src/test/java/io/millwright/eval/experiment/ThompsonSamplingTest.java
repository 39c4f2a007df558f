package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.MetricValue;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThompsonSamplingTest {

  private static final List<String> ARMS = List.of("a", "b", "c");
  private static final double[] RATES = {0.05, 0.10, 0.07};

  private static ThompsonSampling clicks(double floor) {
    return ThompsonSampling.of(Designs.CONVERSION, ARMS, floor);
  }

  private static double number(@Nullable MetricValue value) {
    return Objects.requireNonNull(value).orElse(Double.NaN);
  }

  /** Reward lost against always showing the best arm, and how often each was shown. */
  private static double regret(ThompsonSampling bandit, int decisions, long seed) {
    RandomGenerator world = Seed.of(seed).derive("world").random();
    double lost = 0;
    for (int d = 0; d < decisions; d++) {
      String arm = bandit.choose(Seed.of(seed), d);
      double rate = RATES[ARMS.indexOf(arm)];
      bandit.reward(arm, world.nextDouble() < rate ? 1 : 0);
      lost += 0.10 - rate;
    }
    return lost;
  }

  @Test
  void choose_regret_isFarBelowUniform_andGrowsSlower() {
    double early = 0;
    double late = 0;
    for (int run = 0; run < 5; run++) {
      ThompsonSampling bandit = clicks(0);
      early += regret(bandit, 2000, run) / 5;
      late += regret(bandit, 2000, 100 + run) / 5;
      assertThat(bandit.rewards("b")).isGreaterThan(bandit.rewards("a"));
    }
    double uniform = 2000 * (0.05 + 0.03) / 3;
    assertThat(early).isLessThan(0.6 * uniform);
    assertThat(late).isLessThan(0.6 * early);
  }

  @Test
  void choose_floor_isKept() {
    ThompsonSampling bandit = clicks(0.1);
    for (int i = 0; i < 500; i++) {
      bandit.reward("b", 1).reward("a", 0).reward("c", 0);
    }
    int a = 0;
    for (int d = 0; d < 4000; d++) {
      a += bandit.choose(Seed.of(1), d).equals("a") ? 1 : 0;
    }
    assertThat(a / 4000.0).isCloseTo(0.1, within(0.02));
    ThompsonSampling none = clicks(0).plus(clicks(0));
    for (int i = 0; i < 500; i++) {
      none.reward("b", 1).reward("a", 0).reward("c", 0);
    }
    for (int d = 0; d < 500; d++) {
      assertThat(none.choose(Seed.of(1), d)).isEqualTo("b");
    }
  }

  @Test
  void choose_sameSeedAndNumber_sameArm() {
    ThompsonSampling bandit = clicks(0);
    long distinct = 0;
    for (int d = 0; d < 50; d++) {
      String arm = bandit.choose(Seed.of(3), d);
      assertThat(bandit.choose(Seed.of(3), d)).isEqualTo(arm);
      distinct += arm.equals("a") ? 1 : 0;
    }
    assertThat(distinct).isBetween(5L, 30L);
  }

  @Test
  void chancesBest_ofTwoShares_isTheClosedForm() {
    ThompsonSampling bandit = ThompsonSampling.of(Designs.CONVERSION, List.of("a", "b"), 0);
    assertThat(number(bandit.chancesBest().get("a"))).isCloseTo(0.5, within(1e-9));
    for (int i = 0; i < 9; i++) {
      bandit.reward("a", i < 3 ? 1 : 0);
      bandit.reward("b", i < 5 ? 1 : 0);
    }
    assertThat(number(bandit.chancesBest().get("b")))
        .isCloseTo(closedForm(4, 7, 6, 5), within(1e-8));
    assertThat(bandit.chancesBest().values().stream().mapToDouble(v -> v.orElse(0)).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(number(bandit.mean("b"))).isCloseTo(6.0 / 11, within(1e-12));
  }

  /** P(B > A) for Beta beliefs with whole parameters: a finite sum. */
  private static double closedForm(int aA, int bA, int aB, int bB) {
    double sum = 0;
    for (int i = 0; i < aB; i++) {
      sum +=
          Math.exp(
              logBeta(aA + i, bB + bA) - Math.log(bB + i) - logBeta(1 + i, bB) - logBeta(aA, bA));
    }
    return sum;
  }

  private static double logBeta(double a, double b) {
    return Beta.logBeta(a, b);
  }

  @Test
  void chancesBest_narrowAmongWide_agreesWithDraws() {
    ThompsonSampling bandit = clicks(0);
    for (int i = 0; i < 4000; i++) {
      bandit.reward("a", i % 2);
    }
    bandit.reward("b", 1).reward("c", 0);
    int[] best = new int[3];
    int draws = 20_000;
    for (int d = 0; d < draws; d++) {
      best[ARMS.indexOf(bandit.choose(Seed.of(5), d))]++;
    }
    for (int i = 0; i < 3; i++) {
      assertThat(number(bandit.chancesBest().get(ARMS.get(i))))
          .isCloseTo(best[i] / (double) draws, within(0.015));
    }
  }

  @Test
  void amounts_lowerIsBetter_andTooFewAreShownFirst() {
    ThompsonSampling bandit = ThompsonSampling.of(Designs.DELAY, List.of("slow", "fast"), 0);
    assertThat(bandit.mean("slow").isDefined()).isFalse();
    assertThat(bandit.chancesBest().get("fast")).isInstanceOf(MetricValue.Undefined.class);
    bandit.reward("slow", 5);
    assertThat(bandit.choose(Seed.of(1), 0)).isEqualTo("fast");
    for (int i = 0; i < 20; i++) {
      bandit.reward("slow", 5 + i % 3).reward("fast", 3 + i % 3);
    }
    assertThat(number(bandit.chancesBest().get("fast"))).isGreaterThan(0.999);
    assertThat(bandit.choose(Seed.of(1), 1)).isEqualTo("fast");
    assertThat(number(bandit.mean("fast"))).isCloseTo(3.95, within(1e-12));
  }

  @Test
  void plus_anyOrder_sameBeliefs() {
    ThompsonSampling one = clicks(0).reward("a", 1).reward("b", 0);
    ThompsonSampling two = clicks(0).reward("a", 0).reward("c", 1);
    assertThat(one.plus(two).chancesBest()).isEqualTo(two.plus(one).chancesBest());
    assertThat(one.plus(two).rewards("a")).isEqualTo(2);
    assertThat(one.rewards("a")).isEqualTo(1);
    assertThatThrownBy(() -> one.plus(clicks(0.1))).hasMessageContaining("same metric");
    assertThatThrownBy(
            () -> one.plus(ThompsonSampling.of(Designs.CONVERSION, List.of("a", "b"), 0)))
        .hasMessageContaining("same metric");
    assertThatThrownBy(() -> one.plus(ThompsonSampling.of(Designs.AMOUNT, ARMS, 0)))
        .hasMessageContaining("same metric");
  }

  @Test
  void draws_haveTheirDistribution() {
    RandomGenerator random = Seed.of(9).random();
    Posterior share = Posterior.share(2, 5);
    double[] draws = random.doubles(4000).map(u -> share.draw(random)).toArray();
    assertThat(p(new BetaDistribution(null, 3, 6), draws)).isGreaterThan(0.001);
    MetricSums sums = new MetricSums(Designs.AMOUNT);
    for (double v : new double[] {1, 2, 4, 5}) {
      sums.add(v, 1, null);
    }
    Posterior mean = Posterior.mean(Moments.of(sums));
    double scale = Math.sqrt(10.0 / 3 / 4);
    double[] ts = random.doubles(4000).map(u -> (mean.draw(random) - 3) / scale).toArray();
    assertThat(p(new TDistribution(null, 3), ts)).isGreaterThan(0.001);
    assertThat(mean.quantile(0.5)).isCloseTo(3, within(1e-9));
    assertThat(mean.below(3)).isCloseTo(0.5, within(1e-12));
    // A shape below 1 is boosted: mean 0.5.
    assertThat(random.doubles(4000).map(u -> Posterior.gamma(0.5, random)).average().orElse(0))
        .isCloseTo(0.5, within(0.05));
  }

  private static double p(RealDistribution expected, double[] draws) {
    return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(expected, draws);
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> ThompsonSampling.of(Designs.CONVERSION, List.of("a"), 0))
        .hasMessageContaining("two or more");
    assertThatThrownBy(() -> ThompsonSampling.of(Designs.CONVERSION, List.of("a", "a"), 0))
        .hasMessageContaining("each once");
    assertThatThrownBy(() -> clicks(0.34)).hasMessageContaining("Floor share");
    assertThatThrownBy(() -> clicks(-0.1)).hasMessageContaining("Floor share");
    assertThatThrownBy(() -> ThompsonSampling.of(Designs.RATIO, ARMS, 0))
        .hasMessageContaining("proportion or a mean");
    assertThatThrownBy(() -> ThompsonSampling.of(Designs.AMOUNT.adjustedFor("x"), ARMS, 0))
        .hasMessageContaining("covariate");
    assertThatThrownBy(() -> clicks(0).reward("z", 1)).hasMessageContaining("[a, b, c]");
    assertThatThrownBy(() -> clicks(0).reward("a", 0.5)).hasMessageContaining("0 or 1");
  }
}
