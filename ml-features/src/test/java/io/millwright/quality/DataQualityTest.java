package io.millwright.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.quality.QualityFault.Kind;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataQualityTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T00:00:00Z"), ZoneOffset.UTC);
  private static final BitSet NONE = new BitSet();

  @Test
  void completeness_quarterMissing_isHalfTheScore() {
    Schema schema = Schema.builder().numeric("a").numeric("b").optional("a", "b").build();
    BitSet half = bits(0, 2, 4, 6);
    QualityReport report =
        assess(
            Table.of(
                schema,
                List.of(
                    NumericColumn.of(new double[8], half),
                    NumericColumn.of(1, 2, 3, 4, 5, 6, 7, 8))));
    // 4 of 16 cells: 5 (1 - 2 / 4)
    assertThat(value(report, Dimension.COMPLETENESS)).isEqualTo(2.5);
    assertThat(report.score(Dimension.COMPLETENESS).summary())
        .isEqualTo("4 of 16 cells are missing.");
  }

  @Test
  void accuracy_nonFiniteAndOutliers_costTheirShare() {
    double[] values = new double[100];
    for (int i = 0; i < 97; i++) {
      values[i] = i;
    }
    values[97] = 1e6;
    values[98] = Double.NaN;
    values[99] = Double.POSITIVE_INFINITY;
    QualityReport report =
        assess(Table.of(Schema.builder().numeric("a").build(), List.of(NumericColumn.of(values))));
    // 5 (1 - 20 * 0.02 - 5 * 0.01)
    assertThat(value(report, Dimension.ACCURACY)).isCloseTo(2.75, within(1e-12));
    assertThat(kinds(report)).contains(Kind.NON_FINITE, Kind.EXTREME_OUTLIERS);
  }

  @Test
  void accuracy_halfZeros_usesTheQuartilesInstead() {
    // MAD 0, IQR 4: an extreme value lies beyond 10 * 4 / 1.349 = 29.7 of the median
    double[] values = {0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 29};
    assertThat(outliers(values)).isZero();
    values[10] = 30;
    assertThat(outliers(values)).isEqualTo(1);
    // MAD and IQR 0: nothing is judged
    assertThat(outliers(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 1e9})).isZero();
  }

  private static long outliers(double[] values) {
    QualityReport report =
        assess(Table.of(Schema.builder().numeric("a").build(), List.of(NumericColumn.of(values))));
    return Math.round(report.score(Dimension.ACCURACY).measures().get(1).value() * values.length);
  }

  @Test
  void consistency_duplicatesVariantsConstants_costTheirShare() {
    Schema schema = Schema.builder().key("id").categorical("c").numeric("k").numeric("x").build();
    Table table =
        Table.of(
            schema,
            List.of(
                TextColumn.of(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")),
                CategoricalColumn.of(
                    new int[] {0, 0, 0, 1, 2, 3, 3, 3, 3, 3},
                    List.of("North", "north ", "NORTH", "South")),
                NumericColumn.of(7, 7, 7, 7, 7, 7, 7, 7, 7, 7),
                NumericColumn.of(1, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
    QualityReport report = assess(table);
    // one row repeats another but for its key; 2 of 10 cells spelt oddly; 1 of 3 features constant
    assertThat(value(report, Dimension.CONSISTENCY))
        .isCloseTo(5 * (1 - 2 * 0.1 - 2 * 0.2 - 1 / 3.0), within(1e-12));
    assertThat(kinds(report))
        .contains(Kind.DUPLICATE_ROWS, Kind.CATEGORY_VARIANTS, Kind.CONSTANT_COLUMN);
    assertThat(report.describe()).doesNotContain("North").doesNotContain("NORTH");
  }

  @Test
  void consistency_randomRows_countsDuplicatesAsASlowCountDoes() {
    RandomGenerator random = Seed.of(3).random();
    double[] a = random.ints(2000, 0, 20).asDoubleStream().toArray();
    int[] b = random.ints(2000, -1, 8).toArray();
    List<String> words = IntStream.range(0, 8).mapToObj(i -> "w" + i).toList();
    Table table =
        Table.of(
            Schema.builder().numeric("a").categorical("b").optional("b").build(),
            List.of(NumericColumn.of(a), CategoricalColumn.of(b, words)));
    long distinct = IntStream.range(0, 2000).mapToObj(i -> a[i] + "|" + b[i]).distinct().count();
    assertThat(assess(table).score(Dimension.CONSISTENCY).measures().get(0).value())
        .isEqualTo((2000 - distinct) / 2000.0);
  }

  @Test
  void timeliness_age_fallsFromFreshToStale() {
    assertThat(timeliness("2026-01-21T00:00:00Z")).isEqualTo(5);
    // 380 days old, half way from 30 to 730
    assertThat(timeliness("2025-01-16T00:00:00Z")).isCloseTo(2.5, within(1e-9));
    assertThat(timeliness("2020-01-01T00:00:00Z")).isEqualTo(0);
    assertThat(timeliness("2027-01-01T00:00:00Z")).isEqualTo(0);
    // one of two in the future
    assertThat(timeliness("2026-01-21T00:00:00Z", "2027-01-01T00:00:00Z")).isEqualTo(2.5);
    assertThat(
            DataQuality.assess(
                    times("2026-01-21T00:00:00Z"),
                    o -> o.clock(CLOCK).fresh(Duration.ofDays(0)).stale(Duration.ofDays(20)))
                .score(Dimension.TIMELINESS)
                .value()
                .getAsDouble())
        .isCloseTo(2.5, within(1e-9));
  }

  private static double timeliness(String... instants) {
    return value(assess(times(instants)), Dimension.TIMELINESS);
  }

  private static Table times(String... instants) {
    long[] nanos =
        Arrays.stream(instants)
            .mapToLong(t -> Instant.parse(t).getEpochSecond() * 1_000_000_000L)
            .toArray();
    return Table.of(
        Schema.builder().eventTime("t", ZoneOffset.UTC).build(),
        List.of(LongColumn.of(FieldType.TIMESTAMP, nanos, NONE)));
  }

  @Test
  void total_notAssessedDimension_isNeutral() {
    QualityReport report = assess(labelled(2000, 5, 1.0));
    assertThat(report.score(Dimension.TIMELINESS).value()).isEmpty();
    double mean =
        report.scores().stream()
            .filter(s -> s.value().isPresent())
            .mapToDouble(s -> s.value().getAsDouble())
            .average()
            .orElseThrow();
    assertThat(report.total()).isCloseTo(6 * mean, within(1e-12));
  }

  @Test
  void relevance_signalAndNoise_areToldApart() {
    QualityReport all = assess(labelled(3000, 4, 1.0));
    // 1 of 4 features carries signal: 5 * min(1, 2 / 4), a noise one passes by chance 1 in 20
    assertThat(all.score(Dimension.RELEVANCE).measures().get(0).value()).isEqualTo(0.25);
    assertThat(value(all, Dimension.RELEVANCE)).isEqualTo(2.5);
    int passed = 0;
    for (int k = 0; k < 40; k++) {
      int seed = k;
      QualityReport noise =
          DataQuality.assess(noise(200, 5, seed), o -> o.clock(CLOCK).seed(Seed.of(1000 + seed)));
      passed += (int) Math.round(noise.score(Dimension.RELEVANCE).measures().get(0).value() * 5);
    }
    // 200 features of noise at a rate of 1/20: mean 10, standard deviation 3.1
    assertThat(passed).isBetween(1, 22);
  }

  @Test
  void relevance_realLabel_seesACurve() {
    RandomGenerator random = Seed.of(8).random();
    double[] x = random.doubles(1000, -1, 1).toArray();
    double[] y = Arrays.stream(x).map(v -> v * v + 0.01 * random.nextGaussian()).toArray();
    Table table =
        Table.of(
            Schema.builder().numeric("x").realLabel("y").build(),
            List.of(NumericColumn.of(x), NumericColumn.of(y)));
    assertThat(assess(table).score(Dimension.RELEVANCE).measures().get(1).value())
        .isGreaterThan(0.9);
  }

  @Test
  void volume_isTheLeastOfItsThree() {
    // 1,000 rows: 3.33; 200 for each feature: 5; 500 rows of the smaller class: 4.25
    QualityReport report = assess(labelled(1000, 5, 1.0));
    assertThat(value(report, Dimension.VOLUME)).isCloseTo(5 * 2 / 3.0, within(1e-9));
  }

  @Test
  void faults_allMissingOneClassMissingLabel_blockWhateverTheScore() {
    Schema schema =
        Schema.builder()
            .numeric("a")
            .numeric("gone")
            .binaryLabel("y")
            .optional("gone", "y")
            .build();
    BitSet all = bits(IntStream.range(0, 4).toArray());
    Table table =
        Table.of(
            schema,
            List.of(
                NumericColumn.of(1, 2, 3, 4),
                NumericColumn.of(new double[4], all),
                BooleanColumn.of(4, bits(0, 1, 2), bits(3))));
    QualityReport report = DataQuality.assess(table, o -> o.clock(CLOCK).minimum(0));
    assertThat(kinds(report))
        .contains(Kind.ALL_MISSING, Kind.ONE_CLASS_TARGET, Kind.MISSING_TARGET);
    assertThat(report.passes()).isFalse();
    assertThatThrownBy(report::orThrow)
        .isInstanceOfSatisfying(
            QualityGateException.class, e -> assertThat(e.report()).isSameAs(report))
        .hasMessageContaining("'gone' must have values")
        .hasMessageContaining("'y' must vary")
        .hasMessageContaining("is not in 1 of 4");
  }

  @Test
  void faults_idLikeColumns_areNamed() {
    int n = 60;
    Schema schema =
        Schema.builder().integer("row").integer("count").categorical("code").text("story").build();
    List<String> codes = IntStream.range(0, n).mapToObj(i -> "c" + i).toList();
    Table table =
        Table.of(
            schema,
            List.of(
                LongColumn.of(
                    FieldType.INTEGER, IntStream.range(0, n).asLongStream().toArray(), NONE),
                LongColumn.of(
                    FieldType.INTEGER, IntStream.range(0, n).mapToLong(i -> i % 7).toArray(), NONE),
                CategoricalColumn.of(IntStream.range(0, n).toArray(), codes),
                TextColumn.of(codes.stream().map(c -> "a story of " + c).toList())));
    assertThat(assess(table).faults())
        .filteredOn(f -> f.kind() == Kind.ID_LIKE_COLUMN)
        .extracting(f -> f.field().orElseThrow())
        .containsExactly("row", "code");
  }

  @Test
  void orThrow_belowTheMinimum_throwsAndAboveGivesTheTable() {
    Table table = labelled(500, 3, 1.0);
    QualityReport report = assess(table);
    assertThat(report.total()).isGreaterThan(18);
    assertThat(report.orThrow()).isSameAs(table);
    QualityReport strict = DataQuality.assess(table, o -> o.clock(CLOCK).minimum(30));
    assertThatThrownBy(strict::orThrow)
        .isInstanceOf(QualityGateException.class)
        .hasMessageContaining("must reach a quality of 30.0 of 30");
  }

  @Test
  void assess_noRows_isRefusedByTheGate() {
    Table empty = labelled(10, 2, 1.0).take(new int[0]);
    QualityReport report = assess(empty);
    assertThat(report.total()).isZero();
    assertThat(kinds(report)).containsExactly(Kind.EMPTY_TABLE);
    assertThatThrownBy(report::orThrow).hasMessageContaining("must have rows");
  }

  @Test
  void assess_twice_isEqual() {
    Table table = labelled(3000, 6, 0.3);
    assertThat(assess(table).describe()).isEqualTo(assess(table).describe());
    assertThat(assess(table).scores()).isEqualTo(assess(table).scores());
  }

  @Test
  void options_setTwiceOrOutOfRange_areRefused() {
    Table table = labelled(20, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.assess(table, o -> o.minimum(1).minimum(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.assess(table, o -> o.minimum(31)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.assess(table, o -> o.fresh(Duration.ofDays(900))));
  }

  @Test
  void assess_fiftyThousandRows_takesSeconds() {
    Table table = labelled(48_842, 15, 0.5);
    long start = System.nanoTime();
    assertThat(assess(table).rows()).isEqualTo(48_842);
    // 0.3 s on an idle machine; the limit leaves room for a busy one
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  /** The first feature follows the label with this strength; the others are noise. */
  static Table labelled(int rows, int features, double strength) {
    RandomGenerator random = Seed.of(21).random();
    Schema.Builder schema = Schema.builder();
    BitSet label = new BitSet();
    for (int i = 0; i < rows; i += 2) {
      label.set(i);
    }
    List<Column> columns = new ArrayList<>();
    for (int f = 0; f < features; f++) {
      schema.numeric("f" + f);
      double[] values = new double[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = random.nextGaussian() + (f == 0 && label.get(i) ? strength : 0);
      }
      columns.add(NumericColumn.of(values));
    }
    columns.add(BooleanColumn.of(rows, label, NONE));
    return Table.of(schema.binaryLabel("y").build(), columns);
  }

  private static Table noise(int rows, int features, int seed) {
    RandomGenerator random = Seed.of(seed).random();
    Schema.Builder schema = Schema.builder();
    List<Column> columns = new ArrayList<>();
    for (int f = 0; f < features; f++) {
      schema.numeric("f" + f);
      columns.add(NumericColumn.of(random.doubles(rows).toArray()));
    }
    columns.add(NumericColumn.of(random.doubles(rows).toArray()));
    return Table.of(schema.realLabel("y").build(), columns);
  }

  private static QualityReport assess(Table table) {
    return DataQuality.assess(table, o -> o.clock(CLOCK));
  }

  private static double value(QualityReport report, Dimension dimension) {
    return report.score(dimension).value().orElseThrow();
  }

  private static List<Kind> kinds(QualityReport report) {
    return report.faults().stream().map(QualityFault::kind).distinct().toList();
  }

  private static BitSet bits(int... rows) {
    BitSet set = new BitSet();
    Arrays.stream(rows).forEach(set::set);
    return set;
  }
}
