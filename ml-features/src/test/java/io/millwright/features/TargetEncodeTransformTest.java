package io.millwright.features;

import static io.millwright.features.Transforms.targetEncode;
import static io.millwright.features.Transforms.weightOfEvidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.model.FeatureMatrix;
import io.millwright.model.TrainingFeatures;
import io.millwright.schema.Schema;
import io.millwright.split.CrossValidation;
import io.millwright.split.Folds;
import io.millwright.split.SplitRows;
import io.millwright.split.TrainingSet;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetEncodeTransformTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        targetEncode("region"),
        targetEncode("region").mEstimate(10).folds(3),
        targetEncode("region").empiricalBayes(0),
        targetEncode("region").jamesStein(),
        targetEncode("grade").leaveOneOut(),
        targetEncode("region").ordered().mEstimate(2),
        targetEncode("region").temporal(),
        targetEncode("region").within(CrossValidation.kFold(4)),
        weightOfEvidence("region"));
  }

  /** {@code c} a category, {@code y} a real label, {@code g} a group, {@code t} a time. */
  private static Table real(String[] categories, double[] labels, long[] groups) {
    Schema schema =
        Schema.builder()
            .categorical("c")
            .integer("g")
            .eventTime("t", ZoneId.of("UTC"))
            .realLabel("y")
            .build();
    long[] times = new long[groups.length];
    Arrays.setAll(times, i -> groups[i] * 1_000_000_000L);
    return Table.of(
        schema,
        List.of(
            column(categories),
            LongColumn.of(io.millwright.schema.FieldType.INTEGER, groups, new BitSet()),
            LongColumn.of(io.millwright.schema.FieldType.TIMESTAMP, times, new BitSet()),
            NumericColumn.of(labels, new BitSet())));
  }

  private static CategoricalColumn column(String[] values) {
    List<String> dictionary = Arrays.stream(values).distinct().toList();
    return CategoricalColumn.of(
        Arrays.stream(values).mapToInt(dictionary::indexOf).toArray(), dictionary);
  }

  private static double[] outOfFold(Transform transform, Table table, long seed) {
    FeatureMatrix matrix =
        FeatureSpec.over(table.schema())
            .add(transform)
            .build()
            .fitTransform(TrainingSet.ofAll(table), Seed.of(seed))
            .matrix();
    return matrix.toDense().array();
  }

  private static final String[] ABC = {"a", "a", "b", "b", "c"};

  @Test
  void fit_handComputed_mEstimateAndPrior() {
    Table table = real(ABC, new double[] {1, 3, 5, 7, 4}, new long[] {1, 2, 3, 4, 5});
    FittedFeatures fitted = Rows.fit(targetEncode("c").mEstimate(2), table);
    Table later = real(new String[] {"a", "b", "c", "new"}, new double[4], new long[4]);
    // prior 4; (4 + 8) / 4, (12 + 8) / 4, (4 + 8) / 3
    assertThat(fitted.transform(later)).containsExactly(3, 5, 4, 4);
  }

  @Test
  void fit_singletonCategory_isDrawnToThePriorUnlessAskedNotTo() {
    Table table = real(ABC, new double[] {1, 3, 5, 7, 9}, new long[] {1, 2, 3, 4, 5});
    Table later = real(new String[] {"c"}, new double[1], new long[1]);
    // V = 8, v = (0 + 8) / 2: w = 8 / 12 of 9, the rest of 5.
    assertThat(Rows.fit(targetEncode("c"), table).transform(later)[0])
        .isCloseTo(9 * 2 / 3.0 + 5 / 3.0, within(1e-12));
    assertThat(Rows.fit(targetEncode("c").empiricalBayes(0), table).transform(later))
        .containsExactly(9);
  }

  @Test
  void jamesStein_noSpreadBetweenCategories_givesThePriorToAll() {
    Table same = real(ABC, new double[] {1, 3, 3, 1, 2}, new long[] {1, 2, 3, 4, 5});
    Table later = real(new String[] {"a", "b", "c"}, new double[3], new long[3]);
    assertThat(Rows.fit(targetEncode("c").jamesStein(), same).transform(later))
        .containsExactly(2, 2, 2);
  }

  @Test
  void jamesStein_handComputed_shrinksByVarianceComponents() {
    String[] four = {"a", "a", "b", "b"};
    Table table = real(four, new double[] {0, 2, 10, 12}, new long[] {1, 2, 3, 4});
    // s2 = (2 + 2) / 2 = 2; Q = 2·25·2 = 100; t2 = (100 - 2) / (4 - 8/4) = 49; B = 1 / 50.
    Table later = real(new String[] {"a", "b"}, new double[2], new long[2]);
    assertThat(Rows.fit(targetEncode("c").jamesStein(), table).transform(later))
        .containsExactly(1 * 0.98 + 6 * 0.02, 11 * 0.98 + 6 * 0.02);
  }

  @Test
  void within_policy_neverLearnsFromTheRowsOwnGroup() {
    RandomGenerator random = Seed.of(3).random();
    int n = 200;
    String[] categories = new String[n];
    double[] labels = new double[n];
    long[] groups = new long[n];
    for (int i = 0; i < n; i++) {
      groups[i] = i / 4;
      categories[i] = "c" + random.nextInt(6);
      labels[i] = random.nextDouble();
    }
    Table table = real(categories, labels, groups);
    Transform grouped = targetEncode("c").mEstimate(1).within(CrossValidation.grouped("g", 5));
    double[] before = outOfFold(grouped, table, 1);
    double[] changed = labels.clone();
    for (int i = 8; i < 12; i++) {
      changed[i] += 100; // the labels of group 2
    }
    double[] after = outOfFold(grouped, real(categories, changed, groups), 1);
    for (int i = 8; i < 12; i++) {
      assertThat(after[i]).isEqualTo(before[i]);
    }
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void folds_everyRow_equalsTheEstimateOfTheOtherFolds() {
    RandomGenerator random = Seed.of(9).random();
    int n = 60;
    String[] categories = new String[n];
    double[] labels = new double[n];
    for (int i = 0; i < n; i++) {
      categories[i] = "c" + random.nextInt(5);
      labels[i] = random.nextInt(100);
    }
    Table table = real(categories, labels, new long[n]);
    Folds policy = CrossValidation.kFold(4).seeded(Seed.of(77));
    double[] got = outOfFold(targetEncode("c").mEstimate(3).within(policy), table, 1);
    int[][] learntFrom = new int[n][];
    for (SplitRows fold : policy.rows(table)) {
      Arrays.stream(fold.test()).forEach(i -> learntFrom[i] = fold.train());
    }
    for (int i = 0; i < n; i++) {
      int row = i;
      int[] others = learntFrom[i];
      double prior = Arrays.stream(others).mapToDouble(j -> labels[j]).average().orElseThrow();
      int[] own =
          Arrays.stream(others).filter(j -> categories[j].equals(categories[row])).toArray();
      double sum = Arrays.stream(own).mapToDouble(j -> labels[j]).sum();
      assertThat(got[i]).isCloseTo((sum + 3 * prior) / (own.length + 3), within(1e-12));
    }
  }

  @Test
  void temporal_rowsOfOneTime_learnFromEarlierTimesAlone() {
    String[] categories = {"a", "a", "a", "b", "a"};
    double[] labels = {1, 2, 6, 4, 100};
    long[] times = {2, 1, 2, 3, 3};
    double[] got =
        outOfFold(targetEncode("c").temporal().mEstimate(0), real(categories, labels, times), 1);
    // Time 1: nothing before, mean of the later labels. Time 2: row 1. Time 3: prior 3, mean of a
    // 3.
    assertThat(got).containsExactly(2, 111 / 4.0, 2, 3, 3);
  }

  @Test
  void ordered_someOrder_noRowDependsOnItsOwnLabel() {
    RandomGenerator random = Seed.of(4).random();
    String[] categories =
        IntStream.range(0, 40).mapToObj(i -> "c" + random.nextInt(3)).toArray(String[]::new);
    double[] labels = random.doubles(40).toArray();
    Transform ordered = targetEncode("c").ordered();
    double[] before = outOfFold(ordered, real(categories, labels, new long[40]), 8);
    for (int i = 0; i < 40; i++) {
      double[] changed = labels.clone();
      changed[i] += 5;
      double[] after = outOfFold(ordered, real(categories, changed, new long[40]), 8);
      assertThat(after[i]).isEqualTo(before[i]);
    }
  }

  @Test
  void within_foldsThatLeaveRowsOut_areRefusedWithTheWayOut() {
    Table table = real(ABC, new double[5], new long[] {1, 2, 3, 4, 5});
    assertThatThrownBy(
            () -> outOfFold(targetEncode("c").within(CrossValidation.timeSeries(2)), table, 1))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("every row exactly once")
        .hasMessageContaining("temporal()");
  }

  @Test
  void transform_rowsLearntFrom_isRefusedEvenAfterReading() {
    Table table = Rows.table(Rows.random(50, 5));
    FittedFeatures fitted = Rows.fit(targetEncode("region"), table);
    FittedFeatures read = FittedFeatures.fromJson(fitted.stored().json(), Rows.SCHEMA);
    for (FittedFeatures features : List.of(fitted, read)) {
      assertThatThrownBy(() -> features.transform(table))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("fitTransform");
      assertThatThrownBy(() -> features.sparse(table)).hasMessageContaining("fitTransform");
    }
  }

  @Test
  void fitTransform_otherSeed_changesTrainingRowsAndNotTheFeatures() {
    Table table = Rows.table(Rows.random(400, 5));
    FeatureSpec spec = FeatureSpec.over(Rows.SCHEMA).add(targetEncode("region")).build();
    TrainingSet train = TrainingSet.ofAll(table);
    TrainingFeatures one = spec.fitTransform(train, Seed.of(1));
    TrainingFeatures again = spec.fitTransform(train, Seed.of(1));
    TrainingFeatures two = spec.fitTransform(train, Seed.of(2));
    assertThat(one.matrix().toDense().array()).isEqualTo(again.matrix().toDense().array());
    assertThat(one.matrix().toDense().array()).isNotEqualTo(two.matrix().toDense().array());
    assertThat(one.featurizer().stored()).isEqualTo(two.featurizer().stored());
  }

  @Test
  void fitTransform_otherColumns_areThoseOfTheFeaturizer() {
    Table table = Rows.table(Rows.random(100, 5));
    FeatureSpec spec =
        FeatureSpec.over(Rows.SCHEMA)
            .add(Transforms.standardize("n"), targetEncode("region"), Transforms.ordinal("grade"))
            .build();
    TrainingFeatures got = spec.fitTransform(TrainingSet.ofAll(table), Seed.of(1));
    double[] vector = new double[3];
    var cursor = table.cursor();
    int differ = 0;
    for (int i = 0; i < 100; i++) {
      got.featurizer().apply(cursor.moveTo(i), vector, 0);
      assertThat(got.matrix().value(i, 0)).isEqualTo(vector[0]);
      assertThat(got.matrix().value(i, 2)).isEqualTo(vector[2]);
      differ += got.matrix().value(i, 1) != vector[1] ? 1 : 0;
    }
    assertThat(differ).isGreaterThan(90);
  }

  @Test
  void multiclass_eachClass_hasAFeatureAndTheySumToOne() {
    Schema schema = Schema.builder().categorical("c").multiclassLabel("y").build();
    RandomGenerator random = Seed.of(6).random();
    String[] c = IntStream.range(0, 90).mapToObj(i -> "c" + i % 4).toArray(String[]::new);
    String[] y =
        IntStream.range(0, 90).mapToObj(i -> "y" + random.nextInt(3)).toArray(String[]::new);
    Table table = Table.of(schema, List.of(column(c), column(y)));
    FittedFeatures fitted = Rows.fit(targetEncode("c").mEstimate(1), table);
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .containsExactly("target(c)=y0", "target(c)=y1", "target(c)=y2");
    double[] rows = outOfFold(targetEncode("c").mEstimate(1), table, 1);
    for (int i = 0; i < 90; i++) {
      assertThat(rows[3 * i] + rows[3 * i + 1] + rows[3 * i + 2]).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void build_wrongChoices_areAllReported() {
    Schema plain = Schema.builder().categorical("c").numeric("x").build();
    assertThatThrownBy(
            () ->
                FeatureSpec.over(plain)
                    .add(
                        targetEncode("c").temporal().jamesStein(),
                        targetEncode("x").folds(2).ordered())
                    .build())
        .hasMessageContaining("label")
        .hasMessageContaining("event time")
        .hasMessageContaining("m-estimate")
        .hasMessageContaining("CATEGORICAL")
        .hasMessageContaining("made twice");
    assertThatThrownBy(() -> targetEncode("c").mEstimate(-1)).hasMessageContaining("at least 0");
  }

  /** 2,000 categories and 4,000 labels drawn by lot; nothing is to be learnt. */
  @Test
  void trainingRows_randomCategoriesAndLabels_carryNoSignal() {
    RandomGenerator random = Seed.of(42).random();
    int n = 4_000;
    String[] categories =
        IntStream.range(0, n).mapToObj(i -> "c" + random.nextInt(2_000)).toArray(String[]::new);
    double[] labels = IntStream.range(0, n).mapToDouble(i -> random.nextInt(2)).toArray();
    Table table = real(categories, labels, new long[n]);
    assertThat(auc(outOfFold(targetEncode("c"), table, 1), labels)).isBetween(0.47, 0.53);
    assertThat(auc(outOfFold(targetEncode("c").ordered(), table, 1), labels)).isBetween(0.47, 0.53);
    assertThat(auc(leaky(categories, labels), labels)).isBetween(0.85, 0.90);
  }

  /** What a fit on all rows followed by a transform of the same rows gives elsewhere. */
  private static double[] leaky(String[] categories, double[] labels) {
    Map<String, List<Double>> byCategory = new HashMap<>();
    for (int i = 0; i < labels.length; i++) {
      byCategory.computeIfAbsent(categories[i], c -> new ArrayList<>()).add(labels[i]);
    }
    return Arrays.stream(categories)
        .mapToDouble(
            c ->
                byCategory.getOrDefault(c, List.of()).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow())
        .toArray();
  }

  /** By definition: the share of pairs in the right order, ties half. */
  private static double auc(double[] scores, double[] labels) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double positives = Arrays.stream(labels).sum();
    double ranks = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      double tied = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        tied += labels[order[to++]];
      }
      ranks += tied * (from + to + 1) / 2.0;
      from = to;
    }
    double pairs = positives * (labels.length - positives);
    return (ranks - positives * (positives + 1) / 2) / pairs;
  }
}
