package io.millwright.eval.fairness;

import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import io.millwright.eval.metric.BinaryCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FairnessGoldenTest {

  private static final Map<String, Operation> COVERED =
      Map.of(
          "group_metrics",
          FairnessGoldenTest::groupMetrics,
          "demographic_parity",
          c ->
              Map.of(
                  "difference", point(FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE, c),
                  "ratio", point(FairnessMeasure.DEMOGRAPHIC_PARITY_RATIO, c)),
          "equalized_odds",
          FairnessGoldenTest::equalizedOdds,
          "equal_opportunity",
          c -> point(FairnessMeasure.EQUAL_OPPORTUNITY_DIFFERENCE, c),
          "disparate_impact",
          FairnessGoldenTest::impact,
          "predictive_parity",
          c -> point(FairnessMeasure.PREDICTIVE_PARITY_DIFFERENCE, c));

  @TestFactory
  Stream<DynamicTest> fairness() {
    return Goldens.tests("fairness.json", COVERED, Set.of());
  }

  private static Map<String, BinaryCounts> counts(Case c) {
    double[] truth = c.numbers("y_true");
    double[] decided = c.numbers("y_pred");
    List<String> groups = c.labels("group");
    Map<String, List<Integer>> rows = new TreeMap<>();
    for (int i = 0; i < truth.length; i++) {
      rows.computeIfAbsent(groups.get(i), g -> new ArrayList<>()).add(i);
    }
    Map<String, BinaryCounts> counts = new LinkedHashMap<>();
    rows.forEach(
        (group, members) -> {
          int[] own = members.stream().mapToInt(Integer::intValue).toArray();
          counts.put(group, TestDecisions.of(truth, decided).counts(own));
        });
    return counts;
  }

  /** The reference writes NaN for undefined. */
  private static double rate(GroupRate rate, BinaryCounts counts) {
    return rate.of(counts).orElse(Double.NaN);
  }

  private static double point(FairnessMeasure measure, Case c) {
    return measure.pointOf(counts(c).values()).orElse(Double.NaN);
  }

  private static Object groupMetrics(Case c) {
    Map<String, Object> all = new HashMap<>();
    counts(c)
        .forEach(
            (group, n) -> {
              Map<String, Double> rates = new HashMap<>();
              rates.put(
                  "n",
                  n.truePositives() + n.falsePositives() + n.trueNegatives() + n.falseNegatives());
              for (GroupRate rate :
                  List.of(
                      GroupRate.SELECTION_RATE,
                      GroupRate.ACCURACY,
                      GroupRate.TPR,
                      GroupRate.FPR,
                      GroupRate.PPV,
                      GroupRate.BASE_RATE)) {
                rates.put(rate.key(), rate(rate, n));
              }
              all.put(group, rates);
            });
    return all;
  }

  private static Object equalizedOdds(Case c) {
    return Map.of(
        "tpr_difference", point(FairnessMeasure.EQUAL_OPPORTUNITY_DIFFERENCE, c),
        "fpr_difference", point(FairnessMeasure.PREDICTIVE_EQUALITY_DIFFERENCE, c),
        "difference", point(FairnessMeasure.EQUALIZED_ODDS_DIFFERENCE, c),
        "average", point(FairnessMeasure.EQUALIZED_ODDS_AVERAGE, c));
  }

  private static Object impact(Case c) {
    Map<String, BinaryCounts> counts = counts(c);
    BinaryCounts unprivileged = counts.get(c.param("unprivileged").asText());
    BinaryCounts privileged = counts.get(c.param("privileged").asText());
    if (unprivileged == null || privileged == null) {
      return Double.NaN;
    }
    double ratio =
        FairnessMeasure.impact(
            rate(GroupRate.SELECTION_RATE, unprivileged),
            rate(GroupRate.SELECTION_RATE, privileged));
    return Map.of("ratio", ratio, "passes_80", FairnessMeasure.passesFourFifths(ratio));
  }
}
