package io.millwright.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import io.millwright.table.TableCursor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .integer("id")
          .group("customer")
          .eventTime("at", ZoneOffset.UTC)
          .date("day")
          .multiclassLabel("label")
          .numeric("x")
          .optional("customer", "at", "day", "label", "x")
          .build();
  private static final long DAY = 86_400L * 1_000_000_000L;

  /** Rows with few times and groups, so that ties are many; some values missing. */
  private static Table table(long seed, int rows) {
    RandomGenerator random = Seed.of(seed).random();
    TableBuilder builder = Table.builder(SCHEMA);
    RowBuffer row = new RowBuffer(SCHEMA);
    for (int i = 0; i < rows; i++) {
      row.clear();
      row.setInteger(0, i);
      if (random.nextInt(20) > 0) {
        row.setString(1, "c" + random.nextInt(25));
      }
      if (random.nextInt(20) > 0) {
        row.setInteger(2, random.nextInt(40) * DAY);
        row.setInteger(3, random.nextInt(40));
      }
      if (random.nextInt(20) > 0) {
        row.setString(4, "abcc".substring(random.nextInt(4)).substring(0, 1));
      }
      row.setNumber(5, random.nextGaussian());
      builder.add(row);
    }
    return builder.build();
  }

  private static void checkWhole(Table table, Split split) {
    RowSet train = split.train().rows();
    RowSet test = split.test().rows();
    assertThat(train.overlap(test)).isZero();
    assertThat(train.size() + test.size() + split.left()).isEqualTo(table.rowCount());
    assertThat(train.size()).isPositive().isEqualTo(split.train().table().rowCount());
    assertThat(test.size()).isPositive().isEqualTo(split.test().table().rowCount());
    assertThat(ids(split.test().table())).containsExactly(test.toArray());
    assertThat(ids(split.train().table())).containsExactly(train.toArray());
  }

  /** Column id, which in an unshuffled table is the row. */
  private static int[] ids(Table table) {
    int[] ids = new int[table.rowCount()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) table.column("id").integer(i);
    }
    return ids;
  }

  private static Set<Integer> idSet(Table table) {
    Set<Integer> ids = new TreeSet<>();
    Arrays.stream(ids(table)).forEach(ids::add);
    return ids;
  }

  private static long count(Table table, ToLongFunction<Row> one) {
    TableCursor cursor = table.cursor();
    long sum = 0;
    for (int i = 0; i < table.rowCount(); i++) {
      sum += one.applyAsLong(cursor.moveTo(i));
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void random_anyTable_holdsOutTheRoundedShare(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    for (int i = 0; i < 20; i++) {
      int rows = 10 + random.nextInt(300);
      double share = 0.1 + 0.8 * random.nextDouble();
      Table table = table(seed + i, rows);
      Split split = Splitter.random(share).split(table, Seed.of(seed));
      checkWhole(table, split);
      assertThat(split.test().rows().size()).isEqualTo(Math.toIntExact(Math.round(share * rows)));
      assertThat(split.left()).isZero();
      assertThat(Splitter.random(share).split(table, Seed.of(seed)).test().rows())
          .isEqualTo(split.test().rows());
    }
  }

  @Test
  void random_otherSeed_holdsOutOtherRows() {
    Table table = table(1, 200);
    assertThat(Splitter.random(0.3).split(table, Seed.of(1)).test().rows())
        .isNotEqualTo(Splitter.random(0.3).split(table, Seed.of(2)).test().rows());
  }

  @Test
  void random_manySeeds_holdOutEachRowAlikeOften() {
    Table table = table(1, 20);
    int[] held = new int[20];
    for (int s = 0; s < 4_000; s++) {
      for (int row : Splitter.random(0.25).split(table, Seed.of(s)).test().rows().toArray()) {
        held[row]++;
      }
    }
    // Binomial(4000, 0.25): mean 1000, standard deviation 27.4; 5 of them either way.
    assertThat(Arrays.stream(held).boxed()).allSatisfy(h -> assertThat(h).isBetween(863, 1137));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.2, 0.333, 0.5, 0.9, 0.99})
  void stratified_classes_keepTheirShareWithinOneRow(double share) {
    for (int seed = 0; seed < 10; seed++) {
      Table table = table(seed, 60 + 37 * seed);
      Split split = Splitter.stratified(share).split(table, Seed.of(seed));
      checkWhole(table, split);
      assertThat(split.left()).isEqualTo(table.column("label").missingCount());
      for (String name : new String[] {"a", "b", "c"}) {
        ToLongFunction<Row> one = r -> !r.isMissing(4) && r.string(4).equals(name) ? 1 : 0;
        long all = count(table, one);
        long held = count(split.test().table(), one);
        assertThat((double) held).isBetween(share * all - 1, share * all + 1);
        assertThat(held).isPositive().isLessThan(all);
      }
    }
  }

  @Test
  void stratified_classes_sumToTheRoundedShare() {
    Schema schema = Schema.builder().binaryLabel("y").build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < 1_003; i++) {
      row.setInteger(0, i % 7 == 0 ? 1 : 0);
      builder.add(row);
    }
    Split split = Splitter.stratified(0.25).split(builder.build(), Seed.of(3));
    assertThat(split.test().rows().size()).isEqualTo(251); // round(250.75)
    // 144 positive and 859 negative: 36 exactly, and 214.75 rounded up.
    assertThat(count(split.test().table(), r -> r.integer(0))).isEqualTo(36);
  }

  @Test
  void stratified_realLabel_keepsTheShareOfEachTenth() {
    Schema real = SCHEMA.edit().realLabel("x").build();
    Table table = table(4, 500).as(real);
    Split split = Splitter.stratified(0.2).split(table, Seed.of(1));
    double[] sorted = new double[500];
    for (int i = 0; i < 500; i++) {
      sorted[i] = table.column("x").number(i);
    }
    Arrays.sort(sorted);
    for (int bin = 0; bin < 10; bin++) {
      double from = sorted[bin * 50];
      double to = sorted[bin * 50 + 49];
      assertThat(count(split.test().table(), r -> r.number(5) >= from && r.number(5) <= to ? 1 : 0))
          .isEqualTo(10);
    }
  }

  @Test
  void stratified_valueWithOneRow_isRefused() {
    Schema schema = Schema.builder().multiclassLabel("y").build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (String y : new String[] {"a", "a", "b", "b", "rare"}) {
      row.setString(0, y);
      builder.add(row);
    }
    assertThatThrownBy(() -> Splitter.stratified(0.5).split(builder.build(), Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 has one")
        .hasMessageNotContaining("rare '");
  }

  @Test
  void stratified_withoutLabel_isRefused() {
    Table table = Table.builder(Schema.builder().integer("a").build()).build();
    assertThatThrownBy(() -> Splitter.stratified(0.5).split(table, Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have a label");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.2, 0.5, 0.8, 0.95})
  void grouped_groups_neverStraddle(double share) {
    for (int seed = 0; seed < 10; seed++) {
      Table table = table(seed, 400);
      Split split = Splitter.grouped("customer", share).split(table, Seed.of(seed));
      checkWhole(table, split);
      assertThat(split.left()).isEqualTo(table.column("customer").missingCount());
      Set<String> train = groups(split.train().table());
      assertThat(groups(split.test().table())).doesNotContainAnyElementsOf(train);
      // Groups have about 15 rows, so that the share is met within the largest of them.
      assertThat((double) split.test().rows().size()).isBetween(share * 380 - 35, share * 380 + 35);
    }
  }

  private static Set<String> groups(Table table) {
    Set<String> groups = new HashSet<>();
    for (int i = 0; i < table.rowCount(); i++) {
      groups.add(table.column("customer").string(i));
    }
    return groups;
  }

  @Test
  void groupedAndTemporal_shuffledRows_holdOutTheSame() {
    Table table = table(7, 300);
    Table shuffled = table.take(Seed.of(99).permutation(300));
    assertThat(idSet(Splitter.grouped("customer", 0.3).split(shuffled, Seed.of(5)).test().table()))
        .isEqualTo(
            idSet(Splitter.grouped("customer", 0.3).split(table, Seed.of(5)).test().table()));
    for (TemporalSplitter splitter :
        new TemporalSplitter[] {
          Splitter.latest("at", 0.3),
          Splitter.latest("day", 0.1),
          Splitter.before("day", LocalDate.ofEpochDay(20)).embargo(Duration.ofDays(2))
        }) {
      assertThat(idSet(splitter.split(shuffled).test().table()))
          .isEqualTo(idSet(splitter.split(table).test().table()));
    }
  }

  @Test
  void grouped_twoLargeGroups_holdsOutTheSmaller() {
    Schema schema = Schema.builder().integer("g").build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < 100; i++) {
      row.setInteger(0, i < 45 ? 1 : 2);
      builder.add(row);
    }
    Split split = Splitter.grouped("g", 0.1).split(builder.build(), Seed.of(1));
    assertThat(split.test().rows().size()).isEqualTo(45);
    assertThatThrownBy(() -> Splitter.grouped("g", 0.1).split(split.test().table(), Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have 2 different values or more; has 1.");
  }

  @Test
  void before_gapAndEmbargo_leaveOutExactlyTheirRows() {
    Table table = table(3, 500);
    Instant cutoff = Instant.EPOCH.plus(Duration.ofDays(20));
    Split split =
        Splitter.before("at", cutoff)
            .embargo(Duration.ofDays(3))
            .gap(Duration.ofDays(2))
            .split(table);
    checkWhole(table, split);
    Map<Integer, Integer> expected = new HashMap<>();
    TableCursor row = table.cursor();
    for (int i = 0; i < 500; i++) {
      row.moveTo(i);
      long day = row.integer(2) / DAY;
      expected.put(i, row.isMissing(2) ? 0 : day < 18 ? -1 : day >= 23 ? 1 : 0);
    }
    for (int i = 0; i < 500; i++) {
      int side = split.train().rows().contains(i) ? -1 : split.test().rows().contains(i) ? 1 : 0;
      assertThat(side).as("row %d", i).isEqualTo(expected.get(i));
    }
    assertThat(split.description())
        .isEqualTo("before 1970-01-21T00:00:00Z by 'at', embargo PT72H, gap PT48H");
  }

  @Test
  void before_cutoffOfARow_holdsThatRowOut() {
    Table table = table(3, 500);
    Split split = Splitter.before("day", LocalDate.ofEpochDay(20)).split(table);
    assertThat(count(split.test().table(), r -> r.integer(3) == 20 ? 1 : 0)).isPositive();
    assertThat(count(split.train().table(), r -> r.integer(3) >= 20 ? 1 : 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 0.25, 0.5, 0.9, 0.999})
  void latest_share_isTheNearestWithoutStraddlingTies(double share) {
    for (int seed = 0; seed < 8; seed++) {
      Table table = table(seed, 200);
      Split split = Splitter.latest("at", share).split(table);
      checkWhole(table, split);
      long known = 200L - table.column("at").missingCount();
      double best = Double.POSITIVE_INFINITY;
      for (long day = 1; day < 40; day++) {
        long cut = day * DAY;
        long held = count(table, r -> !r.isMissing(2) && r.integer(2) >= cut ? 1 : 0);
        if (held > 0 && held < known) {
          best = Math.min(best, Math.abs(held - share * known));
        }
      }
      assertThat(Math.abs(split.test().rows().size() - share * known)).isEqualTo(best);
      Set<Long> train = times(split.train().table());
      assertThat(times(split.test().table())).doesNotContainAnyElementsOf(train);
    }
  }

  private static Set<Long> times(Table table) {
    Set<Long> times = new HashSet<>();
    for (int i = 0; i < table.rowCount(); i++) {
      times.add(table.column("at").integer(i));
    }
    return times;
  }

  @Test
  void temporal_emptyHalfOrOneTime_isRefused() {
    Table table = table(1, 50);
    assertThatThrownBy(() -> Splitter.before("at", Instant.EPOCH).split(table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none to learn from");
    assertThatThrownBy(
            () ->
                Splitter.before("at", Instant.EPOCH.plus(Duration.ofDays(5)))
                    .embargo(Duration.ofDays(90_000))
                    .split(table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none to judge on");
    assertThatThrownBy(() -> Splitter.latest("at", 0.5).split(table.take(new int[] {3, 3, 3})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have 2 different times or more");
  }

  @Test
  void temporal_wrongKindOfField_isRefused() {
    Table table = table(1, 50);
    assertThatThrownBy(() -> Splitter.before("day", Instant.EPOCH).split(table))
        .hasMessage("Field 'day' must be a TIMESTAMP; was DATE. Give the cutoff as a LocalDate.");
    assertThatThrownBy(() -> Splitter.latest("id", 0.5).split(table))
        .hasMessage("Field 'id' must be a TIMESTAMP or DATE; was INTEGER.");
    assertThatThrownBy(() -> Splitter.latest("day", 0.5).gap(Duration.ofHours(30)).split(table))
        .hasMessageContaining("gap must be whole days");
    assertThatThrownBy(() -> Splitter.latest("at", 0.5).gap(Duration.ofHours(-1)))
        .hasMessageContaining("gap must not be negative");
    assertThatThrownBy(() -> Splitter.random(1)).hasMessageContaining("strictly between 0 and 1");
  }
}
