package io.millwright.eval.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssociationTest {

  @Test
  void numbers_monotone_areOne() {
    assertThat(numbers(i -> i, i -> -Math.exp(i / 5.0), 20)).isCloseTo(1, within(1e-15));
  }

  @Test
  void numbers_withTies_areSpearman() {
    double[] a = {1, 2, 2, 3, 4, 5, 6, 7, 8, 9};
    double[] b = {1, 3, 2, 4, 6, 5, 7, 7, 10, 9};
    // Midranks of a: 1 2.5 2.5 4 5 6 7 8 9 10; of b: 1 3 2 4 6 5 7.5 7.5 10 9.
    double[] ra = {1, 2.5, 2.5, 4, 5, 6, 7, 8, 9, 10};
    double[] rb = {1, 3, 2, 4, 6, 5, 7.5, 7.5, 10, 9};
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < 10; i++) {
      ab += (ra[i] - 5.5) * (rb[i] - 5.5);
      aa += (ra[i] - 5.5) * (ra[i] - 5.5);
      bb += (rb[i] - 5.5) * (rb[i] - 5.5);
    }
    assertThat(numbers(i -> a[i], i -> b[i], 10)).isCloseTo(ab / Math.sqrt(aa * bb), within(1e-14));
  }

  @Test
  void numbers_constantOrFewOrMissing_areNone() {
    assertThat(numbers(i -> i, i -> 3, 20)).isEqualTo(0);
    assertThat(numbers(i -> i, i -> i, 9)).isEqualTo(0);
    assertThat(numbers(i -> i, i -> i < 11 ? Double.NaN : i, 20)).isEqualTo(0);
    assertThat(numbers(i -> i, i -> i < 10 ? Double.NaN : i, 20)).isCloseTo(1, within(1e-15));
  }

  @Test
  void numbers_nanValues_areOrderedLast() {
    Schema schema = Schema.builder().numeric("a").numeric("b").build();
    double[] a = new double[12];
    Arrays.setAll(a, i -> i);
    double[] b = a.clone();
    b[11] = Double.NaN;
    b[10] = Double.NaN;
    Table table = Models.table(schema, NumericColumn.of(a), NumericColumn.of(b));
    assertThat(Association.in(table, List.of("a", "b")).between("a", "b"))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void categories_handTable_areCorrectedCramer() {
    // Counts 8 2 / 2 8: chi² = 7.2, phi² = 0.36, corrected phi² = 0.36 - 1/19, sides 2 - 1/19.
    String[] a = new String[20];
    String[] b = new String[20];
    for (int i = 0; i < 20; i++) {
      a[i] = i < 10 ? "x" : "y";
      b[i] = i < 8 || i == 10 || i == 11 ? "p" : "q";
    }
    double expected = Math.sqrt((0.36 - 1.0 / 19) / (1 - 1.0 / 19));
    assertThat(words(a, b)).isCloseTo(expected, within(1e-14));
    assertThat(words(a, a)).isCloseTo(1, within(1e-14));
    Arrays.fill(b, "one");
    assertThat(words(a, b)).isEqualTo(0);
  }

  @Test
  void categoryAndNumber_isCorrectedRatioOfRanks() {
    Schema schema = Schema.builder().categorical("a").numeric("b").build();
    String[] a = new String[12];
    double[] b = new double[12];
    for (int i = 0; i < 12; i++) {
      a[i] = i < 6 ? "x" : "y";
      b[i] = i * i;
    }
    Table table = Models.table(schema, Models.words(a), Models.numbers(b));
    // Ranks 0..11: total 143, between 2 * 6 * 3² = 108.
    double expected = Math.sqrt(1 - (1 - 108.0 / 143) * 11 / 10);
    assertThat(Association.in(table, List.of("a", "b")).between("a", "b"))
        .isCloseTo(expected, within(1e-14));
    assertThat(Association.in(table, List.of("a", "b")).between("b", "a"))
        .isCloseTo(expected, within(1e-14));
  }

  @Test
  void categories_asManyAsRows_areNotAssociatedByThatAlone() {
    Schema schema =
        Schema.builder().categorical("a").numeric("b").categorical("c").text("d").build();
    String[] each = new String[200];
    Arrays.setAll(each, i -> "v" + i % 150);
    String[] other = new String[200];
    Arrays.setAll(other, i -> "u" + Seed.of(i).random().nextInt(3));
    Column text = TextColumn.of(new ArrayList<>(List.of(each)));
    Table table =
        Models.table(
            schema,
            Models.words(each),
            Models.random(200, false, Seed.of(1)),
            Models.words(other),
            text);
    Association association = Association.in(table, List.of("a", "b", "c", "d"));
    assertThat(association.between("a", "b")).isLessThan(0.5);
    assertThat(association.between("a", "c")).isLessThan(0.5);
    assertThat(association.between("d", "b")).isEqualTo(0);
  }

  @Test
  void in_manyRows_looksAtASample() {
    assertThat(numbers(i -> i, i -> i, 6_000)).isCloseTo(1, within(1e-12));
  }

  private interface Cell {
    double at(int row);
  }

  private static double numbers(Cell a, Cell b, int rows) {
    Schema schema = Schema.builder().numeric("a").numeric("b").optional("a", "b").build();
    double[] first = new double[rows];
    double[] second = new double[rows];
    Arrays.setAll(first, a::at);
    Arrays.setAll(second, b::at);
    Table table = Models.table(schema, Models.numbers(first), Models.numbers(second));
    return Association.in(table, List.of("a", "b")).between("a", "b");
  }

  private static double words(String[] a, String[] b) {
    Schema schema = Schema.builder().categorical("a").categorical("b").build();
    return Association.in(Models.table(schema, Models.words(a), Models.words(b)), List.of("a", "b"))
        .between("a", "b");
  }
}
