package io.millwright.features;

import static io.millwright.features.Rows.column;
import static io.millwright.features.Rows.fit;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.winsorize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.table.InvalidRowException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Logarithm, square root and the powers of Box-Cox and Yeo-Johnson. */
class PowerTransformTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        raw("n").clip(1, 1e9).log(),
        raw("x").log().invalidAsMissing().imputeMedian().missingIndicator(),
        raw("n").sqrt(),
        raw("x").invalidAsMissing().sqrt().standardize(),
        raw("x").yeoJohnson(),
        raw("i").yeoJohnson().imputeMean().standardize().missingIndicator(),
        raw("flag").yeoJohnson(),
        raw("x").yeoJohnson(1.5),
        raw("n").clip(0.5, 1e300).boxCox().standardize(),
        raw("x").boxCox(0).invalidAsMissing(),
        raw("x").invalidAsMissing().boxCox().winsorizeMad(3));
  }

  @Test
  void powers_givenLambda_followTheirDefinition() {
    assertThat(fit(raw("x").boxCox(0.5), column(1)).transform(column(4, 9, Double.NaN)))
        .containsExactly(new double[] {2, 4, Double.NaN}, within(1e-14)); // (sqrt x - 1) / 0.5
    assertThat(fit(raw("x").boxCox(0), column(1)).transform(column(Math.E)))
        .containsExactly(new double[] {1}, within(1e-15));
    // (4^0.5 - 1) / 0.5 = 2 and -((1 + 3)^1.5 - 1) / 1.5
    assertThat(fit(raw("x").yeoJohnson(0.5), column(1)).transform(column(3, -3, 0)))
        .containsExactly(new double[] {2, -7 / 1.5, 0}, within(1e-14));
    assertThat(fit(raw("x").yeoJohnson(2), column(1)).transform(column(-1)))
        .containsExactly(new double[] {-Math.log(2)}, within(1e-15));
  }

  @Test
  void expm1OfTheSearch_againstStrictMath_agrees() {
    RandomGenerator random = Seed.of(3).random();
    for (int k = 0; k < 20_000; k++) {
      double size = Math.pow(10, random.nextDouble() * 14 - 12);
      double t = (random.nextBoolean() ? 1 : -1) * size;
      double expected = StrictMath.expm1(t);
      assertThat(PowerFit.expm1(t)).isCloseTo(expected, within(4e-15 * Math.abs(expected)));
    }
    assertThat(PowerFit.expm1(0)).isZero();
    assertThat(PowerFit.expm1(710)).isInfinite();
  }

  @Test
  void lambda_againstASlowGrid_isWhereTheLikelihoodIsHighest() {
    RandomGenerator random = Seed.of(11).random();
    for (double shift : new double[] {0, -2, -1e3, 40}) {
      double[] values = new double[120];
      Arrays.setAll(values, i -> Math.exp(random.nextGaussian() * 0.7) + shift);
      double learnt = PowerFit.curve(Curve.Kind.YEO_JOHNSON, SortedValues.of(values)).lambda();
      assertThat(learnt).isCloseTo(grid(l -> yeoJohnsonLoss(values, l)), within(5e-3));
      if (shift >= 0) {
        double boxCox = PowerFit.curve(Curve.Kind.BOX_COX, SortedValues.of(values)).lambda();
        assertThat(boxCox).isCloseTo(grid(l -> boxCoxLoss(values, l)), within(5e-3));
      }
    }
  }

  @Test
  void lambda_ofManyValues_isThatOfTheWholeSearch() {
    RandomGenerator random = Seed.of(13).random();
    for (double spread : new double[] {0.1, 1, 3}) {
      double[] values = new double[5_000];
      Arrays.setAll(values, i -> Math.exp(spread * random.nextGaussian()) - 0.5);
      double learnt = PowerFit.curve(Curve.Kind.YEO_JOHNSON, SortedValues.of(values)).lambda();
      double whole = new LineSearch(l -> yeoJohnsonLoss(values, l), -5, 5, 1e-7).lowest();
      assertThat(learnt).isCloseTo(whole, within(1e-6));
    }
  }

  @Test
  void lineSearch_valleys_areFound() {
    assertThat(new LineSearch(x -> (x - 1.25) * (x - 1.25), -5, 5, 1e-9).lowest())
        .isCloseTo(1.25, within(1e-8));
    assertThat(new LineSearch(x -> Math.abs(x + 3), -5, 5, 1e-9).lowest())
        .isCloseTo(-3, within(1e-8));
    assertThat(new LineSearch(x -> x, -5, 5, 1e-9).lowest()).isCloseTo(-5, within(1e-8));
    assertThat(new LineSearch(x -> x < 2 ? Double.NaN : x * x, -5, 5, 1e-9).lowest())
        .isCloseTo(2, within(1e-6));
  }

  private static double grid(DoubleUnaryOperator loss) {
    double best = -5;
    for (double l = -5; l <= 5; l += 4e-3) {
      best = loss.applyAsDouble(l) < loss.applyAsDouble(best) ? l : best;
    }
    return best;
  }

  private static double yeoJohnsonLoss(double[] values, double lambda) {
    double[] t =
        Arrays.stream(values).map(x -> new Curve(Curve.Kind.YEO_JOHNSON, lambda).of(x)).toArray();
    double jacobian =
        Arrays.stream(values)
            .map(x -> Math.signum(x) * Math.log1p(Math.abs(x)))
            .average()
            .orElse(0);
    return Math.log(variance(t)) / 2 - (lambda - 1) * jacobian;
  }

  private static double boxCoxLoss(double[] values, double lambda) {
    double[] t =
        Arrays.stream(values)
            .map(x -> lambda == 0 ? Math.log(x) : (Math.pow(x, lambda) - 1) / lambda)
            .toArray();
    return Math.log(variance(t)) / 2
        - (lambda - 1) * Arrays.stream(values).map(Math::log).average().orElse(0);
  }

  private static double variance(double[] t) {
    double mean = Arrays.stream(t).average().orElseThrow();
    return Arrays.stream(t).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  @Test
  void boxCox_ofALogNormal_isNearTheLogarithm() {
    RandomGenerator random = Seed.of(21).random();
    double[] values = random.doubles(20_000).map(u -> Math.exp(NormalQuantile.of(u))).toArray();
    assertThat(PowerFit.curve(Curve.Kind.BOX_COX, SortedValues.of(values)).lambda())
        .isCloseTo(0, within(0.02)); // its standard error is about 0.005
  }

  @Test
  void power_valuesFarFromZeroOrExtreme_isFinite() {
    for (double[] values :
        List.of(
            new double[] {1e8 + 1, 1e8 + 2, 1e8 + 3},
            new double[] {-1e8 - 1, -1e8 - 2, -1e8 - 4},
            new double[] {1e300, 2e300, 5e300},
            new double[] {-1e-300, 0, 1e-300},
            new double[] {Double.MIN_VALUE, 1, 2},
            new double[] {7, 7})) {
      double[] got =
          fit(raw("x").yeoJohnson().standardize(), column(values)).transform(column(values));
      assertThat(Rows.allFinite(got)).isTrue();
      boolean distinct = values[0] != values[values.length - 1];
      assertThat(PowerFit.curve(Curve.Kind.YEO_JOHNSON, SortedValues.of(values)).lambda())
          .isBetween(-5.0, 5.0)
          .satisfies(l -> assertThat(distinct || l == 1).isTrue());
    }
  }

  @Test
  void lambda_valuesThatNoLogarithmTellsApart_isOne() {
    SortedValues close = SortedValues.of(new double[] {1e16, 1e16 + 2});
    assertThat(PowerFit.curve(Curve.Kind.BOX_COX, close).lambda()).isEqualTo(1);
    SortedValues negative = SortedValues.of(new double[] {-1e16, -1e16 - 2});
    assertThat(PowerFit.curve(Curve.Kind.YEO_JOHNSON, negative).lambda()).isEqualTo(1);
  }

  @Test
  void functions_outsideTheirDomain_areRefusedWhenFittingAndApplying() {
    for (NumericTransform t :
        List.of(raw("x").log(), raw("x").sqrt(), raw("x").boxCox(), raw("x").boxCox(2))) {
      assertThatThrownBy(() -> fit(t, column(1, -1, 2, -2)))
          .isInstanceOf(FeatureFitException.class)
          .hasMessageContaining("Field 'x' must be")
          .hasMessageContaining("is not in 2 of 4 rows");
      FittedFeatures fitted = fit(t, column(1, 2));
      assertThatThrownBy(() -> fitted.transform(column(1, -1)))
          .isInstanceOf(InvalidRowException.class)
          .hasMessageContaining("(row 1)");
    }
    assertThatThrownBy(() -> fit(raw("x").log(), column(0)))
        .hasMessageContaining("above 0 for log");
    assertThat(fit(raw("x").sqrt(), column(0)).transform(column(0, 9))).containsExactly(0, 3);
  }

  @Test
  void invalidAsMissing_isImputedAndTold() {
    NumericTransform t = raw("x").log().invalidAsMissing().imputeMedian().missingIndicator();
    double[] got = fit(t, column(1, 1, 1, -5, 0)).transform(column(-1, Math.E, Double.NaN));
    assertThat(got).containsExactly(new double[] {0, 1, 1, 0, 0, 1}, within(1e-15));
  }

  @Test
  void invalidAsMissing_withWinsorize_clipsFirstInFitAndServing() {
    // quantile 0.5 of -4 1 5 is 1: -4 is clipped to 1 before the logarithm looks at it
    NumericTransform t = winsorize("x", 0.5, 1).log().invalidAsMissing();
    assertThat(fit(t, column(-4, 1, 5)).transform(column(-9, 1))).containsExactly(0, 0);
  }

  @Test
  void steps_thatDoNotFit_areFaultsOfThePlan() {
    for (Transform t :
        List.of(
            raw("x").log().sqrt(),
            raw("x").yeoJohnson().yeoJohnson(),
            raw("x").standardize().boxCox(),
            raw("x").invalidAsMissing(),
            raw("x").yeoJohnson().invalidAsMissing(),
            raw("x").log().imputeConstant(0),
            raw("x").sqrt().invalidAsMissing().invalidAsMissing())) {
      assertThatThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).add(t).build())
          .hasMessageContaining("of 'x' must");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").boxCox(Double.NaN));
  }

  @Test
  void power_resultBeyondDoubles_isRefused() {
    assertThatThrownBy(() -> fit(raw("x").yeoJohnson(5), column(1e300)))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("must stay within doubles after yeoJohnson");
    FittedFeatures fitted = fit(raw("x").yeoJohnson(5), column(1));
    assertThatThrownBy(() -> fitted.transform(column(1e300)))
        .isInstanceOf(InvalidRowException.class);
  }
}
