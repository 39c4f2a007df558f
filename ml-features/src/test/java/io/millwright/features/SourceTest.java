package io.millwright.features;

import static io.millwright.features.Rows.fit;
import static io.millwright.features.Transforms.count;
import static io.millwright.features.Transforms.difference;
import static io.millwright.features.Transforms.frequency;
import static io.millwright.features.Transforms.product;
import static io.millwright.features.Transforms.ratio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers of two fields, and of how frequent a category is. */
class SourceTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        ratio("x", "n"),
        ratio("n", "x").invalidAsMissing().imputeMedian().standardize().missingIndicator(),
        ratio("i", "flag", -1).nonFiniteAsMissing(),
        ratio("n", "i").invalidAsMissing().clip(0, 100),
        difference("x", "i"),
        difference("n", "n").named("zero"),
        product("x", "n").log().invalidAsMissing(),
        product("flag", "i").imputeConstant(0),
        count("region"),
        count("grade").log1p(),
        frequency("region").imputeConstant(0).missingIndicator(),
        frequency("grade").robust());
  }

  @Test
  void ratio_byZero_isRefusedMissingOrTheGivenNumber() {
    Table rows = two(new double[] {6, 5, 0, Double.NaN}, new double[] {3, -0.0, 0, 0});
    assertThatThrownBy(() -> fit(ratio("a", "b"), rows))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("Field 'b' must not be 0 as a divisor")
        .hasMessageContaining("in 2 of 4 rows");
    FittedFeatures strict = fit(ratio("a", "b"), two(new double[] {1}, new double[] {1}));
    assertThatThrownBy(() -> strict.transform(rows)).isInstanceOf(InvalidRowException.class);
    assertThat(fit(ratio("a", "b").invalidAsMissing(), rows).transform(rows))
        .containsExactly(2, Double.NaN, Double.NaN, Double.NaN);
    assertThat(fit(ratio("a", "b", 9), rows).transform(rows)).containsExactly(2, 9, 9, Double.NaN);
    assertThatIllegalArgumentException().isThrownBy(() -> ratio("a", "b", Double.NaN));
  }

  @Test
  void differenceAndProduct_missingInOne_isMissing() {
    Table rows = two(new double[] {6, Double.NaN, 2}, new double[] {3, 1, Double.NaN});
    assertThat(fit(difference("a", "b"), rows).transform(rows))
        .containsExactly(3, Double.NaN, Double.NaN);
    assertThat(fit(product("a", "b"), rows).transform(rows))
        .containsExactly(18, Double.NaN, Double.NaN);
    assertThat(fit(difference("a", "b"), rows).features().get(0).name())
        .isEqualTo("difference(a,b)");
  }

  @Test
  void twoNumbers_beyondDoubles_followThePolicy() {
    Table rows = two(new double[] {1e300}, new double[] {1e300});
    FittedFeatures strict = fit(product("a", "b"), two(new double[] {1}, new double[] {1}));
    assertThatThrownBy(() -> strict.transform(rows))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("must stay within doubles as a product");
    assertThat(fit(product("a", "b").nonFiniteAsMissing().imputeConstant(7), rows).transform(rows))
        .containsExactly(7);
    assertThat(fit(product("a", "b").clip(0, 5), rows).transform(rows)).containsExactly(5);
    Table infinite = two(new double[] {Double.POSITIVE_INFINITY}, new double[] {2});
    assertThatThrownBy(() -> fit(product("a", "b").clip(0, 5), infinite))
        .hasMessageContaining("Field 'a' must be finite; was infinite");
  }

  @Test
  void counts_ofTraining_areZeroForUnseenAndMissingForMissing() {
    Table train = OneHotTransformTest.categories(true, "a", "b", "a", null);
    Table later = OneHotTransformTest.categories(true, "b", "a", "never", null);
    assertThat(fit(count("c"), train).transform(later)).containsExactly(1, 2, 0, Double.NaN);
    assertThat(fit(frequency("c"), train).transform(later))
        .containsExactly(new double[] {1 / 3.0, 2 / 3.0, 0, Double.NaN}, within(1e-16));
    Table none = OneHotTransformTest.categories(true, new String[] {null});
    assertThat(fit(frequency("c"), none).transform(later)).containsExactly(0, 0, 0, Double.NaN);
  }

  @Test
  void sources_ofAnotherType_areFaultsOfThePlan() {
    for (Transform t :
        List.of(ratio("region", "x"), product("x", "note"), count("x"), frequency("note"))) {
      assertThatThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).add(t).build())
          .hasMessageContaining("must be");
    }
    assertThatThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).add(ratio("x", "good")).build())
        .hasMessageContaining("which is what is to be predicted");
  }

  static Table two(double[] a, double[] b) {
    Schema schema = Schema.builder().numeric("a").numeric("b").optional("a", "b").build();
    return Table.of(schema, List.of(optional(a), optional(b)));
  }

  private static NumericColumn optional(double[] values) {
    BitSet missing = new BitSet();
    for (int i = 0; i < values.length; i++) {
      missing.set(i, Double.isNaN(values[i]));
    }
    return NumericColumn.of(values, missing);
  }
}
