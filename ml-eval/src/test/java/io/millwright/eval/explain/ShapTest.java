package io.millwright.eval.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.evidence.Estimate;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Binary;
import io.millwright.model.Link;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import io.millwright.table.Table;
import io.millwright.tree.DecisionTree;
import io.millwright.tree.TreeEnsembleScorer;
import io.millwright.tree.TreeEnsembleScorer.Aggregation;
import io.millwright.tree.TreeEnsembleScorer.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapTest {

  private static final Schema ABC =
      Schema.builder().numeric("a").numeric("b").numeric("c").optional("a", "b", "c").build();
  private static final Schema MIXED =
      Schema.builder()
          .numeric("a")
          .numeric("b")
          .numeric("from")
          .numeric("to")
          .categorical("region")
          .optional("a", "b", "region")
          .weight("w")
          .build();
  private static final double EXACT = 1e-9;

  @Test
  void linear_additive_isWeightTimesDistanceFromWeightedMean() {
    Schema weighted = ABC.edit().weight("w").build();
    Table background =
        Models.table(
            weighted,
            Models.numbers(0, 4),
            Models.numbers(1, 1),
            Models.numbers(2, 6),
            Models.numbers(1, 3));
    Scorer scorer = LinearScorer.of(new double[][] {{2, -1, 0}}, new double[] {5}, Link.IDENTITY);
    Shap shap = Shap.of(regression(background, scorer), background, Seed.of(1));
    Attribution why = shap.explain(row(background, 0));
    assertThat(shap.method()).isEqualTo(Shap.Method.LINEAR);
    assertThat(why.base()).isEqualTo(5 + 2 * 3 - 1);
    assertThat(values(why)).containsExactly(2 * (0 - 3), 0, 0);
    assertThat(why.prediction()).isEqualTo(4);
    assertThat(why.residual()).isEqualTo(0);
  }

  @Test
  void and_ofThree_isSharedEqually() {
    Shap shap = Shap.of(booleans(x -> x[0] * x[1] * x[2]), zeros(), Seed.of(1));
    assertThat(shap.method()).isEqualTo(Shap.Method.EXACT);
    assertThat(values(shap.explain(row(ones(), 0))))
        .containsExactly(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, within(1e-15));
  }

  @Test
  void xor_withDummy_sharesAndGivesNothingToTheDummy() {
    Table background =
        Models.table(ABC, Models.numbers(0, 1), Models.numbers(0, 0), Models.numbers(0, 1));
    TrainedPipeline<Regression> xor = booleans(x -> x[0] == x[1] ? 0 : 1);
    Attribution why = Shap.of(xor, background, Seed.of(1)).explain(row(ones(), 0));
    // v() = (0+1)/2, v(a) = 1, v(b) = (1+0)/2, v(ab) = 0.
    assertThat(why.of("a").value()).isCloseTo((0.5 + -0.5) / 2, within(1e-15));
    assertThat(why.of("b").value()).isCloseTo((0.0 + -1.0) / 2, within(1e-15));
    assertThat(why.of("c").value()).isEqualTo(0);
    assertThat(why.base()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void trees_random_equalAllOrdersOfPlayers(long seed) {
    Table rows = mixed(12, Seed.of(seed));
    Comparison comparison = seed % 2 == 0 ? Comparison.FLOAT_LESS : Comparison.DOUBLE_LESS_OR_EQUAL;
    TreeEnsembleScorer scorer =
        Models.trees(6, 5, comparison, Seed.of(seed))
            .base(0.5)
            .aggregation(seed % 4 < 2 ? Aggregation.SUM : Aggregation.AVERAGE)
            .build();
    TrainedPipeline<Regression> trained = mixedRegression(rows, scorer);
    Shap shap = Shap.of(trained, rows, Seed.of(1));
    assertThat(shap.method()).isEqualTo(Shap.Method.TREES);
    for (int i = 0; i < 4; i++) {
      Attribution why = shap.explain(row(rows, i));
      assertThat(why.contributions().stream().map(Attribution.Contribution::name))
          .containsExactly("a", "b", "from + to", "region");
      double[] expected = byOrders(trained, row(rows, i), rows, why);
      assertThat(values(why)).containsExactly(expected, within(EXACT));
      assertThat(why.residual()).isCloseTo(0, within(EXACT));
      assertThat(why.prediction()).isEqualTo(trained.predict(row(rows, i)).value());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void exact_random_equalsAllOrdersOfPlayers(long seed) {
    Table rows = mixed(6, Seed.of(seed));
    TreeEnsembleScorer scorer =
        Models.trees(6, 4, Comparison.DOUBLE_LESS_OR_EQUAL, Seed.of(seed)).build();
    TrainedPipeline<Regression> trained = mixedRegression(rows, scorer);
    Shap shap = Shap.of(trained, rows, Seed.of(1)).withMethod(Shap.Method.EXACT);
    Attribution why = shap.explain(row(rows, 2));
    assertThat(why.contributions()).hasSize(5);
    assertThat(values(why))
        .containsExactly(byOrders(trained, row(rows, 2), rows, why), within(EXACT));
    Attribution joined =
        Shap.of(trained, rows, Seed.of(1))
            .withGroup("from", "to")
            .withMethod(Shap.Method.EXACT)
            .explain(row(rows, 2));
    assertThat(values(joined))
        .containsExactly(
            values(Shap.of(trained, rows, Seed.of(1)).explain(row(rows, 2))), within(EXACT));
  }

  @Test
  void trees_severalOutputs_explainOne() {
    Table rows = mixed(10, Seed.of(3));
    var random = Seed.of(5).random();
    TreeEnsembleScorer.Builder builder =
        TreeEnsembleScorer.builder(6, 3, Comparison.DOUBLE_LESS_OR_EQUAL)
            .link(Link.SOFTMAX)
            .base(0, 1, -1);
    for (int t = 0; t < 6; t++) {
      if (t % 2 == 0) {
        builder.tree(Models.tree(6, 3, 3, random));
      } else {
        builder.tree(Models.tree(6, 3, 1, random), t % 3);
      }
    }
    TrainedPipeline<Multiclass> trained =
        Models.pipeline(
            Task.multiclass(), rows, List.of("x", "y", "z"), features(), builder.build());
    Output margin = Output.ofClass("z").inMargin();
    Shap shap = Shap.of(trained, rows, margin, Seed.of(1));
    assertThat(shap.method()).isEqualTo(Shap.Method.TREES);
    Attribution why = shap.explain(row(rows, 1));
    Attribution asked =
        shap.withGroup("from", "to").withMethod(Shap.Method.EXACT).explain(row(rows, 1));
    assertThat(values(why)).containsExactly(values(asked), within(EXACT));
    assertThat(why.residual()).isCloseTo(0, within(EXACT));
    Attribution probability =
        Shap.of(trained, rows, Output.ofClass("z"), Seed.of(1)).explain(row(rows, 1));
    assertThat(probability.method()).isEqualTo(Shap.Method.EXACT);
    assertThat(probability.prediction()).isEqualTo(trained.predict(row(rows, 1)).probability("z"));
    assertThat(probability.residual()).isCloseTo(0, within(EXACT));
  }

  @Test
  void margin_ofLogisticModel_isLogOdds() {
    Table rows = numbersTable(20, false, Seed.of(4));
    Scorer scorer =
        LinearScorer.of(new double[][] {{1, -2, 0.5}}, new double[] {0.25}, Link.LOGISTIC);
    TrainedPipeline<Binary> trained =
        Models.pipeline(
            Task.binary(), rows, List.of("no", "yes"), Models.numbers(ABC, "a", "b", "c"), scorer);
    Attribution why =
        Shap.of(trained, rows, Output.prediction().inMargin(), Seed.of(1)).explain(row(rows, 3));
    double p = trained.predict(row(rows, 3)).probability();
    assertThat(why.method()).isEqualTo(Shap.Method.LINEAR);
    assertThat(why.prediction()).isCloseTo(Math.log(p / (1 - p)), within(1e-12));
    assertThat(why.residual()).isCloseTo(0, within(1e-14));
    Attribution shares = Shap.of(trained, rows, Seed.of(1)).explain(row(rows, 3));
    assertThat(shares.method()).isEqualTo(Shap.Method.EXACT);
    assertThat(shares.prediction()).isEqualTo(p);
    assertThat(shares.residual()).isCloseTo(0, within(EXACT));
  }

  @Test
  void margin_ofLogisticTrees_addsUp() {
    Table rows = numbersTable(20, true, Seed.of(4));
    TreeEnsembleScorer scorer =
        Models.trees(3, 4, Comparison.FLOAT_LESS, Seed.of(2)).link(Link.LOGISTIC).build();
    TrainedPipeline<Binary> trained =
        Models.pipeline(
            Task.binary(), rows, List.of("no", "yes"), Models.numbers(ABC, "a", "b", "c"), scorer);
    Shap margin = Shap.of(trained, rows, Output.prediction().inMargin(), Seed.of(1));
    Attribution why = margin.explain(row(rows, 5));
    double p = trained.predict(row(rows, 5)).probability();
    assertThat(margin.method()).isEqualTo(Shap.Method.TREES);
    assertThat(why.prediction()).isCloseTo(Math.log(p / (1 - p)), within(1e-9));
    assertThat(why.residual()).isCloseTo(0, within(EXACT));
    assertThat(Shap.of(trained, rows, Seed.of(1)).method()).isEqualTo(Shap.Method.EXACT);
  }

  @Test
  void sampled_interactions_addUpAndLieWithinTheirErrors() {
    Table rows = numbersTable(30, false, Seed.of(8));
    TrainedPipeline<Regression> trained =
        regression(rows, Models.function(3, x -> x[0] * x[1] + x[1] * x[2] + 3 * x[0]));
    Shap exact = Shap.of(trained, rows, Seed.of(1)).withMethod(Shap.Method.EXACT);
    Shap sampled = exact.withMethod(Shap.Method.SAMPLED).withPairs(8);
    for (int i = 0; i < 5; i++) {
      Attribution truth = exact.explain(row(rows, i));
      Attribution drawn = sampled.explain(row(rows, i));
      assertThat(drawn.residual()).isCloseTo(0, within(EXACT));
      for (String field : List.of("a", "b", "c")) {
        double error = drawn.of(field).standardError();
        assertThat(drawn.of(field).value())
            .isCloseTo(truth.of(field).value(), within(5 * error + 1e-12));
      }
    }
  }

  @Test
  void sampled_standardErrors_areThoseOfRepeatedSampling() {
    Table rows = numbersTable(4, false, Seed.of(8));
    // Of three orders' pairs not all give the mean, unlike of a product of two.
    TrainedPipeline<Regression> trained =
        regression(rows, Models.function(3, x -> x[0] * x[1] * x[2] + x[0] * x[1]));
    int runs = 400;
    double[] values = new double[runs];
    double variance = 0;
    for (int r = 0; r < runs; r++) {
      Attribution drawn =
          Shap.of(trained, rows, Seed.of(r))
              .withMethod(Shap.Method.SAMPLED)
              .withPairs(4)
              .explain(row(rows, 0));
      values[r] = drawn.of("a").value();
      variance += Math.pow(drawn.of("a").standardError(), 2) / runs;
    }
    double truth =
        Shap.of(trained, rows, Seed.of(1))
            .withMethod(Shap.Method.EXACT)
            .explain(row(rows, 0))
            .of("a")
            .value();
    double mean = Arrays.stream(values).average().orElseThrow();
    double observed = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (runs - 1);
    assertThat(observed).isGreaterThan(0);
    assertThat(mean).isCloseTo(truth, within(4 * Math.sqrt(observed / runs)));
    assertThat(variance / observed).isBetween(0.75, 1.33);
  }

  @Test
  void sampled_additiveModel_hasNoErrors() {
    Table rows = numbersTable(10, false, Seed.of(8));
    TrainedPipeline<Regression> trained =
        regression(rows, Models.function(3, x -> x[0] + 4 * x[1]));
    Attribution why =
        Shap.of(trained, rows, Seed.of(1)).withMethod(Shap.Method.SAMPLED).explain(row(rows, 0));
    assertThat(why.of("c").value()).isEqualTo(0);
    assertThat(why.contributions())
        .allSatisfy(c -> assertThat(c.standardError()).isCloseTo(0, within(1e-12)));
  }

  @Test
  void suited_manyFields_areSampled() {
    Schema.Builder builder = Schema.builder();
    List<String> names = IntStream.range(0, 13).mapToObj(i -> "f" + i).toList();
    names.forEach(builder::numeric);
    Schema schema = builder.build();
    Table rows =
        Table.of(
            schema,
            names.stream().map(n -> Models.random(3, false, Seed.of(n.hashCode()))).toList());
    TrainedPipeline<Regression> trained =
        Models.pipeline(
            Task.regression(),
            rows,
            List.of(),
            Models.numbers(schema, names.toArray(String[]::new)),
            Models.function(13, x -> Arrays.stream(x).sum()));
    Shap shap = Shap.of(trained, rows, Seed.of(1));
    assertThat(shap.method()).isEqualTo(Shap.Method.SAMPLED);
    assertThat(shap.withGroup("f0", "f1").method()).isEqualTo(Shap.Method.EXACT);
  }

  @Test
  void exact_sixteenPlayers_isRefused() {
    Schema.Builder builder = Schema.builder();
    List<String> names = IntStream.range(0, 16).mapToObj(i -> "f" + i).toList();
    names.forEach(builder::numeric);
    Schema schema = builder.build();
    Table rows =
        Table.of(schema, names.stream().map(n -> Models.random(2, false, Seed.of(1))).toList());
    TrainedPipeline<Regression> trained =
        Models.pipeline(
            Task.regression(),
            rows,
            List.of(),
            Models.numbers(schema, names.toArray(String[]::new)),
            Models.function(16, x -> x[0]));
    Shap shap = Shap.of(trained, rows, Seed.of(1));
    assertThatThrownBy(() -> shap.withMethod(Shap.Method.EXACT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Players of all coalitions must be at most 15; was 16.");
  }

  @Test
  void explainAll_anyThreads_givesTheSameBitsAsSingleRows() {
    Table rows = mixed(40, Seed.of(9));
    TrainedPipeline<Regression> trained =
        mixedRegression(
            rows,
            Models.function(
                6, x -> Double.isNaN(x[0] * x[1]) ? x[3] * x[4] : x[0] * x[1] + x[4] * x[2]));
    Shap shap =
        Shap.of(trained, rows, Seed.of(1)).withBackground(7).withMethod(Shap.Method.SAMPLED);
    List<String> steps = new ArrayList<>();
    Attributions one =
        shap.withThreads(1).explainAll(rows, (step, done, total) -> steps.add(step + done + total));
    Attributions four = shap.withThreads(4).explainAll(rows);
    assertThat(four.size()).isEqualTo(40);
    for (int i = 0; i < 40; i++) {
      assertThat(four.row(i)).isEqualTo(one.row(i)).isEqualTo(shap.explain(row(rows, i)));
    }
    assertThat(four.strengths()).isEqualTo(one.strengths());
    assertThat(steps).hasSize(40).last().isEqualTo("contributions4040");
  }

  @Test
  void strengths_weightedRows_areWeightedMeans() {
    Schema weighted = ABC.edit().weight("w").build();
    Table rows =
        Models.table(
            weighted,
            Models.numbers(0, 4, 8),
            Models.numbers(1, 1, 1),
            Models.numbers(2, 6, 4),
            Models.numbers(2, 1, 1));
    Scorer scorer = LinearScorer.of(new double[][] {{1, 1, 4}}, new double[] {0}, Link.IDENTITY);
    Attributions all =
        Shap.of(regression(rows, scorer), rows, Seed.of(1))
            .explainAll(rows)
            .withBootstrap(Bootstrap.of(Seed.of(3)).withReplicates(200));
    List<Attributions.Strength> strengths = all.strengths();
    // Mean of a is 3: |-3|, 1, 5 weigh 2, 1, 1. Mean of c is 3.5: 4 * (1.5, 2.5, 0.5).
    assertThat(strengths.stream().map(Attributions.Strength::name)).containsExactly("c", "a", "b");
    assertThat(measured(strengths.get(0)).value()).isEqualTo((2 * 6 + 10 + 2) / 4.0);
    assertThat(measured(strengths.get(1)).value()).isEqualTo((2 * 3 + 1 + 5) / 4.0);
    assertThat(measured(strengths.get(2)).value()).isEqualTo(0);
    assertThat(measured(strengths.get(1)).interval().high())
        .isGreaterThan(measured(strengths.get(1)).value());
  }

  @Test
  void strengths_noRows_areNone() {
    Table rows = numbersTable(3, false, Seed.of(1));
    Attributions none =
        Shap.of(regression(rows, Models.function(3, x -> x[0])), rows, Seed.of(1))
            .explainAll(rows.take(new int[0]));
    assertThat(none.strengths()).isEmpty();
    assertThat(ExplanationSections.contributions(none).blocks()).hasSize(1);
  }

  @Test
  void background_sampleIsSeeded() {
    Table rows = numbersTable(300, false, Seed.of(1));
    TrainedPipeline<Regression> trained = regression(rows, Models.function(3, x -> x[0]));
    double base = Shap.of(trained, rows, Seed.of(1)).base();
    assertThat(Shap.of(trained, rows, Seed.of(1)).base()).isEqualTo(base);
    assertThat(Shap.of(trained, rows, Seed.of(2)).base()).isNotEqualTo(base);
    double all = Shap.of(trained, rows, Seed.of(1)).withBackground(300).base();
    double mean =
        IntStream.range(0, 300)
            .mapToDouble(i -> rows.columns().get(0).number(i))
            .average()
            .orElseThrow();
    assertThat(all).isCloseTo(mean, within(1e-12));
  }

  @Test
  void of_unsuitedSettings_areRefused() {
    Table rows = numbersTable(3, false, Seed.of(1));
    TrainedPipeline<Regression> function = regression(rows, Models.function(3, x -> x[0]));
    Shap shap = Shap.of(function, rows, Seed.of(1));
    assertThatThrownBy(() -> shap.withMethod(Shap.Method.TREES))
        .hasMessageContaining("Method TREES must be of a sum of trees")
        .hasMessageContaining("'function'");
    assertThatThrownBy(() -> shap.withMethod(Shap.Method.LINEAR))
        .hasMessageContaining("a linear model");
    assertThatThrownBy(() -> Shap.of(function, rows, Output.prediction().inMargin(), Seed.of(1)))
        .hasMessageContaining("Margin must be of a linear or a tree model");
    assertThatThrownBy(() -> Shap.of(function, rows, Output.ofClass("x"), Seed.of(1)))
        .hasMessageContaining("was a class");
    assertThatThrownBy(() -> shap.withGroup("a", "other"))
        .hasMessageContaining("'other' of a group must be read");
    assertThatThrownBy(() -> shap.withGroup("a", "b").withGroup("b", "c"))
        .hasMessageContaining("'b' must be in one group");
    assertThatThrownBy(() -> Shap.of(function, rows.take(new int[0]), Seed.of(1)))
        .hasMessage("Table must have at least 1 row; had 0.");
    assertThatThrownBy(() -> shap.withPairs(1)).hasMessageContaining("Pairs");
    assertThatThrownBy(() -> shap.withBackground(0)).hasMessageContaining("Background");
    assertThatThrownBy(() -> shap.explain(row(rows, 0)).of("other"))
        .hasMessageContaining("must be read by the model");
  }

  @Test
  void multiclass_withoutClass_isRefused() {
    Table rows = numbersTable(3, false, Seed.of(1));
    TrainedPipeline<Multiclass> trained =
        Models.pipeline(
            Task.multiclass(),
            rows,
            List.of("x", "y"),
            Models.numbers(ABC, "a"),
            Models.function(1, 2, true, (x, out) -> Arrays.fill(out, 0.5)));
    assertThatThrownBy(() -> Shap.of(trained, rows, Seed.of(1)))
        .hasMessage(
            "Output must be one of the model's 2 classes; was none. Use Output.ofClass(name).");
    assertThatThrownBy(() -> Shap.of(trained, rows, Output.ofClass("q"), Seed.of(1)))
        .hasMessageContaining("was another");
  }

  @Test
  void background_missingWhereRefused_namesFieldAndRow() {
    Table rows =
        Models.table(
            ABC, Models.numbers(1, Double.NaN), Models.numbers(1, 1), Models.numbers(1, 1));
    Scorer scorer = LinearScorer.of(new double[][] {{1, 1, 1}}, new double[] {0}, Link.IDENTITY);
    TrainedPipeline<Regression> trained = regression(rows, scorer);
    assertThatThrownBy(() -> Shap.of(trained, rows, Seed.of(1)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining("(row 1)");
  }

  @Test
  void function_ofModel_keepsTheModelsBits() {
    Table rows = numbersTable(50, true, Seed.of(4));
    TreeEnsembleScorer scorer = Models.trees(3, 9, Comparison.FLOAT_LESS, Seed.of(2)).build();
    TrainedPipeline<Regression> trained = regression(rows, scorer);
    TabularModel<Regression> function = Output.prediction().inMargin().function(trained.model());
    assertThat(function.scorer()).isSameAs(scorer);
  }

  @Test
  void trees_addingInFloat_leaveTheirRoundingAsResidual() {
    Table rows = numbersTable(20, true, Seed.of(4));
    var random = Seed.of(6).random();
    TreeEnsembleScorer.Builder builder = TreeEnsembleScorer.builder(3, 1, Comparison.FLOAT_LESS);
    for (int t = 0; t < 50; t++) {
      builder.tree(
          DecisionTree.of(
              new int[] {t % 3, -1, -1},
              new double[] {0.5f, 0, 0},
              new int[] {1, 0, 0},
              new int[] {2, 0, 0},
              new boolean[3],
              new double[] {(float) random.nextGaussian(), (float) random.nextGaussian()}),
          0);
    }
    TrainedPipeline<Regression> trained = regression(rows, builder.build());
    Attribution why = Shap.of(trained, rows, Seed.of(1)).explain(row(rows, 0));
    assertThat(why.prediction()).isEqualTo(trained.predict(row(rows, 0)).value());
    assertThat(Math.abs(why.residual())).isBetween(1e-12, 1e-4);
  }

  private static Estimate.Measured measured(Attributions.Strength strength) {
    return (Estimate.Measured) strength.meanAbsolute();
  }

  private static Table numbersTable(int rows, boolean missing, Seed seed) {
    return Models.table(
        ABC,
        Models.random(rows, missing, seed.derive("a")),
        Models.random(rows, missing, seed.derive("b")),
        Models.random(rows, missing, seed.derive("c")));
  }

  private static Table zeros() {
    return Models.table(ABC, Models.numbers(0), Models.numbers(0), Models.numbers(0));
  }

  private static Table ones() {
    return Models.table(ABC, Models.numbers(1), Models.numbers(1), Models.numbers(1));
  }

  private static TrainedPipeline<Regression> booleans(
      java.util.function.ToDoubleFunction<double[]> function) {
    return regression(zeros(), Models.function(3, function));
  }

  private static TrainedPipeline<Regression> regression(Table train, Scorer scorer) {
    return Models.pipeline(
        Task.regression(), train, List.of(), Models.numbers(train.schema(), "a", "b", "c"), scorer);
  }

  private static Table mixed(int rows, Seed seed) {
    String[] regions = new String[rows];
    double[] weights = new double[rows];
    for (int i = 0; i < rows; i++) {
      regions[i] =
          List.of("north", "south", "").get(seed.derive("r").derive(i).random().nextInt(3));
      weights[i] = 1 + i % 3;
    }
    return Models.table(
        MIXED,
        Models.random(rows, true, seed.derive("a")),
        Models.random(rows, true, seed.derive("b")),
        Models.random(rows, false, seed.derive("from")),
        Models.random(rows, false, seed.derive("to")),
        Models.words(regions),
        Models.numbers(weights));
  }

  private static List<Models.Encoded> features() {
    return List.of(
        Models.number(MIXED, "a"),
        Models.number(MIXED, "b"),
        Models.difference(MIXED, "to", "from"),
        Models.number(MIXED, "from"),
        Models.oneHot(MIXED, "region", "north"),
        Models.oneHot(MIXED, "region", "south"));
  }

  private static TrainedPipeline<Regression> mixedRegression(Table train, Scorer scorer) {
    return Models.pipeline(
        Task.regression(),
        train,
        List.of(),
        List.of(
            Models.number(MIXED, "a"),
            Models.number(MIXED, "b"),
            Models.difference(MIXED, "from", "to"),
            Models.number(MIXED, "from"),
            Models.oneHot(MIXED, "region", "north"),
            Models.oneHot(MIXED, "region", "south")),
        scorer);
  }

  private static Row row(Table table, int row) {
    return table.cursor().moveTo(row);
  }

  private static double[] values(Attribution attribution) {
    return attribution.contributions().stream()
        .mapToDouble(Attribution.Contribution::value)
        .toArray();
  }

  /** Shapley values by their other definition: the mean over all orders, on tables. */
  private static double[] byOrders(
      TrainedPipeline<Regression> trained, Row row, Table background, Attribution players) {
    int m = players.contributions().size();
    double[] values = new double[m];
    List<List<Integer>> orders = orders(m);
    for (List<Integer> order : orders) {
      Table mixed = background;
      double before = mean(trained, mixed);
      for (int player : order) {
        for (String field : players.contributions().get(player).fields()) {
          mixed = mixed.with(field, constant(row, field, background));
        }
        double after = mean(trained, mixed);
        values[player] += (after - before) / orders.size();
        before = after;
      }
    }
    return values;
  }

  private static io.millwright.table.Column constant(Row row, String field, Table like) {
    int at = row.schema().indexOf(field);
    int n = like.rowCount();
    if (row.schema().field(field).type().isString()) {
      String[] words = new String[n];
      Arrays.fill(words, row.isMissing(at) ? "" : row.string(at));
      return Models.words(words);
    }
    double[] numbers = new double[n];
    Arrays.fill(numbers, row.isMissing(at) ? Double.NaN : row.number(at));
    return Models.numbers(numbers);
  }

  private static double mean(TrainedPipeline<Regression> trained, Table rows) {
    double sum = 0;
    double total = 0;
    var weights = rows.column("w");
    List<Regression> predictions = trained.predict(rows);
    for (int i = 0; i < rows.rowCount(); i++) {
      sum += weights.number(i) * predictions.get(i).value();
      total += weights.number(i);
    }
    return sum / total;
  }

  private static List<List<Integer>> orders(int n) {
    if (n == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (List<Integer> shorter : orders(n - 1)) {
      for (int at = 0; at <= shorter.size(); at++) {
        List<Integer> longer = new ArrayList<>(shorter);
        longer.add(at, n - 1);
        all.add(longer);
      }
    }
    return all;
  }
}
