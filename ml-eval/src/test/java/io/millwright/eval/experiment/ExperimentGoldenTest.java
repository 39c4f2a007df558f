package io.millwright.eval.experiment;

import static java.util.Map.entry;

import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.power.Outcome;
import io.millwright.eval.power.TestPower;
import io.millwright.eval.power.TestPower.Statistic;
import io.millwright.eval.significance.Alternative;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Figures of statsmodels and scipy for planning and analysing experiments. */
class ExperimentGoldenTest {

  private static final Set<String> ELSEWHERE =
      Set.of(
          "bootstrap_interval",
          "delong_ci",
          "delong_test",
          "mcnemar",
          "permutation_exact",
          "proportion_ci",
          "sign_flip_exact",
          "two_proportion_diff_ci",
          "two_proportion_ztest");

  private static final Map<String, Operation> COVERED =
      Map.ofEntries(
          entry("cohens_h", c -> Outcome.cohensH(number(c, "p1"), number(c, "p2"))),
          entry("power_normal_ind", c -> power(c, Statistic.NORMAL)),
          entry("power_t_ind", c -> power(c, Statistic.STUDENT)),
          entry("sample_size_normal_ind", c -> sampleSize(c, Statistic.NORMAL)),
          entry("sample_size_t_ind", c -> sampleSize(c, Statistic.STUDENT)),
          entry("srm", ExperimentGoldenTest::sampleRatio),
          entry("cuped", ExperimentGoldenTest::cuped),
          entry("msprt", ExperimentGoldenTest::mixture));

  @TestFactory
  Stream<DynamicTest> experiments() {
    return Goldens.tests("inference.json", COVERED, ELSEWHERE);
  }

  private static double number(Case c, String name) {
    return c.input(name).doubleValue();
  }

  private static TestPower test(Case c, Statistic statistic) {
    Alternative alternative =
        switch (c.param("alternative").asText()) {
          case "two-sided" -> Alternative.TWO_SIDED;
          case "larger" -> Alternative.GREATER;
          case "smaller" -> Alternative.LESS;
          default -> throw new IllegalStateException(c.param("alternative").asText());
        };
    return new TestPower(statistic, alternative, number(c, "alpha"), number(c, "ratio"));
  }

  private static Object power(Case c, Statistic statistic) {
    return test(c, statistic).power(number(c, "effect_size"), number(c, "n1"));
  }

  private static Object sampleSize(Case c, Statistic statistic) {
    return test(c, statistic).sampleSize(number(c, "effect_size"), c.param("power").doubleValue());
  }

  private static Object sampleRatio(Case c) {
    Map<String, Long> observed = new LinkedHashMap<>();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < c.input("observed").size(); i++) {
      observed.put("arm" + i, c.input("observed").get(i).longValue());
      shares.put("arm" + i, c.input("ratio").get(i).doubleValue());
    }
    SampleRatio ratio = SampleRatio.of(observed, shares);
    return Map.of("statistic", ratio.statistic(), "pvalue", ratio.pValue());
  }

  private static Object cuped(Case c) {
    MetricSpec spec =
        MetricSpec.of("y", Direction.HIGHER_IS_BETTER, Outcome.mean(1)).adjustedFor("x");
    MetricSums treated = new MetricSums(spec);
    MetricSums control = new MetricSums(spec);
    double[] y = c.numbers("y");
    double[] x = c.numbers("x");
    double[] arm = c.numbers("treated");
    Instant exposed = Instant.EPOCH.plusSeconds(1);
    for (int i = 0; i < y.length; i++) {
      Covariate before = Covariate.of(x[i], Instant.EPOCH, exposed);
      (arm[i] == 1 ? treated : control).add(y[i], 1, before);
    }
    if (treated.units() < 2 || control.units() < 2) {
      throw new IllegalArgumentException("fewer than two units in an arm");
    }
    Contrast contrast = Contrast.of(treated, control);
    return Map.of(
        "theta", contrast.adjustment().theta(),
        "effect", contrast.gain(),
        "se", contrast.standardError(),
        "variance_reduction", contrast.adjustment().reduction());
  }

  private static Object mixture(Case c) {
    double variance = 2 * c.param("sigma2").doubleValue();
    NormalMixture mixture = new NormalMixture(c.param("tau2").doubleValue() / variance);
    double[] x = c.numbers("x");
    double[] y = c.numbers("y");
    double[] lambda = new double[x.length];
    double[] p = new double[x.length];
    double[] halfWidth = new double[x.length];
    double sum = 0;
    double least = 1;
    for (int i = 0; i < x.length; i++) {
      int n = i + 1;
      sum += x[i] - y[i];
      double error = Math.sqrt(variance / n);
      double z = sum / n / error;
      lambda[i] = mixture.likelihoodRatio(z, n);
      least = Math.min(least, mixture.pValue(z, n));
      p[i] = least;
      halfWidth[i] = mixture.halfWidth(error, n, c.param("alpha").doubleValue());
    }
    return Map.of("lambda", lambda, "p", p, "half_width", halfWidth);
  }
}
