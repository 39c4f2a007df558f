package io.millwright.eval.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.LongColumn;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DependenceTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .numeric("a")
          .numeric("b")
          .categorical("region")
          .optional("b", "region")
          .weight("w")
          .build();

  private static final Table ROWS =
      Models.table(
          SCHEMA,
          Models.numbers(0, 1, 2, 3),
          Models.numbers(4, Double.NaN, 8, 0),
          Models.words("n", "s", "n", ""),
          Models.numbers(1, 1, 1, 5));

  private static TrainedPipeline<Regression> model(
      java.util.function.ToDoubleFunction<double[]> function) {
    List<Models.Encoded> features =
        List.of(
            Models.number(SCHEMA, "a"),
            Models.number(SCHEMA, "b"),
            Models.oneHot(SCHEMA, "region", "n"));
    return Models.pipeline(
        Task.regression(), ROWS, List.of(), features, Models.function(3, function));
  }

  private static double orZero(double x) {
    return Double.isNaN(x) ? 0 : x;
  }

  @Test
  void partial_knownFunction_isItsWeightedMean() {
    TrainedPipeline<Regression> trained = model(x -> x[0] * x[0] + orZero(x[1]) / 4 + 10 * x[2]);
    DependenceCurve curve = Dependence.of(trained, ROWS, Seed.of(1)).partial("a");
    // The others' weighted mean: (1 + 0 + 2 + 5 * 0) / 8 + 10 * 2 / 8.
    double rest = 3.0 / 8 + 20.0 / 8;
    assertThat(curve.kind()).isEqualTo(DependenceCurve.Kind.PARTIAL);
    assertThat(curve.points().stream().map(p -> p.place().value().orElseThrow()))
        .containsExactly(0d, 1d, 2d, 3d);
    for (int k = 0; k < 4; k++) {
      assertThat(value(curve, k)).isCloseTo(k * k + rest, within(1e-12));
      assertThat(curve.individual().get(2).get(k)).isEqualTo(k * k + 2 + 10);
      assertThat(curve.centred(1).get(2).get(k)).isEqualTo(k * k - 1);
    }
  }

  @Test
  void partial_missingAndCategories_haveTheirOwnPlaces() {
    TrainedPipeline<Regression> trained = model(x -> Double.isNaN(x[1]) ? 100 : x[1] + x[2]);
    Dependence dependence = Dependence.of(trained, ROWS, Seed.of(1));
    DependenceCurve b = dependence.partial("b");
    assertThat(b.points().stream().map(p -> p.place().label()))
        .containsExactly("0.0", "4.0", "8.0", "(missing)");
    assertThat(b.points().get(3).place().value()).isEqualTo(OptionalDouble.empty());
    assertThat(value(b, 3)).isEqualTo(100);
    assertThat(value(b, 1)).isCloseTo(4 + 2.0 / 8, within(1e-12));
    DependenceCurve region = dependence.partial("region");
    assertThat(region.points().stream().map(p -> p.place().label()))
        .containsExactly("n", "s", "(missing)");
    assertThat(value(region, 0) - value(region, 1)).isCloseTo(7.0 / 8, within(1e-12));
  }

  @Test
  void partial_rowsWithoutWeight_giveNoPlaces() {
    Table light = ROWS.with("w", Models.numbers(1, 1, 1, 0));
    DependenceCurve curve = Dependence.of(model(x -> x[0]), light, Seed.of(1)).partial("a");
    assertThat(curve.points()).hasSize(3);
  }

  @Test
  void partial_manyValues_areQuantiles() {
    Table rows = many(500);
    Dependence dependence = Dependence.of(model(x -> 2 * x[0]), rows, Seed.of(1)).withPlaces(5);
    DependenceCurve curve = dependence.partial("a");
    assertThat(curve.points().stream().map(p -> p.place().value().orElseThrow()))
        .containsExactly(0d, 124d, 249d, 374d, 499d);
    assertThat(value(curve, 1)).isEqualTo(248);
  }

  @Test
  void partial_sampleOfRows_isSeededAndTheSameOnAnyThreads() {
    Table rows = many(300);
    TrainedPipeline<Regression> trained = model(x -> x[0] * orZero(x[1]));
    Dependence dependence = Dependence.of(trained, rows, Seed.of(1)).withRows(50);
    DependenceCurve one = dependence.withThreads(1).partial("a");
    assertThat(dependence.withThreads(4).partial("a")).isEqualTo(one);
    assertThat(one.individual()).hasSize(50);
    assertThat(Dependence.of(trained, rows, Seed.of(2)).withRows(50).partial("a"))
        .isNotEqualTo(one);
    assertThat(dependence.withThreads(3).accumulated("a"))
        .isEqualTo(dependence.withThreads(1).accumulated("a"));
  }

  @Test
  void partial_twoFields_isTheMeanAtEachPair() {
    TrainedPipeline<Regression> trained = model(x -> x[0] * orZero(x[1]) + x[2]);
    DependenceSurface surface = Dependence.of(trained, ROWS, Seed.of(1)).partial("a", "b");
    assertThat(surface.first()).hasSize(4);
    assertThat(surface.second()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double b = j == 3 ? 0 : 4 * j;
        assertThat(surface.means().get(i).get(j)).isCloseTo(i * b + 2.0 / 8, within(1e-12));
      }
    }
  }

  @Test
  void accumulated_quadratic_isCentredQuadratic() {
    TrainedPipeline<Regression> trained = model(x -> x[0] * x[0] + 7 * x[2]);
    DependenceCurve curve = Dependence.of(trained, ROWS, Seed.of(1)).accumulated("a");
    // Bins (0,1] with rows 0 and 1, (1,2], (2,3] of weights 2, 1, 5; middles 0.5, 2.5, 6.5.
    double centre = (2 * 0.5 + 2.5 + 5 * 6.5) / 8;
    assertThat(curve.kind()).isEqualTo(DependenceCurve.Kind.ACCUMULATED);
    assertThat(curve.individual()).isEmpty();
    for (int k = 0; k < 4; k++) {
      assertThat(value(curve, k)).isCloseTo(k * k - centre, within(1e-12));
    }
  }

  @Test
  void accumulated_correlatedFields_staysWherePartialGoesAstray() {
    // b equals a in all rows, and the model is steep only where they differ.
    double[] numbers = {0, 1, 2, 3};
    Table twins = ROWS.with("b", Models.numbers(numbers)).with("w", Models.numbers(1, 1, 1, 1));
    TrainedPipeline<Regression> trained =
        model(x -> x[0] + 100 * Math.max(0, Math.abs(x[0] - x[1]) - 1));
    Dependence dependence = Dependence.of(trained, twins, Seed.of(1));
    DependenceCurve partial = dependence.partial("a");
    DependenceCurve accumulated = dependence.accumulated("a");
    assertThat(value(partial, 0)).isGreaterThan(50);
    assertThat(value(accumulated, 3) - value(accumulated, 0)).isCloseTo(3, within(1e-12));
  }

  @Test
  void accumulated_missingRows_areLeftOut() {
    TrainedPipeline<Regression> trained = model(x -> Double.isNaN(x[1]) ? 1e9 : 3 * x[1]);
    DependenceCurve curve = Dependence.of(trained, ROWS, Seed.of(1)).accumulated("b");
    assertThat(curve.points()).hasSize(3);
    assertThat(value(curve, 2) - value(curve, 0)).isCloseTo(24, within(1e-12));
  }

  @Test
  void partial_datesAndClasses_work() {
    Schema schema = Schema.builder().date("day").build();
    Table rows =
        Table.of(
            schema, List.of(LongColumn.of(FieldType.DATE, new long[] {0, 1, 2}, new BitSet())));
    TrainedPipeline<Multiclass> trained =
        Models.pipeline(
            Task.multiclass(),
            rows,
            List.of("x", "y"),
            List.of(
                new Models.Encoded(
                    new io.millwright.model.Featurizer.Feature("day", List.of("day")),
                    row -> row.integer(0))),
            Models.function(
                1,
                2,
                false,
                (x, out) -> {
                  out[0] = x[0] / 4;
                  out[1] = 1 - x[0] / 4;
                }));
    DependenceCurve curve =
        Dependence.of(trained, rows, Output.ofClass("y"), Seed.of(1)).partial("day");
    assertThat(curve.points().get(1).place())
        .isEqualTo(new DependenceCurve.Place("1970-01-02", OptionalDouble.of(1)));
    assertThat(value(curve, 2)).isEqualTo(0.5);
    assertThatThrownBy(() -> Dependence.of(trained, rows, Seed.of(1)))
        .hasMessageContaining("one of the model's 2 classes");
  }

  @Test
  void of_unsuitedFields_areRefused() {
    Dependence dependence = Dependence.of(model(x -> x[0]), ROWS, Seed.of(1));
    assertThatThrownBy(() -> dependence.partial("w")).hasMessageContaining("'w' must be read");
    assertThatThrownBy(() -> dependence.partial("a", "a")).hasMessageContaining("twice");
    assertThatThrownBy(() -> dependence.accumulated("region"))
        .hasMessageContaining("must be a number or a time");
    Table constant = ROWS.with("a", Models.numbers(1, 1, 1, 1));
    assertThatThrownBy(() -> Dependence.of(model(x -> x[0]), constant, Seed.of(1)).accumulated("a"))
        .hasMessageContaining("at least 2 distinct values; had 1");
    Table empty = ROWS.with("b", Models.numbers(Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    Dependence none = Dependence.of(model(x -> x[0]), empty, Seed.of(1));
    assertThatThrownBy(() -> none.partial("b")).hasMessageContaining("has none");
    assertThatThrownBy(() -> none.accumulated("b")).hasMessageContaining("at least 2 rows");
    assertThatThrownBy(() -> dependence.withPlaces(1)).hasMessageContaining("Places");
    assertThatThrownBy(() -> dependence.withRows(0)).hasMessageContaining("Rows");
  }

  private static Table many(int n) {
    double[] a = new double[n];
    double[] w = new double[n];
    String[] region = new String[n];
    Arrays.setAll(a, i -> i);
    Arrays.fill(w, 1);
    Arrays.fill(region, "n");
    return Models.table(
        SCHEMA,
        Models.numbers(a),
        Models.random(n, true, Seed.of(3)),
        Models.words(region),
        Models.numbers(w));
  }

  private static double value(DependenceCurve curve, int point) {
    return ((Estimate.Measured) curve.points().get(point).effect()).value();
  }
}
