package io.millwright.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurgedFoldsTest {

  /** Each row from day i to day i + length. */
  private static Table daily(int rows, int length) {
    return SampleTables.spans(
        IntStream.range(0, rows).toArray(), IntStream.range(length, rows + length).toArray());
  }

  private static PurgedFolds byKnown(int k) {
    return CrossValidation.purged("at", "known", k);
  }

  @Test
  void embargo_reachesPastTheLastRow_dropsTheRowsThatFollowTheTestSet() {
    // Test rows 12..15 end on day 16: 16 is purged, 17 to 19 are in an embargo of 6 rows, of which
    // only 3 exist. A guard that skips the embargo when it passes the last row learns from them.
    SplitRows fold = byKnown(5).embargo(0.3).rows(daily(20, 1)).get(3);
    assertThat(fold.test()).containsExactly(12, 13, 14, 15);
    assertThat(fold.train()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    SplitRows byTime = byKnown(5).embargo(Duration.ofDays(6)).rows(daily(20, 1)).get(3);
    assertThat(byTime.train()).isEqualTo(fold.train());
  }

  @Test
  void purged_hugeEmbargo_dropsEverythingAfterTheTestSet() {
    PurgedFolds rows = byKnown(5).embargo(1);
    PurgedFolds time = byKnown(5).embargo(Duration.ofSeconds(Long.MAX_VALUE));
    for (PurgedFolds folds : List.of(rows, time)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> folds.rows(daily(20, 1)))
          .withMessageContaining("none to learn from (purged by 'at' to 'known', fold 1 of 5");
    }
  }

  @Test
  void purged_unorderedRowsWithTies_byHand() {
    // By start, ties in the order of the table: rows 3 (0), 1 (1), | 0 (2), 2 (2), | 4 (5), 5 (9).
    Table table = SampleTables.spans(new int[] {2, 1, 2, 0, 5, 9}, new int[] {3, 1, 5, 0, 6, 9});
    List<SplitRows> folds = byKnown(3).rows(table);
    assertThat(folds.get(0).test()).containsExactly(1, 3);
    assertThat(folds.get(0).train()).containsExactly(0, 2, 4, 5);
    assertThat(folds.get(1).test()).containsExactly(0, 2);
    assertThat(folds.get(1).train()).containsExactly(1, 3, 5);
    assertThat(folds.get(2).test()).containsExactly(4, 5);
    assertThat(folds.get(2).train()).containsExactly(0, 1, 3);
    assertThat(folds).extracting(SplitRows::left).containsExactly(0, 1, 1);
    assertThat(byKnown(3).embargo(Duration.ofDays(3)).rows(table).get(1).train())
        .containsExactly(1, 3, 5);
    assertThat(byKnown(3).embargo(Duration.ofDays(4)).rows(table).get(1).train())
        .containsExactly(1, 3);
  }

  /** What the definition says, row by row against every held out row. */
  private static Set<Integer> learntFrom(
      Table table, List<int[]> heldBlocks, Set<Integer> test, double share, int days) {
    Column start = table.column("at");
    Column end = table.column("known");
    List<Integer> rows = complete(table);
    Set<Integer> train = new TreeSet<>(rows);
    train.removeAll(test);
    for (int[] block : heldBlocks) {
      long first = IntStream.of(block).mapToLong(start::integer).min().orElseThrow();
      long last = IntStream.of(block).mapToLong(end::integer).max().orElseThrow();
      train.removeIf(j -> start.integer(j) <= last && end.integer(j) >= first);
      List<Integer> later = rows.stream().filter(j -> start.integer(j) > last).toList();
      int embargoed = (int) Math.ceil(share * rows.size());
      later.stream().limit(embargoed).forEach(train::remove);
      later.stream()
          .filter(j -> start.integer(j) - last <= days * SampleTables.DAY)
          .forEach(train::remove);
    }
    return train;
  }

  /** Rows with both times, by start, then position. */
  private static List<Integer> complete(Table table) {
    Column start = table.column("at");
    Column end = table.column("known");
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < table.rowCount(); i++) {
      if (!start.isMissing(i) && !end.isMissing(i)) {
        rows.add(i);
      }
    }
    rows.sort(Comparator.comparingLong(start::integer));
    return rows;
  }

  private static List<int[]> blocks(List<Integer> rows, int count) {
    List<int[]> blocks = new ArrayList<>();
    int from = 0;
    for (int b = 0; b < count; b++) {
      int size = rows.size() / count + (b < rows.size() % count ? 1 : 0);
      blocks.add(rows.subList(from, from + size).stream().mapToInt(Integer::intValue).toArray());
      from += size;
    }
    return blocks;
  }

  private static Set<Integer> setOf(int[] rows) {
    Set<Integer> set = new TreeSet<>();
    IntStream.of(rows).forEach(set::add);
    return set;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void purged_anyTable_asTheDefinitionSays(long seed) {
    int k = 3 + Seed.of(seed).random().nextInt(5);
    Table table = SampleTables.random(seed, 150);
    List<int[]> blocks = blocks(complete(table), k);
    for (int days : new int[] {0, 4}) {
      for (double share : new double[] {0, 0.03, 0.11}) {
        List<SplitRows> folds =
            byKnown(k).embargo(share).embargo(Duration.ofDays(days)).rows(table);
        assertThat(folds).hasSize(k);
        for (int f = 0; f < k; f++) {
          Set<Integer> test = setOf(blocks.get(f));
          assertThat(setOf(folds.get(f).test())).isEqualTo(test);
          assertThat(setOf(folds.get(f).train()))
              .isEqualTo(learntFrom(table, List.of(blocks.get(f)), test, share, days));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void combinatorialPurged_anyTable_asTheDefinitionSays(long seed) {
    Table table = SampleTables.random(seed, 200);
    List<int[]> blocks = blocks(complete(table), 6);
    List<SplitRows> folds =
        CrossValidation.combinatorialPurged("at", "known", 6, 2).embargo(0.02).rows(table);
    assertThat(folds).hasSize(15);
    int fold = 0;
    for (int a = 0; a < 6; a++) {
      for (int b = a + 1; b < 6; b++) {
        List<int[]> held = List.of(blocks.get(a), blocks.get(b));
        Set<Integer> test = setOf(blocks.get(a));
        test.addAll(setOf(blocks.get(b)));
        assertThat(setOf(folds.get(fold).test())).isEqualTo(test);
        assertThat(setOf(folds.get(fold).train()))
            .isEqualTo(learntFrom(table, held, test, 0.02, 0));
        fold++;
      }
    }
  }

  @Test
  void combinatorialPurged_everyRow_isHeldOutEquallyOften() {
    Table table = daily(60, 2);
    List<SplitRows> folds = CrossValidation.combinatorialPurged("at", "known", 6, 2).rows(table);
    int[] held = new int[60];
    folds.forEach(f -> IntStream.of(f.test()).forEach(i -> held[i]++));
    assertThat(held).containsOnly(5);
    assertThat(folds.get(0).description())
        .isEqualTo("combinatorial purged, 2 of 6 blocks, by 'at' to 'known', fold 1 of 15");
  }

  @Test
  void purged_dates_countWholeDays() {
    Schema schema = Schema.builder().date("from").date("to").build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < 12; i++) {
      row.clear();
      row.setInteger(0, 19_000 + i);
      row.setInteger(1, 19_001 + i);
      builder.add(row);
    }
    Table table = builder.build();
    PurgedFolds folds = CrossValidation.purged("from", "to", 3);
    assertThat(folds.rows(table).get(1).train()).containsExactly(0, 1, 2, 9, 10, 11);
    assertThat(folds.embargo(Duration.ofDays(2)).rows(table).get(1).train())
        .containsExactly(0, 1, 2, 11);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folds.embargo(Duration.ofHours(36)).rows(table))
        .withMessage("embargo must be whole days, since the field is a DATE; was PT36H.");
  }

  @Test
  void purged_unsuitable_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.purged("id", "label", 3).rows(daily(9, 1)))
        .withMessage(
            "Field 'id' must be a TIMESTAMP or DATE; was INTEGER."
                + " Field 'label' must be a TIMESTAMP or DATE; was CATEGORICAL.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> byKnown(2).rows(SampleTables.spans(new int[] {0, 5, 9}, new int[] {1, 4, 8})))
        .withMessageContaining("is in 2 rows, the first at position 1");
    Schema mixed = Schema.builder().date("d").timestamp("t", ZoneOffset.UTC).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.purged("d", "t", 2).rows(Table.builder(mixed).build()))
        .withMessage("Fields 'd' and 't' must be of one type; were DATE and TIMESTAMP.");
    assertThatIllegalArgumentException().isThrownBy(() -> byKnown(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> byKnown(10).rows(daily(9, 1)))
        .withMessageContaining("must be at least the 10 blocks; were 9");
    assertThatIllegalArgumentException().isThrownBy(() -> byKnown(2).embargo(1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> byKnown(2).embargo(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> byKnown(2).embargo(Duration.ofDays(-1)))
        .withMessageContaining("must not be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.combinatorialPurged("at", "known", 4, 4))
        .withMessage("held must be less than the 4 blocks; was 4.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CrossValidation.combinatorialPurged("at", "known", 40, 20).rows(daily(50, 1)))
        .withMessageContaining("at most 10000");
  }
}
