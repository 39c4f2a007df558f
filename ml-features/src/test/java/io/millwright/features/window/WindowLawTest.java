package io.millwright.features.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The law: widening a table equals replaying its rows through the stream, bit for bit. */
class WindowLawTest {

  private static final WindowSpec SPEC =
      WindowSpec.over(Histories.SCHEMA).perEntity("customer").add(Histories.all()).build();

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 1", "40, 1", "300, 1", "300, 4", "300, 150"})
  void table_everyFeature_equalsReplayBitForBit(int rows, int customers) {
    Table table = Histories.random(Seed.of(rows + customers).random(), rows, customers);
    Table widened = SPEC.apply(table);
    WindowStream stream = SPEC.stream();
    RowBuffer out = new RowBuffer(SPEC.schema());
    for (int row : inTime(table)) {
      stream.widen(table.cursor().moveTo(row), out);
      assertSame(widened, row, out);
      assertThat(stream.observe(table.cursor().moveTo(row))).isTrue();
    }
    assertThat(stream.lateRows()).isZero();
    assertThat(widened.schema()).isEqualTo(SPEC.schema());
  }

  @Test
  void table_asOneSeries_equalsReplayBitForBit() {
    WindowSpec spec = WindowSpec.over(Histories.SCHEMA).asOneSeries().add(Histories.all()).build();
    Table table = Histories.random(Seed.of(5).random(), 200, 7);
    Table widened = spec.apply(table);
    WindowStream stream = spec.stream();
    RowBuffer out = new RowBuffer(spec.schema());
    for (int row : inTime(table)) {
      stream.widen(table.cursor().moveTo(row), out);
      assertSame(widened, row, out);
      stream.observe(table.cursor().moveTo(row));
    }
  }

  @Test
  void stream_restoredAtEveryTenthRow_goesOnWithTheSameBits() {
    Table table = Histories.random(Seed.of(8).random(), 250, 3);
    Table widened = SPEC.apply(table);
    WindowStream stream = SPEC.stream();
    RowBuffer out = new RowBuffer(SPEC.schema());
    int step = 0;
    for (int row : inTime(table)) {
      if (step++ % 10 == 0) {
        byte[] snapshot = stream.snapshot();
        stream = SPEC.restore(snapshot, LateRows.REFUSE);
        assertThat(stream.snapshot()).isEqualTo(snapshot);
      }
      stream.widen(table.cursor().moveTo(row), out);
      assertSame(widened, row, out);
      stream.observe(table.cursor().moveTo(row));
    }
  }

  @Test
  void stream_outcomesGivenLaterInAnyOrder_equalsTable() {
    // One row a time, so that the order of outcomes of one moment plays no part.
    Table table = distinctTimes(Histories.random(Seed.of(9).random(), 250, 3));
    Table widened = SPEC.apply(table);
    WindowStream stream = SPEC.stream();
    RowBuffer out = new RowBuffer(SPEC.schema());
    RowBuffer live = new RowBuffer(Histories.SCHEMA);
    RandomGenerator random = Seed.of(10).random();
    java.util.PriorityQueue<long[]> waiting =
        new java.util.PriorityQueue<>(Comparator.comparingLong(w -> w[0]));
    for (int row : inTime(table)) {
      TableCursor cursor = table.cursor().moveTo(row);
      long at = cursor.integer(Histories.AT);
      while (!waiting.isEmpty() && waiting.peek()[0] <= at) {
        outcome(stream, table, (int) waiting.remove()[1]);
      }
      read(cursor, live);
      live.setMissing(Histories.DEFAULTED);
      live.setMissing(Histories.REFUND);
      stream.widen(live, out);
      features(widened, row, out, Histories.SCHEMA.fields().size());
      stream.observe(live);
      // Within the shorter of the two delays.
      waiting.add(new long[] {at + (long) (random.nextDouble() * 5 * Histories.HOUR), row});
    }
  }

  private static void outcome(WindowStream stream, Table table, int row) {
    TableCursor cursor = table.cursor().moveTo(row);
    if (!cursor.isMissing(Histories.DEFAULTED) || !cursor.isMissing(Histories.REFUND)) {
      assertThat(stream.observeOutcome(cursor)).isTrue();
    }
  }

