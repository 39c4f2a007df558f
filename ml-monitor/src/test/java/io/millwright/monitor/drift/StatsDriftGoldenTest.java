package io.millwright.monitor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.eval.significance.Alternative;
import io.millwright.eval.significance.TestResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of stats_drift.json whose operation has a kernel here. */
class StatsDriftGoldenTest {

  private static final String FILE = "stats_drift.json";

  /** Operations whose kernel and golden run are in {@code ml-eval}, package significance. */
  private static final Set<String> IN_EVAL =
      Set.of(
          "mann_whitney",
          "welch_t",
          "anderson_ksamp",
          "cvm_2sample",
          "mmd_rbf",
          "kendall_tau_b",
          "fisher_exact",
          "multiple_testing");

  /** Operations whose kernel and golden run are in {@code ml-features}. */
  private static final Set<String> IN_FEATURES = Set.of("pearson", "spearman");

  private interface Operation {
    /** Named results; a single one is called {@code value}. */
    Map<String, Object> run(JsonNode input, JsonNode params);
  }

  private static final Map<String, Operation> OPERATIONS =
      Map.ofEntries(
          Map.entry("ks_2sample", StatsDriftGoldenTest::kolmogorovSmirnov),
          Map.entry("chi2_contingency", StatsDriftGoldenTest::contingency),
          Map.entry("chi2_gof", StatsDriftGoldenTest::goodnessOfFit),
          Map.entry("cramers_v", (in, p) -> value(ChiSquare.cramersV(matrix(in.get("table"))))),
          Map.entry("kl", (in, p) -> value(Divergence.kullbackLeibler(p(in), q(in), base(p)))),
          Map.entry("js", StatsDriftGoldenTest::jensenShannon),
          Map.entry("hellinger", (in, p) -> value(Divergence.hellinger(p(in), q(in)))),
          Map.entry("js_histogram", StatsDriftGoldenTest::histogram),
          Map.entry("wasserstein", StatsDriftGoldenTest::wasserstein),
          Map.entry("energy_distance", StatsDriftGoldenTest::energy),
          Map.entry("psi", StatsDriftGoldenTest::psi),
          Map.entry("psi_categorical", StatsDriftGoldenTest::psiCategorical));

