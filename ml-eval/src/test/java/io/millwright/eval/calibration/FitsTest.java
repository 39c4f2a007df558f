package io.millwright.eval.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.calibration.BetaCalibration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitsTest {

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** {@code sum w (-t ln p - (1 - t) ln (1 - p))}, straight from the definition. */
  private static double loss(double[] z, double[] t, double[] w) {
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      double p = 1 / (1 + Math.exp(-z[i]));
      sum -= w[i] * (t[i] * Math.log(p) + (1 - t[i]) * Math.log(1 - p));
    }
    return sum;
  }

  @Test
  void logistic_twoGroups_hitsTheirShares() {
    // x = 0: one of four; x = 2: three of four. logit 0.25 = -ln 3.
    double[] x = {0, 0, 0, 0, 2, 2, 2, 2};
    double[] y = {1, 0, 0, 0, 1, 1, 1, 0};
    LogisticFit fit = LogisticFit.of(new double[][] {x}, y, ones(8));
    assertThat(fit.converged()).isTrue();
    assertThat(fit.intercept()).isCloseTo(-Math.log(3), within(1e-10));
    assertThat(fit.slope(0)).isCloseTo(Math.log(3), within(1e-10));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void logistic_random_noNeighbourIsBetter(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    int n = 60;
    double[][] x = new double[2][n];
    double[] t = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      x[0][i] = 100 + 10 * random.nextGaussian();
      x[1][i] = 1e-3 * random.nextGaussian();
      t[i] = random.nextDouble();
      w[i] = random.nextInt(4);
    }
    LogisticFit fit = LogisticFit.of(x, t, w);
    assertThat(fit.converged()).isTrue();
    double best = at(x, t, w, fit.slope(0), fit.slope(1), fit.intercept());
    for (double step : new double[] {-1e-3, 1e-3}) {
      assertThat(at(x, t, w, fit.slope(0) + step, fit.slope(1), fit.intercept()))
          .isGreaterThan(best);
      assertThat(at(x, t, w, fit.slope(0), fit.slope(1) + 1e4 * step, fit.intercept()))
          .isGreaterThan(best);
      assertThat(at(x, t, w, fit.slope(0), fit.slope(1), fit.intercept() + step))
          .isGreaterThan(best);
    }
  }

  private static double at(
      double[][] x, double[] t, double[] w, double a, double b, double intercept) {
    double[] z =
        IntStream.range(0, t.length)
            .mapToDouble(i -> a * x[0][i] + b * x[1][i] + intercept)
            .toArray();
    return loss(z, t, w);
  }

  @Test
  void logistic_weights_areRepeatedRows() {
    double[] x = {0.1, 0.9, 0.6, 0.4};
    double[] y = {0, 1, 0, 1};
    LogisticFit weighted = LogisticFit.of(new double[][] {x}, y, new double[] {3, 2, 1, 2});
    LogisticFit repeated =
        LogisticFit.of(
            new double[][] {{0.1, 0.1, 0.1, 0.9, 0.9, 0.6, 0.4, 0.4}},
            new double[] {0, 0, 0, 1, 1, 0, 1, 1},
            ones(8));
    assertThat(weighted.slope(0)).isCloseTo(repeated.slope(0), within(1e-9));
    assertThat(weighted.intercept()).isCloseTo(repeated.intercept(), within(1e-9));
  }

  @Test
  void logistic_separatedOrConstant_endsWithoutNaN() {
    double[] y = {0, 0, 1, 1};
    LogisticFit separated = LogisticFit.of(new double[][] {{1, 2, 3, 4}}, y, ones(4));
    assertThat(separated.slope(0)).isGreaterThan(10).isFinite();
    assertThat(separated.converged()).isFalse();
    LogisticFit constant = LogisticFit.of(new double[][] {{7, 7, 7, 7}}, y, ones(4));
    assertThat(constant.slope(0)).isZero();
    assertThat(constant.intercept()).isCloseTo(0, within(1e-12));
    LogisticFit collinear =
        LogisticFit.of(
            new double[][] {{1, 2, 3, 4}, {2, 4, 6, 8}}, new double[] {0, 1, 0, 1}, ones(4));
    assertThat(collinear.slope(0) + 2 * collinear.slope(1))
        .isCloseTo(
            LogisticFit.of(new double[][] {{1, 2, 3, 4}}, new double[] {0, 1, 0, 1}, ones(4))
                .slope(0),
            within(1e-6));
  }

  @Test
  void platt_targets_areThoseOfPlatt() {
    PlattTargets targets =
        PlattTargets.of(new double[] {1, 1, 0, 0, 0}, new double[] {1, 2, 1, 0.5, 0});
    assertThat(targets.positive()).isEqualTo(4.0 / 5);
    assertThat(targets.negative()).isEqualTo(1 / 3.5);
    assertThat(targets.of(new double[] {0, 1})).containsExactly(1 / 3.5, 0.8);
    assertThat(targets.clipped(0)).isEqualTo(1 / 3.5);
    assertThat(targets.clipped(1)).isEqualTo(0.8);
    assertThat(targets.clipped(0.5)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void beta_random_isBestAmongNeighboursThatKeepTheRanking(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    int n = 40;
    double[] p = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      p[i] = random.nextDouble();
      // Odd seeds: upside down at one end, so that a bound of 0 binds.
      double truth = seed % 2 == 0 ? p[i] : Math.abs(p[i] - 0.5) * 2;
      y[i] = random.nextDouble() < truth ? 1 : 0;
    }
    BetaCalibration fit = BetaFit.of(p, y, ones(n));
    double[] t = PlattTargets.of(y, ones(n)).of(y);
    double best = beta(p, t, fit.a(), fit.b(), fit.c());
    for (double da : new double[] {-0.01, 0, 0.01}) {
      for (double db : new double[] {-0.01, 0, 0.01}) {
        for (double dc : new double[] {-0.01, 0, 0.01}) {
          if (fit.a() + da >= 0 && fit.b() + db >= 0) {
            assertThat(beta(p, t, fit.a() + da, fit.b() + db, fit.c() + dc))
                .isGreaterThanOrEqualTo(best - 1e-9);
          }
        }
      }
    }
  }

  private static double beta(double[] p, double[] t, double a, double b, double c) {
    double[] z = Arrays.stream(p).map(v -> a * Math.log(v) - b * Math.log(1 - v) + c).toArray();
    return loss(z, t, ones(p.length));
  }

  @Test
  void beta_upsideDownScores_giveAConstant() {
    double[] p = {0.1, 0.2, 0.3, 0.7, 0.8, 0.9};
    BetaCalibration fit = BetaFit.of(p, new double[] {1, 1, 1, 0, 0, 0}, ones(6));
    assertThat(fit.a()).isZero();
    assertThat(fit.b()).isZero();
    assertThat(fit.calibrated(0.3)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void temperature_binary_agreesWithTwoColumns() {
    double[] z = {2, -1, 0.5, 3, -2, 1};
    double[] y = {1, 0, 0, 1, 1, 1};
    double[] w = {1, 2, 1, 0.5, 1, 0};
    double[] two = new double[12];
    for (int i = 0; i < 6; i++) {
      two[2 * i + 1] = z[i];
    }
    TemperatureFit one = TemperatureFit.of(z, 1, y, w);
    assertThat(TemperatureFit.of(two, 2, y, w).temperature())
        .isCloseTo(one.temperature(), within(1e-12));
    // No neighbour is better.
    double best = nll(z, y, w, one.temperature());
    assertThat(best).isCloseTo(one.loss() * 5.5, within(1e-12));
    assertThat(nll(z, y, w, one.temperature() * 1.01)).isGreaterThan(best);
    assertThat(nll(z, y, w, one.temperature() / 1.01)).isGreaterThan(best);
  }

  private static double nll(double[] z, double[] y, double[] w, double t) {
    return loss(Arrays.stream(z).map(v -> v / t).toArray(), y, w);
  }

  @Test
  void temperature_withoutInnerMinimum_isAnEndOfTheRangeOrOne() {
    double[] y = {1, 0};
    assertThat(TemperatureFit.of(new double[] {1, -1}, 1, y, ones(2)).temperature())
        .isCloseTo(Math.exp(-5), within(1e-12));
    assertThat(TemperatureFit.of(new double[] {-1, 1}, 1, y, ones(2)).temperature())
        .isCloseTo(Math.exp(5), within(1e-9));
    assertThat(TemperatureFit.of(new double[] {0, 0}, 1, y, ones(2)).temperature()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void isotonic_random_isTheMaxOfMinsOfMeans(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    int n = 25;
    double[] x = new double[n];
    double[] y = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextInt(12);
      y[i] = random.nextInt(2);
      w[i] = random.nextInt(3);
    }
    IsotonicFit fit = IsotonicFit.rising(x, y, w);
    for (double v : fit.xs()) {
      assertThat(fit.at(v)).isCloseTo(maxMin(x, y, w, v), within(1e-12));
      assertThat(fit.bends().at(v)).isCloseTo(fit.at(v), within(1e-12));
    }
    assertThat(IsotonicFit.falling(x, Arrays.stream(y).map(v -> -v).toArray(), w).at(5.5))
        .isCloseTo(-fit.at(5.5), within(1e-12));
  }

  /** Max over a up to v of min over b from v of the mean of y where x is from a to b. */
  private static double maxMin(double[] x, double[] y, double[] w, double v) {
    double max = Double.NEGATIVE_INFINITY;
    for (int a = 0; a <= v; a++) {
      double min = Double.POSITIVE_INFINITY;
      for (int b = (int) v; b < 12; b++) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < x.length; i++) {
          if (x[i] >= a && x[i] <= b) {
            sum += w[i] * y[i];
            total += w[i];
          }
        }
        min = total > 0 ? Math.min(min, sum / total) : min;
      }
      max = min < Double.POSITIVE_INFINITY ? Math.max(max, min) : max;
    }
    return max;
  }

  @Test
  void cholesky_singular_givesASolution() {
    double[] x = CholeskySolve.of(new double[][] {{1, 0}, {1, 1}}, new double[] {2, 2});
    assertThat(x[0] + x[1]).isCloseTo(2, within(1e-6));
    assertThat(CholeskySolve.of(new double[][] {{4, 0}, {2, 3}}, new double[] {8, 8}))
        .containsExactly(new double[] {1, 2}, within(1e-12));
  }
}
