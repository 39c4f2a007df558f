package io.millwright.eval.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.explain.CounterfactualResult.AlreadyReached;
import io.millwright.eval.explain.CounterfactualResult.Found;
import io.millwright.eval.explain.CounterfactualResult.NoneFound;
import io.millwright.model.Binary;
import io.millwright.model.Featurizer;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterfactualsTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .numeric("income")
          .numeric("debt")
          .integer("term")
          .categorical("region")
          .optional("debt")
          .build();
  private static final double[] INCOMES = {10, 20, 30, 40, 50};
  private static final double[] DEBTS = {0, 1, 2, 3, Double.NaN};
  private static final long[] TERMS = {6, 12, 24, 36, 48};

  private static Table rows() {
    return Models.table(
        SCHEMA,
        Models.numbers(INCOMES),
        Models.numbers(DEBTS),
        io.millwright.table.LongColumn.of(
            io.millwright.schema.FieldType.INTEGER, TERMS, new java.util.BitSet()),
        Models.words("n", "s", "e", "n", "n"));
  }

  private static TrainedPipeline<Regression> model(ToDoubleFunction<double[]> function) {
    List<Models.Encoded> features =
        List.of(
            Models.number(SCHEMA, "income"),
            Models.number(SCHEMA, "debt"),
            Models.number(SCHEMA, "term"),
            Models.oneHot(SCHEMA, "region", "n"),
            Models.oneHot(SCHEMA, "region", "s"));
    return Models.pipeline(
        Task.regression(), rows(), List.of(), features, Models.function(5, function));
  }

  private static Row first() {
    return rows().cursor();
  }

  @Test
  void find_oneFieldIsEnough_changesOneToTheNearestValue() {
    TrainedPipeline<Regression> trained = model(x -> x[0] + x[2] / 100);
    Counterfactuals<Regression> search = Counterfactuals.of(trained, rows());
    CounterfactualResult result = search.find(first(), Wish.valueBetween(25, 1000));
    Found found = (Found) result;
    assertThat(found.effort().isComplete()).isTrue();
    assertThat(found.answers()).hasSize(1);
    Counterfactual answer = found.answers().get(0);
    assertThat(answer.changes())
        .containsExactly(new Counterfactual.Change("income", "10.0", "30.0"));
    assertThat(answer.cost()).isCloseTo(20.0 / 10, within(1e-12));
    assertThat(trained.predict(answer.row()).value()).isBetween(25d, 1000d);
    // Nearest: itself but for income, 20 of the range 40, over four fields.
    assertThat(answer.nearestDistance()).isCloseTo(0.5 / 4, within(1e-12));
    assertThat(search.find(first(), Wish.valueBetween(25, 1000))).hasToString(result.toString());
    assertThat(result.toString()).doesNotContain("10.0").doesNotContain("30.0");
  }

  @Test
  void find_manyAnswers_changeDifferentFields() {
    TrainedPipeline<Regression> trained =
        model(x -> (x[0] >= 40 ? 1 : 0) + (x[4] > 0 ? 1 : 0) + (x[2] > 20 && x[1] > 2 ? 1 : 0));
    Found found =
        (Found) Counterfactuals.of(trained, rows()).find(first(), Wish.valueBetween(0.5, 9));
    assertThat(found.answers().stream().map(Counterfactual::fields))
        .containsExactly(List.of("region"), List.of("income"), List.of("debt", "term"));
    assertThat(found.answers().get(2).changes())
        .containsExactly(
            new Counterfactual.Change("debt", "0.0", "3.0"),
            new Counterfactual.Change("term", "6", "24"));
    Found one =
        (Found)
            Counterfactuals.of(trained, rows())
                .withAnswers(1)
                .find(first(), Wish.valueBetween(0.5, 9));
    assertThat(one.answers()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void find_smallGrid_isAsSmallAndCheapAsBruteForce(long seed) {
    var scorer =
        Models.trees(
                5,
                4,
                io.millwright.tree.TreeEnsembleScorer.Comparison.DOUBLE_LESS_OR_EQUAL,
                Seed.of(seed))
            .build();
    Table rows =
        Models.table(
            SCHEMA,
            Models.numbers(-1.5, -0.5, 0, 0.5, 1.5),
            Models.numbers(-1, Double.NaN, 0.25, 1, 2),
            io.millwright.table.LongColumn.of(
                io.millwright.schema.FieldType.INTEGER,
                new long[] {-2, -1, 0, 1, 2},
                new java.util.BitSet()),
            Models.words("n", "s", "e", "n", "s"));
    List<Models.Encoded> features =
        List.of(
            Models.number(SCHEMA, "income"),
            Models.number(SCHEMA, "debt"),
            Models.number(SCHEMA, "term"),
            Models.oneHot(SCHEMA, "region", "n"),
            Models.oneHot(SCHEMA, "region", "s"));
    TrainedPipeline<Regression> trained =
        Models.pipeline(Task.regression(), rows, List.of(), features, scorer);
    Row row = rows.cursor().moveTo((int) (seed % 5));
    double now = trained.predict(row).value();
    Wish<Regression> wish = Wish.valueBetween(now + 1.5, Double.POSITIVE_INFINITY);
    double[] best = bruteForce(trained, rows, row, wish);
    CounterfactualResult result = Counterfactuals.of(trained, rows).withChanges(4).find(row, wish);
    if (best[0] > 4) {
      assertThat(result).isInstanceOf(NoneFound.class);
    } else {
      Counterfactual answer = ((Found) result).answers().get(0);
      assertThat(answer.changes()).hasSize((int) best[0]);
      assertThat(answer.cost()).isCloseTo(best[1], within(1e-12));
      assertThat(((Found) result).effort().isComplete()).isTrue();
      for (Counterfactual each : ((Found) result).answers()) {
        assertThat(wish.isReached(trained.predict(each.row()))).isTrue();
      }
    }
  }

  /** Fewest changes and then least cost over all rows of observed values, or 5. */
  private static double[] bruteForce(
      TrainedPipeline<Regression> trained, Table rows, Row row, Wish<Regression> wish) {
    double[] best = {5, Double.POSITIVE_INFINITY};
    io.millwright.table.RowBuffer buffer = new io.millwright.table.RowBuffer(SCHEMA);
    double[] mads = {mad(rows, 0), mad(rows, 1), mad(rows, 2), 1};
    for (int combination = 0; combination < 6 * 6 * 6 * 6; combination++) {
      int[] from = {combination % 6, combination / 6 % 6, combination / 36 % 6, combination / 216};
      int changes = 0;
      double cost = 0;
      boolean usable = true;
      for (int f = 0; f < 4; f++) {
        CellValue own = CellValue.of(row, f);
        CellValue value = from[f] == 5 ? own : CellValue.of(rows.columns().get(f), from[f]);
        usable &= from[f] == 5 || !value.missing();
        value.put(buffer, f);
        if (!value.equals(own)) {
          changes++;
          cost +=
              f == 3 || own.missing()
                  ? 1
                  : Math.abs(value.number() + value.integer() - own.number() - own.integer())
                      / mads[f];
        }
      }
      boolean better = changes < best[0] || (changes == best[0] && cost < best[1]);
      if (usable && changes > 0 && better && wish.isReached(trained.predict(buffer))) {
        best = new double[] {changes, cost};
      }
    }
    return best;
  }

  private static double mad(Table rows, int field) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < rows.rowCount(); i++) {
      if (!rows.columns().get(field).isMissing(i)) {
        values.add(rows.columns().get(field).number(i));
      }
    }
    double middle = lowerMedian(values);
    return lowerMedian(values.stream().map(v -> Math.abs(v - middle)).toList());
  }

  private static double lowerMedian(List<Double> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }

  @Test
  void find_rules_areKept() {
    TrainedPipeline<Regression> trained =
        model(x -> (x[0] >= 40 ? 1 : 0) + (x[4] > 0 ? 1 : 0) + (x[2] < 10 ? 0 : 1));
    Wish<Regression> wish = Wish.valueBetween(1, 9);
    ChangeRules rules =
        ChangeRules.builder()
            .immutable("income")
            .values("region", "e")
            .decreaseOnly("term")
            .build();
    NoneFound none =
        (NoneFound) Counterfactuals.of(trained, rows()).withRules(rules).find(first(), wish);
    assertThat(none.reason())
        .isEqualTo(
            "no change of at most 2 of the 2 fields that may change reaches it, among the values"
                + " tried");
    assertThat(none.effort().isComplete()).isTrue();
    ChangeRules wider =
        ChangeRules.builder()
            .range("income", 10, 45)
            .values("region", "s", "w")
            .increaseOnly("term")
            .cost("region", 50)
            .cost("term", 0.5)
            .build();
    Found found = (Found) Counterfactuals.of(trained, rows()).withRules(wider).find(first(), wish);
    assertThat(found.answers().stream().map(Counterfactual::fields))
        .containsExactly(List.of("term"), List.of("income"), List.of("region"));
    assertThat(found.answers().get(0).cost()).isCloseTo(0.5 * 6 / 12, within(1e-12));
    assertThat(found.answers().get(2).cost()).isEqualTo(50);
    ChangeRules all = ChangeRules.builder().immutable("income", "debt", "term", "region").build();
    NoneFound nothing =
        (NoneFound) Counterfactuals.of(trained, rows()).withRules(all).find(first(), wish);
    assertThat(nothing.reason()).isEqualTo("the rules allow no field to change");
    assertThat(nothing.effort().predictions()).isEqualTo(0);
  }

  @Test
  void find_steps_moveByMultiplesWithinTheObservedRange() {
    TrainedPipeline<Regression> trained = model(x -> x[0]);
    ChangeRules rules = ChangeRules.builder().step("income", 2.5).step("term", 1).build();
    Found found =
        (Found)
            Counterfactuals.of(trained, rows())
                .withRules(rules)
                .find(first(), Wish.valueBetween(16, 100));
    assertThat(found.answers().get(0).changes().get(0).to()).isEqualTo("17.5");
    assertThat(
            Counterfactuals.of(trained, rows())
                .withRules(rules)
                .find(first(), Wish.valueBetween(50.5, 100)))
        .isInstanceOf(NoneFound.class);
  }

  @Test
  void find_manyValues_isBroughtNearToTheRow() {
    double[] values = new double[2001];
    Arrays.setAll(values, i -> i);
    Schema schema = Schema.builder().numeric("x").build();
    Table table = Models.table(schema, Models.numbers(values));
    TrainedPipeline<Regression> trained =
        Models.pipeline(
            Task.regression(),
            table,
            List.of(),
            Models.numbers(schema, "x"),
            Models.function(1, x -> x[0]));
    Found found =
        (Found)
            Counterfactuals.of(trained, table).find(table.cursor(), Wish.valueBetween(1234, 9999));
    assertThat(trained.predict(found.answers().get(0).row()).value()).isBetween(1234d, 1235d);
  }

  @Test
  void find_beyondTheBudget_stillAnswersAndSaysSo() {
    TrainedPipeline<Regression> trained =
        model(x -> (x[0] >= 40 ? 1 : 0) + (x[2] >= 24 ? 1 : 0) + x[0] / 1000 + x[2] / 1000);
    Wish<Regression> wish = Wish.valueBetween(2, 9);
    Counterfactuals<Regression> search = Counterfactuals.of(trained, rows());
    Found complete = (Found) search.find(first(), wish);
    Found hurried = (Found) search.withBudget(20, 60).find(first(), wish);
    assertThat(complete.effort().isComplete()).isTrue();
    assertThat(hurried.effort().isComplete()).isFalse();
    assertThat(hurried.answers().get(0).fields()).containsExactly("income", "term");
    assertThat(hurried.answers().get(0).changes()).isEqualTo(complete.answers().get(0).changes());
    NoneFound none = (NoneFound) search.withBudget(2, 3).find(first(), Wish.valueBetween(100, 200));
    assertThat(none.reason()).contains("not all combinations were tried");
    assertThat(none.effort().predictions()).isEqualTo(3);
  }

  @Test
  void find_alreadyReached_saysSo() {
    TrainedPipeline<Regression> trained = model(x -> x[0]);
    CounterfactualResult result =
        Counterfactuals.of(trained, rows()).find(first(), Wish.valueBetween(10, 10));
    assertThat(result).isEqualTo(new AlreadyReached());
    assertThat(result.<String>match(f -> "found", n -> "none", a -> "already"))
        .isEqualTo("already");
  }

  @Test
  void find_distance_leavesOutWhatIsFarFromAnyRow() {
    TrainedPipeline<Regression> trained = model(x -> x[0] - 20 * orZero(x[1]));
    Wish<Regression> wish = Wish.valueBetween(49, 1000);
    // The rich rows have debts, or unknown ones; income alone is cheapest but far from them.
    Counterfactuals<Regression> search = Counterfactuals.of(trained, rows());
    Counterfactual far = ((Found) search.find(first(), wish)).answers().get(0);
    assertThat(far.fields()).containsExactly("income");
    assertThat(far.nearestDistance()).isCloseTo(0.25, within(1e-12));
    CounterfactualResult near = search.withDistance(0.2).find(first(), wish);
    assertThat(near).isInstanceOf(NoneFound.class);
  }

  private static double orZero(double x) {
    return Double.isNaN(x) ? 0 : x;
  }

  @Test
  void find_missingField_mayGetAValueButNeverLoseOne() {
    TrainedPipeline<Regression> trained = model(x -> Double.isNaN(x[1]) ? 0 : x[1] + 1);
    Counterfactuals<Regression> search = Counterfactuals.of(trained, rows());
    Found found = (Found) search.find(rows().cursor().moveTo(4), Wish.valueBetween(2.5, 9));
    assertThat(found.answers().get(0).changes().get(0).from()).isEqualTo("(missing)");
    assertThat(found.answers().get(0).cost()).isEqualTo(1);
    assertThat(search.find(first(), Wish.valueBetween(0, 0.5))).isInstanceOf(NoneFound.class);
  }

  @Test
  void find_unusableCombinations_areCountedAndNoAnswers() {
    List<Models.Encoded> features =
        List.of(
            new Models.Encoded(
                new Featurizer.Feature("log", List.of("income")),
                row -> {
                  if (row.number(0) > 35) {
                    throw new InvalidRowException("income", "must be at most 35");
                  }
                  return row.number(0);
                }));
    TrainedPipeline<Regression> trained =
        Models.pipeline(
            Task.regression(), rows(), List.of(), features, Models.function(1, x -> x[0]));
    NoneFound none =
        (NoneFound) Counterfactuals.of(trained, rows()).find(first(), Wish.valueBetween(31, 99));
    assertThat(none.effort().unusable()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                Counterfactuals.of(trained, rows())
                    .find(rows().cursor().moveTo(4), Wish.valueBetween(0, 1)))
        .isInstanceOf(InvalidRowException.class);
  }

  @Test
  void wish_ofEachTask_isReachedAtItsBound() {
    assertThat(Wish.probabilityAtLeast(0.5).isReached(new Binary(0.5))).isTrue();
    assertThat(Wish.probabilityAtLeast(0.5).isReached(new Binary(0.49))).isFalse();
    assertThat(Wish.probabilityAtMost(0.5).isReached(new Binary(0.5))).isTrue();
    assertThat(Wish.probabilityAtMost(0.5).isReached(new Binary(0.51))).isFalse();
    assertThat(Wish.valueBetween(1, 2).isReached(new Regression(2))).isTrue();
    assertThat(Wish.valueBetween(1, 2).isReached(new Regression(2.1))).isFalse();
    assertThat(Wish.valueBetween(1, 2).isReached(new Regression(0.9))).isFalse();
    Multiclass tie = Multiclass.of(List.of("x", "y"), new double[] {0.5, 0.5});
    assertThat(Wish.topClass("x").isReached(tie)).isTrue();
    assertThat(Wish.topClass("y").isReached(tie)).isFalse();
    assertThat(Wish.topClass("y").shortfall(tie)).isGreaterThan(0);
    assertThat(Wish.topClass("y")).hasToString("class 'y' on top");
    assertThatThrownBy(() -> Wish.valueBetween(2, 1)).hasMessageContaining("Low end");
    assertThatThrownBy(() -> Wish.probabilityAtMost(1.5)).hasMessageContaining("Probability");
  }

  @Test
  void rules_faults_areListedTogether() {
    assertThatThrownBy(
            () -> ChangeRules.builder().immutable("a").increaseOnly("a").range("b", 2, 1).build())
        .hasMessageContaining("Direction of field 'a' must be set once")
        .hasMessageContaining("Range of field 'b' must have low <= high");
    Counterfactuals<Regression> search = Counterfactuals.of(model(x -> x[0]), rows());
    ChangeRules unsuited =
        ChangeRules.builder()
            .immutable("none")
            .increaseOnly("region")
            .values("income", "10")
            .step("term", 0.5)
            .build();
    assertThatThrownBy(() -> search.withRules(unsuited))
        .hasMessageContaining("'none' of a rule must be read")
        .hasMessageContaining("'region' must be a number or time")
        .hasMessageContaining("'income' must be a category or boolean")
        .hasMessageContaining("Step of field 'term' must be whole; was 0.5.");
    assertThatThrownBy(() -> search.withChanges(0)).hasMessageContaining("Changes");
    assertThatThrownBy(() -> search.withAnswers(0)).hasMessageContaining("Answers");
    assertThatThrownBy(() -> search.withBudget(1, 9)).hasMessageContaining("Values");
    assertThatThrownBy(() -> search.withDistance(2)).hasMessageContaining("Distance");
  }

  @Test
  void labels_ofTypes_areReadable() {
    Schema schema =
        Schema.builder().bool("b").date("d").timestamp("t", java.time.ZoneId.of("UTC")).build();
    io.millwright.table.RowBuffer row = new io.millwright.table.RowBuffer(schema);
    row.setInteger(0, 1);
    row.setInteger(1, -1);
    row.setInteger(2, -1_000_000_000L);
    TreeSet<String> labels = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      labels.add(CellValue.of(row, i).label(schema.fields().get(i)));
    }
    assertThat(labels).containsExactly("1969-12-31", "1969-12-31T23:59:59Z", "true");
    assertThat(CellValue.ofNumber(5)).hasToString("CellValue");
  }
}
