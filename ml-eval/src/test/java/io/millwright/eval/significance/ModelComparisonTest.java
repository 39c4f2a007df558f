package io.millwright.eval.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MulticlassMetrics;
import io.millwright.eval.metric.RegressionMetrics;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.significance.ModelComparison.Decision;
import io.millwright.eval.significance.ModelComparison.Finding;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {

  private static final ModelComparison COMPARISON = ModelComparison.of(Seed.of(11)).withDraws(300);

  private final double[] targets = targets(400);
  private final Scored<Binary> good = binary(2.0, 1);
  private final Scored<Binary> bad = binary(0.3, 2);

  @Test
  void compare_clearlyBetter_isBetterOneWayAndWorseTheOther() {
    for (Metric<Binary> metric :
        List.of(
            BinaryMetrics.rocAuc(),
            BinaryMetrics.accuracy(),
            BinaryMetrics.averagePrecision(),
            BinaryMetrics.brier(),
            BinaryMetrics.accuracy(0.4))) {
      Finding finding = COMPARISON.compare(good, bad, metric);
      assertThat(finding.decision()).as(metric.name()).isEqualTo(Decision.BETTER);
      double gain = metric.direction().gain(metric.of(good).orElse(0), metric.of(bad).orElse(0));
      assertThat(measured(finding).value()).isEqualTo(gain, within(1e-12)).isPositive();
      assertThat(COMPARISON.compare(bad, good, metric).decision()).isEqualTo(Decision.WORSE);
      assertThat(finding.test().rowsNeeded().orElse(0)).isBetween(2.0, 400.0);
    }
  }

  @Test
  void compare_metric_choosesItsTest() {
    assertThat(test(BinaryMetrics.rocAuc(), COMPARISON)).startsWith("DeLong");
    assertThat(test(BinaryMetrics.accuracy(), COMPARISON)).startsWith("McNemar");
    assertThat(test(BinaryMetrics.averagePrecision(), COMPARISON)).endsWith("ranks");
    assertThat(test(BinaryMetrics.f1(), COMPARISON)).endsWith("predictions");
    int[] groups = new int[400];
    Arrays.setAll(groups, i -> i / 4);
    ModelComparison grouped = COMPARISON.withGroups(groups);
    assertThat(test(BinaryMetrics.rocAuc(), grouped)).endsWith("ranks");
    assertThat(test(BinaryMetrics.accuracy(), grouped)).endsWith("predictions");
    assertThat(measured(grouped.compare(good, bad, BinaryMetrics.accuracy())).interval().method())
        .contains("100 groups");
  }

  @Test
  void compare_weights_areCounted() {
    double[] weights = new double[400];
    Arrays.setAll(weights, i -> 1 + i % 3);
    Scored<Binary> a = good.withWeights(weights);
    Scored<Binary> b = bad.withWeights(weights);
    Finding finding = COMPARISON.compare(a, b, BinaryMetrics.accuracy());
    assertThat(finding.test().name()).endsWith("predictions");
    assertThat(measured(finding).value())
        .isEqualTo(
            BinaryMetrics.accuracy().of(a).orElse(0) - BinaryMetrics.accuracy().of(b).orElse(0),
            within(1e-12));
    assertThat(COMPARISON.compare(a, b, BinaryMetrics.rocAuc()).test().name()).endsWith("ranks");
  }

  @Test
  void compare_sameModel_isUndecidedOrEquivalent() {
    for (Metric<Binary> metric :
        List.of(BinaryMetrics.rocAuc(), BinaryMetrics.accuracy(), BinaryMetrics.brier())) {
      Finding none = COMPARISON.compare(good, good, metric);
      assertThat(none.decision()).isEqualTo(Decision.UNDECIDED);
      assertThat(none.test().pValue().orElse(0)).as(metric.name()).isEqualTo(1);
      assertThat(none.test().rowsNeeded().isDefined()).isFalse();
      assertThat(COMPARISON.withMargin(0.02).compare(good, good, metric).decision())
          .as(metric.name())
          .isEqualTo(Decision.EQUIVALENT);
    }
  }

  @Test
  void compare_gainInsideTheMargin_isNotBetter() {
    Finding finding = COMPARISON.compare(good, bad, BinaryMetrics.rocAuc());
    double low = measured(finding).interval().low();
    double high = measured(finding).interval().high();
    assertThat(decision(COMPARISON.withMargin(low - 0.001))).isEqualTo(Decision.BETTER);
    assertThat(decision(COMPARISON.withMargin(low + 0.001))).isEqualTo(Decision.UNDECIDED);
    assertThat(decision(COMPARISON.withMargin(high + 0.001))).isEqualTo(Decision.EQUIVALENT);
  }

  private Decision decision(ModelComparison comparison) {
    return comparison.compare(good, bad, BinaryMetrics.rocAuc()).decision();
  }

  /** DeLong's error is known here: n se^2 (1.959964 + 0.841621)^2 / (gain - margin)^2. */
  @Test
  void compare_rowsNeeded_isTheFormulaOfPower() {
    Scored<Binary> near = binary(1.0, 3);
    Finding finding = COMPARISON.withMargin(0.01).compare(good, near, BinaryMetrics.rocAuc());
    Estimate.Measured effect = measured(finding);
    var difference =
        io.millwright.eval.interval.DeLong.of(targets, good.scores())
            .minus(io.millwright.eval.interval.DeLong.of(targets, near.scores()));
    double expected =
        400
            * difference.variance()
            * Math.pow((1.959964 + 0.841621) / (Math.abs(effect.value()) - 0.01), 2);
    assertThat(finding.test().rowsNeeded().orElse(0)).isEqualTo(expected, within(1.5));
  }

  @Test
  void compare_regressionAndMulticlass_work() {
    RandomGenerator random = Seed.of(3).random();
    double[] truth = random.doubles(120).toArray();
    double[] close = Arrays.stream(truth).map(t -> t + 0.05 * random.nextGaussian()).toArray();
    double[] far = Arrays.stream(truth).map(t -> t + 0.5 * random.nextGaussian()).toArray();
    Scored<Regression> a = Scored.regression(truth, close);
    Scored<Regression> b = Scored.regression(truth, far);
    Finding rmse = COMPARISON.compare(a, b, RegressionMetrics.rmse());
    assertThat(rmse.decision()).isEqualTo(Decision.BETTER);
    assertThat(rmse.effect()).isInstanceOf(Estimate.Measured.class);
    double[] classes = new double[60];
    double[] right = new double[180];
    double[] wrong = new double[180];
    for (int i = 0; i < 60; i++) {
      classes[i] = i % 3;
      for (int c = 0; c < 3; c++) {
        right[3 * i + c] = c == i % 3 ? 0.8 : 0.1;
        wrong[3 * i + c] = c == (i + i / 20) % 3 ? 0.8 : 0.1;
      }
    }
    Scored<Multiclass> p = Scored.multiclass(List.of("a", "b", "c"), classes, right);
    Scored<Multiclass> q = Scored.multiclass(List.of("a", "b", "c"), classes, wrong);
    Finding accuracy = COMPARISON.compare(p, q, MulticlassMetrics.accuracy());
    assertThat(accuracy.test().name()).startsWith("McNemar");
    assertThat(measured(accuracy).value()).isEqualTo(40 / 60.0, within(1e-12));
    assertThat(accuracy.decision()).isEqualTo(Decision.BETTER);
  }

  /**
   * Four rows: 16 swaps; with all squared errors of the second larger, 2 of them are as extreme.
   */
  @Test
  void compare_fewRows_countsAllSwaps() {
    double[] truth = {0, 0, 0, 0};
    Scored<Regression> a = Scored.regression(truth, new double[] {0.1, 0.2, 0.3, 0.4});
    Scored<Regression> b = Scored.regression(truth, new double[] {1, 2, 3, 4});
    Finding finding = COMPARISON.compare(a, b, RegressionMetrics.mae());
    assertThat(finding.test().pValue().orElse(0)).isEqualTo(2 / 16.0);
    assertThat(finding.decision()).isEqualTo(Decision.UNDECIDED);
  }

  /** Swapping rows of a mean is flipping the signs of differences. */
  @Test
  void swaps_ofAMean_tendToSignFlips() {
    RandomGenerator random = Seed.of(9).random();
    double[] truth = new double[14];
    double[] first = random.doubles(14).toArray();
    double[] second = random.doubles(14).map(u -> u * 1.4).toArray();
    double[] d = new double[14];
    Arrays.setAll(d, i -> second[i] - first[i]);
    int[] units = new int[14];
    Arrays.setAll(units, i -> i);
    double swapped =
        SwapTest.of(
                Scored.regression(truth, first),
                Scored.regression(truth, second),
                RegressionMetrics.mae(),
                units)
            .pValue(20_000, Seed.of(4));
    assertThat(swapped)
        .isEqualTo(Permutation.signs(d, Alternative.TWO_SIDED).pValue(), within(0.02));
  }

  /** The order is all that counts: another scale of one model's scores changes nothing. */
  @Test
  void compare_rankingMetric_ignoresTheScaleOfScores() {
    double[] squeezed = Arrays.stream(bad.scores()).map(s -> s / 1000).toArray();
    Finding before = COMPARISON.compare(good, bad, BinaryMetrics.averagePrecision());
    Finding after =
        COMPARISON.compare(
            good, Scored.binary(targets, squeezed), BinaryMetrics.averagePrecision());
    assertThat(after).isEqualTo(before);
  }

  @Test
  void compare_undefinedMetric_saysWhose() {
    double[] truth = {1, 0, 1, 0};
    Scored<Binary> some = Scored.binary(truth, new double[] {0.9, 0.1, 0.8, 0.2});
    Scored<Binary> none = Scored.binary(truth, new double[] {0.1, 0.1, 0.1, 0.2});
    Finding finding = COMPARISON.compare(some, none, BinaryMetrics.precision());
    assertThat(finding.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(((Estimate.Undefined) finding.effect()).reason())
        .isEqualTo("precision has no value for the second model");
    assertThat(finding.test().pValue().isDefined()).isFalse();
    assertThat(finding.test().rowsNeeded().isDefined()).isFalse();
    Finding other = COMPARISON.compare(none, some, BinaryMetrics.precision());
    assertThat(((Estimate.Undefined) other.effect()).reason()).contains("the first model");
  }

  @Test
  void compareAll_questions_areAdjustedByHolm() {
    Map<String, Scored<Binary>> others = new LinkedHashMap<>();
    others.put("bad", bad);
    others.put("near", binary(1.9, 5));
    List<Metric<Binary>> metrics = List.of(BinaryMetrics.rocAuc(), BinaryMetrics.accuracy());
    List<Finding> findings = COMPARISON.compareAll(good, others, metrics);
    assertThat(findings)
        .extracting(f -> f.question().other() + " " + f.question().metric())
        .containsExactly("bad roc_auc", "bad accuracy", "near roc_auc", "near accuracy");
    double[] single = new double[4];
    int k = 0;
    for (Scored<Binary> other : others.values()) {
      for (Metric<Binary> metric : metrics) {
        single[k++] = COMPARISON.compare(good, other, metric).test().pValue().orElse(-1);
      }
    }
    double[] adjusted = MultipleTesting.adjust(single, MultipleTesting.Method.HOLM);
    for (int i = 0; i < 4; i++) {
      assertThat(findings.get(i).test().pValue().orElse(-1)).isEqualTo(adjusted[i]);
    }
  }

  @Test
  void compare_otherRows_areRefused() {
    Scored<Binary> other = Scored.binary(new double[] {1, 0}, new double[] {0.5, 0.5});
    assertThatThrownBy(() -> COMPARISON.compare(good, other, BinaryMetrics.rocAuc()))
        .hasMessageContaining("same rows");
    double[] weights = new double[400];
    Arrays.fill(weights, 2);
    assertThatThrownBy(
            () -> COMPARISON.compare(good, bad.withWeights(weights), BinaryMetrics.rocAuc()))
        .hasMessageContaining("same rows");
    assertThatThrownBy(
            () -> COMPARISON.withGroups(new int[] {0}).compare(good, bad, BinaryMetrics.rocAuc()))
        .hasMessageContaining("Groups must be 400");
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> COMPARISON.withLevel(1)).hasMessageContaining("Level");
    assertThatThrownBy(() -> COMPARISON.withMargin(-0.1)).hasMessageContaining("Margin");
    assertThatThrownBy(() -> COMPARISON.withMargin(Double.NaN)).hasMessageContaining("Margin");
    assertThatThrownBy(() -> COMPARISON.withDraws(99)).hasMessageContaining("Draws");
    Finding once = COMPARISON.compare(good, bad, BinaryMetrics.brier());
    assertThat(COMPARISON.compare(good, bad, BinaryMetrics.brier())).isEqualTo(once);
    assertThat(
            measured(COMPARISON.withLevel(0.5).compare(good, bad, BinaryMetrics.brier()))
                .interval()
                .level())
        .isEqualTo(0.5);
  }

  private String test(Metric<Binary> metric, ModelComparison comparison) {
    return comparison.compare(good, bad, metric).test().name();
  }

  private static Estimate.Measured measured(Finding finding) {
    return (Estimate.Measured) finding.effect();
  }

  private static double[] targets(int n) {
    RandomGenerator random = Seed.of(7).random();
    double[] targets = new double[n];
    Arrays.setAll(targets, i -> random.nextInt(2));
    return targets;
  }

  private Scored<Binary> binary(double skill, int seed) {
    RandomGenerator random = Seed.of(seed).random();
    double[] scores = new double[targets.length];
    Arrays.setAll(
        scores, i -> 1 / (1 + Math.exp(-(skill * (targets[i] - 0.5) * 2 + random.nextGaussian()))));
    return Scored.binary(targets, scores);
  }
}
