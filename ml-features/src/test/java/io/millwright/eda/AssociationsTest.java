package io.millwright.eda;

import static io.millwright.eda.AssociationMeasure.CORRELATION_RATIO;
import static io.millwright.eda.AssociationMeasure.CRAMERS_V;
import static io.millwright.eda.AssociationMeasure.MUTUAL_INFORMATION;
import static io.millwright.eda.AssociationMeasure.PEARSON;
import static io.millwright.eda.AssociationMeasure.SPEARMAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssociationsTest {

  private static double number(Association pair, AssociationMeasure measure) {
    return pair.value(measure).number().orElseThrow();
  }

  private static Association numbers(double[] x, double[] y) {
    Table table =
        Table.of(
            Schema.builder().numeric("x").numeric("y").build(),
            List.of(NumericColumn.of(x), NumericColumn.of(y)));
    return Associations.of(table).between("x", "y");
  }

  /** Codes as given; {@code -1} is missing. */
  private static Table categories(int[] a, int[] b) {
    List<String> words = List.of("p", "q", "r", "s", "t", "u");
    return Table.of(
        Schema.builder().categorical("a").categorical("b").optional("a", "b").build(),
        List.of(CategoricalColumn.of(a, words), CategoricalColumn.of(b, words)));
  }

  @Test
  void numbers_byHand_arePearsonAndMidrankSpearman() {
    // Deviations (-1.5, -0.5, 0.5, 1.5) and (-1, -1, 0, 2): 5 / sqrt(5 * 6). Ranks of y: 1.5 1.5 3
    // 4.
    Association pair = numbers(new double[] {1, 2, 3, 4}, new double[] {5, 5, 6, 8});
    assertThat(number(pair, PEARSON)).isCloseTo(5 / Math.sqrt(30), within(1e-15));
    assertThat(number(pair, SPEARMAN)).isCloseTo(4.5 / Math.sqrt(5 * 4.5), within(1e-15));
    assertThat(pair.headline().measure()).isEqualTo(SPEARMAN);
    assertThat(pair.rows()).isEqualTo(4);
  }

  @Test
  void categories_byHand_areBergsmasV() {
    // 2 x 2 with 8, 2 / 2, 8: chi² = 7.2, f = 0.36, f' = 0.36 - 1/19, r' = c' = 2 - 1/19.
    int[] a = new int[20];
    int[] b = new int[20];
    Arrays.fill(a, 10, 20, 1);
    Arrays.fill(b, 8, 18, 1);
    double expected = Math.sqrt((0.36 - 1 / 19.0) / (1 - 1 / 19.0));
    Association pair = Associations.of(categories(a, b)).between("b", "a");
    assertThat(number(pair, CRAMERS_V)).isCloseTo(expected, within(1e-14));
    assertThat(pair.first()).isEqualTo("a");
  }

  @Test
  void numberAndCategory_byHand_isTheCorrelationRatio() {
    // Means 1.5 and 5.5 around 3.5: between 10 * 4, total 40 + 10 * 0.25.
    int[] codes = new int[10];
    Arrays.fill(codes, 5, 10, 1);
    double[] x = {1, 2, 1.5, 1, 2, 5, 6, 5.5, 5, 6};
    Table table =
        Table.of(
            Schema.builder().numeric("x").categorical("c").build(),
            List.of(NumericColumn.of(x), CategoricalColumn.of(codes, List.of("low", "high"))));
    Association pair = Associations.of(table).between("x", "c");
    assertThat(number(pair, CORRELATION_RATIO))
        .isCloseTo(Math.sqrt(40 / (40 + 8 * 0.25)), within(1e-14));
    assertThat(pair.values())
        .extracting(AssociationValue::measure)
        .containsExactly(CORRELATION_RATIO, MUTUAL_INFORMATION);
  }

  @Test
  void mutualInformation_sameAndIndependent_isOneAndZero() {
    int[] a = new int[400];
    int[] b = new int[400];
    for (int i = 0; i < 400; i++) {
      a[i] = i % 4;
      b[i] = i / 4 % 4;
    }
    assertThat(number(Associations.of(categories(a, a)).between("a", "b"), MUTUAL_INFORMATION))
        .isCloseTo(1, within(1e-12));
    assertThat(number(Associations.of(categories(a, b)).between("a", "b"), MUTUAL_INFORMATION))
        .isZero();
    assertThat(number(Associations.of(categories(a, b)).between("a", "b"), CRAMERS_V)).isZero();
  }

  @Test
  void mutualInformation_curvedRelation_isSeenWhereCorrelationIsNot() {
    double[] x = new double[1001];
    double[] y = new double[1001];
    for (int i = 0; i < x.length; i++) {
      x[i] = i - 500;
      y[i] = x[i] * x[i];
    }
    Association pair = numbers(x, y);
    assertThat(number(pair, SPEARMAN)).isCloseTo(0, within(1e-12));
    assertThat(number(pair, PEARSON)).isCloseTo(0, within(1e-12));
    assertThat(number(pair, MUTUAL_INFORMATION)).isGreaterThan(0.6);
  }

  /** Ranks, chi² and sums counted pair by pair, against the measures, with gaps and ties. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void measures_randomTables_equalSlowOracles(long seed) {
    RandomGenerator random = Seed.of(seed).derive("table").random();
    int n = 30 + random.nextInt(120);
    double[] x = new double[n];
    double[] y = new double[n];
    int[] c = new int[n];
    int[] d = new int[n];
    BitSet missing = new BitSet();
    for (int i = 0; i < n; i++) {
      x[i] = random.nextInt(12);
      y[i] = x[i] * (random.nextInt(5) - 1) + random.nextGaussian();
      c[i] = random.nextInt(4) - 1;
      d[i] = random.nextInt(10) < 5 ? Math.max(c[i], 0) : random.nextInt(3);
      if (random.nextInt(6) == 0) {
        missing.set(i);
      }
    }
    List<String> words = List.of("p", "q", "r");
    Table table =
        Table.of(
            Schema.builder()
                .numeric("x")
                .numeric("y")
                .categorical("c")
                .categorical("d")
                .optional("x", "c")
                .build(),
            List.of(
                NumericColumn.of(x, missing),
                NumericColumn.of(y),
                CategoricalColumn.of(c, words),
                CategoricalColumn.of(d, words)));
    Associations all = Associations.of(table);
    int[] xy = SlowMeasures.rows(n, i -> !missing.get(i));
    int[] cd = SlowMeasures.rows(n, i -> c[i] >= 0);
    int[] xc = SlowMeasures.rows(n, i -> c[i] >= 0 && !missing.get(i));
    assertThat(number(all.between("x", "y"), PEARSON))
        .isCloseTo(SlowMeasures.pearson(x, y, xy), within(1e-12));
    assertThat(number(all.between("x", "y"), SPEARMAN))
        .isCloseTo(SlowMeasures.spearman(x, y, xy), within(1e-12));
    assertThat(number(all.between("c", "d"), CRAMERS_V))
        .isCloseTo(SlowMeasures.bergsma(c, d, cd), within(1e-12));
    assertThat(number(all.between("c", "x"), CORRELATION_RATIO))
        .isCloseTo(SlowMeasures.eta(c, x, xc), within(1e-12));
    assertThat(number(all.between("c", "d"), MUTUAL_INFORMATION))
        .isCloseTo(SlowMeasures.information(c, d, cd), within(1e-12));
    assertThat(all.between("x", "c").rows()).isEqualTo(xc.length);
  }

  @Test
  void measures_constantOrTooFewRows_areUndefinedWithReason() {
    Association constant = numbers(new double[] {2, 2, 2}, new double[] {1, 2, 3});
    assertThat(constant.values())
        .allSatisfy(
            v ->
                assertThat(v)
                    .isEqualTo(
                        new AssociationValue.Undefined(
                            v.measure(), "'x' has one value in these rows")));
    assertThat(constant.strength()).isEmpty();
    Association one = numbers(new double[] {2}, new double[] {1});
    assertThat(one.headline())
        .isEqualTo(
            new AssociationValue.Undefined(
                SPEARMAN, "needs at least 2 rows with both values, there are 1"));
    Table never = categories(new int[] {-1, 0, -1}, new int[] {1, -1, 1});
    Association nothing = Associations.of(never).between("a", "b");
    assertThat(nothing.rows()).isZero();
    assertThat(nothing.headline().number()).isEmpty();
    Association many =
        Associations.of(categories(new int[] {0, 1, 2, 3}, new int[] {0, 1, 0, 1}))
            .between("a", "b");
    assertThat(many.headline().toString()).contains("'a' has 4 categories in 4 rows");
  }

  @Test
  void numbers_notFinite_countAsNoValue() {
    double[] x = {1, 2, 3, Double.NaN, Double.POSITIVE_INFINITY, 4};
    double[] y = {2, 4, 6, 1, 1, 8};
    Association pair = numbers(x, y);
    assertThat(pair.rows()).isEqualTo(4);
    assertThat(number(pair, PEARSON)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1e300", "1e-300", "1"})
  void pearson_anyScale_isTheSame(double scale) {
    double[] x = {1 * scale, 2 * scale, 3 * scale, 5 * scale};
    Association pair = numbers(x, new double[] {1, 3, 2, 5});
    assertThat(number(pair, PEARSON))
        .isCloseTo(
            SlowMeasures.pearson(
                new double[] {1, 2, 3, 5}, new double[] {1, 3, 2, 5}, new int[] {0, 1, 2, 3}),
            within(1e-14));
  }

  @Test
  void measures_rowsInAnotherOrder_areTheSame() {
    RandomGenerator random = Seed.of(9).random();
    double[] x = random.doubles(200).toArray();
    double[] y = Arrays.stream(x).map(v -> v + random.nextDouble()).toArray();
    Association straight = numbers(x, y);
    List<Double> rx = new java.util.ArrayList<>(Arrays.stream(x).boxed().toList());
    List<Double> ry = new java.util.ArrayList<>(Arrays.stream(y).boxed().toList());
    Collections.reverse(rx);
    Collections.reverse(ry);
    Association reversed =
        numbers(
            rx.stream().mapToDouble(v -> v).toArray(), ry.stream().mapToDouble(v -> v).toArray());
    for (AssociationMeasure m : List.of(PEARSON, SPEARMAN, MUTUAL_INFORMATION)) {
      assertThat(number(reversed, m)).isCloseTo(number(straight, m), within(1e-12));
    }
  }

  @Test
  void table_longAndWide_isSampledAndCutAndSaysSo() {
    double[] x = Seed.of(3).random().doubles(5_000).toArray();
    Schema.Builder schema = Schema.builder();
    List<NumericColumn> columns = new java.util.ArrayList<>();
    for (int i = 0; i < 6; i++) {
      if (i < 5) {
        schema.numeric("f" + i);
      }
      columns.add(NumericColumn.of(x));
    }
    Table table = Table.of(schema.realLabel("f5").build(), columns);
    Associations some = Associations.of(table, o -> o.rows(500).columns(3).seed(Seed.of(7)));
    assertThat(some.fields()).containsExactly("f0", "f1", "f5");
    assertThat(some.skipped())
        .extracting(Associations.Skipped::field)
        .containsExactly("f2", "f3", "f4");
    assertThat(some.rows()).isEqualTo(500);
    assertThat(some.describe())
        .isEqualTo("3 columns on 500 of 5,000 rows drawn with seed 7; 3 columns not compared");
    assertThat(some.pairs()).hasSize(3);
    assertThat(some.between("f5", "f0"))
        .isEqualTo(
            Associations.of(table, o -> o.rows(500).columns(3).seed(Seed.of(7)))
                .between("f0", "f5"));
  }

  @Test
  void columns_textKeysAndUnknown_areNotCompared() {
    Table table =
        Table.of(
            Schema.builder().key("id").text("note").numeric("x").build(),
            List.of(
                TextColumn.of(List.of("1", "2")),
                TextColumn.of(List.of("a", "b")),
                NumericColumn.of(1, 2)));
    Associations all = Associations.of(table);
    assertThat(all.fields()).containsExactly("x");
    assertThat(all.skipped())
        .containsExactly(
            new Associations.Skipped("id", "free text is not compared"),
            new Associations.Skipped("note", "free text is not compared"));
    assertThatThrownBy(() -> all.between("x", "id"))
        .hasMessage("Field 'id' must be a compared column; they are [x].");
    assertThatThrownBy(() -> all.between("x", "x")).hasMessageContaining("with itself");
  }

  @Test
  void options_badOrTwice_areRefused() {
    Table table = categories(new int[] {0, 1}, new int[] {0, 1});
    assertThatThrownBy(() -> Associations.of(table, o -> o.rows(9)))
        .hasMessage("Rows must be at least 10; was 9.");
    assertThatThrownBy(() -> Associations.of(table, o -> o.columns(1)))
        .hasMessage("Columns must be at least 2; was 1.");
    assertThatThrownBy(() -> Associations.of(table, o -> o.seed(Seed.of(1)).seed(Seed.of(1))))
        .hasMessage("Option seed must be set once; was set twice.");
  }

  @Test
  void pValue_againstClosedForms_isExact() {
    // 1 degree of freedom: Cauchy, p = 1 - 2/pi asin(r); 2: uniform, p = 1 - r.
    for (double r : new double[] {0, 0.1, 0.5, 0.9, 0.999}) {
      assertThat(StudentT.twoSided(r, 3)).isCloseTo(1 - 2 / Math.PI * Math.asin(r), within(1e-13));
      assertThat(StudentT.twoSided(-r, 4)).isCloseTo(1 - r, within(1e-13));
    }
    assertThat(StudentT.twoSided(1, 10)).isZero();
    // 10 degrees: p = I(x; 5, 1/2) with x = 1 - r², integrated by Simpson's rule.
    double r = 0.6;
    assertThat(StudentT.twoSided(r, 12)).isCloseTo(SlowMeasures.tail(r, 12), within(1e-10));
    assertThat(StudentT.twoSided(0.01, 40_000))
        .isCloseTo(SlowMeasures.tail(0.01, 40_000), within(1e-8));
  }
}
