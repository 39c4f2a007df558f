package io.millwright.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .numeric("n")
          .integer("i")
          .bool("b")
          .categorical("c")
          .text("t")
          .optional("n", "i", "b", "c", "t")
          .build();

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    Arrays.stream(set).forEach(bits::set);
    return bits;
  }

  private static Table table() {
    List<@Nullable String> texts = new ArrayList<>(Arrays.asList("x", "", null));
    return Table.of(
        SCHEMA,
        List.of(
            NumericColumn.of(new double[] {1.5, Double.NaN, 9}, bits(2)),
            LongColumn.of(FieldType.INTEGER, new long[] {1, 0, 9}, bits(2)),
            BooleanColumn.of(3, bits(0), bits(2)),
            CategoricalColumn.of(new int[] {1, 0, -1}, List.of("", "x")),
            TextColumn.of(texts)));
  }

  @Test
  void cells_missingNanZeroAndEmpty_areFourThings() {
    TableCursor row = table().cursor().moveTo(1);
    assertThat(row.number(0)).isNaN();
    assertThat(row.integer(1)).isZero();
    assertThat(row.integer(2)).isZero();
    assertThat(row.string(3)).isEmpty();
    assertThat(row.string(4)).isEmpty();
    for (int i = 0; i < 5; i++) {
      assertThat(row.moveTo(1).isMissing(i)).isFalse();
      assertThat(row.moveTo(2).isMissing(i)).isTrue();
    }
    assertThat(row.number(0)).isNaN();
    assertThat(row.integer(1)).isZero();
    assertThat(row.string(4)).isEmpty();
  }

  @Test
  void take_rowsAgainAndAgain_keepsTheirOrder() {
    Table taken = table().take(new int[] {2, 0, 0, 1});
    assertThat(taken.rowCount()).isEqualTo(4);
    assertThat(taken.column("t").string(1)).isEqualTo("x");
    for (Column column : taken.columns()) {
      assertThat(column.isMissing(0)).isTrue();
      assertThat(column.missingCount()).isEqualTo(1);
    }
    assertThat(taken.take(new int[] {1, 3, 0})).isEqualTo(table());
    assertThat(table().filter(i -> i == 1)).isEqualTo(table().take(new int[] {1}));
  }

  @Test
  void as_otherTypes_isRefused() {
    assertThat(table().as(SCHEMA.edit().key("t").build()).schema().features()).hasSize(4);
    assertThatThrownBy(() -> table().as(SCHEMA.edit().required("n", "i").build()))
        .isInstanceOfSatisfying(
            SchemaMismatchException.class, e -> assertThat(e.mismatches()).hasSize(2));
  }

  @Test
  void with_columnOfOtherLength_isRefused() {
    Table changed = table().with("n", NumericColumn.of(1, 2, 3));
    assertThat(changed.column("n").number(2)).isEqualTo(3);
    assertThat(table().column("n").isMissing(2)).isTrue();
    assertThatThrownBy(() -> table().with("n", NumericColumn.of(1, 2)))
        .isInstanceOf(SchemaMismatchException.class);
    assertThatThrownBy(() -> table().with("n", table().column("t")))
        .isInstanceOf(SchemaMismatchException.class);
  }

  @Test
  void fingerprint_anyChange_changesIt() {
    Table table = table();
    Set<String> prints = new HashSet<>();
    prints.add(table.fingerprint());
    prints.add(table.take(new int[] {1, 0, 2}).fingerprint());
    prints.add(table.take(new int[] {0, 1}).fingerprint());
    prints.add(table.as(SCHEMA.edit().key("t").build()).fingerprint());
    prints.add(
        table.with("n", NumericColumn.of(new double[] {1.5, 0.0, 9}, bits(2))).fingerprint());
    prints.add(
        table.with("n", NumericColumn.of(new double[] {1.5, -0.0, 9}, bits(2))).fingerprint());
    prints.add(
        table.with("n", NumericColumn.of(new double[] {1.5, 9, 9}, bits(1, 2))).fingerprint());
    prints.add(
        table
            .with("i", LongColumn.of(FieldType.INTEGER, new long[] {1, 0, 0}, bits()))
            .fingerprint());
    prints.add(table.with("b", BooleanColumn.of(3, bits(0, 1), bits(2))).fingerprint());
    prints.add(
        table
            .with("c", CategoricalColumn.of(new int[] {1, -1, -1}, List.of("", "x")))
            .fingerprint());
    prints.add(table.with("t", TextColumn.of(List.of("x", "", ""))).fingerprint());
    assertThat(prints).hasSize(11);
  }

  @Test
  void fingerprint_sameContent_isTheSameWhateverLiesUnderMissingOrInDictionaries() {
    Table other =
        table()
            .with("n", NumericColumn.of(new double[] {1.5, Double.NaN, -7}, bits(2)))
            .with("i", LongColumn.of(FieldType.INTEGER, new long[] {1, 0, -7}, bits(2)))
            .with("b", BooleanColumn.of(3, bits(0, 2), bits(2)))
            .with("c", CategoricalColumn.of(new int[] {0, 2, -1}, List.of("x", "unused", "")));
    assertThat(other).isEqualTo(table()).hasSameHashCodeAs(table());
    assertThat(other.fingerprint()).isEqualTo(table().fingerprint());
  }

  @Test
  void fingerprint_shiftedStringBoundary_changesIt() {
    Schema schema = Schema.builder().text("t").build();
    assertThat(Table.of(schema, List.of(TextColumn.of(List.of("ab", "c")))).fingerprint())
        .isNotEqualTo(Table.of(schema, List.of(TextColumn.of(List.of("a", "bc")))).fingerprint());
  }

  @Test
  void rowBuffer_setterOfAnotherType_isRefused() {
    RowBuffer row = new RowBuffer(SCHEMA);
    assertThat(row.isMissing(0)).isTrue();
    assertThatThrownBy(() -> row.setInteger(0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Field 'n' must suit setInteger; was NUMERIC.");
    assertThatThrownBy(() -> row.setNumber(1, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> row.setString(2, "x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> row.string(0)).isInstanceOf(IllegalStateException.class);
    row.setNumber(0, 2.5);
    row.clear();
    assertThat(row.isMissing(0)).isTrue();
    assertThat(row.number(0)).isNaN();
  }

  @Test
  void builder_rowOfAnotherSchema_isRefused() {
    RowBuffer other = new RowBuffer(Schema.builder().integer("a").build());
    assertThatThrownBy(() -> Table.builder(SCHEMA).add(other))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
