package io.millwright.features;

import static io.millwright.features.Transforms.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.features.TransformsGoldenTest.Case;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference cases of powers and quantile transforms. */
class PowersGoldenTest {

  private static final Set<String> COVERED =
      Set.of("power_transform_given_lambda", "power_transformer", "quantile_transformer");

  static Stream<Case> cases() throws IOException {
    return TransformsGoldenTest.cases(COVERED);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void transform_referenceCase_matches(Case c) throws IOException {
    switch (c.op()) {
      case "power_transform_given_lambda" -> givenLambda(c);
      case "power_transformer" -> power(c);
      case "quantile_transformer" -> TransformsGoldenTest.numeric(c, PowersGoldenTest::quantiles);
      default -> throw new AssertionError(c.op());
    }
  }

  private static NumericTransform quantiles(Case c) {
    int count = c.param("n_quantiles").intValue();
    boolean normal = c.param("output_distribution").textValue().equals("normal");
    return normal ? raw("x").quantileNormal(count) : raw("x").quantileUniform(count);
  }

  private static void givenLambda(Case c) {
    double lambda = c.param("lambda").doubleValue();
    boolean boxCox = c.param("method").textValue().equals("box-cox");
    double[] x = TransformsGoldenTest.vector(c.input("x"));
    NumericTransform t = boxCox ? raw("x").boxCox(lambda) : raw("x").yeoJohnson(lambda);
    double[] got =
        Rows.fit(t, TransformsGoldenTest.table(x, null))
            .transform(TransformsGoldenTest.table(x, null));
    for (int i = 0; i < x.length; i++) {
      c.matches(got[i], c.expected().get(i), "value " + i);
    }
  }

  private static void power(Case c) throws IOException {
    boolean boxCox = c.param("method").textValue().equals("box-cox");
    NumericTransform x = boxCox ? raw("x").boxCox() : raw("x").yeoJohnson();
    NumericTransform t = c.param("standardize").booleanValue() ? x.standardize() : x;
    List<double[]> fit = TransformsGoldenTest.fitColumns(c);
    if (c.expected().has("undefined")) {
      assertThat(fit)
          .anySatisfy(
              column ->
                  assertThatThrownBy(() -> Rows.fit(t, TransformsGoldenTest.table(column, null)))
                      .isInstanceOf(FeatureFitException.class));
      return;
    }
    TransformsGoldenTest.numeric(c, any -> t);
    for (int j = 0; j < fit.size(); j++) {
      double lambda =
          TransformsGoldenTest.onlyOp(Rows.fit(t, TransformsGoldenTest.table(fit.get(j), null)))
              .object("function")
              .number("lambda");
      c.matches(lambda, c.expected().path("lambdas").get(j), "lambda " + j);
    }
  }
}
