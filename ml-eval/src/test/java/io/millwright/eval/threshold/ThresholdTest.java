package io.millwright.eval.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.HeldOut;
import io.millwright.eval.HeldOuts;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.RankedScores;
import io.millwright.eval.metric.ThresholdChoice;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdTest {

  private static final Bootstrap FEW = Bootstrap.of(Seed.of(1)).withReplicates(100);

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  private static HeldOut<Binary> random(int seed, int n) {
    RandomGenerator random = Seed.of(seed).random();
    double[] y = new double[n];
    double[] p = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      p[i] = random.nextInt(21) / 20.0;
      y[i] = random.nextDouble() < p[i] ? 1 : 0;
      w[i] = random.nextInt(4) / 2.0;
    }
    y[0] = 1;
    y[1] = 0;
    w[0] = 1;
    w[1] = 1;
    return HeldOuts.binary(y, p, w);
  }

  private static double best(ThresholdRule rule, HeldOut<Binary> rows) {
    return Candidates.of(rule, rows.scored(), rows.table()).best(rows.scored().weights());
  }

  /** Every threshold tried one by one, from the highest; the first best wins. */
  private static double slowly(ThresholdRule rule, HeldOut<Binary> rows, CostMatrix costs) {
    List<Double> thresholds = new ArrayList<>(List.of(ChosenThreshold.NONE));
    for (int t = 20; t >= 0; t--) {
      thresholds.add(t / 20.0);
    }
    double best = Double.NaN;
    double value = Double.NEGATIVE_INFINITY;
    for (double t : thresholds) {
      double tp = 0;
      double fp = 0;
      double fn = 0;
      double tn = 0;
      for (int i = 0; i < rows.scored().size(); i++) {
        double w = rows.scored().weight(i);
        boolean positive = rows.scored().target(i) == 1;
        boolean acted = rows.scored().score(i) >= t;
        tp += positive && acted ? w : 0;
        fp += !positive && acted ? w : 0;
        fn += positive && !acted ? w : 0;
        tn += !positive && !acted ? w : 0;
      }
      double cost =
          costs.falsePositive() * fp + costs.falseNegative() * fn - costs.truePositive() * tp;
      double here = rule.value(new Point(tp, fp, tp + fn, fp + tn, cost));
      if (here > value) {
        value = here;
        best = t;
      }
    }
    return best;
  }

  private static List<ThresholdRule> rules(CostMatrix costs) {
    return List.of(
        ThresholdRule.leastCost(costs),
        ThresholdRule.leastRowCost(row -> costs),
        ThresholdRule.alertShare(0.3),
        ThresholdRule.alerts(7, 50),
        ThresholdRule.alertsPerDay(0, 10),
        ThresholdRule.minimumRecall(0.8),
        ThresholdRule.minimumRecall(1),
        ThresholdRule.minimumPrecision(0.7),
        ThresholdRule.bestFBeta(2),
        ThresholdRule.bestYouden());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void best_everyRule_isThatOfTryingThemAll(int seed) {
    HeldOut<Binary> rows = random(seed, 5 + seed * 3);
    // Powers of two: sums are exact, ties stay ties.
    CostMatrix costs = new CostMatrix(1, 4, seed % 2 == 0 ? 0.5 : -2);
    for (ThresholdRule rule : rules(costs)) {
      assertThat(best(rule, rows)).as("%s", rule).isEqualTo(slowly(rule, rows, costs));
    }
    ThresholdChoice least =
        ThresholdChoice.leastCost(
            RankedScores.of(rows.scored().targets(), rows.scored().scores()),
            rows.scored().weights(),
            costs.falsePositive(),
            costs.falseNegative(),
            costs.truePositive());
    assertThat(best(ThresholdRule.leastCost(costs), rows))
        .isEqualTo(Math.min(ChosenThreshold.NONE, least.threshold()));
  }

  @Test
  void best_handComputed() {
    double[] y = {1, 0, 1, 0, 0};
    double[] p = {0.9, 0.8, 0.7, 0.7, 0.1};
    HeldOut<Binary> rows = HeldOuts.binary(y, p);
    assertThat(best(ThresholdRule.minimumRecall(1), rows)).isEqualTo(0.7);
    assertThat(best(ThresholdRule.minimumRecall(0.5), rows)).isEqualTo(0.9);
    assertThat(best(ThresholdRule.minimumPrecision(0.5), rows)).isEqualTo(0.7);
    assertThat(best(ThresholdRule.minimumPrecision(0.51), rows)).isEqualTo(0.9);
    assertThat(best(ThresholdRule.alertShare(0.4), rows)).isEqualTo(0.8);
    // Two rows share 0.7: acted on together or not at all.
    assertThat(best(ThresholdRule.alerts(3, 5), rows)).isEqualTo(0.8);
    assertThat(best(ThresholdRule.alerts(4, 5), rows)).isEqualTo(0.7);
    assertThat(best(ThresholdRule.alertShare(0), rows)).isEqualTo(ChosenThreshold.NONE);
    assertThat(best(ThresholdRule.leastCost(new CostMatrix(1, 3, 0)), rows)).isEqualTo(0.7);
    assertThat(best(ThresholdRule.leastCost(new CostMatrix(9, 1, 0)), rows)).isEqualTo(0.9);
    assertThat(best(ThresholdRule.leastCost(new CostMatrix(1, 0, -1)), rows))
        .isEqualTo(ChosenThreshold.NONE);
  }

  @Test
  void best_demandThatNoneMeets_isUndefined() {
    HeldOut<Binary> rows =
        HeldOuts.binary(new double[] {0, 1, 0, 1}, new double[] {0.9, 0.9, 0.1, 0.1});
    ChosenThreshold chosen = ChosenThreshold.by(ThresholdRule.minimumPrecision(0.9), rows, FEW);
    assertThat(chosen.threshold().toString()).contains("no threshold gives the best recall");
    assertThat(chosen.expected().recall()).isInstanceOf(Estimate.Undefined.class);
    assertThatIllegalStateException().isThrownBy(chosen::value);
    assertThatIllegalStateException().isThrownBy(() -> chosen.judgedOn(rows, FEW));
    assertThatIllegalStateException().isThrownBy(chosen::costCurve);
    assertThat(ThresholdSection.of(chosen).blocks()).hasSize(2);
  }

  @Test
  void rowCosts_amounts_moveTheThreshold() {
    // The lower positive is worth much: the higher negative is paid for.
    HeldOut<Binary> rows =
        HeldOuts.binary(
            new double[] {1, 0, 1, 0},
            new double[] {0.9, 0.6, 0.4, 0.2},
            new double[] {1, 1, 1, 1});
    int score = rows.table().schema().indexOf("score");
    ThresholdRule rule =
        ThresholdRule.leastRowCost(row -> new CostMatrix(5, row.number(score) < 0.5 ? 100 : 10, 0));
    assertThat(best(rule, rows)).isEqualTo(0.4);
    assertThat(best(ThresholdRule.leastCost(new CostMatrix(11, 10, 0)), rows)).isEqualTo(0.9);
    ChosenThreshold chosen = ChosenThreshold.by(rule, rows, FEW);
    assertThat(chosen.costCurve().series().get(0).points())
        .extracting(p -> p.y())
        .containsExactly(2.5, 1.25, 26.25, 25.0, 27.5);
  }

  @Test
  void costs_ofRetention_handComputed() {
    CostMatrix costs = CostMatrix.retention(50, 600, 0.4);
    assertThat(costs).isEqualTo(new CostMatrix(50, 600, -410));
    // An offer pays from p * 0.4 * 600 = 50 on.
    assertThat(costs.calibratedThreshold()).isCloseTo(50.0 / 240, within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CostMatrix(1, 1, -1).calibratedThreshold());
    assertThatIllegalArgumentException().isThrownBy(() -> CostMatrix.retention(1, 1, 1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new CostMatrix(Double.NaN, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ThresholdRule.alerts(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> ThresholdRule.bestFBeta(0));
    assertThatIllegalArgumentException().isThrownBy(() -> ThresholdRule.minimumRecall(1.1));
  }

  @Test
  void by_calibratedScores_findsTheTheoreticalThreshold() {
    CostMatrix costs = CostMatrix.retention(50, 600, 0.4);
    HeldOut<Binary> rows = calibrated(6000, Seed.of(3));
    ChosenThreshold chosen = ChosenThreshold.by(ThresholdRule.leastCost(costs), rows, FEW);
    assertThat(chosen.value()).isCloseTo(costs.calibratedThreshold(), within(0.06));
    Estimate.Measured t = (Estimate.Measured) chosen.threshold();
    assertThat(t.interval().low()).isLessThan(costs.calibratedThreshold());
    assertThat(t.interval().high()).isGreaterThan(costs.calibratedThreshold());
    OperatingPoint point = chosen.judgedOn(calibrated(3000, Seed.of(4)), FEW);
    double there = point.meanCost().match(Estimate.Measured::value, u -> Double.NaN);
    Estimate.Measured here = (Estimate.Measured) chosen.expected().meanCost();
    assertThat(there).isCloseTo(here.value(), within(15.0));
    assertThat(chosen.extremes().get(0)).isGreaterThan(here.value());
    assertThat(chosen.extremes().get(1)).isGreaterThan(here.value());
    assertThat(ThresholdSection.of(chosen).blocks()).hasSize(4);
    assertThat(chosen.costCurve().lines()).hasSize(1);
    assertThat(
            ChosenThreshold.by(ThresholdRule.bestYouden(), rows, FEW)
                .expected()
                .meanCost()
                .toString())
        .contains("no costs");
  }

  private static HeldOut<Binary> calibrated(int n, Seed seed) {
    RandomGenerator random = seed.random();
    double[] y = new double[n];
    double[] p = new double[n];
    for (int i = 0; i < n; i++) {
      p[i] = random.nextDouble();
      y[i] = random.nextDouble() < p[i] ? 1 : 0;
    }
    return HeldOuts.binary(y, p);
  }

  @Test
  void expected_cost_coversTheTruthMostly() {
    assertThat(covered(30, 200, 100)).isBetween(24, 30);
  }

  @Test
  @Tag("slow")
  void expected_cost_coversTheTruth() {
    // What it says is 95 %: see the limits that the class names.
    assertThat(covered(1000, 200, 400)).as("200 rows").isBetween(870, 975);
    assertThat(covered(300, 1000, 200)).as("1000 rows").isBetween(265, 297);
  }

  /**
   * How often the cross-fitted interval holds the true mean cost of the chosen threshold, where p
   * is uniform and right: acting from t on costs {@code c_fp E[(1 - p); p >= t] + c_fn E[p; p <
   * t]}.
   */
  private static int covered(int simulations, int n, int replicates) {
    Bootstrap bootstrap = Bootstrap.of(Seed.of(5)).withReplicates(replicates);
    ThresholdRule rule = ThresholdRule.leastCost(new CostMatrix(1, 4, 0));
    int covered = 0;
    for (int s = 0; s < simulations; s++) {
      HeldOut<Binary> rows = calibrated(n, Seed.of(500).derive(s));
      ChosenThreshold chosen = ChosenThreshold.by(rule, rows, bootstrap);
      double t = Math.min(1, chosen.value());
      double truth = (1 - t) * (1 - t) / 2 + 4 * t * t / 2;
      Estimate.Measured m = (Estimate.Measured) chosen.expected().meanCost();
      covered += m.interval().low() <= truth && truth <= m.interval().high() ? 1 : 0;
    }
    return covered;
  }

  @Test
  void expected_groups_areResampledWhole() {
    double[] y = new double[60];
    double[] p = new double[60];
    double[] w = new double[60];
    int[] groups = new int[60];
    for (int i = 0; i < 60; i++) {
      groups[i] = i / 6;
      y[i] = groups[i] % 2;
      p[i] = 0.2 + 0.5 * y[i] + i * 0.001;
      w[i] = 1;
    }
    HeldOut<Binary> rows = HeldOuts.grouped(y, p, w, groups);
    ChosenThreshold chosen = ChosenThreshold.by(ThresholdRule.alertShare(0.5), rows, FEW);
    Estimate.Measured share = (Estimate.Measured) chosen.expected().alertShare();
    assertThat(share.interval().method()).contains("10 groups");
  }
}
