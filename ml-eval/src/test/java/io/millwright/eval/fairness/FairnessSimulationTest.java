package io.millwright.eval.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.evidence.Estimate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often the simultaneous intervals hold the truth, by simulation. */
class FairnessSimulationTest {

  /** Shares of simulations in which an interval did what it says. */
  private record Found(double covered, double falseAlarms, double ratioCovered, double bias) {}

  private static Found simulate(int runs, int rows, double[] rates, int replicates) {
    double top = Arrays.stream(rates).max().orElseThrow();
    double least = Arrays.stream(rates).min().orElseThrow();
    int[] codes = TestDecisions.equalShares(rows, rates.length);
    double[][] each =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(run -> once(codes, rates, Seed.of(17).derive(run), replicates))
            .toArray(double[][]::new);
    double covered = 0;
    double alarms = 0;
    double ratio = 0;
    double bias = 0;
    for (double[] e : each) {
      covered += e[1] <= top - least && top - least <= e[2] ? 1.0 / runs : 0;
      alarms += e[1] > 0 ? 1.0 / runs : 0;
      ratio += e[3] <= least / top && least / top <= e[4] ? 1.0 / runs : 0;
      bias += e[0] / runs;
    }
    return new Found(covered, alarms, ratio, bias);
  }

  private static double[] once(int[] codes, double[] rates, Seed seed, int replicates) {
    Decisions decisions = TestDecisions.selected(codes, rates, seed);
    FairnessRules rules =
        new FairnessRules(
            30,
            false,
            java.util.Map.of(),
            java.util.Map.of(),
            Bootstrap.of(seed.derive("bootstrap")).withReplicates(replicates).withThreads(1));
    var table = TestDecisions.table(codes);
    GroupDraws groups =
        GroupDraws.of(
            Partition.of(table, java.util.List.of("g")),
            decisions,
            RowUnits.of(table),
            rules.bootstrap());
    FairnessJudge judge = new FairnessJudge(groups, rules);
    Estimate.Measured difference =
        (Estimate.Measured) judge.judge(FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE).estimate();
    // Where nobody is selected there is no ratio: nothing is claimed.
    double[] ratio =
        judge
            .judge(FairnessMeasure.DEMOGRAPHIC_PARITY_RATIO)
            .estimate()
            .match(
                m -> new double[] {m.interval().low(), m.interval().high()},
                u -> new double[] {0, 1});
    return new double[] {
      difference.value(),
      difference.interval().low(),
      difference.interval().high(),
      ratio[0],
      ratio[1]
    };
  }

  @Test
  void intervals_ofEqualGroups_rarelyRaiseAFalseAlarm() {
    Found found = simulate(200, 480, new double[] {0.3, 0.3, 0.3, 0.3}, 200);
    // 5 % asked; four standard errors of 200 runs above.
    assertThat(found.falseAlarms()).isLessThan(0.05 + 4 * 0.0154);
    assertThat(found.covered()).isGreaterThan(0.95 - 4 * 0.0154);
    assertThat(found.ratioCovered()).isGreaterThan(0.95 - 4 * 0.0154);
    // The spread itself is far from the true 0: what a plug-in interval would call a difference.
    assertThat(found.bias()).isGreaterThan(0.05);
  }

  @Test
  @Tag("slow")
  void intervals_holdTheTruth_inManySettings() {
    double[][] settings = {
      {0.3, 0.3},
      {0.3, 0.3, 0.3, 0.3, 0.3, 0.3},
      {0.02, 0.02, 0.02},
      {0.5, 0.4},
      {0.1, 0.05},
      {0.5, 0.4, 0.3, 0.3},
      {0.02, 0.1}
    };
    StringBuilder figures = new StringBuilder();
    double least = 1;
    for (double[] rates : settings) {
      for (int perGroup : new int[] {40, 150, 600}) {
        Found f = simulate(1000, perGroup * rates.length, rates, 400);
        figures.append("\n%s of %d each: %s".formatted(Arrays.toString(rates), perGroup, f));
        least = Math.min(least, Math.min(f.covered(), f.ratioCovered()));
      }
    }
    // 95 % asked; three standard errors of 1000 runs below.
    assertThat(least).as(figures.toString()).isGreaterThan(0.95 - 3 * 0.0069);
  }
}
