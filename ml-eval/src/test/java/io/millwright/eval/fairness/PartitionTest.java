package io.millwright.eval.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PartitionTest {

  private static Table people() {
    BitSet old = new BitSet();
    old.set(0);
    old.set(2);
    return Table.of(
        Schema.builder().categorical("sex").optional("sex").bool("old").build(),
        List.of(
            CategoricalColumn.of(new int[] {1, 0, -1, 1, 0}, List.of("F", "M", "X")),
            BooleanColumn.of(5, old, new BitSet())));
  }

  @Test
  void groups_ofOneField_areByValueWithMissingLast() {
    Partition partition = Partition.of(people(), List.of("sex"));
    assertThat(partition.groups())
        .map(ProtectedGroup::name)
        .containsExactly("sex = F", "sex = M", "sex is missing");
    assertThat(partition.rows(0)).containsExactly(1, 4);
    assertThat(partition.rows(1)).containsExactly(0, 3);
    assertThat(partition.rows(2)).containsExactly(2);
    assertThat(partition.groupOf()).containsExactly(1, 0, 2, 1, 0);
  }

  @Test
  void groups_ofTwoFields_areTheCombinationsPresent() {
    Partition partition = Partition.of(people(), List.of("sex", "old"));
    assertThat(partition.groups())
        .map(ProtectedGroup::name)
        .containsExactly(
            "sex = F, old = false",
            "sex = M, old = false",
            "sex = M, old = true",
            "sex is missing, old = true");
    assertThat(partition.rows(0)).containsExactly(1, 4);
    assertThat(partition.group(0).fields()).containsExactly("sex", "old");
  }

  @Test
  void combinations_upToADepth_areShortFirst() {
    List<String> fields = List.of("a", "b", "c");
    assertThat(Partition.combinations(fields, 1))
        .containsExactly(List.of("a"), List.of("b"), List.of("c"));
    assertThat(Partition.combinations(fields, 2)).hasSize(6).contains(List.of("a", "c"));
    assertThat(Partition.combinations(fields, 3)).hasSize(7).endsWith(List.of("a", "b", "c"));
    assertThat(Partition.title(List.of("a", "b"))).isEqualTo("a × b");
  }

  @Test
  void fields_ofNumbersOrTooManyValues_areRefused() {
    Table ages = Table.of(Schema.builder().numeric("age").build(), List.of(NumericColumn.of(1, 2)));
    assertThatThrownBy(() -> Partition.of(ages, List.of("age")))
        .hasMessage(
            "Protected field 'age' must be CATEGORICAL, BOOLEAN, INTEGER or TEXT; was NUMERIC."
                + " Bin it into a categorical field.");
    assertThat(Partition.of(whole(100), List.of("id")).size()).isEqualTo(100);
    assertThatThrownBy(() -> Partition.of(whole(101), List.of("id")))
        .hasMessageContaining("must be at most 100; were 101");
  }

  private static Table whole(int n) {
    return Table.of(
        Schema.builder().integer("id").build(),
        List.of(LongColumn.of(FieldType.INTEGER, LongStream.range(0, n).toArray(), new BitSet())));
  }
}
