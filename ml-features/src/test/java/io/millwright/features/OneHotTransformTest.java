package io.millwright.features;

import static io.millwright.features.Transforms.oneHot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OneHotTransformTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        oneHot("region"),
        oneHot("region").rareBelow(0.1),
        oneHot("region").rareBelowCount(30).unseenAsRare(),
        oneHot("region").atMost(3),
        oneHot("grade").dropFirst(),
        oneHot("grade").dropIfBinary().atMost(2));
  }

  @Test
  void slots_missingUnseenRare_areThreeDifferentThings() {
    Table train = categories(true, "b", "b", "b", "a", "a", "a", "odd", null);
    FittedFeatures fitted = Rows.fit(oneHot("c").rareBelow(0.2), train);
    assertThat(names(fitted))
        .containsExactly("c=a", "c=b", "c=<rare>", "c=<missing>", "c=<unseen>");
    assertThat(fitted.transform(categories(true, "a", "b", "odd", null, "new")))
        .containsExactly(
            1, 0, 0, 0, 0, //
            0, 1, 0, 0, 0, //
            0, 0, 1, 0, 0, //
            0, 0, 0, 1, 0, //
            0, 0, 0, 0, 1);
  }

  @Test
  void width_nothingRareOrMissingInTraining_isTheSame() {
    FittedFeatures fitted = Rows.fit(oneHot("c").rareBelow(0.2), categories(true, "a", "b"));
    assertThat(names(fitted))
        .containsExactly("c=a", "c=b", "c=<rare>", "c=<missing>", "c=<unseen>");
  }

  @Test
  void missing_requiredField_hasNoSlotAndIsRefused() {
    FittedFeatures fitted = Rows.fit(oneHot("c"), categories(false, "a", "b"));
    assertThat(names(fitted)).containsExactly("c=a", "c=b", "c=<unseen>");
    var row = new io.millwright.table.RowBuffer(fitted.schema());
    assertThatThrownBy(() -> fitted.apply(row, new double[3], 0))
        .isInstanceOf(InvalidRowException.class)
        .hasMessage("Field 'c' must have a value; was missing.");
  }

  @Test
  void order_ofCategories_isByCodePoint() {
    // U+1F600 is two surrogates from D83D, which in UTF-16 come before U+FFFD
    FittedFeatures fitted =
        Rows.fit(oneHot("c"), categories(false, "\uD83D\uDE00", "\uFFFD", "b", "B", "ä", "a"));
    assertThat(names(fitted))
        .containsExactly("c=B", "c=a", "c=b", "c=ä", "c=\uFFFD", "c=\uD83D\uDE00", "c=<unseen>");
  }

  @Test
  void names_categoryThatLooksLikeASlot_isQuoted() {
    FittedFeatures fitted =
        Rows.fit(
            oneHot("c").atMost(9),
            categories(true, "<missing>", "<unseen>", "<rare>", "\"<rare>\"", null));
    assertThat(names(fitted))
        .doesNotHaveDuplicates()
        .contains("c=\"<missing>\"", "c=\"\"<rare>\"\"", "c=<missing>", "c=<rare>");
    assertThat(fitted.transform(categories(true, "<missing>", null)))
        .containsExactly(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
  }

  @Test
  void names_fieldsWithEqualSigns_doNotCollide() {
    Schema schema = Schema.builder().categorical("a=b").categorical("a").build();
    Table table =
        Table.of(
            schema,
            List.of(
                CategoricalColumn.of(new int[] {0}, List.of("c")),
                CategoricalColumn.of(new int[] {0}, List.of("b=c"))));
    FittedFeatures fitted =
        FeatureSpec.over(schema)
            .add(oneHot("a=b").unseenRefused(), oneHot("a").unseenRefused())
            .build()
            .fit(io.millwright.split.TrainingSet.ofAll(table), io.millwright.Seed.of(1));
    assertThat(names(fitted)).containsExactly("\"a=b\"=c", "a=b=c");
  }

  @Test
  void atMost_ties_keepTheFirstByCodePoint() {
    FittedFeatures fitted =
        Rows.fit(oneHot("c").atMost(2), categories(false, "d", "c", "b", "a", "a"));
    assertThat(names(fitted)).containsExactly("c=a", "c=b", "c=<rare>", "c=<unseen>");
  }

  @Test
  void dictionaryEntriesWithoutRows_areUnseen() {
    Schema schema = Schema.builder().categorical("c").build();
    Table table =
        Table.of(schema, List.of(CategoricalColumn.of(new int[] {1, 1}, List.of("ghost", "a"))));
    assertThat(names(Rows.fit(oneHot("c"), table))).containsExactly("c=a", "c=<unseen>");
  }

  @Test
  void unseenRefused_newCategory_namesTheFieldAndNotTheValue() {
    FittedFeatures fitted = Rows.fit(oneHot("c").unseenRefused(), categories(false, "a"));
    assertThatThrownBy(() -> fitted.transform(categories(false, "secret")))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("Field 'c'")
        .hasMessageNotContaining("secret");
  }

  private static List<String> names(FittedFeatures fitted) {
    return fitted.features().stream().map(f -> f.name()).toList();
  }

  /** A CATEGORICAL field {@code c}; null stands for missing. */
  static Table categories(boolean optional, @org.jspecify.annotations.Nullable String... values) {
    Schema.Builder builder = Schema.builder().categorical("c");
    Schema schema = (optional ? builder.optional("c") : builder).build();
    List<String> dictionary =
        Arrays.stream(values).filter(java.util.Objects::nonNull).distinct().toList();
    int[] codes =
        Arrays.stream(values).mapToInt(v -> v == null ? -1 : dictionary.indexOf(v)).toArray();
    return Table.of(schema, List.of(CategoricalColumn.of(codes, dictionary)));
  }
}
