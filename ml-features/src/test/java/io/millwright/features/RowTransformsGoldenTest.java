package io.millwright.features;

import static io.millwright.features.Transforms.knnImpute;
import static io.millwright.features.Transforms.l1Norm;
import static io.millwright.features.Transforms.l2Norm;
import static io.millwright.features.Transforms.maxNorm;
import static io.millwright.features.Transforms.polynomial;
import static io.millwright.features.Transforms.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.features.TransformsGoldenTest.Case;
import io.millwright.model.Featurizer.Feature;
import io.millwright.table.Table;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference cases of transforms that take several numbers of a row. */
class RowTransformsGoldenTest {

  private static final Set<String> COVERED = Set.of("normalizer", "polynomial", "knn_imputer");

  static Stream<Case> cases() throws IOException {
    return TransformsGoldenTest.cases(COVERED);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void transform_referenceCase_matches(Case c) throws IOException {
    switch (c.op()) {
      case "normalizer" -> normalizer(c);
      case "polynomial" -> polynomialCase(c);
      case "knn_imputer" -> knn(c);
      default -> throw new AssertionError(c.op());
    }
  }

  private static NumericTransform[] numbers(List<double[]> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(j -> raw("f" + j))
        .toArray(NumericTransform[]::new);
  }

  private static Table table(List<double[]> columns) {
    return SeveralNumbersTest.table(columns.toArray(double[][]::new));
  }

  private static void normalizer(Case c) {
    List<double[]> columns = TransformsGoldenTest.columns(c.input("X"));
    NumericTransform[] numbers = numbers(columns);
    Transform t =
        switch (c.param("norm").textValue()) {
          case "l1" -> l1Norm(numbers);
          case "l2" -> l2Norm(numbers);
          case "max" -> maxNorm(numbers);
          default -> throw new AssertionError(c);
        };
    matches(c, Rows.fit(t, table(columns)).transform(table(columns)), c.expected());
  }

  private static void polynomialCase(Case c) {
    List<double[]> columns = TransformsGoldenTest.columns(c.input("X"));
    PolynomialTransform t = polynomial(c.param("degree").intValue(), numbers(columns));
    t = c.param("interaction_only").booleanValue() ? t.interactionsOnly() : t;
    t = c.param("include_bias").booleanValue() ? t.withBias() : t;
    FittedFeatures fitted = Rows.fit(t, table(columns));
    matches(c, fitted.transform(table(columns)), c.expected().path("output"));
    JsonNode exponents = c.expected().path("exponents");
    assertThat(fitted.features()).hasSize(exponents.size());
    for (int k = 0; k < exponents.size(); k++) {
      Feature feature = fitted.features().get(k);
      for (int j = 0; j < columns.size(); j++) {
        // one "f<j>" for each power of it
        int power = feature.name().split("f" + j + "\\b", -1).length - 1;
        assertThat(power).as("%s %s", c, feature).isEqualTo(exponents.get(k).get(j).intValue());
      }
    }
  }

  private static void knn(Case c) throws IOException {
    List<double[]> fit = TransformsGoldenTest.fitColumns(c);
    List<double[]> apply = TransformsGoldenTest.columns(c.input("apply"));
    List<Integer> known =
        IntStream.range(0, fit.size())
            .filter(j -> !Arrays.stream(fit.get(j)).allMatch(Double::isNaN))
            .boxed()
            .toList();
    if (known.size() < fit.size()) {
      // The reference drops such a column in silence; here it is an error, and then left out.
      assertThatThrownBy(() -> Rows.fit(imputer(c, fit), table(fit)))
          .isInstanceOf(FeatureFitException.class);
    }
    List<double[]> train = known.stream().map(fit::get).toList();
    List<double[]> later = known.stream().map(apply::get).toList();
    FittedFeatures fitted = Rows.fit(imputer(c, train), table(train));
    matches(c, fitted.transform(table(later)), c.expected().path("output"));
  }

  private static KnnImputeTransform imputer(Case c, List<double[]> columns) {
    KnnImputeTransform t = knnImpute(numbers(columns)).neighbors(c.param("n_neighbors").intValue());
    return c.param("weights").textValue().equals("distance") ? t.byDistance() : t;
  }

  private static void matches(Case c, double[] got, JsonNode rows) {
    assertThat(got).hasSize(rows.size() * rows.get(0).size());
    int width = rows.get(0).size();
    for (int k = 0; k < got.length; k++) {
      c.matches(got[k], rows.get(k / width).get(k % width), "row " + k / width);
    }
  }
}
