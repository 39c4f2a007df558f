package io.millwright.quality.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Seed;
import io.millwright.profile.Profile;
import io.millwright.quality.expect.Expectation.Kind;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationStateTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .categorical("key")
          .timestamp("at", ZoneOffset.UTC)
          .numeric("x")
          .optional("key", "at", "x")
          .build();

  private static Table random(int rows, RandomGenerator random) {
    int[] keys = random.ints(rows, -1, 60).toArray();
    long[] at = new long[rows];
    double[] x = new double[rows];
    BitSet noTime = new BitSet();
    BitSet noNumber = new BitSet();
    for (int i = 0; i < rows; i++) {
      at[i] = 10L * i + random.nextInt(1500);
      x[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian();
      noTime.set(i, random.nextInt(10) == 0);
      noNumber.set(i, random.nextInt(10) == 0);
    }
    List<String> words = IntStream.range(0, 60).mapToObj(i -> "k" + i).toList();
    return Table.of(
        SCHEMA,
        List.of(
            CategoricalColumn.of(keys, words),
            LongColumn.of(FieldType.TIMESTAMP, at, noTime),
            NumericColumn.of(x, noNumber)));
  }

  private static Expectations expectations(Table known) {
    return Expectations.over(SCHEMA)
        .required("x")
        .inRange("x", -1, 1)
        .upTo(0.3)
        .inSet("key", "k1", "k2", "k3")
        .warning()
        .uniqueKey("key")
        .uniqueKey("key", "at")
        .matches("key", Pattern.compile("k[0-4].*"))
        .monotone("at")
        .monotone("at", "key")
        .foreignKey("key", known, "key")
        .rowCount(10, 200)
        .likeProfile(Profile.of(known), 0.2)
        .build();
  }

  /** Cuts the rows anywhere, empty pieces too, and merges neighbours in random order. */
  private static ExpectationReport merged(
      Expectations expectations, Table table, RandomGenerator random) {
    List<ExpectationState> parts = new ArrayList<>();
    int from = 0;
    while (from < table.rowCount()) {
      ExpectationState state = expectations.start();
      for (int chunk = random.nextInt(3); chunk >= 0; chunk--) {
        int to = Math.min(table.rowCount(), from + random.nextInt(60));
        state.add(table.take(IntStream.range(from, to).toArray()));
        from = to;
      }
      parts.add(state);
    }
    while (parts.size() > 1) {
      int at = random.nextInt(parts.size() - 1);
      parts.get(at).merge(parts.remove(at + 1));
    }
    return parts.get(0).result();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void merge_anyCutAndGrouping_isOnePass(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    Table table = random(300, random);
    Expectations expectations = expectations(random(200, random));
    ExpectationReport whole = expectations.check(table);
    for (int k = 0; k < 10; k++) {
      assertThat(merged(expectations, table, random)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void check_randomRows_countsAsASlowCountDoes(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    Table table = random(400, random);
    Table known = random(50, random);
    ExpectationReport report = expectations(known).check(table);
    Column key = table.column("key");
    Column at = table.column("at");
    Set<String> seen = new HashSet<>();
    Set<String> seenBoth = new HashSet<>();
    Set<String> foreign = new HashSet<>();
    for (int i = 0; i < known.rowCount(); i++) {
      foreign.add(known.column("key").isMissing(i) ? "-" : known.column("key").string(i));
    }
    Map<String, Long> last = new HashMap<>();
    TreeSet<Long> twice = new TreeSet<>();
    TreeSet<Long> bothTwice = new TreeSet<>();
    TreeSet<Long> falls = new TreeSet<>();
    TreeSet<Long> fallsOfKey = new TreeSet<>();
    TreeSet<Long> unknown = new TreeSet<>();
    for (int i = 0; i < table.rowCount(); i++) {
      String k = key.string(i);
      long t = at.integer(i);
      if (!key.isMissing(i)) {
        note(twice, !seen.add(k), i);
        note(unknown, !foreign.contains(k), i);
      }
      if (!at.isMissing(i)) {
        note(falls, last.getOrDefault("*", Long.MIN_VALUE) > t, i);
        last.put("*", t);
      }
      if (!key.isMissing(i) && !at.isMissing(i)) {
        note(bothTwice, !seenBoth.add(k + "|" + t), i);
        note(fallsOfKey, last.getOrDefault(k, Long.MIN_VALUE) > t, i);
        last.put(k, t);
      }
    }
    same(report.of(Kind.UNIQUE_KEY, "key").get(0), twice);
    same(report.of(Kind.UNIQUE_KEY, "key").get(1), bothTwice);
    same(report.of(Kind.MONOTONE, "at").get(0), falls);
    same(report.of(Kind.MONOTONE, "at").get(1), fallsOfKey);
    same(report.of(Kind.FOREIGN_KEY, "key").get(0), unknown);
    assertThat(falls).isNotEmpty();
    assertThat(fallsOfKey).isNotEmpty();
  }

  private static void note(SortedSet<Long> rows, boolean fails, long row) {
    if (fails) {
      rows.add(row);
    }
  }

  private static void same(ExpectationResult result, SortedSet<Long> rows) {
    assertThat(result.tally().failing()).isEqualTo(rows.size());
    assertThat(result.firstRows()).isEqualTo(rows.stream().limit(10).toList());
  }

  @Test
  void merge_keyAndTimeAcrossTheBorder_failInTheLaterChunk() {
    Schema schema = Schema.builder().integer("id").date("day").build();
    Expectations expected = Expectations.over(schema).uniqueKey("id").monotone("day").build();
    ExpectationState first = expected.start();
    first.add(table(schema, new long[] {1, 2}, new long[] {5, 7}));
    ExpectationState second = expected.start();
    second.add(table(schema, new long[] {2, 3}, new long[] {6, 6}));
    first.merge(second);
    assertThat(first.rows()).isEqualTo(4);
    assertThat(first.result().results())
        .extracting(r -> r.tally().failing(), r -> r.firstRows())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, List.of(2L)),
            org.assertj.core.groups.Tuple.tuple(1L, List.of(2L)));
    assertThat(second.result().passes()).as("the other one stays as it is").isTrue();
  }

  private static Table table(Schema schema, long[] ids, long[] days) {
    return Table.of(
        schema,
        List.of(
            LongColumn.of(FieldType.INTEGER, ids, new BitSet()),
            LongColumn.of(FieldType.DATE, days, new BitSet())));
  }

  @Test
  void merge_itselfOrOtherExpectations_isRefused() {
    Expectations one = Expectations.over(SCHEMA).required("x").build();
    Expectations two = Expectations.over(SCHEMA).required("at").build();
    ExpectationState state = one.start();
    assertThatIllegalArgumentException().isThrownBy(() -> state.merge(state));
    assertThatIllegalArgumentException().isThrownBy(() -> state.merge(two.start()));
    state.merge(Expectations.over(SCHEMA).required("x").build().start());
  }
}
