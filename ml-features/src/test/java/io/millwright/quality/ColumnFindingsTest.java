package io.millwright.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.quality.ColumnFindings.Finding;
import io.millwright.quality.ColumnFindings.Moments;
import io.millwright.quality.ColumnFindings.Outliers;
import io.millwright.quality.ColumnFindings.Quartiles;
import io.millwright.quality.ColumnFindings.Rule;
import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnFindingsTest {

  private static final Schema SCHEMA = Schema.builder().numeric("x").optional("x").build();
  private static final Field X = SCHEMA.field("x");

  private static ColumnFindings of(double... values) {
    return ColumnFindings.of(Table.of(SCHEMA, List.of(NumericColumn.of(values))), "x");
  }

  private static Outliers rule(ColumnFindings findings, Rule rule) {
    return findings.outliers().stream().filter(o -> o.rule() == rule).findFirst().orElseThrow();
  }

  @Test
  void numbers_smallColumn_areAsByHand() {
    ColumnFindings found = of(1, 2, 3, 4, Double.NaN, 100);
    assertThat(found.nonFinite()).isEqualTo(1);
    assertThat(found.quartiles()).contains(new Quartiles(1, 2, 3, 4, 100));
    // 2 - 1.5 * 2 and 4 + 1.5 * 2; MAD 1: 3 -+ 3.5 / 0.6745
    assertThat(rule(found, Rule.IQR)).isEqualTo(new Outliers(Rule.IQR, -1, 7, 1, List.of(5L)));
    assertThat(rule(found, Rule.MAD).high()).isCloseTo(3 + 3.5 / 0.6745, within(1e-12));
    assertThat(rule(found, Rule.MAD).count()).isEqualTo(1);
    assertThat(rule(found, Rule.Z).count()).as("no z above 3 in five numbers").isZero();
    Moments moments = found.moments().orElseThrow();
    assertThat(moments.mean()).isEqualTo(22);
    assertThat(moments.deviation().getAsDouble()).isCloseTo(Math.sqrt(7610 / 4.0), within(1e-12));
    // scipy 1.17.1: skew and kurtosis with bias=False
    assertThat(moments.skewness().getAsDouble()).isCloseTo(2.232395911636458, within(1e-12));
    assertThat(moments.kurtosis().getAsDouble()).isCloseTo(4.986865957200654, within(1e-12));
    assertThat(found.findings()).containsExactly(Finding.SKEWED, Finding.OUTLIERS);
    assertThat(found.describe()).contains("1 by IQR, 1 by MAD").doesNotContain("100");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void numbers_randomColumns_agreeWithPlainSums(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    int n = 5 + random.nextInt(200);
    double[] x = random.doubles(n, -1, 1).map(v -> 1000 + v * v * v * 50).toArray();
    Moments moments = of(x).moments().orElseThrow();
    double mean = Arrays.stream(x).average().orElseThrow();
    double s = Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (n - 1));
    double cubes = Arrays.stream(x).map(v -> Math.pow((v - mean) / s, 3)).sum();
    double fourths = Arrays.stream(x).map(v -> Math.pow((v - mean) / s, 4)).sum();
    double m = n;
    assertThat(moments.skewness().getAsDouble())
        .isCloseTo(m / ((m - 1) * (m - 2)) * cubes, within(1e-9));
    assertThat(moments.kurtosis().getAsDouble())
        .isCloseTo(
            m * (m + 1) / ((m - 1) * (m - 2) * (m - 3)) * fourths
                - 3 * (m - 1) * (m - 1) / ((m - 2) * (m - 3)),
            within(1e-8));
    for (Outliers o : of(x).outliers()) {
      assertThat(o.count())
          .isEqualTo(Arrays.stream(x).filter(v -> v < o.low() || v > o.high()).count());
      assertThat(o.rows())
          .isEqualTo(
              IntStream.range(0, n)
                  .filter(i -> x[i] < o.low() || x[i] > o.high())
                  .limit(10)
                  .mapToObj(i -> (long) i)
                  .toList());
    }
  }

  @Test
  void findings_constantNearConstantMissing_areToldApart() {
    double[] near = new double[200];
    near[7] = 1;
    near[8] = 2;
    assertThat(of(near).findings()).contains(Finding.NEAR_CONSTANT);
    assertThat(of(near).mostFrequentShare()).hasValue(0.99);
    near[9] = 3;
    assertThat(of(near).findings()).doesNotContain(Finding.NEAR_CONSTANT);
    assertThat(of(4, 4, 4).findings()).containsExactly(Finding.CONSTANT);
    assertThat(of(4, 4, 4).moments().orElseThrow().skewness()).isEmpty();
    assertThat(rule(of(4, 4, 4), Rule.IQR).count()).isZero();
    assertThat(of(4, 4, 4).outliers()).hasSize(1);
    BitSet all = new BitSet();
    all.set(0, 3);
    ColumnFindings none =
        ColumnFindings.of(Table.of(SCHEMA, List.of(NumericColumn.of(new double[3], all))), "x");
    assertThat(none.findings()).isEmpty();
    assertThat(none.mostFrequentShare()).isEmpty();
    assertThat(none.moments()).isEmpty();
    assertThat(of(Double.NaN, Double.NaN).findings()).containsExactly(Finding.CONSTANT);
  }

  @Test
  void findings_manyStrings_areHighCardinality() {
    Schema schema = Schema.builder().categorical("c").build();
    assertThat(strings(schema, 1000, 101).findings()).containsExactly(Finding.HIGH_CARDINALITY);
    assertThat(strings(schema, 1000, 100).findings()).isEmpty();
    assertThat(strings(schema, 20, 11).findings()).containsExactly(Finding.HIGH_CARDINALITY);
    assertThat(strings(schema, 20, 10).findings()).isEmpty();
    assertThat(ColumnFindings.toDataTable(List.of(strings(schema, 20, 10))).rows()).hasSize(1);
  }

  private static ColumnFindings strings(Schema schema, int rows, int distinct) {
    List<String> words = IntStream.range(0, distinct).mapToObj(i -> "w" + i).toList();
    int[] codes = IntStream.range(0, rows).map(i -> i % distinct).toArray();
    return ColumnFindings.of(Table.of(schema, List.of(CategoricalColumn.of(codes, words))), "c");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 130_000})
  void merge_anyGrouping_isOnePass(int n) {
    RandomGenerator random = Seed.of(n).random();
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = Math.exp(2 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
    }
    ColumnRecorder one = ColumnRecorder.of(X);
    one.add(NumericColumn.of(x));
    List<ColumnRecorder> parts = new ArrayList<>();
    for (int from = 0; from < n; ) {
      int to = Math.min(n, from + 1 + random.nextInt(n / 3));
      ColumnRecorder part = ColumnRecorder.of(X);
      part.add(NumericColumn.of(Arrays.copyOfRange(x, from, to)));
      parts.add(part);
      from = to;
    }
    while (parts.size() > 1) {
      int at = random.nextInt(parts.size() - 1);
      parts.get(at).merge(parts.remove(at + 1));
    }
    ColumnFindings whole = one.findings();
    ColumnFindings merged = parts.get(0).findings();
    assertThat(merged.quartiles()).isEqualTo(whole.quartiles());
    assertThat(merged.findings()).isEqualTo(whole.findings());
    assertThat(merged.distinct()).isEqualTo(whole.distinct());
    assertThat(merged.isExact()).isEqualTo(whole.isExact()).isEqualTo(n < 100_000);
    if (n < 100_000) {
      assertThat(merged.outliers()).isEqualTo(whole.outliers());
      assertThat(merged.moments()).isEqualTo(whole.moments());
    } else {
      assertThat(merged.moments().orElseThrow().skewness().getAsDouble())
          .isCloseTo(whole.moments().orElseThrow().skewness().getAsDouble(), within(1e-9));
      assertThat(rule(merged, Rule.IQR)).isEqualTo(rule(whole, Rule.IQR));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> one.merge(one));
  }

  @Test
  void numbers_longColumn_areWithinTheStatedError() {
    int n = 150_000;
    RandomGenerator random = Seed.of(5).random();
    double[] x = random.doubles(n).map(u -> Math.exp(3 * u) - 2).toArray();
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    ColumnFindings found = of(x);
    Quartiles exact =
        new Quartiles(
            sorted[0],
            ColumnFacts.quantile(sorted, 0.25),
            ColumnFacts.quantile(sorted, 0.5),
            ColumnFacts.quantile(sorted, 0.75),
            sorted[n - 1]);
    Quartiles about = found.quartiles().orElseThrow();
    assertThat(about.min()).isEqualTo(exact.min());
    assertThat(about.max()).isEqualTo(exact.max());
    assertThat(about.lower()).isCloseTo(exact.lower(), within(0.0051 * Math.abs(exact.lower())));
    assertThat(about.median()).isCloseTo(exact.median(), within(0.0051 * exact.median()));
    assertThat(about.upper()).isCloseTo(exact.upper(), within(0.0051 * exact.upper()));
    assertThat(found.isExact()).isFalse();
    assertThat(found.distinct()).isEmpty();
    double reach = 1.5 * (exact.upper() - exact.lower());
    long outside = Arrays.stream(x).filter(v -> v > exact.upper() + reach).count();
    assertThat((double) rule(found, Rule.IQR).count())
        .isCloseTo((double) outside, within(0.01 * n));
    assertThat(rule(found, Rule.IQR).rows()).isEmpty();
  }

  @Test
  void logCounts_anySize_standsWithinHalfAPercent() {
    RandomGenerator random = Seed.of(6).random();
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
      assertThat(LogCounts.representative(value))
          .isCloseTo(value, within(0.0050001 * Math.abs(value)));
    }
    assertThat(LogCounts.representative(0)).isZero();
    assertThat(LogCounts.representative(Double.MAX_VALUE)).isFinite();
  }
}
