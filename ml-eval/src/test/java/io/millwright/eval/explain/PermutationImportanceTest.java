package io.millwright.eval.explain;

import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static io.millwright.eval.metric.RegressionMetrics.mae;
import static io.millwright.eval.metric.RegressionMetrics.r2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.MulticlassMetrics;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {

  private static final Bootstrap QUICK = Bootstrap.of(Seed.of(7)).withReplicates(200);

  private static final Schema SCHEMA =
      Schema.builder()
          .numeric("a")
          .numeric("b")
          .categorical("region")
          .optional("b", "region")
          .numeric("w")
          .text("customer")
          .realLabel("y")
          .build();

  @Test
  void drop_oneShuffle_isTheMetricOfThatShuffle() {
    Split split = split(SCHEMA, 60);
    Table held = split.test().table();
    PermutationImportance<Regression> recipe =
        PermutationImportance.by(mae(), Seed.of(5)).repeats(1).bootstrap(QUICK).build();
    Importances found = recipe.of(sum(split), split.test());
    int[] order = Seed.of(5).derive("a").derive(0).permutation(held.rowCount());
    double expected = 0;
    for (int i = 0; i < order.length; i++) {
      double moved = held.column("a").number(order[i]) - held.column("a").number(i);
      expected += Math.abs(moved + error(held, i)) - Math.abs(error(held, i));
    }
    Estimate.Measured drop = (Estimate.Measured) found.of("a").drop();
    assertThat(drop.value()).isCloseTo(expected / order.length, within(1e-12));
    assertThat(drop.interval().low()).isLessThan(drop.value()).isGreaterThan(0);
    assertThat(found.of("a").shuffleDeviation()).isEmpty();
    assertThat(found.metric()).isEqualTo("mae");
    assertThat(((Estimate.Measured) found.base()).value()).isGreaterThan(0);
  }

  private static double error(Table held, int row) {
    double b = held.column("b").isMissing(row) ? 0 : held.column("b").number(row);
    return held.column("a").number(row) + b / 4 - held.column("y").number(row);
  }

  @Test
  void drop_fieldTheModelIgnores_isExactlyNothing() {
    Split split = split(SCHEMA, 60);
    Importances found =
        PermutationImportance.by(r2(), Seed.of(5))
            .bootstrap(QUICK)
            .build()
            .of(sum(split), split.test());
    Estimate.Measured drop = (Estimate.Measured) found.of("region").drop();
    assertThat(drop.value()).isEqualTo(0);
    assertThat(drop.interval().low()).isEqualTo(0);
    assertThat(drop.interval().high()).isEqualTo(0);
    assertThat(found.fields().stream().map(Importances.Importance::name))
        .containsExactly("a", "b", "region");
    assertThat(found.of("a").shuffleDeviation().orElseThrow()).isGreaterThan(0);
    assertThatThrownBy(() -> found.of("w")).hasMessageContaining("'w' must be read");
  }

  @Test
  void group_ofFields_movesTogether() {
    Split split = split(SCHEMA, 60);
    // The difference of two equal moves is nothing: only a joint shuffle keeps it.
    TrainedPipeline<Regression> difference =
        Models.pipeline(
            Task.regression(),
            split.train().table(),
            List.of(),
            Models.numbers(SCHEMA, "a", "w"),
            Models.function(2, x -> x[0] - x[1]));
    Table whole = split.test().table();
    Table twins = whole.with("w", whole.column("a"));
    Split equal = RowsAt.split(twins, 10);
    Importances found =
        PermutationImportance.by(mae(), Seed.of(5))
            .group("a", "w")
            .bootstrap(QUICK)
            .build()
            .of(difference, equal.test());
    assertThat(found.fields()).hasSize(1);
    assertThat(found.of("w").name()).isEqualTo("a + w");
    assertThat(((Estimate.Measured) found.of("a").drop()).value()).isEqualTo(0);
    assertThat(found.warnings()).isEmpty();
    Importances single =
        PermutationImportance.by(mae(), Seed.of(5))
            .bootstrap(QUICK)
            .build()
            .of(difference, equal.test());
    assertThat(single.warnings())
        .singleElement()
        .asString()
        .startsWith("Fields 'a' and 'w' go together (association 1.00)");
    Importances joined =
        PermutationImportance.by(mae(), Seed.of(5))
            .groupAssociated(0.9)
            .bootstrap(QUICK)
            .build()
            .of(difference, equal.test());
    assertThat(joined.fields()).isEqualTo(found.fields());
  }

  @Test
  void shuffle_groupLevelField_keepsOneValueAGroup() {
    Schema schema = SCHEMA.edit().group("customer").build();
    Table rows = table(schema, 40);
    double[] level = new double[40];
    Arrays.setAll(level, i -> Math.floorDiv(i, 4));
    Table grouped = rows.with("a", Models.numbers(level));
    Table moved = Shuffle.of(grouped, List.of("a")).apply(Seed.of(3));
    Map<String, Double> values = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      double value = moved.column("a").number(i);
      assertThat(values.computeIfAbsent(moved.column("customer").string(i), k -> value))
          .isEqualTo(value);
    }
    assertThat(values.values()).containsExactlyInAnyOrder(0d, 1d, 2d, 3d, 4d, 5d, 6d, 7d, 8d, 9d);
    assertThat(moved.column("a")).isNotEqualTo(grouped.column("a"));
    // Another field varies within groups, so rows move, a and b together.
    Table both = Shuffle.of(grouped, List.of("a", "b")).apply(Seed.of(3));
    int[] order = Seed.of(3).permutation(40);
    assertThat(both)
        .isEqualTo(
            grouped
                .with("a", grouped.column("a").take(order))
                .with("b", grouped.column("b").take(order)));
  }

  @Test
  void of_anyThreads_givesTheSameBits() {
    Split split = split(SCHEMA, 60);
    List<String> steps = new ArrayList<>();
    Importances one =
        PermutationImportance.by(mae(), Seed.of(5))
            .threads(1)
            .progress((step, done, total) -> steps.add(step + " " + done + "/" + total))
            .build()
            .of(sum(split), split.test());
    Importances three =
        PermutationImportance.by(mae(), Seed.of(5)).threads(3).build().of(sum(split), split.test());
    assertThat(three).isEqualTo(one);
    assertThat(steps).hasSize(15).contains("shuffling a 5/5", "shuffling region 1/5");
  }

  @Test
  void of_weightedRows_countByWeight() {
    Schema schema = SCHEMA.edit().weight("w").build();
    Table rows = table(schema, 40);
    double[] weights = new double[40];
    Arrays.setAll(weights, i -> i < 30 ? 1 : 0);
    Split split = RowsAt.split(rows.with("w", Models.numbers(weights)), 10);
    Table held = split.test().table();
    Importances found =
        PermutationImportance.by(mae(), Seed.of(5))
            .repeats(1)
            .bootstrap(QUICK)
            .build()
            .of(sum(split), split.test());
    int[] order = Seed.of(5).derive("a").derive(0).permutation(30);
    double expected = 0;
    for (int i = 0; i < 20; i++) {
      double moved = held.column("a").number(order[i]) - held.column("a").number(i);
      expected += Math.abs(moved + error(held, i)) - Math.abs(error(held, i));
    }
    assertThat(((Estimate.Measured) found.of("a").drop()).value())
        .isCloseTo(expected / 20, within(1e-12));
  }

  @Test
  void of_metricWithoutValue_isUndefinedForThatReason() {
    Schema schema = Schema.builder().numeric("a").binaryLabel("y").build();
    Table rows =
        Models.table(
            schema,
            Models.random(20, false, Seed.of(1)),
            io.millwright.table.BooleanColumn.of(
                20, new java.util.BitSet(), new java.util.BitSet()));
    Split split = RowsAt.split(rows, 5);
    TrainedPipeline<Binary> trained =
        Models.pipeline(
            Task.binary(),
            split.train().table(),
            List.of("false", "true"),
            Models.numbers(schema, "a"),
            Models.function(1, x -> x[0] > 0 ? 0.9 : 0.1));
    Importances found =
        PermutationImportance.by(rocAuc(), Seed.of(5))
            .bootstrap(QUICK)
            .build()
            .of(trained, split.test());
    assertThat(found.base()).isInstanceOf(Estimate.Undefined.class);
    assertThat(found.of("a").drop())
        .isInstanceOfSatisfying(Estimate.Undefined.class, u -> assertThat(u.reason()).isNotBlank());
    assertThat(found.of("a").shuffleDeviation()).isEmpty();
  }

  @Test
  void of_classUnseenInTraining_countsAsWrong() {
    Schema schema = Schema.builder().numeric("a").multiclassLabel("y").build();
    String[] grades = new String[30];
    Arrays.setAll(grades, i -> i == 29 ? "z" : i % 2 == 0 ? "x" : "y");
    double[] numbers = new double[30];
    Arrays.setAll(numbers, i -> i % 2);
    Table rows = Models.table(schema, Models.numbers(numbers), Models.words(grades));
    Split split = RowsAt.split(rows, 10);
    TrainedPipeline<Multiclass> trained =
        Models.pipeline(
            Task.multiclass(),
            split.train().table(),
            List.of("x", "y"),
            Models.numbers(schema, "a"),
            Models.function(
                1,
                2,
                false,
                (x, out) -> {
                  out[0] = 1 - x[0];
                  out[1] = x[0];
                }));
    Importances found =
        PermutationImportance.by(MulticlassMetrics.accuracy(), Seed.of(5))
            .bootstrap(QUICK)
            .build()
            .of(trained, split.test());
    assertThat(((Estimate.Measured) found.base()).value()).isEqualTo(19.0 / 20);
    assertThat(((Estimate.Measured) found.of("a").drop()).value()).isGreaterThan(0.2);
  }

  @Test
  void of_rowsOfTraining_areRefused() {
    Table rows = table(SCHEMA, 20);
    Split split = RowsAt.split(rows, 10);
    TrainedPipeline<Regression> all = sum(rows);
    assertThatThrownBy(
            () -> PermutationImportance.by(mae(), Seed.of(5)).build().of(all, split.test()))
        .hasMessageContaining("was on 10 of 10");
  }

  @Test
  void build_faults_areListedTogether() {
    assertThatThrownBy(
            () ->
                PermutationImportance.by(mae(), Seed.of(5))
                    .group("a")
                    .group("a", "b")
                    .bootstrap(QUICK)
                    .bootstrap(QUICK)
                    .progress(io.millwright.Progress.SILENT)
                    .progress(io.millwright.Progress.SILENT)
                    .build())
        .hasMessageContaining("Group must have at least 2 fields; had 1.")
        .hasMessageContaining("Field 'a' must be grouped once.")
        .hasMessageContaining("Bootstrap must be set once")
        .hasMessageContaining("Progress must be set once");
    Split split = split(SCHEMA, 20);
    assertThatThrownBy(
            () ->
                PermutationImportance.by(mae(), Seed.of(5))
                    .group("a", "none")
                    .build()
                    .of(sum(split), split.test()))
        .hasMessage("Field 'none' of a group must be read by the model; is not.");
  }

  private static Split split(Schema schema, int rows) {
    return RowsAt.split(table(schema, rows), rows / 4);
  }

  /** y = a + b/4 + something of no field. */
  private static Table table(Schema schema, int rows) {
    double[] a = new double[rows];
    double[] b = new double[rows];
    double[] w = new double[rows];
    double[] y = new double[rows];
    String[] regions = new String[rows];
    List<String> customers = new ArrayList<>();
    var random = Seed.of(rows).random();
    for (int i = 0; i < rows; i++) {
      a[i] = random.nextGaussian();
      b[i] = i % 7 == 3 ? Double.NaN : random.nextGaussian();
      w[i] = 1 + random.nextInt(3);
      y[i] = a[i] + (i % 7 == 3 ? 0 : b[i]) / 4 + random.nextGaussian() / 5;
      regions[i] = List.of("n", "s", "").get(random.nextInt(3));
      customers.add("c" + i / 4);
    }
    return Models.table(
        schema,
        Models.numbers(a),
        Models.numbers(b),
        Models.words(regions),
        Models.numbers(w),
        io.millwright.table.TextColumn.of(new ArrayList<>(customers)),
        Models.numbers(y));
  }

  private static TrainedPipeline<Regression> sum(Split split) {
    Table train = split.train().table();
    return Models.pipeline(Task.regression(), train, List.of(), features(train.schema()), scorer());
  }

  private static TrainedPipeline<Regression> sum(Table all) {
    return Models.pipeline(Task.regression(), all, List.of(), features(all.schema()), scorer());
  }

  private static List<Models.Encoded> features(Schema schema) {
    return List.of(
        Models.number(schema, "a"),
        Models.number(schema, "b"),
        Models.oneHot(schema, "region", "n"));
  }

  private static io.millwright.model.Scorer scorer() {
    return Models.function(3, x -> x[0] + (Double.isNaN(x[1]) ? 0 : x[1] / 4));
  }
}
