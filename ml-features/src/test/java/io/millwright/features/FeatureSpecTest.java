package io.millwright.features;

import static io.millwright.features.CalendarPart.HOUR_OF_DAY;
import static io.millwright.features.CalendarPart.YEAR;
import static io.millwright.features.Transforms.calendar;
import static io.millwright.features.Transforms.cyclical;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.ordinal;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.standardize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.model.DenseMatrix;
import io.millwright.model.FeaturePlan;
import io.millwright.model.SparseMatrix;
import io.millwright.schema.Schema;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.split.TrainingSet;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSpecTest {

  @Test
  void build_manyFaults_reportsAllAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FeatureSpec.over(Rows.SCHEMA)
                    .add(raw("nowhere"), raw("region"), raw("good"), oneHot("id"), raw("weight"))
                    .add(oneHot("i"), cyclical("openedOn", HOUR_OF_DAY), cyclical("seenAt", YEAR))
                    .add(standardize("x").minMax().imputeMean().imputeMode())
                    .add(raw("decidedAt"), standardize("n").log1p(), raw("flag").clamped())
                    .add(oneHot("grade").unseenAsRare(), ordinal("note"))
                    .build())
        .withMessageContaining("'nowhere' must be in the schema")
        .withMessageContaining("'region' must be NUMERIC, INTEGER or BOOLEAN")
        .withMessageContaining("'good' must be a FEATURE")
        .withMessageContaining("what is to be predicted")
        .withMessageContaining("'id' must be a FEATURE")
        .withMessageContaining("'weight' must be a FEATURE")
        .withMessageContaining("'i' must be CATEGORICAL for one-hot; was INTEGER")
        .withMessageContaining("since a day has no hour")
        .withMessageContaining("YEAR does not")
        .withMessageContaining("Step scale of 'x' must be set once")
        .withMessageContaining("Step impute of 'x' must be set once")
        .withMessageContaining("'decidedAt' must be a FEATURE")
        .withMessageContaining("Step log1p of 'n' must be written before the scaling")
        .withMessageContaining("Step clamped of 'flag' must follow minMax")
        .withMessageContaining("must come with a rare group")
        .withMessageContaining("'note' must be CATEGORICAL for ordinal");
  }

  @Test
  void build_withoutTransforms_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).build())
        .withMessageContaining("at least one transform");
  }

  @Test
  void build_twoFeaturesOfOneName_isRefusedUnlessNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).add(raw("x"), standardize("x")).build())
        .withMessageContaining("Feature 'x' must be made once");
    FeatureSpec named =
        FeatureSpec.over(Rows.SCHEMA).add(raw("x"), standardize("x").named("x scaled")).build();
    assertThat(named.transforms()).hasSize(2);
  }

  @Test
  void fit_rowsOfAnotherSchema_isRefused() {
    FeatureSpec spec = FeatureSpec.over(Rows.SCHEMA).add(raw("x")).build();
    TrainingSet other = TrainingSet.ofAll(Rows.column(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.fit(other, Seed.of(1)))
        .withMessageContaining("must be of the plan's schema");
    FittedFeatures fitted = Rows.fit(raw("x"), Rows.random(5, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fitted.transform(Rows.column(1)))
        .withMessageContaining("must be of the features' schema");
  }

  @Test
  void fit_severalBadFields_reportsAll() {
    Schema schema = Schema.builder().numeric("a").numeric("b").optional("a", "b").build();
    var missing = new java.util.BitSet();
    missing.set(0, 2);
    var table =
        io.millwright.table.Table.of(
            schema,
            List.of(
                io.millwright.table.NumericColumn.of(-5, Double.NaN),
                io.millwright.table.NumericColumn.of(new double[2], missing)));
    FeatureSpec spec = FeatureSpec.over(schema).add(log1p("a"), raw("b").imputeMedian()).build();
    assertThatThrownBy(() -> spec.fit(TrainingSet.ofAll(table), Seed.of(1)))
        .isInstanceOfSatisfying(FeatureFitException.class, e -> assertThat(e.faults()).hasSize(2))
        .hasMessageContaining("'a'")
        .hasMessageContaining("'b'");
  }

  @Test
  void apply_severalTransforms_concatenatesInOrder() {
    FeatureSpec spec =
        FeatureSpec.over(Rows.SCHEMA)
            .add(raw("n"), oneHot("grade"), daysBetween("openedOn", "decidedAt"), raw("flag"))
            .build();
    FittedFeatures fitted = spec.fit(TrainingSet.ofAll(Rows.table(Rows.random(50, 3))), Seed.of(1));
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .containsExactly(
            "n",
            "grade=high",
            "grade=low",
            "grade=mid",
            "grade=<unseen>",
            "days(openedOn,decidedAt)",
            "flag");
    assertThat(fitted.features().get(5).inputs()).containsExactly("openedOn", "decidedAt");
    assertThat(fitted.inputs()).containsExactly("n", "flag", "grade", "openedOn", "decidedAt");
    double[] shifted = new double[9];
    Arrays.fill(shifted, 77);
    var row = Rows.table(Rows.random(50, 3)).cursor();
    fitted.apply(row, shifted, 1);
    double[] plain = new double[7];
    fitted.apply(row, plain, 0);
    assertThat(Arrays.copyOfRange(shifted, 1, 8)).isEqualTo(plain);
    assertThat(shifted[0]).isEqualTo(77);
    assertThat(shifted[8]).isEqualTo(77);
  }

  @Test
  void plan_settings_nameEveryTransform() {
    FeaturePlan plan =
        FeatureSpec.over(Rows.SCHEMA).add(log1p("x").imputeMedian(), oneHot("region")).build();
    assertThat(plan.settings())
        .containsEntry("feature.0000", "log1p(x): x; missing becomes the median; ln(1 + x)")
        .hasSize(2);
  }

  @Test
  void forLinear_everyType_givesNoMissingAndTellsWhatIsLeftOut() {
    FeatureSpec spec = FeatureSpec.forLinear(Rows.SCHEMA);
    assertThat(spec.leftOut().keySet()).containsExactly("id", "weight", "good");
    assertThat(spec.describe())
        .contains(
            "note: counts of words, half of them counted negative; ln(1 + count), in 256 buckets")
        .contains("id: it is the KEY")
        .contains("good: it is the LABEL, which is what is to be predicted")
        .contains("x: x; NaN and ±infinity taken as missing; missing becomes the median; mean 0");
    List<Rows.Thing> rows = Rows.random(400, 4);
    FittedFeatures fitted = spec.fit(TrainingSet.ofAll(Rows.table(rows)), Seed.of(1));
    assertThat(Rows.allFinite(fitted.transform(Rows.table(rows)))).isTrue();
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .contains(
            "x=<missing>",
            "i=<missing>",
            "flag=<missing>",
            "region=<missing>",
            "month(openedOn)=<missing>",
            "sin(hour_of_day(decidedAt))",
            "days(openedOn,decidedAt)",
            "region=<rare>",
            "note#0",
            "note#255",
            "note=<missing>")
        .noneMatch(n -> n.contains("epoch_day(decidedAt)"));
  }

  @Test
  void forTrees_everyType_keepsMissingAsNaN() {
    FeatureSpec spec = FeatureSpec.forTrees(Rows.SCHEMA);
    List<Rows.Thing> rows = Rows.random(400, 4);
    FittedFeatures fitted = spec.fit(TrainingSet.ofAll(Rows.table(rows)), Seed.of(1));
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .contains("x", "i", "year(openedOn)", "hour_of_day(seenAt)", "month(decidedAt)", "note#0");
    int missing = rows.indexOf(rows.stream().filter(r -> r.x() == null).findFirst().orElseThrow());
    assertThat(Rows.online(fitted, rows.get(missing))[0]).isNaN();
  }

  @Test
  void forLinear_manyCategories_keepsTheFiftyMostFrequent() {
    Schema schema = Schema.builder().categorical("c").build();
    String[] values = new String[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = "v" + i % 100;
    }
    FittedFeatures fitted =
        FeatureSpec.forLinear(schema)
            .fit(TrainingSet.ofAll(OneHotTransformTest.categories(false, values)), Seed.of(1));
    assertThat(fitted.features()).hasSize(51);
  }

  @Test
  void forLinear_categoriesThatNameRows_areNeitherStoredNorShiftedOnline() {
    Schema schema = Schema.builder().categorical("c").build();
    String[] names = new String[200];
    for (int i = 0; i < names.length; i++) {
      names[i] = "customer-" + i;
    }
    FittedFeatures fitted =
        FeatureSpec.forLinear(schema)
            .fit(TrainingSet.ofAll(OneHotTransformTest.categories(false, names)), Seed.of(1));
    assertThat(fitted.stored().json()).doesNotContain("customer-");
    double[] seen = fitted.transform(OneHotTransformTest.categories(false, "customer-7"));
    assertThat(fitted.transform(OneHotTransformTest.categories(false, "new"))).isEqualTo(seen);
  }

  @Test
  void forTrees_nothingUsable_isRefused() {
    Schema schema = Schema.builder().ignore("t").build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureSpec.forTrees(schema))
        .withMessageContaining("at least one transform");
  }

  @Test
  void defaultPlans_textAlone_countWordsAndDampThemForLinearOnly() {
    Schema schema = Schema.builder().text("t").build();
    assertThat(FeatureSpec.forTrees(schema).describe())
        .isEqualTo("Features (1 transforms)\n  t: counts of words, in 256 buckets");
    assertThat(FeatureSpec.forLinear(schema).describe())
        .isEqualTo(
            "Features (1 transforms)\n  t: counts of words, half of them counted negative; ln(1 + count), in 256 buckets");
    assertThat(FeatureSpec.forTrees(schema).leftOut()).isEmpty();
  }

  @Test
  void leftOut_featureThatNoTransformReads_isNamed() {
    FeatureSpec spec =
        FeatureSpec.over(Rows.SCHEMA).add(raw("x"), calendar("decidedAt", YEAR)).build();
    assertThat(spec.leftOut()).containsEntry("n", "no transform reads it").doesNotContainKey("x");
  }

  @Test
  void matrix_holdoutWithRowsFittedOn_isRefused() {
    Table table = Rows.table(Rows.random(100, 4));
    Split split = Splitter.random(0.3).split(table, Seed.of(1));
    FeatureSpec spec = FeatureSpec.over(Rows.SCHEMA).add(Transforms.standardize("n")).build();
    FittedFeatures own = spec.fit(split.train(), Seed.of(1));
    assertThat(own.matrix(split.test()).rows()).isEqualTo(30);
    FittedFeatures all = spec.fit(TrainingSet.ofAll(table), Seed.of(1));
    assertThatThrownBy(() -> all.matrix(split.test()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("had 30 of 30");
  }

  @Test
  void sparse_categories_holdWhatTheDenseMatrixHolds() {
    Table table = Rows.table(Rows.random(100, 4));
    FittedFeatures fitted = Rows.fit(Transforms.oneHot("region"), Rows.random(100, 5));
    DenseMatrix dense = fitted.matrix(table);
    SparseMatrix sparse = fitted.sparse(table);
    assertThat(sparse.stored()).isEqualTo(100);
    assertThat(sparse.features()).isEqualTo(dense.features());
    assertThat(sparse.toDense().array()).isEqualTo(dense.array());
    assertThat(dense.toSparse().toDense().array()).isEqualTo(dense.array());
    for (int i = 0; i < 100; i++) {
      assertThat(sparse.stored(i)).isEqualTo(1);
      assertThat(sparse.value(i, sparse.position(i, 0)))
          .isEqualTo(sparse.number(i, 0))
          .isEqualTo(1);
    }
    assertThat(dense.features().get(0).inputs()).containsExactly("region");
    assertThatThrownBy(() -> sparse.value(100, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> DenseMatrix.wrap(dense.features(), 3, new double[4]))
        .hasMessageContaining("rows × features");
  }

  /** Rows enough for several threads: the same vectors, and the first bad row is named. */
  @Test
  void matrix_manyRows_areThoseOfEachRowAlone() {
    double[] values = new double[20_000];
    java.util.Arrays.setAll(values, i -> i - 0.5);
    FittedFeatures fitted = Rows.fit(Transforms.log1p("x"), Rows.column(1, 2));
    DenseMatrix matrix = fitted.matrix(Rows.column(values));
    for (int i = 0; i < values.length; i++) {
      assertThat(matrix.value(i, 0)).isEqualTo(StrictMath.log1p(values[i]));
    }
    values[19_999] = -7;
    values[9_000] = -7;
    assertThatThrownBy(() -> fitted.matrix(Rows.column(values)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("9000");
  }
}
