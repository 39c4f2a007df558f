package io.millwright.features;

import static io.millwright.features.Rows.fit;
import static io.millwright.features.SourceTest.two;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.knnImpute;
import static io.millwright.features.Transforms.l1Norm;
import static io.millwright.features.Transforms.l2Norm;
import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.maxNorm;
import static io.millwright.features.Transforms.minMax;
import static io.millwright.features.Transforms.polynomial;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.standardize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Polynomials, row norms, and imputation from the nearest rows. */
class SeveralNumbersTest extends TransformContract {

  private static final double NA = Double.NaN;

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        polynomial(2, standardize("x").clip(-1e6, 1e6).imputeMedian(), minMax("n"), raw("flag")),
        polynomial(3, log1p("n"), raw("x").clip(-1e9, 1e9)).interactionsOnly().withBias(),
        polynomial(1, raw("i")).withBias(),
        l1Norm(raw("x"), raw("n"), raw("i")),
        l2Norm(raw("x").imputeMean(), daysBetween("openedOn", "decidedAt")),
        maxNorm(standardize("x"), log1p("n")),
        knnImpute(raw("x"), raw("n")),
        knnImpute(standardize("x"), standardize("i"), raw("flag"), raw("n").quantileUniform(10))
            .neighbors(3)
            .byDistance()
            .atMostDonors(500)
            .missingIndicators());
  }

  @Test
  void polynomial_smallRow_hasProductsByDegree() {
    Table row = two(new double[] {2}, new double[] {3});
    FittedFeatures fitted = fit(polynomial(3, raw("a"), raw("b")), row);
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .containsExactly(
            "a",
            "b",
            "product(a,a)",
            "product(a,b)",
            "product(b,b)",
            "product(a,a,a)",
            "product(a,a,b)",
            "product(a,b,b)",
            "product(b,b,b)");
    assertThat(fitted.transform(row)).containsExactly(2, 3, 4, 6, 9, 8, 12, 18, 27);
    assertThat(fitted.features().get(2).inputs()).containsExactly("a");
    assertThat(
            fit(polynomial(9, raw("a"), raw("b")).interactionsOnly().withBias(), row)
                .transform(row))
        .containsExactly(1, 2, 3, 6);
  }

  @Test
  void polynomial_missingOrTooLarge_isMissingOrRefused() {
    Table row = two(new double[] {NA}, new double[] {3});
    assertThat(fit(polynomial(2, raw("a"), raw("b")), row).transform(row))
        .containsExactly(NA, 3, NA, NA, 9);
    Table large = two(new double[] {1e300}, new double[] {1e300});
    assertThatThrownBy(() -> fit(polynomial(2, raw("a"), raw("b")), large))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("'a, b' must stay within doubles when multiplied; did not in 1 of 1");
    FittedFeatures fitted = fit(polynomial(2, raw("a"), raw("b")), row);
    assertThatThrownBy(() -> fitted.transform(large)).isInstanceOf(InvalidRowException.class);
  }

  @Test
  void numbers_thatDoNotFit_areFaultsOfThePlan() {
    List<Transform> faulty =
        List.of(
            polynomial(2, raw("x"), raw("x")),
            polynomial(2, raw("x").missingIndicator()),
            polynomial(40, raw("x"), raw("n"), raw("i"), raw("flag")),
            l2Norm(raw("region")),
            knnImpute(raw("x").imputeMean(), raw("n")),
            knnImpute(raw("x")).byDistance().byDistance(),
            polynomial(2, raw("x")).withBias().withBias());
    for (Transform t : faulty) {
      assertThatThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).add(t).build())
          .hasMessageContaining("must");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> polynomial(0, raw("x")));
    assertThatIllegalArgumentException().isThrownBy(() -> l1Norm());
    assertThatIllegalArgumentException().isThrownBy(() -> knnImpute(raw("x")).neighbors(0));
    assertThatIllegalArgumentException().isThrownBy(() -> knnImpute(raw("x")).atMostDonors(0));
  }

  @Test
  void norms_smallRow_followTheirDefinition() {
    Table rows = two(new double[] {3, 0, NA, 3e200}, new double[] {-4, 0, 5, -4e200});
    assertThat(fit(l1Norm(raw("a"), raw("b")), rows).transform(rows))
        .containsExactly(
            new double[] {3 / 7.0, -4 / 7.0, 0, 0, NA, 1, 3 / 7.0, -4 / 7.0}, within(1e-15));
    assertThat(fit(l2Norm(raw("a"), raw("b")), rows).transform(rows))
        .containsExactly(new double[] {0.6, -0.8, 0, 0, NA, 1, 0.6, -0.8}, within(1e-15));
    assertThat(fit(maxNorm(raw("a"), raw("b")), rows).transform(rows))
        .containsExactly(new double[] {0.75, -1, 0, 0, NA, 1, 0.75, -1}, within(1e-15));
  }

  @Test
  void knn_smallTable_takesTheNearestThatHaveTheNumber() {
    // by b: the nearest to 3.4 are 3 (a missing), 4, 2
    Table train = two(new double[] {10, 20, NA, 40}, new double[] {1, 2, 3, 4});
    Table row = two(new double[] {NA, 7}, new double[] {3.4, NA});
    assertThat(fit(knnImpute(raw("a"), raw("b")).neighbors(1), train).transform(row))
        .containsExactly(40, 3.4, 7, 1);
    assertThat(fit(knnImpute(raw("a"), raw("b")).neighbors(2), train).transform(row))
        .containsExactly(30, 3.4, 7, 1.5);
    // distances sqrt(2) 0.6 and sqrt(2) 1.4: weights 7 and 3
    assertThat(
            fit(knnImpute(raw("a"), raw("b")).neighbors(2).byDistance(), train).transform(row)[0])
        .isCloseTo(0.7 * 40 + 0.3 * 20, within(1e-12));
    double[] flagged = fit(knnImpute(raw("a"), raw("b")).missingIndicators(), train).transform(row);
    assertThat(Arrays.copyOfRange(flagged, 2, 4)).containsExactly(1, 0);
    // nothing shared: the mean
    assertThat(
            fit(knnImpute(raw("a"), raw("b")), train)
                .transform(two(new double[] {NA}, new double[] {NA})))
        .containsExactly(70 / 3.0, 2.5);
  }

  @Test
  void knn_distanceZeroTiesAndInfinity_areDefined() {
    Table train = two(new double[] {10, 30, 99}, new double[] {1, 1, 2});
    Table row = two(new double[] {NA, NA}, new double[] {1, 1e300});
    double[] got = fit(knnImpute(raw("a"), raw("b")).byDistance(), train).transform(row);
    assertThat(got[0]).isEqualTo(20); // those at distance 0 alone
    assertThat(got[2]).isCloseTo(139 / 3.0, within(1e-12)); // all infinitely far: alike
    // of equals the row with the smaller numbers
    assertThat(fit(knnImpute(raw("a"), raw("b")).neighbors(1), train).transform(row)[0])
        .isEqualTo(10);
  }

  @Test
  void knn_againstSlowSearch_agrees() {
    RandomGenerator random = Seed.of(31).random();
    double[][] columns = new double[3][150];
    for (double[] column : columns) {
      Arrays.setAll(column, i -> random.nextInt(5) == 0 ? NA : random.nextGaussian());
    }
    Table table = table(columns);
    for (boolean byDistance : new boolean[] {false, true}) {
      KnnImputeTransform t = knnImpute(raw("f0"), raw("f1"), raw("f2")).neighbors(4);
      double[] got = fit(byDistance ? t.byDistance() : t, table).transform(table);
      for (int i = 0; i < 150; i++) {
        for (int j = 0; j < 3; j++) {
          assertThat(got[3 * i + j]).isCloseTo(slow(columns, i, j, 4, byDistance), within(1e-12));
        }
      }
    }
  }

  private static double slow(double[][] columns, int row, int column, int k, boolean byDistance) {
    if (!Double.isNaN(columns[column][row])) {
      return columns[column][row];
    }
    record Donor(double distance, double value) {}
    List<Donor> donors =
        IntStream.range(0, columns[0].length)
            .filter(i -> !Double.isNaN(columns[column][i]))
            .mapToObj(i -> new Donor(distance(columns, row, i), columns[column][i]))
            .filter(d -> !Double.isNaN(d.distance))
            .sorted(Comparator.comparingDouble(Donor::distance))
            .limit(k)
            .toList();
    if (donors.isEmpty()) {
      return Arrays.stream(columns[column]).filter(v -> !Double.isNaN(v)).average().orElseThrow();
    }
    double weights = donors.stream().mapToDouble(d -> byDistance ? 1 / d.distance : 1).sum();
    return donors.stream().mapToDouble(d -> d.value * (byDistance ? 1 / d.distance : 1)).sum()
        / weights;
  }

  private static double distance(double[][] columns, int a, int b) {
    double sum = 0;
    int shared = 0;
    for (double[] column : columns) {
      if (!Double.isNaN(column[a]) && !Double.isNaN(column[b])) {
        sum += Math.pow(column[a] - column[b], 2);
        shared++;
      }
    }
    return shared == 0 ? NA : Math.sqrt(sum * columns.length / shared);
  }

  @Test
  void knn_tooManyDonorsOrNoValue_isReported() {
    double[] many = new double[20];
    Table table = two(many, many);
    assertThatThrownBy(() -> fit(knnImpute(raw("a"), raw("b")).atMostDonors(19), table))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("must be at most 19; were 20");
    double[] none = {NA, NA};
    assertThatThrownBy(() -> fit(knnImpute(raw("a"), raw("b")), two(none, new double[] {1, 2})))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("Field 'a' must have a value to impute from; has none in 2 rows");
  }

  @Test
  void knn_manyThreads_giveTheSameBits() throws Exception {
    List<Rows.Thing> rows = Rows.random(300, 3);
    FittedFeatures fitted = Rows.fit(knnImpute(raw("x"), raw("i"), raw("n")), rows);
    long[] once = Rows.bits(fitted.transform(Rows.table(rows)));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<long[]>> runs =
          IntStream.range(0, 8)
              .mapToObj(k -> pool.submit(() -> Rows.bits(fitted.transform(Rows.table(rows)))))
              .toList();
      for (Future<long[]> run : runs) {
        assertThat(run.get()).isEqualTo(once);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  static Table table(double[]... columns) {
    Schema.Builder schema = Schema.builder();
    for (int j = 0; j < columns.length; j++) {
      schema.numeric("f" + j);
    }
    String[] names =
        IntStream.range(0, columns.length).mapToObj(j -> "f" + j).toArray(String[]::new);
    return Table.of(
        schema.optional(names).build(),
        Arrays.stream(columns).map(SeveralNumbersTest::column).toList());
  }

  private static io.millwright.table.Column column(double[] values) {
    BitSet missing = new BitSet();
    for (int i = 0; i < values.length; i++) {
      missing.set(i, Double.isNaN(values[i]));
    }
    return NumericColumn.of(values, missing);
  }
}
