package io.millwright.features;

import static io.millwright.features.OneHotTransformTest.categories;
import static io.millwright.features.Transforms.ordinal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.table.InvalidRowException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrdinalTransformTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        ordinal("region"),
        ordinal("region").missingAs(-2),
        ordinal("grade").order("low", "mid", "high"),
        ordinal("grade").unseenRefused(),
        ordinal("region").rareBelow(0.1),
        ordinal("region").rareBelowCount(40).missingAs(-3).unseenRefused());
  }

  @Test
  void codes_withoutOrder_areByCodePoint() {
    FittedFeatures fitted = Rows.fit(ordinal("c"), categories(true, "b", "a", "C", null));
    assertThat(fitted.transform(categories(true, "C", "a", "b", "new", null)))
        .containsExactly(0, 1, 2, -1, Double.NaN);
  }

  @Test
  void codes_withOrder_followIt() {
    FittedFeatures fitted =
        Rows.fit(
            ordinal("c").order("low", "mid", "high").missingAs(-9),
            categories(true, "high", "low"));
    assertThat(fitted.transform(categories(true, "low", "mid", "high", "new", null)))
        .containsExactly(0, 1, 2, -1, -9);
  }

  @Test
  void rareBelow_fewRows_areOneCodeAndNoPlaceInTheOrder() {
    FittedFeatures fitted =
        Rows.fit(ordinal("c").rareBelowCount(2), categories(true, "d", "a", "b", "b", "d", null));
    assertThat(fitted.transform(categories(true, "b", "d", "a", "new", null)))
        .containsExactly(0, 1, OrdinalTransform.RARE, OrdinalTransform.UNSEEN, Double.NaN);
    assertThat(fitted.describe()).contains("among 2 categories; 1 rare ones become -2");
    assertThatThrownBy(
            () ->
                FeatureSpec.over(Rows.SCHEMA)
                    .add(ordinal("grade").order("low").rareBelow(0.1).rareBelow(0.2))
                    .build())
        .hasMessageContaining("must be learnt where rare categories are grouped")
        .hasMessageContaining("Step rareBelow of 'grade' must be set once");
  }

  @Test
  void fit_categoryOutsideTheOrder_isReportedWithItsRows() {
    assertThatThrownBy(() -> Rows.fit(ordinal("c").order("low"), categories(true, "low", "x", "x")))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("is not in 2 of 3 rows");
  }

  @Test
  void unseenRefused_newCategory_isRefused() {
    FittedFeatures fitted = Rows.fit(ordinal("c").unseenRefused(), categories(true, "a"));
    assertThatThrownBy(() -> fitted.transform(categories(true, "b")))
        .isInstanceOf(InvalidRowException.class);
  }
}
