package io.millwright.eval.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private final double[] values = gaussians(300, Seed.of(9));
  private final Resampling rows = Resampling.ofRows(ones(300));

  @Test
  void replicate_oneOrEightThreads_givesTheSameBits() {
    Bootstrap bootstrap = Bootstrap.of(Seed.of(42));
    double[][] one = bootstrap.withThreads(1).replicate(rows, List.of(mean(values)));
    double[][] eight = bootstrap.withThreads(8).replicate(rows, List.of(mean(values)));
    assertThat(eight[0]).containsExactly(one[0]);
    assertThat(bootstrap.withSeed(Seed.of(43)).replicate(rows, List.of(mean(values)))[0])
        .isNotEqualTo(one[0]);
  }

  @Test
  void estimates_mean_isCloseToNormalTheory() {
    Estimate.Measured m =
        (Estimate.Measured)
            Bootstrap.of(Seed.of(1))
                .withReplicates(4000)
                .estimates(rows, List.of(mean(values)))
                .get(0);
    double centre = Arrays.stream(values).average().orElseThrow();
    double sd =
        Math.sqrt(Arrays.stream(values).map(v -> (v - centre) * (v - centre)).sum() / 300 / 300);
    // Monte Carlo error of a 2.5 % quantile of 4000 replicates is about 0.04 sd.
    assertThat(m.interval().low()).isEqualTo(centre - 1.96 * sd, within(0.15 * sd));
    assertThat(m.interval().high()).isEqualTo(centre + 1.96 * sd, within(0.15 * sd));
    assertThat(m.support()).isEqualTo(300);
  }

  @Test
  void estimates_groupsOfEqualRows_areWiderThanRows() {
    int[] groupOf = new int[300];
    double[] repeated = new double[300];
    Arrays.setAll(groupOf, i -> i / 10);
    Arrays.setAll(repeated, i -> values[i / 10]);
    Bootstrap bootstrap = Bootstrap.of(Seed.of(2));
    double single = width(bootstrap.estimates(rows, List.of(mean(repeated))).get(0));
    double whole =
        width(
            bootstrap
                .estimates(Resampling.ofGroups(ones(300), groupOf), List.of(mean(repeated)))
                .get(0));
    // Ten equal rows carry the information of one: the ratio tends to sqrt(10) = 3.16.
    assertThat(whole / single).isBetween(2.6, 3.8);
  }

  @Test
  void estimates_oftenUndefined_isUndefinedWithCount() {
    Statistic needsRowZero = w -> w[0] > 0 ? 1 : Double.NaN;
    Estimate estimate = Bootstrap.of(Seed.of(3)).estimates(rows, List.of(needsRowZero)).get(0);
    assertThat(((Estimate.Undefined) estimate).reason()).contains("of 1000 resamples");
  }

  @Test
  void estimates_oneRow_isUndefined() {
    Estimate estimate =
        Bootstrap.of(Seed.of(3)).estimates(Resampling.ofRows(ones(1)), List.of(w -> 1.0)).get(0);
    assertThat(estimate).isInstanceOf(Estimate.Undefined.class);
  }

  @Test
  void replicate_throwingStatistic_throwsTheSame() {
    assertThatThrownBy(
            () ->
                Bootstrap.of(Seed.of(3))
                    .replicate(
                        rows,
                        List.of(
                            w -> {
                              throw new IllegalStateException("broken");
                            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void estimates_methods_differAsTheySay() {
    double[] skewed = Arrays.stream(values).map(v -> v * v).limit(40).toArray();
    Resampling few = Resampling.ofRows(ones(40));
    Estimate.Interval percentile = interval(few, skewed, IntervalMethod.PERCENTILE);
    Estimate.Interval expanded = interval(few, skewed, IntervalMethod.EXPANDED_PERCENTILE);
    Estimate.Interval basic = interval(few, skewed, IntervalMethod.BASIC);
    Estimate.Interval bca = interval(few, skewed, IntervalMethod.BCA);
    double mean = mean(skewed).at(ones(40));
    assertThat(basic.low()).isEqualTo(2 * mean - percentile.high(), within(1e-12));
    assertThat(basic.high()).isEqualTo(2 * mean - percentile.low(), within(1e-12));
    assertThat(expanded.low()).isLessThan(percentile.low());
    assertThat(expanded.high()).isGreaterThan(percentile.high());
    // Skewed to the right: BCa moves both ends to the right.
    assertThat(bca.low()).isGreaterThan(percentile.low());
    assertThat(bca.high()).isGreaterThan(percentile.high());
    assertThat(percentile.method()).isEqualTo("percentile bootstrap of rows, 1000 replicates");
    assertThat(bca.method())
        .isEqualTo("BCa bootstrap of rows with jackknife leaving out single rows, 1000 replicates");
    assertThat(interval(few, skewed, IntervalMethod.EXPANDED_BCA).high()).isGreaterThan(bca.high());
  }

  private static Estimate.Interval interval(
      Resampling rows, double[] values, IntervalMethod method) {
    return ((Estimate.Measured)
            Bootstrap.of(Seed.of(6))
                .withMethod(method)
                .estimates(rows, List.of(mean(values)))
                .get(0))
        .interval();
  }

  @Test
  void estimates_bcaWithoutValue_saysThatItIsAPercentile() {
    // No value where row 0 is left out and no row counts twice: never in a draw, once in a
    // jackknife.
    Estimate.Measured m =
        (Estimate.Measured)
            Bootstrap.of(Seed.of(3))
                .withMethod(IntervalMethod.BCA)
                .estimates(
                    rows,
                    List.of(
                        w ->
                            Arrays.stream(w).allMatch(x -> x <= 1) && w[0] == 0
                                ? Double.NaN
                                : w[1]))
                .get(0);
    assertThat(m.interval().method()).contains("because BCa has no value here");
  }

  @Test
  void estimates_allReplicatesOnOneSide_saysThatItIsAPercentile() {
    Statistic above = w -> Arrays.stream(w).allMatch(x -> x == 1) ? 0 : 1 + w[0];
    Estimate.Measured m =
        (Estimate.Measured) Bootstrap.of(Seed.of(3)).estimates(rows, List.of(above)).get(0);
    assertThat(m.interval().method()).startsWith("expanded percentile bootstrap, because BCa");
  }

  @Test
  void combined_difference_isPaired() {
    Replicates draws =
        Bootstrap.of(Seed.of(5))
            .draws(rows, List.of(mean(values), mean(shifted(values, 0.25)), w -> Double.NaN));
    Estimate.Measured gain = (Estimate.Measured) draws.combined(1, 0, (a, b) -> a - b);
    assertThat(gain.value()).isEqualTo(0.25, within(1e-12));
    assertThat(gain.interval().low()).isEqualTo(0.25, within(1e-12));
    assertThat(draws.estimate(2)).isInstanceOf(Estimate.Undefined.class);
    assertThat(draws.values(0)).hasSize(1000);
  }

  private static double[] shifted(double[] values, double by) {
    return Arrays.stream(values).map(v -> v + by).toArray();
  }

  @Test
  void settings_outOfRange_areRefused() {
    Bootstrap bootstrap = Bootstrap.of(Seed.of(0));
    assertThatThrownBy(() -> bootstrap.withReplicates(99)).hasMessageContaining("at least 100");
    assertThatThrownBy(() -> bootstrap.withLevel(1)).hasMessageContaining("Level");
    assertThatThrownBy(() -> bootstrap.withThreads(0)).hasMessageContaining("Threads");
  }

  private static double width(Estimate estimate) {
    Estimate.Interval i = ((Estimate.Measured) estimate).interval();
    return i.high() - i.low();
  }

  private static Statistic mean(double[] values) {
    return weights -> {
      double sum = 0;
      double total = 0;
      for (int i = 0; i < values.length; i++) {
        sum += weights[i] * values[i];
        total += weights[i];
      }
      return sum / total;
    };
  }

  private static double[] gaussians(int n, Seed seed) {
    RandomGenerator random = seed.random();
    double[] drawn = new double[n];
    Arrays.setAll(drawn, i -> random.nextGaussian());
    return drawn;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
