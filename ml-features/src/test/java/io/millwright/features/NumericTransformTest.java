package io.millwright.features;

import static io.millwright.features.Rows.column;
import static io.millwright.features.Rows.fit;
import static io.millwright.features.Transforms.bins;
import static io.millwright.features.Transforms.calendar;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.hoursBetween;
import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.maxAbs;
import static io.millwright.features.Transforms.minMax;
import static io.millwright.features.Transforms.quantileBins;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.robust;
import static io.millwright.features.Transforms.standardize;
import static io.millwright.features.Transforms.winsorize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NumericTransformTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        raw("x"),
        raw("n"),
        raw("i"),
        raw("flag").imputeMode().missingIndicator(),
        raw("x").missingIndicator().named("amount"),
        log1p("n"),
        log1p("i").imputeMedian().standardize().missingIndicator(),
        standardize("x"),
        standardize("x").imputeMean().weighted(),
        raw("x").center(),
        raw("x").divideByDeviation(),
        minMax("x"),
        raw("x").minMax(-1, 1).clamped(),
        maxAbs("x").imputeConstant(0),
        robust("x").imputeMedian().missingIndicator(),
        raw("n").robust(0.1, 0.9),
        winsorize("x", 0.05, 0.95),
        winsorize("n", 0, 0.9).log1p().robust(),
        raw("x").nonFiniteAsMissing().winsorize(0.5, 0.5),
        bins("x", 4),
        bins("n", 7).named("nBin"),
        quantileBins("x", 10).imputeMedian().missingIndicator(),
        quantileBins("flag", 3),
        raw("x").clip(0, 500).imputeConstant(3).log1p(),
        raw("x").nonFiniteAsMissing().imputeMedian(),
        calendar("decidedAt", CalendarPart.YEAR),
        calendar("seenAt", CalendarPart.HOUR_OF_DAY).imputeMode().standardize(),
        calendar("openedOn", CalendarPart.EPOCH_DAY),
        daysBetween("openedOn", "decidedAt").imputeMedian().standardize().missingIndicator(),
        hoursBetween("seenAt", "decidedAt"));
  }

  @Test
  void standardize_valuesFarFromZero_keepsAllDigits() {
    Table table = column(1e8 + 1, 1e8 + 2, 1e8 + 3);
    // (1 - 2) / sqrt(2/3), to the last digits of a double
    assertThat(fit(standardize("x"), table).transform(table))
        .containsExactly(-1.2247448713915890, 0, 1.2247448713915890);
  }

  @Test
  void standardize_constant_givesZero() {
    assertThat(fit(standardize("x"), column(0.1, 0.1, 0.1)).transform(column(0.1, 1.1)))
        .containsExactly(0.0, 1.0);
  }

  @Test
  void standardize_extremeValues_staysExact() {
    Table table = column(1e300, 3e300);
    assertThat(fit(standardize("x"), table).transform(table)).containsExactly(-1, 1);
    Table tiny = column(Double.MIN_VALUE, 3 * Double.MIN_VALUE);
    assertThat(fit(standardize("x"), tiny).transform(tiny)).containsExactly(-1, 1);
  }

  @Test
  void standardize_againstSlowMoments_agrees() {
    double[] values = io.millwright.Seed.of(5).random().doubles(1000, -50, 900).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double sd =
        Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    double[] got = fit(standardize("x"), column(values)).transform(column(values));
    for (int i = 0; i < values.length; i++) {
      // both are within a few rounding errors of 1,000 terms
      assertThat(got[i]).isCloseTo((values[i] - mean) / sd, within(1e-12));
    }
  }

  @Test
  void minMax_laterValueOutside_isNotClampedUnlessAsked() {
    Table train = column(10, 20);
    assertThat(fit(minMax("x"), train).transform(column(25, 5))).containsExactly(1.5, -0.5);
    assertThat(fit(minMax("x").clamped(), train).transform(column(25, 5))).containsExactly(1, 0);
    assertThat(fit(raw("x").minMax(-1, 1), train).transform(column(10, 15, 20)))
        .containsExactly(-1, 0, 1);
    assertThat(fit(minMax("x"), column(7, 7)).transform(column(7))).containsExactly(0);
  }

  @Test
  void robust_fewExtremes_scalesByTheMiddle() {
    // sorted 1 2 3 4 1000: median 3, quartiles at positions 1 and 3: 2 and 4
    FittedFeatures fitted = fit(robust("x"), column(1000, 2, Double.NaN, 4, 1, 3));
    assertThat(fitted.transform(column(3, 4, 1000, Double.NaN)))
        .containsExactly(0, 0.5, 498.5, Double.NaN);
    assertThat(fitted.describe()).contains("minus 3.0, over 2.0");
    // of 0 10: the shares 0.1 and 0.9 lie at 1 and 9, the median at 5
    assertThat(fit(raw("x").robust(0.1, 0.9), column(10, 0)).transform(column(9)))
        .containsExactly(0.5);
    assertThat(fit(robust("x"), column(7, 7, 7)).transform(column(7, 9))).containsExactly(0, 2);
  }

  @Test
  void robust_extremesBeyondDoubles_isRefusedWhenFitting() {
    Table table = column(0, 1e-320, 0, 1e-320, 1e-320, 0, 1e300);
    assertThatThrownBy(() -> fit(robust("x"), table))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("Field 'x' must stay within doubles after scaling");
    assertThat(fit(winsorize("x", 0, 0.8).robust(), table).transform(column(1e300)))
        .containsExactly(0);
  }

  @Test
  void maxAbs_anySign_dividesByTheLargestMagnitude() {
    assertThat(fit(maxAbs("x"), column(-4, 2, 0)).transform(column(-4, 2, 0, 8)))
        .containsExactly(-1, 0.5, 0, 2);
    assertThat(fit(maxAbs("x"), column(0, 0)).transform(column(0, 3))).containsExactly(0, 3);
  }

  @Test
  void winsorize_laterValues_areBroughtToTheQuantilesOfTraining() {
    // 0..10: shares 0.05 and 0.9 lie at positions 0.5 and 9
    Table train = column(10, 0, 1, 9, 2, 8, 3, 7, 4, 6, 5);
    FittedFeatures fitted = fit(winsorize("x", 0.05, 0.9), train);
    assertThat(fitted.transform(column(-100, 0.7, 9.5, 1e300, Double.NaN)))
        .containsExactly(0.5, 0.7, 9, 9, Double.NaN);
    assertThat(fitted.describe()).contains("clipped to 0.5..9.0");
    // imputation sees clipped values: 0 0 100 clipped at share 0.5 is 0 0 0
    assertThat(
            fit(winsorize("x", 0, 0.5).imputeMean(), column(0, 0, 100))
                .transform(column(Double.NaN)))
        .containsExactly(0);
  }

  @Test
  void winsorize_infinity_isRefusedAsWithoutIt() {
    Table infinite = column(1, 2, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> fit(winsorize("x", 0.1, 0.9), infinite))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("was infinite in 1 of 3 rows");
    FittedFeatures fitted = fit(winsorize("x", 0, 1), column(1, 2));
    assertThatThrownBy(() -> fitted.transform(infinite)).isInstanceOf(InvalidRowException.class);
  }

  @Test
  void winsorize_valuesAtBothEndsOfDoubles_interpolatesWithoutOverflow() {
    FittedFeatures fitted =
        fit(winsorize("x", 0.25, 0.75), column(-Double.MAX_VALUE, Double.MAX_VALUE));
    assertThat(fitted.transform(column(-Double.MAX_VALUE, Double.MAX_VALUE)))
        .containsExactly( // 0.75 of the largest double is off by half an ulp, then doubled
            new double[] {-Double.MAX_VALUE / 2, Double.MAX_VALUE / 2},
            within(Math.ulp(Double.MAX_VALUE)));
  }

  @Test
  void bins_equalWidth_countEdgesAtOrBelow() {
    // 0..9 in three: edges 3 and 6
    FittedFeatures fitted = fit(bins("x", 3), column(9, 0, 1));
    assertThat(fitted.transform(column(-5, 0, 2.999, 3, 5.999, 6, 9, 100, Double.NaN)))
        .containsExactly(0, 0, 0, 1, 1, 2, 2, 2, Double.NaN);
    assertThat(fitted.describe()).contains("number of its bin, 0..2, from 3.0, 6.0");
    assertThat(fit(bins("x", 3), column(7, 7)).transform(column(6, 7, 8))).containsExactly(0, 0, 0);
  }

  @Test
  void quantileBins_manyTies_haveDistinctEdgesBetweenTheExtremes() {
    // 0 0 0 0 1 2 3 9 at 1/4, 2/4, 3/4 of 7: 0 (the least), 0.5, 2.25
    FittedFeatures fitted = fit(quantileBins("x", 4), column(0, 9, 0, 3, 0, 2, 0, 1));
    assertThat(fitted.transform(column(-1, 0, 0.5, 2, 2.25, 50))).containsExactly(0, 0, 1, 1, 2, 2);
  }

  @Test
  void quantileBins_againstCounting_agrees() {
    double[] values = io.millwright.Seed.of(8).random().doubles(997, -3, 5).toArray();
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] got = fit(quantileBins("x", 12), column(values)).transform(column(values));
    for (int i = 0; i < values.length; i++) {
      int code = 0;
      for (int k = 1; k < 12; k++) { // 996 k / 12 = 83 k: every edge is a value
        code += sorted[83 * k] <= values[i] ? 1 : 0;
      }
      assertThat(got[i]).isEqualTo(code);
    }
  }

  @Test
  void settings_twoBoundsOrTwoScalings_areFaultsOfThePlan() {
    for (Transform t :
        List.of(
            raw("x").clip(0, 1).winsorize(0, 1),
            winsorize("x", 0, 1).clip(0, 1),
            robust("x").bins(3),
            maxAbs("x").weighted())) {
      assertThatThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).add(t).build())
          .hasMessageContaining("of 'x' must");
    }
  }

  @Test
  void impute_eachKind_usesKnownValuesOnly() {
    Table table = column(1, 1, 4, Double.NaN);
    Table missing = column(Double.NaN);
    assertThat(fit(raw("x").imputeMean(), table).transform(missing)).containsExactly(2);
    assertThat(fit(raw("x").imputeMedian(), table).transform(missing)).containsExactly(1);
    assertThat(fit(raw("x").imputeMode(), table).transform(missing)).containsExactly(1);
    assertThat(fit(raw("x").imputeConstant(9), table).transform(missing)).containsExactly(9);
    assertThat(fit(raw("x"), table).transform(missing)).containsExactly(Double.NaN);
    assertThat(fit(raw("x").imputeMode(), column(2, 1)).transform(missing)).containsExactly(1);
  }

  @Test
  void steps_together_runInTheirOrder() {
    // values 0, 3, missing -> median 1.5; ln(1+x) = 0, ln 4, ln 2.5; then standardised over the
    // three
    Table table = column(0, 3, Double.NaN);
    double[] y = {0, Math.log(4), Math.log(2.5)};
    double mean = Arrays.stream(y).average().orElseThrow();
    double sd =
        Math.sqrt(Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    double[] got =
        fit(log1p("x").imputeMedian().standardize().missingIndicator(), table).transform(table);
    assertThat(got)
        .containsExactly(
            new double[] {(y[0] - mean) / sd, 0, (y[1] - mean) / sd, 0, (y[2] - mean) / sd, 1},
            within(1e-14));
  }

  @Test
  void missingIndicator_nothingMissingInTraining_isThereAndTells() {
    FittedFeatures fitted = fit(raw("x").imputeMedian().missingIndicator(), column(1, 2));
    assertThat(fitted.features()).extracting(f -> f.name()).containsExactly("x", "x=<missing>");
    assertThat(fitted.transform(column(Double.NaN))).containsExactly(1.5, 1);
  }

  @Test
  void log1p_atOrBelowMinusOne_refusedWhenFittingAndApplying() {
    assertThatThrownBy(() -> fit(log1p("x"), column(0, -2, -1, -1.5)))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("Field 'x' must be above -1 for log1p; is not in 3 of 4 rows");
    FittedFeatures fitted = fit(log1p("x"), column(0, 1));
    assertThatThrownBy(() -> fitted.transform(column(0, -1)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("'x' must be above -1")
        .hasMessageContaining("(row 1)");
  }

  @Test
  void nonFinite_withoutPolicy_refusedWhenFittingAndApplying() {
    Table bad =
        required(1, Double.POSITIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY, Double.NaN);
    assertThatThrownBy(() -> fit(raw("x"), bad))
        .isInstanceOfSatisfying(
            FeatureFitException.class,
            e ->
                assertThat(e.faults())
                    .hasSize(2)
                    .anySatisfy(f -> assertThat(f).contains("was NaN in 2 of 5 rows"))
                    .anySatisfy(f -> assertThat(f).contains("was infinite in 2 of 5 rows")));
    FittedFeatures fitted = fit(raw("x"), required(1, 2));
    assertThatThrownBy(() -> fitted.transform(required(Double.NaN)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("must be finite; was NaN");
  }

  @Test
  void nonFinite_withPolicy_isMissingOrClipped() {
    Table bad = required(1, Double.POSITIVE_INFINITY, 3, Double.NaN);
    assertThat(fit(raw("x").nonFiniteAsMissing().imputeMean(), bad).transform(bad))
        .containsExactly(1, 2, 3, 2);
    Table infinite = required(1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertThat(fit(raw("x").clip(0, 10), infinite).transform(infinite)).containsExactly(1, 10, 0);
    assertThatThrownBy(() -> fit(raw("x").clip(0, 10), bad))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("was NaN in 1 of 4 rows");
  }

  @Test
  void scaling_resultBeyondDoubles_isRefused() {
    FittedFeatures fitted = fit(standardize("x"), column(0, 1e-300));
    assertThatThrownBy(() -> fitted.transform(column(1e300)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("must stay within doubles");
    assertThatThrownBy(() -> fit(standardize("x"), column(-1.7e308, 1.7e308)))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("must span less");
  }

  @Test
  void fit_allMissing_saysWhatToDo() {
    for (Transform t :
        List.of(
            standardize("x"),
            raw("x").imputeMedian(),
            minMax("x"),
            robust("x"),
            winsorize("x", 0.1, 0.9).imputeConstant(1),
            bins("x", 3))) {
      assertThatThrownBy(() -> fit(t, column(Double.NaN, Double.NaN)))
          .isInstanceOf(FeatureFitException.class)
          .hasMessageContaining("Field 'x' must have a value")
          .hasMessageContaining("has none in 2 rows");
    }
    assertThat(
            fit(raw("x").imputeConstant(3).standardize(), column(Double.NaN)).transform(column(3)))
        .containsExactly(0);
  }

  @Test
  void weighted_countsRowsByWeight() {
    Schema schema = Schema.builder().numeric("x").weight("w").build();
    Table table = Table.of(schema, List.of(NumericColumn.of(0, 4, 100), NumericColumn.of(3, 1, 0)));
    // mean 1, variance (3*1 + 1*9)/4 = 3
    double[] got = fit(standardize("x").weighted(), table).transform(table);
    assertThat(got[0]).isCloseTo(-1 / Math.sqrt(3), within(1e-15));
    assertThat(got[1]).isCloseTo(3 / Math.sqrt(3), within(1e-15));
  }

  @Test
  void settings_outOfRange_areRefusedAtOnce() {
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").clip(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").clip(Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").minMax(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> winsorize("x", 0.9, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> winsorize("x", 5, 95));
    assertThatIllegalArgumentException().isThrownBy(() -> winsorize("x", Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").robust(0.5, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> raw("x").robust(0.25, 1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> bins("x", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> quantileBins("x", 65_537));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> raw("x").imputeConstant(Double.POSITIVE_INFINITY));
  }

  private static Table required(double... values) {
    Schema schema = Schema.builder().numeric("x").build();
    return Table.of(schema, List.of(NumericColumn.of(values)));
  }
}
