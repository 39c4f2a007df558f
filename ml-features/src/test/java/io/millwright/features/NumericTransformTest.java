package io.millwright.features;

import static io.millwright.features.Rows.column;
import static io.millwright.features.Rows.fit;
import static io.millwright.features.Transforms.calendar;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.hoursBetween;
import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.minMax;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.standardize;
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
    for (Transform t : List.of(standardize("x"), raw("x").imputeMedian(), minMax("x"))) {
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> raw("x").imputeConstant(Double.POSITIVE_INFINITY));
  }

  private static Table required(double... values) {
    Schema schema = Schema.builder().numeric("x").build();
    return Table.of(schema, List.of(NumericColumn.of(values)));
  }
}
