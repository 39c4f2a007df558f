package io.millwright.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.quality.expect.Expectations;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityStateTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T00:00:00Z"), ZoneOffset.UTC);

  private enum Labels {
    BINARY,
    REAL,
    NONE
  }

  private static Table random(int rows, Labels labels, RandomGenerator random) {
    Schema.Builder schema =
        Schema.builder()
            .key("id")
            .numeric("x")
            .integer("n")
            .categorical("c")
            .text("t")
            .date("d")
            .eventTime("at", ZoneOffset.UTC)
            .numeric("one");
    double[] x = new double[rows];
    long[] n = new long[rows];
    int[] c = new int[rows];
    List<String> ids = new ArrayList<>();
    List<String> t = new ArrayList<>();
    long[] d = new long[rows];
    long[] at = new long[rows];
    double[] y = new double[rows];
    BitSet positive = new BitSet();
    BitSet missing = new BitSet();
    long now = CLOCK.instant().getEpochSecond();
    for (int i = 0; i < rows; i++) {
      boolean copy = i > 0 && random.nextInt(10) == 0;
      int from = copy ? random.nextInt(i) : i;
      ids.add("id" + i);
      x[i] = copy ? x[from] : random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian();
      n[i] = copy ? n[from] : random.nextInt(1000);
      c[i] = copy ? c[from] : random.nextInt(5) - 1;
      t.add(copy ? t.get(from) : random.nextInt(30) == 0 ? "7" : "word " + random.nextInt(9));
      d[i] = copy ? d[from] : random.nextInt(20_000);
      at[i] = copy ? at[from] : (now - random.nextInt(90_000_000) + 1_000_000) * 1_000_000_000L;
      y[i] = copy ? y[from] : x[i] + random.nextGaussian();
      positive.set(i, copy ? positive.get(from) : x[i] > 0);
      missing.set(i, copy ? missing.get(from) : random.nextInt(8) == 0);
    }
    List<Column> columns =
        new ArrayList<>(
            List.of(
                TextColumn.of(ids),
                NumericColumn.of(x, missing),
                LongColumn.of(FieldType.INTEGER, n, new BitSet()),
                CategoricalColumn.of(c, List.of("North", "north", "Barcelona", "Barcelone")),
                TextColumn.of(t),
                LongColumn.of(FieldType.DATE, d, new BitSet()),
                LongColumn.of(FieldType.TIMESTAMP, at, new BitSet()),
                NumericColumn.of(new double[rows])));
    if (labels == Labels.BINARY) {
      schema.binaryLabel("y");
      columns.add(BooleanColumn.of(rows, positive, new BitSet()));
    } else if (labels == Labels.REAL) {
      schema.realLabel("y");
      columns.add(NumericColumn.of(y));
    }
    return Table.of(schema.optional("x", "c").build(), columns);
  }

  private static Consumer<DataQuality.Options> options(Schema schema, int sampleRows) {
    Expectations expected =
        Expectations.over(schema)
            .inRange("x", -2, 2)
            .upTo(0.2)
            .uniqueKey("id")
            .monotone("at")
            .build();
    return o -> o.clock(CLOCK).sampleRows(sampleRows).expectations(expected).seed(Seed.of(9));
  }

  private static QualityReport merged(
      Table table, Consumer<DataQuality.Options> options, RandomGenerator random) {
    List<QualityState> parts = new ArrayList<>();
    int from = 0;
    while (from < table.rowCount()) {
      QualityState part = DataQuality.start(table.schema(), options);
      for (int chunk = random.nextInt(3); chunk >= 0; chunk--) {
        int to = Math.min(table.rowCount(), from + random.nextInt(1 + table.rowCount() / 4));
        part.add(table.take(IntStream.range(from, to).toArray()));
        from = to;
      }
      parts.add(part);
    }
    while (parts.size() > 1) {
      int at = random.nextInt(parts.size() - 1);
      parts.get(at).merge(parts.remove(at + 1));
    }
    return parts.get(0).report();
  }

  private static void same(QualityReport report, QualityReport other) {
    assertThat(report.scores()).isEqualTo(other.scores());
    assertThat(report.faults()).isEqualTo(other.faults());
    assertThat(report.similarCategories()).isEqualTo(other.similarCategories());
    assertThat(report.expectations()).isEqualTo(other.expectations());
    assertThat(report.describe()).isEqualTo(other.describe());
  }

  @ParameterizedTest
  @EnumSource(Labels.class)
  void report_upToTheSample_isThatOfAssess(Labels labels) {
    RandomGenerator random = Seed.of(0).derive(labels.name()).random();
    Table table = random(900, labels, random);
    Consumer<DataQuality.Options> options = options(table.schema(), 1_000);
    QualityReport whole = DataQuality.assess(table, options);
    for (int k = 0; k < 5; k++) {
      QualityReport merged = merged(table, options, random);
      same(merged, whole);
      assertThat(merged.sampledRows()).isEmpty();
      assertThat(merged.rows()).isEqualTo(900);
    }
    assertThat(whole.faults()).hasSizeGreaterThan(7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void report_beyondTheSample_isTheSameInAnyGroupingAndExactWhereItSays(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    Table table = random(6_000, Labels.BINARY, random);
    Consumer<DataQuality.Options> options = options(table.schema(), 1_000);
    QualityReport whole = DataQuality.assess(table, options);
    QualityState state = DataQuality.start(table.schema(), options);
    state.add(table);
    QualityReport one = state.report();
    same(merged(table, options, random), one);
    assertThat(one.sampledRows()).hasValue(1_000);
    assertThat(one.describe()).contains("from a sample of 1000 rows");
    for (Dimension exact :
        List.of(Dimension.COMPLETENESS, Dimension.TIMELINESS, Dimension.VOLUME)) {
      assertThat(one.score(exact)).isEqualTo(whole.score(exact));
    }
    assertThat(one.expectations()).isEqualTo(whole.expectations());
    assertThat(one.score(Dimension.CONSISTENCY).measures().get(0))
        .as("duplicates")
        .isEqualTo(whole.score(Dimension.CONSISTENCY).measures().get(0));
    assertThat(one.score(Dimension.ACCURACY).measures().get(0))
        .as("non-finite")
        .isEqualTo(whole.score(Dimension.ACCURACY).measures().get(0));
    // shares of about 0.25 of 1,000 rows: standard error 0.014
    assertThat(one.score(Dimension.CONSISTENCY).measures().get(1).value())
        .isCloseTo(whole.score(Dimension.CONSISTENCY).measures().get(1).value(), within(0.07));
    assertThat(one.faults())
        .filteredOn(f -> f.kind() == QualityFault.Kind.DUPLICATE_ROWS)
        .isEqualTo(
            whole.faults().stream()
                .filter(f -> f.kind() == QualityFault.Kind.DUPLICATE_ROWS)
                .toList());
  }

  @Test
  void merge_otherOptionsOrSchema_isRefused() {
    Table table = random(20, Labels.NONE, Seed.of(3).random());
    QualityState state = DataQuality.start(table.schema(), o -> o.clock(CLOCK));
    assertThatIllegalArgumentException().isThrownBy(() -> state.merge(state));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> state.merge(DataQuality.start(table.schema(), o -> o.clock(CLOCK).minimum(1))))
        .withMessageContaining("one fixed clock");
    Schema other = Schema.builder().numeric("x").build();
    assertThatThrownBy(() -> state.add(Table.of(other, List.of(NumericColumn.of(1)))))
        .isInstanceOf(SchemaMismatchException.class);
    assertThat(state.rows()).isZero();
  }

  @Test
  void report_ofAStream_hasNoTable() {
    Table table = random(50, Labels.NONE, Seed.of(3).random());
    QualityState state = DataQuality.start(table.schema(), o -> o.clock(CLOCK).minimum(0));
    assertThatThrownBy(() -> state.report().requirePasses())
        .isInstanceOf(QualityGateException.class)
        .hasMessageContaining("must have rows");
    state.add(table);
    state.report().requirePasses();
    assertThatIllegalStateException().isThrownBy(() -> state.report().orThrow());
  }
}
