package io.millwright.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossValidationTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .integer("id")
          .group("customer")
          .eventTime("at", ZoneOffset.UTC)
          .multiclassLabel("label")
          .numeric("x")
          .optional("customer", "at", "label", "x")
          .build();
  private static final Schema REAL = Schema.builder().realLabel("y").optional("y").build();

  /** Rows in no order of time, with few times and groups; one in twenty values is missing. */
  private static Table table(long seed, int rows) {
    RandomGenerator random = Seed.of(seed).random();
    TableBuilder builder = Table.builder(SCHEMA);
    RowBuffer row = new RowBuffer(SCHEMA);
    for (int i = 0; i < rows; i++) {
      row.clear();
      row.setInteger(0, i);
      if (random.nextInt(20) > 0) {
        row.setString(1, "c" + random.nextInt(12));
      }
      if (random.nextInt(20) > 0) {
        row.setInteger(2, random.nextInt(40));
      }
      if (random.nextInt(20) > 0) {
        row.setString(3, "abcc".substring(random.nextInt(4)).substring(0, 1));
      }
      builder.add(row);
    }
    return builder.build();
  }

  /** One row for each time, -1 for none. */
  private static Table times(long... times) {
    TableBuilder builder = Table.builder(SCHEMA);
    RowBuffer row = new RowBuffer(SCHEMA);
    for (long time : times) {
      row.clear();
      row.setInteger(0, 0);
      if (time >= 0) {
        row.setInteger(2, time);
      }
      builder.add(row);
    }
    return builder.build();
  }

  /** Disjoint halves, nothing empty, everything counted, rows in the order of the table. */
  private static void checkWhole(Table table, List<Split> splits) {
    for (Split split : splits) {
      RowSet train = split.train().rows();
      RowSet test = split.test().rows();
      assertThat(train.overlap(test)).isZero();
      assertThat(train.size()).isPositive();
      assertThat(test.size()).isPositive();
      assertThat(train.size() + test.size() + split.left()).isEqualTo(table.rowCount());
      assertThat(ids(split.train().table())).containsExactly(train.toArray());
      assertThat(ids(split.test().table())).containsExactly(test.toArray());
    }
  }

  /** Every row with a value in the column is held out once and learnt from in all other folds. */
  private static void checkHeldOutOnce(Column column, List<Split> splits) {
    for (int row = 0; row < column.size(); row++) {
      int i = row;
      long held = splits.stream().filter(s -> s.test().rows().contains(i)).count();
      long learnt = splits.stream().filter(s -> s.train().rows().contains(i)).count();
      assertThat(held).isEqualTo(column.isMissing(i) ? 0 : 1);
      assertThat(learnt).isEqualTo(column.isMissing(i) ? 0 : splits.size() - 1);
    }
  }

  private static int[] ids(Table table) {
    Column id = table.column("id");
    return IntStream.range(0, id.size()).map(i -> (int) id.integer(i)).toArray();
  }

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

  private static List<RowSet> held(List<Split> splits) {
    return splits.stream().map(s -> s.test().rows()).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void kFold_anyTable_holdsOutEveryRowOnceInEqualFolds(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    int rows = 10 + random.nextInt(100);
    int k = 2 + random.nextInt(9);
    Table table = table(seed, rows);
    for (List<Split> splits :
        List.of(
            CrossValidation.kFold(k).split(table),
            CrossValidation.kFold(k).split(table, Seed.of(seed)))) {
      checkWhole(table, splits);
      checkHeldOutOnce(table.column("id"), splits);
      assertThat(splits).hasSize(k);
      assertThat(held(splits)).allMatch(h -> h.size() == rows / k || h.size() == rows / k + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void stratified_anyTable_sameCountOfEachLabelUpToOne(long seed) {
    Table table = table(seed, 150);
    int k = 2 + Seed.of(seed).random().nextInt(7);
    for (List<Split> splits :
        List.of(
            CrossValidation.stratified(k).split(table),
            CrossValidation.stratified(k).split(table, Seed.of(seed)))) {
      checkWhole(table, splits);
      checkHeldOutOnce(table.column("label"), splits);
      for (String label : List.of("a", "b", "c")) {
        List<Integer> counts =
            splits.stream().map(s -> labels(s.test().table()).getOrDefault(label, 0)).toList();
        assertThat(counts.stream().max(Integer::compare).orElseThrow())
            .isLessThanOrEqualTo(counts.stream().min(Integer::compare).orElseThrow() + 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void grouped_anyTable_noGroupStraddles(long seed) {
    Table table = table(seed, 120);
    int k = 2 + Seed.of(seed).random().nextInt(7);
    for (List<Split> splits :
        List.of(
            CrossValidation.grouped("customer", k).split(table),
            CrossValidation.grouped("customer", k).split(table, Seed.of(seed)),
            CrossValidation.leaveOneGroupOut("customer").split(table))) {
      checkWhole(table, splits);
      checkHeldOutOnce(table.column("customer"), splits);
      for (Split split : splits) {
        assertThat(groups(split.train().table()))
            .doesNotContainAnyElementsOf(groups(split.test().table()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void grouped_rowsInAnotherOrder_sameGroupsInEachFold(long seed) {
    Table table = table(seed, 100);
    Table shuffled = table.take(Seed.of(seed).permutation(100));
    RandomFolds folds = CrossValidation.grouped("customer", 4);
    List<Split> fixed = folds.split(table);
    List<Split> drawn = folds.split(table, Seed.of(7));
    List<Split> fixedShuffled = folds.split(shuffled);
    List<Split> drawnShuffled = folds.split(shuffled, Seed.of(7));
    for (int f = 0; f < 4; f++) {
      assertThat(groups(fixed.get(f).test().table()))
          .isEqualTo(groups(fixedShuffled.get(f).test().table()));
      assertThat(groups(drawn.get(f).test().table()))
          .isEqualTo(groups(drawnShuffled.get(f).test().table()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void timeSeries_rowsInNoOrder_learnsFromEarlierTimesOnly(long seed) {
    Table table = table(seed, 200);
    RandomGenerator random = Seed.of(seed).random();
    int gap = random.nextInt(10);
    int maxTrain = 20 + random.nextInt(50);
    List<Split> splits =
        CrossValidation.timeSeries(4).gap(gap).maxTrain(maxTrain).testSize(25).split(table);
    checkWhole(table, splits);
    Set<Integer> held = new HashSet<>();
    for (Split split : splits) {
      Column train = split.train().table().column("at");
      Column test = split.test().table().column("at");
      long last = IntStream.range(0, train.size()).mapToLong(train::integer).max().orElseThrow();
      long first = IntStream.range(0, test.size()).mapToLong(test::integer).min().orElseThrow();
      assertThat(last).isLessThan(first);
      assertThat(train.missingCount() + test.missingCount()).isZero();
      assertThat(train.size()).isLessThanOrEqualTo(maxTrain);
      assertThat(test.size()).isEqualTo(25);
      Arrays.stream(split.test().rows().toArray())
          .forEach(row -> assertThat(held.add(row)).isTrue());
    }
  }

  @Test
  void timeSeries_unorderedTimesWithTiesAndMissing_byHand() {
    Table table = times(50, 10, -1, 30, 20, 30, 40, 60);
    List<Split> splits = CrossValidation.timeSeries(2).testSize(2).split(table);
    // By time: rows 1 (10), 4 (20), 3 (30), | 5 (30), 6 (40), | 0 (50), 7 (60); row 2 has none.
    assertThat(splits.get(0).train().rows().toArray()).containsExactly(1, 4);
    assertThat(splits.get(0).test().rows().toArray()).containsExactly(5, 6);
    assertThat(splits.get(1).train().rows().toArray()).containsExactly(1, 3, 4, 5, 6);
    assertThat(splits.get(1).test().rows().toArray()).containsExactly(0, 7);
    assertThat(splits).extracting(Split::left).containsExactly(4, 1);
    assertThat(splits.get(1).description())
        .isEqualTo("time series by 'at', fold 2 of 2, 2 rows held out");
  }

  @Test
  void timeSeries_embargo_leavesOutTheFirstRowsOfEachWindow() {
    Table table = times(10, 20, 30, 40, 50, 60, 70, 80);
    TimeSeriesFolds folds = CrossValidation.timeSeries(2).testSize(3);
    SplitRows last = folds.embargo(2).rows(table).get(1);
    assertThat(last.train()).containsExactly(0, 1, 2, 3, 4);
    assertThat(last.test()).containsExactly(7);
    assertThat(last.left()).isEqualTo(2);
    assertThat(last.description()).endsWith(", 3 rows held out, embargo 2 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folds.embargo(3).rows(table))
        .withMessage("embargo must be less than the 3 rows of a window; was 3.");
    assertThatIllegalArgumentException().isThrownBy(() -> folds.embargo(-1));
  }

  @Test
  void timeSeries_oneTimeOnly_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.timeSeries(2).split(times(5, 5, 5, 5, 5, 5)))
        .withMessageContaining("Fold 1 of 2 must have rows before");
  }

  @Test
  void timeSeries_unsuitable_isRefused() {
    TimeSeriesFolds folds = CrossValidation.timeSeries(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folds.gap(Integer.MAX_VALUE).split(times(1, 2, 3, 4, 5)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folds.testSize(Integer.MAX_VALUE).split(times(1, 2, 3, 4, 5)));
    assertThatIllegalArgumentException().isThrownBy(() -> folds.split(times()));
    Table timeless = Table.builder(REAL).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folds.split(timeless))
        .withMessageContaining("event time");
    assertThatIllegalArgumentException().isThrownBy(() -> folds.gap(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> folds.maxTrain(0));
    assertThatIllegalArgumentException().isThrownBy(() -> folds.testSize(0));
  }

  @Test
  void folds_unsuitable_areRefused() {
    Table table = table(1, 30);
    assertThatIllegalArgumentException().isThrownBy(() -> CrossValidation.kFold(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.kFold(31).split(table))
        .withMessage(
            "k must be at most the number of rows; was 31 with 30. Choose fewer folds or bring more rows.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.stratified(Integer.MAX_VALUE).split(table))
        .withMessageContaining("largest stratum");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.grouped("customer", 13).split(table, Seed.of(1)))
        .withMessageContaining("groups");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.leaveOneGroupOut("x").split(table))
        .withMessageContaining("NUMERIC");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.leaveOneGroupOut("customer").split(times(1, 2)))
        .withMessageContaining("2 different values");
    assertThatIllegalArgumentException().isThrownBy(() -> CrossValidation.grouped(" ", 2));
  }

  @Test
  void stratified_realLabel_eachFoldHasEachTenth() {
    TableBuilder builder = Table.builder(REAL);
    RowBuffer row = new RowBuffer(REAL);
    int[] order = Seed.of(3).permutation(100);
    for (int value : order) {
      row.clear();
      row.setNumber(0, value);
      builder.add(row);
    }
    row.clear();
    builder.add(row);
    for (Split split : CrossValidation.stratified(5).split(builder.build(), Seed.of(1))) {
      Column y = split.test().table().column("y");
      int[] tenths = new int[10];
      for (int i = 0; i < y.size(); i++) {
        tenths[(int) y.number(i) / 10]++;
      }
      assertThat(tenths).containsOnly(2);
      assertThat(split.left()).isEqualTo(1);
    }
  }

  @Test
  void stratified_rareLabel_isSaidInTheDescription() {
    Table table = table(2, 40);
    long rare = labels(labelled(table)).values().stream().filter(n -> n < 12).count();
    assertThat(rare).isPositive();
    assertThat(CrossValidation.stratified(12).split(table).get(0).description())
        .startsWith("k-fold stratified by 'label', fold 1 of 12, " + rare + " strat")
        .endsWith("below k");
  }

  private static Table labelled(Table table) {
    Column label = table.column("label");
    return table.filter(i -> !label.isMissing(i));
  }

  @Test
  void folds_sameSeed_sameFoldsAndOtherSeedOthers() {
    Table table = table(5, 100);
    for (RandomFolds folds :
        List.of(
            CrossValidation.kFold(5),
            CrossValidation.stratified(5),
            CrossValidation.grouped("customer", 5))) {
      List<RowSet> one = held(folds.split(table, Seed.of(1)));
      assertThat(held(folds.split(table, Seed.of(1)))).isEqualTo(one);
      assertThat(held(folds.split(table, Seed.of(2)))).isNotEqualTo(one);
      assertThat(held(folds.split(table))).isNotEqualTo(one);
    }
  }

  @Test
  void folds_list_cannotBeChanged() {
    List<Split> splits = CrossValidation.kFold(2).split(table(1, 10));
    assertThatThrownBy(splits::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void leaveOneGroupOut_numbers_areInNumericOrder() {
    Table table = table(1, 12);
    List<Split> splits = CrossValidation.leaveOneGroupOut("id").split(table);
    for (int i = 0; i < 12; i++) {
      assertThat(splits.get(i).test().rows().toArray()).containsExactly(i);
    }
  }
}
