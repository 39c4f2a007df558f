package io.millwright.eval.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DeLongTest {

  /**
   * Positives 1, 3; negatives 0, 1. V10 = (0.75, 1), V01 = (1, 0.75): area 0.875, both variances
   * 1/32, each over 2 rows.
   */
  @Test
  void of_fourRows_isComputedByHand() {
    DeLong found = DeLong.of(new double[] {1, 0, 1, 0}, new double[] {1, 0, 3, 1});
    assertThat(found.area()).isEqualTo(0.875);
    assertThat(found.variance()).isEqualTo(1 / 32.0, within(1e-15));
    double half = 1.959964 * Math.sqrt(1 / 32.0);
    Estimate.Measured wald = found.wald(0.95);
    assertThat(wald.interval().low()).isEqualTo(0.875 - half, within(1e-6));
    assertThat(wald.interval().high()).isEqualTo(1);
    assertThat(wald.support()).isEqualTo(4);
  }

  @Test
  void covariance_randomRowsWithTies_equalsAllPairs() {
    for (int round = 0; round < 30; round++) {
      RandomGenerator random = Seed.of(8).derive(round).random();
      int n = 12 + random.nextInt(30);
      double[] targets = new double[n];
      double[] first = new double[n];
      double[] second = new double[n];
      for (int i = 0; i < n; i++) {
        targets[i] = i < 3 ? 1 : i < 6 ? 0 : random.nextInt(2);
        first[i] = random.nextInt(6) - 3 + targets[i];
        second[i] = random.nextInt(9);
      }
      DeLong a = DeLong.of(targets, first);
      DeLong b = DeLong.of(targets, second);
      assertThat(a.area()).isEqualTo(slowArea(targets, first), within(1e-12));
      assertThat(a.covariance(b)).isEqualTo(slowCovariance(targets, first, second), within(1e-12));
      DeLong.Difference d = a.minus(b);
      assertThat(d.value()).isEqualTo(a.area() - b.area(), within(1e-12));
      assertThat(d.variance())
          .isEqualTo(a.variance() + b.variance() - 2 * a.covariance(b), within(1e-12));
      assertThat(d.freedom()).isBetween(1.0, n - 2.0);
      assertThat(b.minus(a).value()).isEqualTo(-d.value());
    }
  }

  @Test
  void logit_staysInsideAndNeedsOverlap() {
    DeLong overlap = DeLong.of(new double[] {1, 0, 1, 0, 1}, new double[] {1, 0, 3, 2, 5});
    Estimate.Measured logit = (Estimate.Measured) overlap.logit(0.99);
    assertThat(logit.interval().low()).isBetween(0.0, overlap.area());
    assertThat(logit.interval().high()).isBetween(overlap.area(), 1.0);
    DeLong perfect = DeLong.of(new double[] {1, 0, 1, 0}, new double[] {2, 0, 3, 1});
    assertThat(perfect.logit(0.95)).isInstanceOf(Estimate.Undefined.class);
    assertThat(DeLong.of(new double[] {0, 1, 0, 1}, new double[] {2, 0, 3, 1}).logit(0.95))
        .isInstanceOf(Estimate.Undefined.class);
    assertThat(DeLong.of(new double[] {0, 1, 0, 1}, new double[] {1, 1, 1, 1}).logit(0.95))
        .isInstanceOf(Estimate.Undefined.class);
    assertThat(perfect.wald(0.95).interval().low()).isEqualTo(1);
  }

  /** Area 7/8, so the odds are 7; variance 1/32. */
  @Test
  void logit_fourRows_isComputedByHand() {
    DeLong found = DeLong.of(new double[] {1, 0, 1, 0}, new double[] {1, 0, 3, 1});
    Estimate.Interval interval = ((Estimate.Measured) found.logit(0.9)).interval();
    double half = 1.6448536 * Math.sqrt(1 / 32.0) / (7 / 64.0);
    assertThat(logit(interval.low())).isEqualTo(Math.log(7) - half, within(1e-6));
    assertThat(logit(interval.high())).isEqualTo(Math.log(7) + half, within(1e-6));
    assertThat(interval.method()).isEqualTo("DeLong, logit");
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  /** Placements differ by (-1/2, 0) of positives and by (0, 1/2) of negatives: 1/16 each. */
  @Test
  void difference_equalParts_hasTwoDegreesOfFreedom() {
    double[] targets = {1, 1, 0, 0};
    DeLong.Difference d =
        DeLong.of(targets, new double[] {2, 4, 1, 3})
            .minus(DeLong.of(targets, new double[] {3, 4, 1, 2}));
    assertThat(d).isEqualTo(new DeLong.Difference(-0.25, 0.125, 2, 4));
  }

  /** At 1.96 standard errors the normal p-value is 5 %; Student's of 4 degrees is 12.155 %. */
  @Test
  void difference_pValues_areThoseOfTheirLaws() {
    DeLong.Difference d = new DeLong.Difference(2 * 1.959963984540054, 4, 4, 10);
    assertThat(d.pValue()).isEqualTo(0.05, within(1e-12));
    assertThat(new DeLong.Difference(-2 * 1.959963984540054, 4, 4, 10).pValue())
        .isEqualTo(0.05, within(1e-12));
    // 2.776445 is Student's 97.5 % quantile of 4 degrees.
    assertThat(new DeLong.Difference(2.7764451051977987, 1, 4, 10).studentPValue())
        .isEqualTo(0.05, within(1e-12));
  }

  /** Student's distribution has heavier tails than the normal one. */
  @Test
  void difference_student_isMoreCautious() {
    DeLong a = DeLong.of(new double[] {1, 0, 1, 0, 1, 0}, new double[] {1, 0, 3, 2, 5, 4});
    DeLong b = DeLong.of(new double[] {1, 0, 1, 0, 1, 0}, new double[] {0, 1, 3, 2, 2, 4});
    DeLong.Difference d = a.minus(b);
    assertThat(d.studentPValue()).isGreaterThan(d.pValue());
    assertThat(d.interval(0.95).interval().high() - d.value())
        .isGreaterThan(1.96 * Math.sqrt(d.variance()));
    assertThat(d.statistic()).isEqualTo(d.value() / Math.sqrt(d.variance()));
    // The interval excludes 0 exactly where the p-value is below its level.
    double level = 1 - d.studentPValue();
    assertThat(d.interval(level).interval().low()).isEqualTo(0, within(1e-9));
  }

  @Test
  void difference_sameScorer_hasNoTest() {
    double[] targets = {1, 0, 1, 0};
    DeLong a = DeLong.of(targets, new double[] {1, 0, 3, 2});
    DeLong.Difference none = a.minus(DeLong.of(targets, new double[] {10, 0, 30, 20}));
    assertThat(none.variance()).isZero();
    assertThat(none.interval(0.95).interval().high()).isZero();
    assertThatThrownBy(none::pValue).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(none::studentPValue).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_badRows_areRefused() {
    assertThatThrownBy(() -> DeLong.of(new double[] {1, 0, 0}, new double[] {1, 2, 3}))
        .hasMessageContaining("Positive rows");
    assertThatThrownBy(() -> DeLong.of(new double[] {1, 0, 1}, new double[] {1, 2, 3}))
        .hasMessageContaining("Negative rows");
    assertThatThrownBy(() -> DeLong.of(new double[] {1, 0}, new double[] {1}))
        .hasMessageContaining("one a row");
    assertThatThrownBy(
            () -> DeLong.of(new double[] {1, 0, 1, 0}, new double[] {1, 2, Double.NaN, 4}))
        .hasMessageContaining("row 2");
    DeLong four = DeLong.of(new double[] {1, 0, 1, 0}, new double[] {1, 0, 3, 1});
    DeLong five = DeLong.of(new double[] {1, 0, 1, 0, 0}, new double[] {1, 0, 3, 1, 2});
    DeLong other = DeLong.of(new double[] {1, 0, 1, 0, 1}, new double[] {1, 0, 3, 1, 2});
    assertThatThrownBy(() -> four.covariance(five)).hasMessageContaining("same rows");
    assertThatThrownBy(() -> other.minus(five)).hasMessageContaining("same rows");
  }

  private static double slowArea(double[] targets, double[] scores) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < targets.length; i++) {
      for (int j = 0; j < targets.length; j++) {
        if (targets[i] == 1 && targets[j] == 0) {
          sum += psi(scores[i], scores[j]);
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  private static double slowCovariance(double[] targets, double[] a, double[] b) {
    return slowPart(targets, a, b, 1) + slowPart(targets, a, b, 0);
  }

  private static double slowPart(double[] targets, double[] a, double[] b, int side) {
    int m = (int) Arrays.stream(targets).filter(t -> t == side).count();
    int n = targets.length - m;
    double areaA = slowArea(targets, a);
    double areaB = slowArea(targets, b);
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] == side) {
        double placedA = 0;
        double placedB = 0;
        for (int j = 0; j < targets.length; j++) {
          if (targets[j] != side) {
            placedA += side == 1 ? psi(a[i], a[j]) : psi(a[j], a[i]);
            placedB += side == 1 ? psi(b[i], b[j]) : psi(b[j], b[i]);
          }
        }
        sum += (placedA / n - areaA) * (placedB / n - areaB);
      }
    }
    return sum / (m - 1) / m;
  }

  private static double psi(double positive, double negative) {
    return positive > negative ? 1 : positive == negative ? 0.5 : 0;
  }
}
