package io.millwright.eval.significance;

import static io.millwright.eval.significance.InferenceGoldenTest.alternative;
import static io.millwright.eval.significance.InferenceGoldenTest.orNaN;
import static io.millwright.eval.significance.InferenceGoldenTest.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Two-sample tests, association and multiple testing. */
class StatsDriftGoldenTest {

  /** In {@code ml-monitor}; {@code pearson} and {@code spearman} in {@code ml-features}. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "ks_2sample",
          "chi2_contingency",
          "chi2_gof",
          "cramers_v",
          "kl",
          "js",
          "hellinger",
          "js_histogram",
          "wasserstein",
          "energy_distance",
          "psi",
          "psi_categorical",
          "pearson",
          "spearman");

  private static final Map<String, Operation> COVERED =
      Map.of(
          "mann_whitney", StatsDriftGoldenTest::mannWhitney,
          "welch_t", StatsDriftGoldenTest::student,
          "anderson_ksamp", StatsDriftGoldenTest::anderson,
          "cvm_2sample", StatsDriftGoldenTest::cramerVonMises,
          "mmd_rbf", StatsDriftGoldenTest::discrepancy,
          "kendall_tau_b", c -> orNaN(() -> KendallTau.tauB(c.numbers("x"), c.numbers("y"))),
          "fisher_exact", StatsDriftGoldenTest::fisher,
          "multiple_testing", StatsDriftGoldenTest::multiple);

  @TestFactory
  Stream<DynamicTest> stats() {
    return Goldens.tests("stats_drift.json", COVERED, ELSEWHERE);
  }

  private static Object mannWhitney(Case c) {
    double[] x = c.numbers("x");
    double[] y = c.numbers("y");
    return result(
        c.param("method").asText().equals("exact")
            ? MannWhitney.exact(x, y, alternative(c))
            : MannWhitney.asymptotic(x, y, c.param("continuity").booleanValue(), alternative(c)));
  }

  private static Object student(Case c) {
    Supplier<MeanDifference.Student> test =
        () ->
            c.param("equal_var").booleanValue()
                ? MeanDifference.pooled(c.numbers("x"), c.numbers("y"), alternative(c))
                : MeanDifference.welch(c.numbers("x"), c.numbers("y"), alternative(c));
    double freedom = orNaN(() -> test.get().freedom());
    return Map.of(
        "statistic", orNaN(() -> test.get().statistic()),
        "pvalue", orNaN(() -> test.get().pValue()),
        "df", c.param("equal_var").booleanValue() ? pooledFreedom(c, freedom) : freedom);
  }

  /** The reference knows them also where there is no test because nothing varies. */
  private static double pooledFreedom(Case c, double found) {
    double n = (double) c.numbers("x").length + c.numbers("y").length;
    return Double.isNaN(found) && c.numbers("x").length > 1 && c.numbers("y").length > 1
        ? n - 2
        : found;
  }

  private static Object anderson(Case c) {
    List<double[]> samples = new ArrayList<>(Arrays.asList(c.matrix("samples")));
    TestResult found =
        c.param("midrank").booleanValue()
            ? AndersonDarling.of(samples)
            : AndersonDarling.withoutTies(samples);
    return Map.of(
        "statistic", found.statistic(),
        "critical_values", AndersonDarling.criticalValues(samples.size()),
        "pvalue", found.pValue());
  }

  private static Object cramerVonMises(Case c) {
    return result(
        c.param("method").asText().equals("exact")
            ? CramerVonMises.exact(c.numbers("x"), c.numbers("y"))
            : CramerVonMises.asymptotic(c.numbers("x"), c.numbers("y")));
  }

  private static Object discrepancy(Case c) {
    double[][] x = c.matrix("x");
    double[][] y = c.matrix("y");
    JsonNode given = c.param("gamma");
    double gamma =
        given.isNumber() ? given.doubleValue() : MaximumMeanDiscrepancy.medianGamma(x, y);
    return c.param("biased").booleanValue()
        ? MaximumMeanDiscrepancy.biased(x, y, gamma)
        : MaximumMeanDiscrepancy.unbiased(x, y, gamma);
  }

  private static Object fisher(Case c) {
    double[][] t = c.matrix("table");
    FisherExact table = new FisherExact((int) t[0][0], (int) t[0][1], (int) t[1][0], (int) t[1][1]);
    return Map.of("statistic", orNaN(table::oddsRatio), "pvalue", table.pValue(alternative(c)));
  }

  private static Object multiple(Case c) {
    MultipleTesting.Method method =
        switch (c.param("method").asText()) {
          case "fdr_bh" -> MultipleTesting.Method.BENJAMINI_HOCHBERG;
          case "fdr_by" -> MultipleTesting.Method.BENJAMINI_YEKUTIELI;
          default ->
              MultipleTesting.Method.valueOf(
                  c.param("method").asText().toUpperCase(Locale.ROOT).replace('-', '_'));
        };
    double[] adjusted = MultipleTesting.adjust(c.numbers("pvalues"), method);
    double alpha = c.param("alpha").doubleValue();
    return Map.of(
        "adjusted", adjusted, "reject", Arrays.stream(adjusted).mapToObj(p -> p <= alpha).toList());
  }
}