  @TestFactory
  Stream<DynamicTest> goldens() throws IOException {
    return GoldenFile.cases(FILE).stream()
        .filter(c -> OPERATIONS.containsKey(c.get("op").asText()))
        .map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> check(c)));
  }

  @Test
  void goldens_everyOperation_isRunHereOrNamedAsRunElsewhere() throws IOException {
    Set<String> operations = new TreeSet<>();
    for (JsonNode c : GoldenFile.cases(FILE)) {
      operations.add(c.get("op").asText());
    }
    Set<String> known = new TreeSet<>(OPERATIONS.keySet());
    known.addAll(IN_EVAL);
    known.addAll(IN_FEATURES);
    assertThat(known).containsAll(operations);
    assertThat(OPERATIONS.keySet()).doesNotContainAnyElementsOf(IN_EVAL);
    assertThat(OPERATIONS.keySet()).doesNotContainAnyElementsOf(IN_FEATURES);
  }

  private static void check(JsonNode c) {
    Operation operation = Objects.requireNonNull(OPERATIONS.get(c.get("op").asText()));
    JsonNode expected = c.get("expected");
    if (expected.has("undefined")) {
      assertThatThrownBy(() -> operation.run(c.get("input"), c.get("params")))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    Map<String, Object> actual = operation.run(c.get("input"), c.get("params"));
    if (!expected.isObject()) {
      compare("value", expected, actual.get("value"), c.get("tolerance"));
      return;
    }
    expected
        .properties()
        .forEach(
            e -> compare(e.getKey(), e.getValue(), actual.get(e.getKey()), c.get("tolerance")));
  }

  private static void compare(
      String name, JsonNode expected, @Nullable Object actual, JsonNode tolerance) {
    assertThat(actual).as(name).isNotNull();
    if (actual instanceof double[][] rows) {
      assertThat(rows).as(name).hasNumberOfRows(expected.size());
      for (int i = 0; i < rows.length; i++) {
        compare(name, expected.get(i), rows[i], tolerance);
      }
    } else if (actual instanceof double[] values) {
      assertThat(values).as(name).hasSize(expected.size());
      for (int i = 0; i < values.length; i++) {
        compare(name + " " + i, expected.get(i), values[i], tolerance);
      }
    } else if (actual instanceof boolean[] values) {
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i]).as(name + " " + i).isEqualTo(expected.get(i).booleanValue());
      }
    } else if (actual instanceof Integer whole) {
      assertThat(whole).as(name).isEqualTo(expected.intValue());
    } else {
      double x = (Double) Objects.requireNonNull(actual);
      double e = GoldenFile.number(expected);
      double allowed =
          tolerance.get("abs").doubleValue() + tolerance.get("rel").doubleValue() * Math.abs(e);
      boolean equal = Double.compare(x, e) == 0 || x == e || Math.abs(x - e) <= allowed;
      assertThat(equal).as("%s: %s must be %s within %s", name, x, e, allowed).isTrue();
    }
  }

  private static Map<String, Object> kolmogorovSmirnov(JsonNode in, JsonNode params) {
    Alternative alternative = Alternative.valueOf(constant(params.get("alternative").asText()));
    KolmogorovSmirnov.Method method =
        switch (params.get("method").asText()) {
          case "exact" -> KolmogorovSmirnov.Method.EXACT;
          case "limit" -> KolmogorovSmirnov.Method.LIMIT;
          default -> KolmogorovSmirnov.Method.ASYMPTOTIC;
        };
    return test(KolmogorovSmirnov.twoSample(x(in), y(in), alternative, method));
  }

  private static Map<String, Object> contingency(JsonNode in, JsonNode params) {
    double[][] table = matrix(in.get("table"));
    ChiSquare.Statistic statistic =
        ChiSquare.Statistic.valueOf(constant(params.get("lambda").asText()));
    TestResult result =
        ChiSquare.contingency(table, params.get("correction").booleanValue(), statistic);
    return Map.of(
        "statistic", result.statistic(),
        "pvalue", result.pValue(),
        "dof", (table.length - 1) * (table[0].length - 1),
        "expected", ChiSquare.expected(table));
  }

  private static Map<String, Object> goodnessOfFit(JsonNode in, JsonNode params) {
    double[] observed = GoldenFile.numbers(in.get("observed"));
    double[] expected = new double[observed.length];
    Arrays.fill(expected, Arrays.stream(observed).average().orElseThrow());
    if (!in.get("expected").isNull()) {
      expected = GoldenFile.numbers(in.get("expected"));
    }
    return test(ChiSquare.goodnessOfFit(observed, expected, params.get("ddof").intValue()));
  }

  private static Map<String, Object> jensenShannon(JsonNode in, JsonNode params) {
    double divergence = Divergence.jensenShannon(p(in), q(in), base(params));
    return Map.of("divergence", divergence, "distance", Math.sqrt(divergence));
  }

  private static Map<String, Object> histogram(JsonNode in, JsonNode params) {
    double divergence =
        Divergence.jensenShannonOfHistograms(
            GoldenFile.numbers(in.get("reference")),
            GoldenFile.numbers(in.get("current")),
            params.get("bins").intValue());
    return Map.of("value", divergence, "divergence", divergence, "distance", Math.sqrt(divergence));
  }

  private static Map<String, Object> wasserstein(JsonNode in, JsonNode params) {
    double[] x = x(in);
    double[] y = y(in);
    return value(
        in.has("x_weight")
            ? SampleDistance.wasserstein(
                x, weights(in.get("x_weight"), x.length), y, weights(in.get("y_weight"), y.length))
            : SampleDistance.wasserstein(x, y));
  }

  private static Map<String, Object> energy(JsonNode in, JsonNode params) {
    double[] x = x(in);
    double[] y = y(in);
    return value(
        in.has("x_weight")
            ? SampleDistance.energy(
                x, weights(in.get("x_weight"), x.length), y, weights(in.get("y_weight"), y.length))
            : SampleDistance.energy(x, y));
  }

  private static double[] weights(JsonNode node, int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return node.isNull() ? ones : GoldenFile.numbers(node);
  }

  private static Map<String, Object> psi(JsonNode in, JsonNode params) {
    Psi psi =
        Psi.of(
            GoldenFile.numbers(in.get("reference")),
            GoldenFile.numbers(in.get("current")),
            params.get("bins").intValue(),
            params.get("epsilon").doubleValue(),
            params.get("nan_bin").booleanValue());
    return Map.of(
        "edges", psi.edges(),
        "reference_share", psi.referenceShares(),
        "current_share", psi.currentShares(),
        "psi", psi.value());
  }

  private static Map<String, Object> psiCategorical(JsonNode in, JsonNode params) {
    return value(
        Psi.ofCategories(
            strings(in.get("reference")),
            strings(in.get("current")),
            params.get("epsilon").doubleValue()));
  }

  private static Map<String, Object> test(TestResult result) {
    return Map.of("statistic", result.statistic(), "pvalue", result.pValue());
  }

  private static Map<String, Object> value(double value) {
    return Map.of("value", value);
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static double base(JsonNode params) {
    return params.get("base").isNull() ? Math.E : params.get("base").doubleValue();
  }

  private static double[] x(JsonNode in) {
    return GoldenFile.numbers(in.get("x"));
  }

  private static double[] y(JsonNode in) {
    return GoldenFile.numbers(in.get("y"));
  }

  private static double[] p(JsonNode in) {
    return GoldenFile.numbers(in.get("p"));
  }

  private static double[] q(JsonNode in) {
    return GoldenFile.numbers(in.get("q"));
  }

  private static double[][] matrix(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .map(GoldenFile::numbers)
        .toArray(double[][]::new);
  }

  private static List<@Nullable String> strings(JsonNode node) {
    List<@Nullable String> values = new ArrayList<>();
    node.forEach(v -> values.add(v.isNull() ? null : v.asText()));
    return values;
  }
}
