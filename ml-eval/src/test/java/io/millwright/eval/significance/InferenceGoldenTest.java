package io.millwright.eval.significance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import io.millwright.eval.interval.DeLong;
import io.millwright.eval.interval.ProportionDifference;
import io.millwright.eval.interval.ProportionInterval;
import io.millwright.evidence.Estimate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Intervals and tests of shares, areas and permutations. */
class InferenceGoldenTest {

  /** {@code bootstrap_interval} in package interval, the others in package experiment. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "bootstrap_interval",
          "cohens_h",
          "power_normal_ind",
          "sample_size_normal_ind",
          "power_t_ind",
          "sample_size_t_ind",
          "srm",
          "cuped",
          "msprt");

  private static final Map<String, Operation> COVERED =
      Map.of(
          "delong_ci", InferenceGoldenTest::deLong,
          "delong_test", InferenceGoldenTest::deLongTest,
          "mcnemar", InferenceGoldenTest::mcNemar,
          "two_proportion_ztest", InferenceGoldenTest::zTest,
          "two_proportion_diff_ci", InferenceGoldenTest::difference,
          "proportion_ci", InferenceGoldenTest::proportion,
          "permutation_exact", InferenceGoldenTest::permutation,
          "sign_flip_exact", InferenceGoldenTest::signs);

  @TestFactory
  Stream<DynamicTest> inference() {
    return Goldens.tests("inference.json", COVERED, ELSEWHERE);
  }

  private static Object deLong(Case c) {
    DeLong found = DeLong.of(c.numbers("y_true"), c.numbers("y_score"));
    double level = 1 - c.param("alpha").doubleValue();
    Object logit =
        found
            .logit(level)
            .match(
                m -> new double[] {m.interval().low(), m.interval().high()}, u -> Optional.empty());
    return Map.of(
        "auc", found.area(),
        "variance", found.variance(),
        "wald", ends(found.wald(level)),
        "logit", logit);
  }

  private static Object deLongTest(Case c) {
    DeLong first = DeLong.of(c.numbers("y_true"), c.numbers("score1"));
    DeLong second = DeLong.of(c.numbers("y_true"), c.numbers("score2"));
    DeLong.Difference difference = first.minus(second);
    return Map.of(
        "auc1", first.area(),
        "auc2", second.area(),
        "var1", first.variance(),
        "var2", second.variance(),
        "cov", first.covariance(second),
        "z", orNaN(difference::statistic),
        "pvalue", orNaN(difference::pValue));
  }

  private static Object mcNemar(Case c) {
    double[][] table = c.matrix("table");
    McNemar counts =
        new McNemar(
            (int) table[0][1],
            (int) table[1][0],
            (int) (table[0][0] + table[0][1] + table[1][0] + table[1][1]));
    if (c.param("exact").booleanValue()) {
      return result(counts.exact());
    }
    boolean corrected = c.param("correction").booleanValue();
    if (counts.onlyFirst() + counts.onlySecond() == 0 && corrected) {
      // The reference divides the correction by 0 and finds p = 0 for models that never disagree,
      // against its own definition (NaN). Here both forms are refused.
      assertThatThrownBy(() -> counts.chiSquare(true)).hasMessageContaining("at least 1");
      return Map.of("statistic", Double.POSITIVE_INFINITY, "pvalue", 0);
    }
    return Map.of(
        "statistic", orNaN(() -> counts.chiSquare(corrected).statistic()),
        "pvalue", orNaN(() -> counts.chiSquare(corrected).pValue()));
  }

  private static Object zTest(Case c) {
    double[] x = c.numbers("successes");
    double[] n = c.numbers("trials");
    Alternative alternative =
        switch (c.param("alternative").asText()) {
          case "smaller" -> Alternative.LESS;
          case "larger" -> Alternative.GREATER;
          default -> Alternative.TWO_SIDED;
        };
    double value = c.param("value").doubleValue();
    return Map.of(
        "statistic", orNaN(() -> zTest(x, n, value, alternative).statistic()),
        "pvalue", orNaN(() -> zTest(x, n, value, alternative).pValue()));
  }

  private static TestResult zTest(double[] x, double[] n, double value, Alternative alternative) {
    return TwoProportions.zTest(
        (long) x[0], (long) n[0], (long) x[1], (long) n[1], value, alternative);
  }

  private static Object difference(Case c) {
    double[] x = c.numbers("successes");
    double[] n = c.numbers("trials");
    return lowHigh(
        ProportionDifference.valueOf(name(c, "method"))
            .of((long) x[0], (long) n[0], (long) x[1], (long) n[1], level(c)));
  }

  private static Object proportion(Case c) {
    return lowHigh(
        ProportionInterval.valueOf(name(c, "method"))
            .of(c.input("successes").longValue(), c.input("trials").longValue(), level(c)));
  }

  private static Object permutation(Case c) {
    return result(Permutation.means(c.numbers("x"), c.numbers("y"), alternative(c)));
  }

  private static Object signs(Case c) {
    return result(Permutation.signs(c.numbers("d"), alternative(c)));
  }

  static Alternative alternative(Case c) {
    return Alternative.valueOf(name(c, "alternative"));
  }

  static Map<String, Double> result(TestResult result) {
    return Map.of("statistic", result.statistic(), "pvalue", result.pValue());
  }

  /** The reference writes NaN where there is no number; here it is refused. */
  static double orNaN(DoubleSupplier number) {
    try {
      return number.getAsDouble();
    } catch (IllegalArgumentException refused) {
      return Double.NaN;
    }
  }

  private static double level(Case c) {
    return 1 - c.param("alpha").doubleValue();
  }

  private static String name(Case c, String param) {
    return c.param(param).asText().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static double[] ends(Estimate.Measured m) {
    return new double[] {m.interval().low(), m.interval().high()};
  }

  private static Map<String, Double> lowHigh(Estimate.Measured m) {
    return Map.of("low", m.interval().low(), "high", m.interval().high());
  }
}
