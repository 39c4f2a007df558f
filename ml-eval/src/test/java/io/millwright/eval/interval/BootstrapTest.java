package io.millwright.eval.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.RankedScores;
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
  void settings_outOfRange_areRefused() {
    Bootstrap bootstrap = Bootstrap.of(Seed.of(0));
    assertThatThrownBy(() -> bootstrap.withReplicates(99)).hasMessageContaining("at least 100");
    assertThatThrownBy(() -> bootstrap.withLevel(1)).hasMessageContaining("Level");
    assertThatThrownBy(() -> bootstrap.withThreads(0)).hasMessageContaining("Threads");
  }

  /**
   * 400 samples of 200 rows: an exact 95 % interval covers 95 % with a standard error of 1.1 %, so
   * 91..98 % is more than two of them on either side.
   */
  @Test
  void interval_rocAuc_coversTheTruth() {
    // P(N(1,1) > N(0,1)) = Phi(1 / sqrt 2).
    double truth = 0.7602499389065233;
    int covered = 0;
    for (int sample = 0; sample < 400; sample++) {
      Seed seed = Seed.of(77).derive(sample);
      double[] scores = gaussians(200, seed.derive("scores"));
      double[] targets = new double[200];
      for (int i = 0; i < 80; i++) {
        targets[i] = 1;
        scores[i] += 1;
      }
      RankedScores ranked = RankedScores.of(targets, scores);
      covered += covers(w -> ranked.rocAuc(w).orElse(Double.NaN), truth, seed) ? 1 : 0;
    }
    assertThat(covered / 400.0).isBetween(0.91, 0.98);
  }

  @Test
  void interval_rmse_coversTheTruth() {
    int covered = 0;
    for (int sample = 0; sample < 400; sample++) {
      Seed seed = Seed.of(78).derive(sample);
      double[] squares =
          Arrays.stream(gaussians(200, seed.derive("errors"))).map(e -> e * e).toArray();
      Statistic mse = mean(squares);
      covered += covers(w -> Math.sqrt(mse.at(w)), 1, seed) ? 1 : 0;
    }
    assertThat(covered / 400.0).isBetween(0.91, 0.98);
  }

  private static boolean covers(Statistic statistic, double truth, Seed seed) {
    Estimate.Measured m =
        (Estimate.Measured)
            Bootstrap.of(seed.derive("bootstrap"))
                .withThreads(1)
                .estimates(Resampling.ofRows(ones(200)), List.of(statistic))
                .get(0);
    return m.interval().low() <= truth && truth <= m.interval().high();
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
