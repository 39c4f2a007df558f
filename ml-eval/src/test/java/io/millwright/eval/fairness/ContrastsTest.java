package io.millwright.eval.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.fairness.Contrasts.Item;
import io.millwright.eval.fairness.Contrasts.Pair;
import io.millwright.eval.fairness.Contrasts.Range;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class ContrastsTest {

  private static final int DRAWS = 400;

  private static Item item(double value, double sd, Seed seed) {
    RandomGenerator random = seed.random();
    double[] draws = new double[DRAWS];
    Arrays.setAll(draws, i -> value + sd * random.nextGaussian());
    return new Item(value, draws, 1e-12);
  }

  private static double variance(double value, double sd, Seed seed) {
    RandomGenerator random = seed.random();
    double[] errors = new double[DRAWS];
    Arrays.setAll(errors, i -> (value + sd * random.nextGaussian()) - value);
    double mean = Arrays.stream(errors).average().orElseThrow();
    return Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).average().orElseThrow();
  }

  /** Two groups, by the formula of the class written down again. */
  @Test
  void spread_ofTwoGroups_isTheDifferenceWithinStudentsQuantile() {
    Item a = item(0.5, 0.02, Seed.of(1));
    Item b = item(0.3, 0.03, Seed.of(2));
    double s = Math.sqrt(variance(0.5, 0.02, Seed.of(1)) + variance(0.3, 0.03, Seed.of(2)));
    RandomGenerator x = Seed.of(1).random();
    RandomGenerator y = Seed.of(2).random();
    double[] t =
        IntStream.range(0, DRAWS)
            .mapToDouble(
                i ->
                    Math.abs(
                            (0.5 + 0.02 * x.nextGaussian() - 0.5)
                                - (0.3 + 0.03 * y.nextGaussian() - 0.3))
                        / s)
            .sorted()
            .toArray();
    double normal = Math.max(t[(int) Math.ceil(0.95 * 401) - 1], 1.959963984540054);
    double q =
        -new TDistribution(39)
            .inverseCumulativeProbability(new NormalDistribution().cumulativeProbability(-normal));
    Range found = new Contrasts(List.of(List.of(a, b)), 0.95, 40).spreads().get(0);
    assertThat(found.value()).isCloseTo(0.2, within(1e-12));
    assertThat(found.low()).isCloseTo(0.2 - q * s, within(1e-9));
    assertThat(found.high()).isCloseTo(0.2 + q * s, within(1e-9));
  }

  @Test
  void spread_ofGroupsWithoutResampledVariance_isStillUncertain() {
    double[] same = new double[DRAWS];
    Item none = new Item(0, same, 0.03 * 0.03);
    Item few = item(0.05, 0.007, Seed.of(3));
    Range found = new Contrasts(List.of(List.of(none, few)), 0.95, 30).spreads().get(0);
    assertThat(found.low()).isZero();
    assertThat(found.high()).isGreaterThan(0.05 + 1.96 * 0.03);
  }

  @Test
  void pValue_isSmallExactlyWhenTheIntervalLeavesZero() {
    int decided = 0;
    for (int run = 0; run < 60; run++) {
      Seed seed = Seed.of(run);
      double apart = 0.12 * seed.derive("apart").random().nextDouble();
      List<Item> items =
          List.of(
              item(0.3, 0.02, seed.derive(1)),
              item(0.3 + apart, 0.02, seed.derive(2)),
              item(0.3, 0.03, seed.derive(3)));
      Contrasts contrasts = new Contrasts(List.of(items), 0.95, 50);
      boolean apartFromZero = contrasts.spreads().get(0).low() > 0;
      assertThat(contrasts.pValue() < 0.05).as("run " + run).isEqualTo(apartFromZero);
      decided += apartFromZero ? 1 : 0;
    }
    assertThat(decided).isBetween(15, 50);
  }

  @Test
  void ratio_ends_areWhereTheContrastIsNoLongerToldFromZero() {
    Item a = item(0.2, 0.015, Seed.of(4));
    Item b = item(0.4, 0.02, Seed.of(5));
    Contrasts contrasts = new Contrasts(List.of(List.of(a, b)), 0.95, 1000);
    List<Pair> pair = List.of(new Pair(0, 1));
    Range found = contrasts.smallestRatio(pair, pair);
    assertThat(found.value()).isCloseTo(0.5, within(1e-12));
    // Fieller: 0.5 ± 1.96 sqrt(0.015² + 0.25 0.02²) / 0.4, within the noise of the draws
    assertThat(found.low()).isCloseTo(0.5 - 0.088, within(0.012));
    assertThat(found.high()).isCloseTo(0.5 + 0.088, within(0.012));
    Range other = contrasts.smallestRatio(contrasts.ordered(), contrasts.ordered());
    assertThat(other.value()).isCloseTo(0.5, within(1e-12));
    Range swapped = contrasts.smallestRatio(List.of(new Pair(1, 0)), List.of(new Pair(1, 0)));
    assertThat(swapped.value()).isCloseTo(2, within(1e-12));
    assertThat(swapped.low()).isCloseTo(1 / found.high(), within(0.01));
    assertThat(swapped.high()).isCloseTo(1 / found.low(), within(0.01));
  }

  @Test
  void ratio_toAGroupNearZero_hasNoUpperEnd() {
    Contrasts contrasts =
        new Contrasts(
            List.of(List.of(item(0.3, 0.02, Seed.of(6)), item(0.01, 0.01, Seed.of(7)))), 0.95, 50);
    List<Pair> pair = List.of(new Pair(0, 1));
    Range found = contrasts.smallestRatio(pair, pair);
    assertThat(found.high()).isInfinite();
    assertThat(found.low()).isGreaterThan(1);
    List<Pair> back = List.of(new Pair(1, 0));
    assertThat(contrasts.smallestRatio(back, back).low()).isLessThan(1e-6);
  }

  @Test
  void resamplesWithoutANumber_areLeftOutAndCounted() {
    double[] draws = new double[DRAWS];
    Arrays.setAll(draws, i -> i < 7 ? Double.NaN : 0.3 + (i % 2 == 0 ? 0.01 : -0.01));
    Contrasts contrasts =
        new Contrasts(
            List.of(List.of(new Item(0.3, draws, 1e-12), item(0.3, 0.01, Seed.of(8)))), 0.95, 50);
    assertThat(contrasts.undefined()).isEqualTo(7);
    assertThat(contrasts.replicates()).isEqualTo(DRAWS);
    assertThat(contrasts.spreads().get(0).high()).isBetween(0.02, 0.05);
  }

  @Test
  void blocks_areComparedWithinButHoldTogether() {
    Item a = item(0.5, 0.02, Seed.of(1));
    Item b = item(0.3, 0.02, Seed.of(2));
    Item c = item(0.9, 0.02, Seed.of(3));
    Item d = item(0.8, 0.02, Seed.of(4));
    Contrasts both = new Contrasts(List.of(List.of(a, b), List.of(c, d)), 0.95, 500);
    Contrasts one = new Contrasts(List.of(List.of(a, b)), 0.95, 500);
    assertThat(both.spreads()).hasSize(2);
    assertThat(both.spreads().get(1).value()).isCloseTo(0.1, within(1e-12));
    assertThat(both.spreads().get(0).high()).isGreaterThan(one.spreads().get(0).high());
    // E|N(0, 2 0.02²)| = 2 · 0.02 / sqrt(pi)
    assertThat(both.spreadsIfEqual()[0]).isCloseTo(0.0226, within(0.003));
  }
}