  @Test
  void stream_givenItsPastAtOnce_equalsTable() {
    Table table = Histories.random(Seed.of(11).random(), 300, 5);
    Table widened = SPEC.apply(table);
    int[] order = inTime(table);
    int cut = 200;
    while (at(table, order[cut]) == at(table, order[cut - 1])) {
      cut++;
    }
    WindowStream stream = SPEC.stream();
    // Shuffled: observeAll finds the order, and ties keep the table's order.
    stream.observeAll(table.take(Arrays.stream(order, 0, cut).sorted().toArray()));
    RowBuffer out = new RowBuffer(SPEC.schema());
    for (int i = cut; i < order.length; i++) {
      stream.widen(table.cursor().moveTo(order[i]), out);
      assertSame(widened, order[i], out);
      stream.observe(table.cursor().moveTo(order[i]));
    }
  }

  /** With all of them together the longest window keeps rows that a shorter one could lose. */
  @Test
  void feature_alone_equalsTheSameAmongAll() {
    Table table = Histories.random(Seed.of(14).random(), 400, 2);
    Table widened = SPEC.apply(table);
    for (WindowFeature feature : Histories.all()) {
      Table alone =
          WindowSpec.over(Histories.SCHEMA).perEntity("customer").add(feature).build().apply(table);
      assertThat(alone.column(feature.name()))
          .as(feature.name())
          .isEqualTo(widened.column(feature.name()));
    }
  }

  @Test
  void stream_givenOnlyThePastThatWindowsReach_equalsTable() {
    WindowSpec spec =
        WindowSpec.over(Histories.SCHEMA)
            .perEntity("customer")
            .add(
                Histories.ofNumber("amount").stream()
                    .filter(f -> f.name().contains("_30h_") || f.name().contains("_9rows_"))
                    .toArray(WindowFeature[]::new))
            .build();
    Table table = Histories.random(Seed.of(15).random(), 400, 1);
    Table widened = spec.apply(table);
    int[] order = inTime(table);
    for (int skipped : new int[] {3, 50, 101}) {
      WindowStream stream = spec.stream();
      RowBuffer out = new RowBuffer(spec.schema());
      for (int i = skipped; i < order.length; i++) {
        if (i >= skipped + 150) {
          stream.widen(table.cursor().moveTo(order[i]), out);
          assertSame(widened, order[i], out);
        }
        stream.observe(table.cursor().moveTo(order[i]));
      }
    }
  }

  @Test
  void table_rowsInAnotherOrder_keepsEveryRowsFeatures() {
    Table table = distinctTimes(Histories.random(Seed.of(12).random(), 200, 4));
    int[] shuffled = Seed.of(13).permutation(table.rowCount());
    assertThat(SPEC.apply(table.take(shuffled))).isEqualTo(SPEC.apply(table).take(shuffled));
  }

  private static Table distinctTimes(Table table) {
    long[] seen = IntStream.range(0, table.rowCount()).mapToLong(i -> at(table, i)).toArray();
    return table.filter(
        row -> IntStream.range(0, row).noneMatch(before -> seen[before] == seen[row]));
  }

  private static long at(Table table, int row) {
    return table.columns().get(Histories.AT).integer(row);
  }

  static int[] inTime(Table table) {
    return IntStream.range(0, table.rowCount())
        .boxed()
        .sorted(Comparator.comparingLong(row -> at(table, row)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void read(TableCursor row, RowBuffer into) {
    into.clear();
    for (int i = 0; i < Histories.SCHEMA.fields().size(); i++) {
      if (row.isMissing(i)) {
        continue;
      }
      switch (Histories.SCHEMA.fields().get(i).type()) {
        case NUMERIC -> into.setNumber(i, row.number(i));
        case CATEGORICAL, TEXT -> into.setString(i, row.string(i));
        default -> into.setInteger(i, row.integer(i));
      }
    }
  }

  private static void assertSame(Table widened, int row, RowBuffer out) {
    features(widened, row, out, 0);
  }

  private static void features(Table widened, int row, RowBuffer out, int from) {
    List<Column> columns = widened.columns();
    for (int i = from; i < columns.size(); i++) {
      Column column = columns.get(i);
      boolean same = column.isMissing(row) == out.isMissing(i);
      if (same && !column.isMissing(row)) {
        same =
            column.type() == out.schema().fields().get(i).type() && sameValue(column, row, out, i);
      }
      assertThat(same).as("row %s, %s", row, out.schema().fields().get(i).name()).isTrue();
    }
  }

  private static boolean sameValue(Column column, int row, RowBuffer out, int i) {
    if (column.type().isString()) {
      return Objects.equals(column.string(row), out.string(i));
    }
    return column.type() == FieldType.NUMERIC
        ? Double.doubleToRawLongBits(column.number(row))
            == Double.doubleToRawLongBits(out.number(i))
        : column.integer(row) == out.integer(i);
  }
}
