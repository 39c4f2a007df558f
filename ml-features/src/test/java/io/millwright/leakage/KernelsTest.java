package io.millwright.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelsTest {

  @ParameterizedTest
  @CsvSource({"0.5, 0", "0.025, 1.959964", "0.001, 3.090232", "0.0001, 3.719016"})
  void z_ofATail_isTheTablesWithinItsError(double tail, double z) {
    assertThat(Bounds.z(tail)).isCloseTo(z, within(4.5e-4));
  }

  @Test
  void wilsonLower_allOfTen_isWhatTheFormulaGives() {
    // k = n: n / (n + z²)
    assertThat(Bounds.wilsonLower(10, 10, 2)).isCloseTo(10.0 / 14, within(1e-12));
    assertThat(Bounds.wilsonLower(0, 10, 2)).isZero();
    assertThat(Bounds.wilsonLower(0, 0, 2)).isZero();
  }

  @Test
  void aucLower_solvesItsEquation() {
    double lower = Bounds.aucLower(1, 30, 70, 1.96);
    double size = 49;
    double v =
        lower
            * (1 - lower)
            * (1 + size * (1 - lower) / (2 - lower) + size * lower / (1 + lower))
            / 2100;
    assertThat(1 - lower).isCloseTo(1.96 * Math.sqrt(v), within(1e-9));
    assertThat(lower).isBetween(0.9, 0.99);
    assertThat(Bounds.aucLower(1, 3, 3, 3.3)).isLessThan(0.9);
    assertThat(Bounds.aucLower(0.5, 300, 300, 2)).isEqualTo(0.5);
  }

  @Test
  void aucLower_ofHonestScores_coversTheTruth() {
    // scores N(1, 1) against N(0, 1): AUC = Φ(1 / √2) = 0.760250
    int below = 0;
    for (int seed = 0; seed < 400; seed++) {
      RandomGenerator random = Seed.of(seed).random();
      double[] scores = new double[120];
      boolean[] positive = new boolean[120];
      for (int i = 0; i < 120; i++) {
        positive[i] = i < 40;
        scores[i] = random.nextGaussian() + (i < 40 ? 1 : 0);
      }
      below += Bounds.aucLower(Ranks.auc(scores, positive), 40, 80, 1.645) > 0.760250 ? 1 : 0;
    }
    // 5 % of 400 is 20, deviation 4.4
    assertThat(below).isBetween(4, 38);
  }

  @Test
  void correlationLower_ofAHandWorkedCase_isFishers() {
    double r = 0.6;
    double sd = Math.sqrt((1 + 0.18) / 97);
    double expected = Math.tanh(0.5 * Math.log(1.6 / 0.4) - 2 * sd);
    assertThat(Bounds.correlationLower(-r, 100, 2)).isCloseTo(expected, within(1e-12));
    assertThat(Bounds.correlationLower(1, 9, 2)).isZero();
  }

  @Test
  void auc_withTies_isTheShareOfPairs() {
    for (int seed = 0; seed < 50; seed++) {
      RandomGenerator random = Seed.of(seed).random();
      double[] scores =
          IntStream.range(0, 40)
              .mapToDouble(i -> random.nextInt(6) == 0 ? -0.0 : random.nextInt(4))
              .toArray();
      boolean[] positive = new boolean[40];
      for (int i = 0; i < 40; i++) {
        positive[i] = random.nextBoolean();
      }
      double won = 0;
      int pairs = 0;
      for (int i = 0; i < 40; i++) {
        for (int j = 0; j < 40; j++) {
          if (positive[i] && !positive[j]) {
            pairs++;
            won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          }
        }
      }
      assertThat(Ranks.auc(scores, positive)).isCloseTo(won / pairs, within(1e-12));
    }
    assertThat(Ranks.auc(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
  }

  @Test
  void midranks_handWorked_shareTheMean() {
    assertThat(Ranks.midranks(new double[] {3, 1, 3, 0.0, -0.0}))
        .containsExactly(4.5, 3, 4.5, 1.5, 1.5);
  }

  @Test
  void spearman_ofAMonotoneFunction_isOne() {
    double[] x = new Draft(50, 1).gaussian();
    double[] y = Arrays.stream(x).map(StrictMath::exp).toArray();
    assertThat(Ranks.spearman(x, y)).isCloseTo(1, within(1e-12));
    assertThat(Ranks.spearman(x, new double[50])).isNaN();
  }

  @Test
  void forwardFit_recoversWeightsAndPredicts() {
    Draft d = new Draft(300, 2);
    double[][] x = {d.gaussian(), d.gaussian(), d.gaussian(), d.gaussian()};
    double[] y = new double[300];
    Arrays.setAll(y, i -> 5 + 2 * x[1][i] - 0.5 * x[3][i]);
    ForwardFit fit = ForwardFit.of(x, y, 1e-12, 4);
    assertThat(fit.chosen()).containsExactly(1, 3);
    assertThat(fit.leftShare()).isLessThan(1e-20);
    double[][] other = {{0, 1, 2}, {3, 1, 4}, {0, 0, 0}, {2, 7, 1}};
    assertThat(fit.leftShare(other, new double[] {10, 3.5, 12.5})).isLessThan(1e-20);
    assertThat(fit.leftShare(other, new double[] {10, 3.5, 0})).isGreaterThan(0.1);
  }

  @Test
  void forwardFit_repeatedAndConstantColumns_areNotChosenTwice() {
    double[] a = new Draft(100, 3).gaussian();
    double[] noise = new Draft(100, 4).gaussian();
    double[] twice = Arrays.stream(a).map(v -> 2 * v + 1).toArray();
    double[] y = new double[100];
    Arrays.setAll(y, i -> a[i] + noise[i]);
    ForwardFit fit = ForwardFit.of(new double[][] {a, new double[100], twice}, y, 1e-12, 3);
    assertThat(fit.chosen()).hasSize(1);
  }

  @Test
  void jaccard_ofShingles_countsWordTriples() {
    long[] a = TextShingles.shingles("One two three, four FIVE six");
    long[] b = TextShingles.shingles("one two three four five seven");
    // triples 123 234 345 456 against 123 234 345 457
    assertThat(a).hasSize(4);
    assertThat(TextShingles.jaccard(a, b)).isCloseTo(3.0 / 5, within(1e-12));
    assertThat(TextShingles.shingles("only four words here")).isEmpty();
  }

  @Test
  void nearestRatio_withoutCopies_followsItsLaw() {
    // three dimensions: P(ratio <= t) = 1 - (1 - t³)⁴; at 0.5 it is 0.414
    int below = 0;
    int all = 0;
    for (int seed = 0; seed < 10; seed++) {
      Draft d = new Draft(800, 90 + seed);
      for (String name : new String[] {"a", "b", "c"}) {
        d.numeric(name, i -> d.random.nextDouble());
      }
      Declarations none = LeakageReportTest.nothingDeclared();
      AuditData data = AuditData.of(Audits.random(d.table()), none);
      for (NearestRows.Near near : NearestRows.of(data).orElseThrow().sample()) {
        all++;
        below += near.ratio() <= 0.5 ? 1 : 0;
      }
    }
    assertThat(all).isEqualTo(2000);
    assertThat(below / (double) all).isCloseTo(0.414, within(0.05));
  }
}
