package io.millwright.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole groups: stratified, several at a time. */
class GroupedPoliciesTest {

  private static final RandomFolds FOLDS = CrossValidation.stratifiedGrouped("customer", 4);

  private static Set<String> groups(Table table) {
    Column column = table.column("customer");
    Set<String> groups = new TreeSet<>();
    for (int i = 0; i < column.size(); i++) {
      groups.add(column.string(i));
    }
    return groups;
  }

  private static Map<String, Integer> labels(Table table) {
    Column column = table.column("label");
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < column.size(); i++) {
      counts.merge(column.string(i), 1, Integer::sum);
    }
    return counts;
  }

  private static Table complete(Table table) {
    Column customer = table.column("customer");
    Column label = table.column("label");
    return table.filter(i -> !customer.isMissing(i) && !label.isMissing(i));
  }

  /** The greatest difference between the share of a label in a part and in the whole. */
  private static double off(Table part, Table whole) {
    Map<String, Integer> counts = labels(part);
    double most = 0;
    for (Map.Entry<String, Integer> label : labels(whole).entrySet()) {
      double share = counts.getOrDefault(label.getKey(), 0) / (double) part.rowCount();
      most = Math.max(most, Math.abs(share - label.getValue() / (double) whole.rowCount()));
    }
    return most;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void stratifiedGrouped_anyTable_groupsWholeAndEveryRowHeldOutOnce(long seed) {
    Table table = SampleTables.random(seed, 400);
    Table complete = complete(table);
    for (Folds folds : List.of(FOLDS, FOLDS.seeded(Seed.of(seed)))) {
      List<Split> splits = folds.split(table);
      int[] held =
          splits.stream().flatMapToInt(s -> IntStream.of(s.test().rows().toArray())).toArray();
      assertThat(held).doesNotHaveDuplicates().hasSize(complete.rowCount());
      for (Split split : splits) {
        assertThat(groups(split.train().table()))
            .doesNotContainAnyElementsOf(groups(split.test().table()));
        assertThat(split.left()).isEqualTo(400 - complete.rowCount());
      }
    }
  }

  @Test
  void stratifiedGrouped_labelsThatDependOnTheGroup_nearerToTheWholeThanGroupedAlone() {
    double stratified = 0;
    double grouped = 0;
    for (int seed = 0; seed < 20; seed++) {
      Table table = complete(SampleTables.random(seed, 400));
      for (Split split : FOLDS.split(table)) {
        stratified += off(split.test().table(), table);
      }
      for (Split split : CrossValidation.grouped("customer", 4).split(table)) {
        grouped += off(split.test().table(), table);
      }
    }
    assertThat(stratified).isLessThan(0.6 * grouped);
  }

  @Test
  void stratifiedGrouped_unsuitable_isRefused() {
    Table table = SampleTables.random(1, 60);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.stratifiedGrouped("customer", 21).rows(table))
        .withMessageContaining("number of groups");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.stratifiedGrouped("id", 55).rows(table))
        .withMessageContaining("largest stratum");
    Table unlabelled = Table.builder(Schema.builder().group("g").build()).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.stratifiedGrouped("g", 2).rows(unlabelled))
        .withMessageContaining("must have a label");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.stratifiedGrouped("customer", 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.2", "2, 0.2", "3, 0.3", "4, 0.5", "5, 0.5", "6, 0.05"})
  void stratifiedGroupedHoldout_anyTable_groupsWholeAndShareOfEachLabelNear(
      long seed, double share) {
    Table table = SampleTables.random(seed, 600);
    Table complete = complete(table);
    Split split = Splitter.stratifiedGrouped("customer", share).split(table, Seed.of(seed));
    assertThat(groups(split.train().table()))
        .doesNotContainAnyElementsOf(groups(split.test().table()));
    assertThat(split.left()).isEqualTo(600 - complete.rowCount());
    Map<String, Integer> held = labels(split.test().table());
    labels(complete)
        .forEach(
            (label, rows) ->
                assertThat(held.getOrDefault(label, 0) / (double) rows)
                    .isBetween(share - 0.12, share + 0.12));
    assertThat(
            Splitter.stratifiedGrouped("customer", share).split(table, Seed.of(seed)).test().rows())
        .isEqualTo(split.test().rows());
  }

  @Test
  void stratifiedGroupedHoldout_rowsInAnotherOrder_sameGroups() {
    Table table = SampleTables.random(3, 200);
    Table shuffled = table.take(Seed.of(1).permutation(200));
    Splitter splitter = Splitter.stratifiedGrouped("customer", 0.3).seeded(Seed.of(2));
    assertThat(groups(splitter.split(shuffled).test().table()))
        .isEqualTo(groups(splitter.split(table).test().table()));
  }

  @Test
  void stratifiedGroupedHoldout_twoGroups_onOneSideEach() {
    Table table = complete(SampleTables.random(3, 200));
    Column customer = table.column("customer");
    Table two = table.filter(i -> Set.of("c1", "c2").contains(customer.string(i)));
    for (double share : new double[] {0.01, 0.99}) {
      Split split = Splitter.stratifiedGrouped("customer", share).split(two, Seed.of(1));
      assertThat(groups(split.test().table())).hasSize(1);
      assertThat(groups(split.train().table())).hasSize(1);
    }
    Table one = table.filter(i -> customer.string(i).equals("c1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splitter.stratifiedGrouped("customer", 0.5).split(one, Seed.of(1)))
        .withMessageContaining("must have 2 different values or more; has 1");
  }

  @Test
  void leavePGroupsOut_allChoices_inLexicographicOrder() {
    Table table = complete(SampleTables.random(5, 300));
    List<String> all = List.copyOf(groups(table));
    List<Split> splits = CrossValidation.leavePGroupsOut("customer", 2).split(table);
    int fold = 0;
    for (int a = 0; a < all.size(); a++) {
      for (int b = a + 1; b < all.size(); b++) {
        assertThat(groups(splits.get(fold).test().table()))
            .containsExactlyInAnyOrder(all.get(a), all.get(b));
        assertThat(splits.get(fold).left()).isZero();
        fold++;
      }
    }
    assertThat(splits).hasSize(fold);
    assertThat(splits.get(0).description())
        .isEqualTo("leave 2 groups of 'customer' out, fold 1 of 190");
  }

  @Test
  void leavePGroupsOut_unsuitable_isRefused() {
    Table table = SampleTables.random(5, 300);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.leavePGroupsOut("customer", 0))
        .withMessage("p must be at least 1; was 0.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.leavePGroupsOut("customer", 20).rows(table))
        .withMessageContaining("must have 21 different values or more; has 20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.leavePGroupsOut("customer", 10).rows(table))
        .withMessageContaining("choosing 10 of 20 groups gives more");
  }

  @Test
  void combinations_number_isTheBinomialCoefficient() {
    assertThat(Combinations.of(5, 5)).containsExactly(new int[] {0, 1, 2, 3, 4});
    assertThat(Combinations.of(4, 2))
        .containsExactly(
            new int[] {0, 1},
            new int[] {0, 2},
            new int[] {0, 3},
            new int[] {1, 2},
            new int[] {1, 3},
            new int[] {2, 3});
    assertThat(Combinations.of(10_000, 1)).hasSize(10_000);
    assertThat(Combinations.of(16, 5)).hasSize(4_368);
    assertThatIllegalArgumentException().isThrownBy(() -> Combinations.of(10_001, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Combinations.of(Integer.MAX_VALUE, 1_000_000));
  }
}
