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
        ordinal("grade").unseenRefused());
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
