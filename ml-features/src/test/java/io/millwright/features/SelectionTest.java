package io.millwright.features;

import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.targetEncode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.model.Featurizer.Feature;
import io.millwright.model.TrainingFeatures;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.BooleanColumn;
import io.millwright.table.Column;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final int N = 600;

  /**
   * Flag {@code y}; {@code a} follows it, {@code b} a noisier copy of a, {@code c} noise, {@code k}
   * 3.
   */
  private static Table table() {
    RandomGenerator random = Seed.of(5).random();
    double[][] x = new double[4][N];
    BitSet y = new BitSet();
    for (int i = 0; i < N; i++) {
      y.set(i, random.nextBoolean());
      x[0][i] = (y.get(i) ? 1.5 : 0) + random.nextGaussian();
      x[1][i] = x[0][i] + 0.05 * random.nextGaussian();
      x[2][i] = random.nextGaussian();
      x[3][i] = 3;
    }
    Schema schema =
        Schema.builder()
            .numeric("a")
            .numeric("b")
            .numeric("c")
            .numeric("k")
            .binaryLabel("y")
            .build();
    List<Column> columns = new ArrayList<>();
    for (double[] column : x) {
      columns.add(NumericColumn.of(column, new BitSet()));
    }
    columns.add(BooleanColumn.of(N, y, new BitSet()));
    return Table.of(schema, columns);
  }

  private static List<String> kept(Selection... selections) {
    Table table = table();
    FeatureSpec spec =
        FeatureSpec.over(table.schema())
            .add(raw("a"), raw("b"), raw("c"), raw("k"))
            .select(selections)
            .build();
    FittedFeatures fitted = spec.fit(TrainingSet.ofAll(table), Seed.of(1));
    List<String> names = fitted.features().stream().map(Feature::name).toList();
    List<String> all = new ArrayList<>(names);
    all.addAll(fitted.dropped());
    assertThat(all).containsExactlyInAnyOrder("a", "b", "c", "k");
    return names;
  }

  @Test
  void selections_plantedSignal_keepIt() {
    assertThat(kept(Selection.varianceAbove(0))).containsExactly("a", "b", "c");
    assertThat(kept(Selection.bestByF(2))).containsExactly("a", "b");
    assertThat(kept(Selection.significantByF(0.05))).containsExactly("a", "b");
    assertThat(kept(Selection.bestByMutualInformation(2))).containsExactly("a", "b");
    assertThat(kept(Selection.correlationAtMost(0.95))).containsExactly("a", "c", "k");
    assertThat(kept(Selection.minimumRedundancy(2))).hasSize(2).isNotEqualTo(List.of("a", "b"));
    assertThat(kept(Selection.correlationAtMost(0.95), Selection.bestByF(1))).containsExactly("a");
    assertThat(kept(Selection.best(1, "last", (m, t, s) -> new double[] {0, 1, Double.NaN, 2})))
        .containsExactly("k");
  }

  @Test
  void bestByF_moreThanThereAre_keepsAll() {
    assertThat(kept(Selection.bestByF(9))).hasSize(4);
  }

  @Test
  void significantByF_pureNoise_keepsNoneInMostRuns() {
    int alarms = 0;
    for (int run = 0; run < 100; run++) {
      RandomGenerator random = Seed.of(7).derive(run).random();
      List<Column> columns = new ArrayList<>();
      Schema.Builder schema = Schema.builder();
      for (int j = 0; j < 10; j++) {
        schema.numeric("f" + j);
        columns.add(
            NumericColumn.of(random.doubles(100).map(d -> d - 0.5).toArray(), new BitSet()));
      }
      schema.realLabel("y");
      columns.add(NumericColumn.of(random.doubles(100).toArray(), new BitSet()));
      Table table = Table.of(schema.build(), columns);
      FeatureSpec.Builder spec =
          FeatureSpec.over(table.schema()).select(Selection.significantByF(0.05));
      IntStream.range(0, 10).forEach(j -> spec.add(raw("f" + j)));
      FeatureSpec built = spec.build();
      try {
        alarms += built.fit(TrainingSet.ofAll(table), Seed.of(1)).features().isEmpty() ? 0 : 1;
      } catch (FeatureFitException e) {
        assertThat(e).hasMessageContaining("must keep a feature");
      }
    }
    // With 100 runs at 5 %, 11 or more come up once in a hundred.
    assertThat(alarms).isLessThanOrEqualTo(11);
  }

  @Test
  void fitTransform_partOfAnOp_agreesWithTheFeaturizerAndItsCopy() {
    Table table = Rows.table(Rows.random(400, 3));
    FeatureSpec spec =
        FeatureSpec.over(Rows.SCHEMA)
            .add(raw("n"), oneHot("region"), raw("x").imputeMean())
            .select(Selection.bestByF(5))
            .build();
    TrainingFeatures got = spec.fitTransform(TrainingSet.ofAll(table), Seed.of(1));
    FittedFeatures fitted = (FittedFeatures) got.featurizer();
    assertThat(fitted.features()).hasSize(5).isEqualTo(got.matrix().features());
    assertThat(fitted.dropped()).hasSize(9);
    FittedFeatures read = FittedFeatures.fromJson(fitted.stored().json(), Rows.SCHEMA);
    assertThat(read.stored()).isEqualTo(fitted.stored());
    assertThat(read.describe()).isEqualTo(fitted.describe()).contains("Dropped by selection");
    double[] vector = new double[5];
    var cursor = table.cursor();
    for (int i = 0; i < 400; i++) {
      read.apply(cursor.moveTo(i), vector, 0);
      double[] row = new double[5];
      got.matrix().copyRow(i, row, 0);
      assertThat(Rows.bits(row)).isEqualTo(Rows.bits(vector));
    }
  }

  /** 300 random categories encode the label well in sample, and not at all out of fold. */
  @Test
  void selection_targetEncodedNoise_isJudgedOutOfFold() {
    Table table = Rows.table(Rows.random(500, 8));
    FeatureSpec spec =
        FeatureSpec.over(Rows.SCHEMA)
            .add(targetEncode("region").leaveOneOut(), raw("n"))
            .select(Selection.best(1, "first", (m, t, s) -> new double[] {m.value(0, 0), 0}))
            .build();
    TrainingFeatures got = spec.fitTransform(TrainingSet.ofAll(table), Seed.of(1));
    double[] inSample = new double[1];
    got.featurizer().apply(table.cursor().moveTo(0), inSample, 0);
    assertThat(got.matrix().value(0, 0)).isNotEqualTo(inSample[0]);
  }

  /** Selecting on all rows finds signal in noise; within the fold there is none to find. */
  @Test
  void selectionBeforeTheSplit_pureNoise_looksGoodAndInTheFoldDoesNot() {
    RandomGenerator random = Seed.of(11).random();
    double[][] x = new double[2_000][60];
    double[] y = new double[60];
    for (int i = 0; i < 60; i++) {
      y[i] = i % 2;
      for (double[] column : x) {
        column[i] = random.nextGaussian();
      }
    }
    double before = 0;
    double inFold = 0;
    for (int fold = 0; fold < 5; fold++) {
      int held = fold;
      before += hits(x, y, best(x, y, i -> true), held);
      inFold += hits(x, y, best(x, y, i -> i % 5 != held), held);
    }
    assertThat(before / 60).isGreaterThan(0.75);
    assertThat(inFold / 60).isBetween(0.3, 0.7);
  }

  private static int[] best(double[][] x, double[] y, java.util.function.IntPredicate taken) {
    double[] scores = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      double[] column = x[j].clone();
      for (int i = 0; i < column.length; i++) {
        column[i] = taken.test(i) ? column[i] : Double.NaN;
      }
      scores[j] = FStatistic.ofClasses(column, y, 2).f();
    }
    return Selection.highest(scores, x.length, 20);
  }

  /** Rows of the held fold that lie nearer to the mean of their own class. */
  private static int hits(double[][] x, double[] y, int[] features, int held) {
    int hits = 0;
    for (int i = 0; i < y.length; i++) {
      double nearerToOne = 0;
      for (int j : features) {
        double[] means = new double[2];
        for (int r = 0; r < y.length; r++) {
          means[(int) y[r]] += r % 5 != held ? x[j][r] / 24 : 0;
        }
        nearerToOne += Math.pow(x[j][i] - means[0], 2) - Math.pow(x[j][i] - means[1], 2);
      }
      hits += i % 5 == held && (nearerToOne > 0) == (y[i] == 1) ? 1 : 0;
    }
    return hits;
  }

  @Test
  void information_handComputed_inNatsLessBias() {
    int[] x = {1, 1, 1, 1, 2, 2, 2, 2};
    // Equal: ln 2, less (2 - 2 - 2 + 1) / 16.
    assertThat(BinnedColumns.information(x, x)).isCloseTo(Math.log(2) + 1 / 16.0, within(1e-15));
    int[] y = {1, 2, 1, 2, 1, 2, 1, 2};
    assertThat(BinnedColumns.information(x, y)).isCloseTo(-1 / 16.0, within(1e-15));
  }

  @Test
  void bins_moreThanSixteenValues_holdAboutEquallyManyAndTiesTogether() {
    double[] column = IntStream.range(0, 160).mapToDouble(i -> i < 40 ? 0 : i).toArray();
    column[159] = Double.NaN;
    int[] bins = BinnedColumns.bins(column);
    assertThat(IntStream.range(0, 40).map(i -> bins[i]).distinct().count()).isOne();
    assertThat(bins[159]).isZero();
    assertThat(java.util.Arrays.stream(bins).distinct().count()).isBetween(12L, 17L);
  }

  @Test
  void correlation_constantOrFar_isZeroOrExact() {
    double[] x = {1e8 + 1, 1e8 + 2, 1e8 + 3};
    assertThat(ColumnStats.correlation(x, new double[] {1, 2, 3})).isCloseTo(1, within(1e-15));
    assertThat(ColumnStats.correlation(x, new double[] {2, 2, 2})).isZero();
    assertThat(ColumnStats.correlation(x, new double[] {3, Double.NaN, 1}))
        .isCloseTo(-1, within(1e-15));
  }

  @Test
  void build_labelThatDoesNotSuit_isRefused() {
    Schema none = Schema.builder().numeric("a").build();
    assertThatThrownBy(
            () -> FeatureSpec.over(none).add(raw("a")).select(Selection.bestByF(1)).build())
        .hasMessageContaining("must have a label");
    Schema real = Schema.builder().numeric("a").realLabel("y").build();
    assertThatThrownBy(
            () -> FeatureSpec.over(real).add(raw("a")).select(Selection.bestByChiSquare(1)).build())
        .hasMessageContaining("must have classes");
    assertThat(
            FeatureSpec.over(none)
                .add(raw("a"))
                .select(Selection.varianceAbove(0))
                .build()
                .describe())
        .contains("Only variance above 0.0");
  }

  @Test
  void bestByChiSquare_negativeFeature_isRefusedByName() {
    Table table = table();
    FeatureSpec spec =
        FeatureSpec.over(table.schema()).add(raw("a")).select(Selection.bestByChiSquare(1)).build();
    assertThatThrownBy(() -> spec.fit(TrainingSet.ofAll(table), Seed.of(1)))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("Feature 'a' must not be negative");
  }

  @Test
  void fromJson_partThatIsNone_isRefused() {
    String start =
        "{\"formatVersion\":1,\"schema\":\"" + Rows.SCHEMA.fingerprint() + "\",\"ops\":[";
    String ordinal =
        "{\"op\":\"ordinal\",\"field\":\"grade\",\"categories\":[\"low\"],\"refuses\":false}";
    for (String kept : List.of("[]", "[1]", "[0,0]", "[-1]", "[0.5]")) {
      String json = start + "{\"op\":\"part\",\"kept\":" + kept + ",\"whole\":" + ordinal + "}]}";
      assertThatThrownBy(() -> FittedFeatures.fromJson(json, Rows.SCHEMA))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'kept' must");
    }
    String part = "{\"op\":\"part\",\"kept\":[0],\"whole\":" + ordinal + "}";
    String nested = start + "{\"op\":\"part\",\"kept\":[0],\"whole\":" + part + "}]}";
    assertThatThrownBy(() -> FittedFeatures.fromJson(nested, Rows.SCHEMA))
        .hasMessageContaining("must not be of a part");
  }
}
