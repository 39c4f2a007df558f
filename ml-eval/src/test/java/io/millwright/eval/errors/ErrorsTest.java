package io.millwright.eval.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.HeldOut;
import io.millwright.eval.HeldOuts;
import io.millwright.eval.HeldOuts.BinaryRow;
import io.millwright.eval.HeldOuts.ClassRow;
import io.millwright.eval.errors.WorstRows.WorstRow;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.schema.Schema;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {

  private static final Bootstrap FEW = Bootstrap.of(Seed.of(1)).withReplicates(100);

  private static double value(Estimate estimate) {
    return estimate.match(Estimate.Measured::value, u -> Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 100})
  void worst_randomLosses_areThoseOfSortingThemAll(int most) {
    RandomGenerator random = Seed.of(most).random();
    double[] losses = random.ints(50, 0, 12).asDoubleStream().toArray();
    List<Integer> sorted =
        IntStream.range(0, 50)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -losses[i]).thenComparing(i -> i))
            .limit(most)
            .toList();
    assertThat(WorstRows.of(losses, most).stream().map(r -> (int) r.row())).isEqualTo(sorted);
    WorstRows even = WorstRows.keeping(most);
    WorstRows odd = WorstRows.keeping(most);
    for (int i = 0; i < 50; i++) {
      (i % 2 == 0 ? even : odd).add(i, losses[i]);
    }
    odd.merge(even);
    assertThat(odd.rows()).isEqualTo(WorstRows.of(losses, most));
  }

  @Test
  void worst_badInput_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> WorstRows.keeping(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorstRows.of(new double[] {1, Double.NaN}, 1))
        .withMessageContaining("row 1");
    assertThat(WorstRows.of(new double[0], 3)).isEmpty();
    assertThat(WorstRows.of(new double[] {2}, 3)).containsExactly(new WorstRow(0, 2));
  }

  @Test
  void losses_handComputed() {
    HeldOut<Binary> binary = HeldOuts.binary(new double[] {1, 0}, new double[] {0.8, 0.4});
    assertThat(RowLosses.of(binary.scored()))
        .containsExactly(new double[] {-Math.log(0.8), -Math.log(0.6)}, within(1e-12));
    assertThat(RowLosses.brier(binary.scored()))
        .containsExactly(new double[] {0.04, 0.16}, within(1e-12));
    HeldOut<Multiclass> classes =
        HeldOuts.classes(
            List.of(
                new ClassRow(1, 0, 0, "a"),
                new ClassRow(0.5, 0.3, 0.2, "b"),
                new ClassRow(0, 0, 1, "c")));
    assertThat(RowLosses.of(classes.scored())[0]).isCloseTo(-Math.log(0.3), within(1e-12));
    assertThat(RowLosses.brier(classes.scored())[0]).isCloseTo(0.25 + 0.49 + 0.04, within(1e-12));
    HeldOut<Regression> real =
        HeldOuts.real(new double[] {3, 1}, new double[] {1, 2}, new double[2]);
    assertThat(RowLosses.of(real.scored())).containsExactly(2, 1);
    assertThat(RowLosses.squared(real.scored())).containsExactly(4, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> RowLosses.log(real.scored()));
    assertThatIllegalArgumentException().isThrownBy(() -> RowLosses.brier(real.scored()));
  }

  @Test
  void confusions_ranked_byWeight() {
    List<ClassRow> rows = new ArrayList<>(List.of(new ClassRow(1, 0, 0, "a")));
    for (int i = 0; i < 30; i++) {
      // Of ten a, three are taken for b and one for c; of ten b two for a; c are right. A tie
      // between a and b is a.
      String label = List.of("a", "b", "c").get(i / 10);
      int said = i < 3 ? 1 : i == 3 ? 2 : i == 10 || i == 11 ? 0 : i / 10;
      double[] p = {0.1, 0.1, 0.1};
      p[said] = 0.8;
      rows.add(
          i == 11 ? new ClassRow(0.45, 0.45, 0.1, label) : new ClassRow(p[0], p[1], p[2], label));
    }
    HeldOut<Multiclass> heldOut = HeldOuts.classes(rows);
    List<ConfusionPair> pairs = ConfusionPair.ranked(heldOut, 10, FEW);
    assertThat(pairs)
        .extracting(p -> p.actual() + p.predicted() + p.weight())
        .containsExactly("ab3.0", "ba2.0", "ac1.0");
    assertThat(value(pairs.get(0).rate())).isCloseTo(0.3, within(1e-12));
    assertThat(ConfusionPair.ranked(heldOut, 1, FEW)).hasSize(1);
    double[] y = new double[60];
    double[] p = new double[60];
    double[] w = new double[60];
    for (int i = 0; i < 60; i++) {
      y[i] = i % 3 == 0 ? 1 : 0;
      p[i] = i % 3 == 1 ? 0.5 : 0.4;
      w[i] = i % 3 == 1 ? 3 : 1;
    }
    HeldOut<Binary> binary = HeldOuts.binary(y, p, w);
    assertThat(ConfusionPair.ranked(binary, 5, FEW))
        .extracting(c -> c.actual() + " " + c.predicted() + " " + value(c.rate()))
        .containsExactly("false true 0.75", "true false 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ConfusionPair.ranked(
                    HeldOuts.real(new double[2], new double[2], new double[2]), 5, FEW));
  }

  @Test
  void residuals_byPredictionAndFeature_handComputed() {
    double[] y = {1, 2, 3, 4, 5, 6};
    double[] p = {1, 1, 3, 3, 9, 9};
    double[] x = {1, 2, 3, 4, 5, Double.NaN};
    HeldOut<Regression> rows = HeldOuts.real(y, p, x);
    ResidualBins byPrediction = ResidualBins.byPrediction(rows, 3);
    assertThat(byPrediction.bins())
        .extracting(ResidualBins.Bin::name)
        .containsExactly("up to 1", "above 1 up to 3", "above 3");
    assertThat(byPrediction.bins())
        .extracting(b -> value(b.residual()))
        .containsExactly(.5, .5, -3.5);
    assertThat(byPrediction.bins().get(2).absolute()).isEqualTo(3.5);
    // t(0.975, 1) = 12.7062; standard error of 0 and 1 is 0.5.
    Estimate.Measured first = (Estimate.Measured) byPrediction.bins().get(0).residual();
    assertThat(first.interval().high()).isCloseTo(0.5 + 12.7062 * 0.5, within(1e-3));
    assertThat(byPrediction.chart().categories()).hasSize(3);
    ResidualBins byX = ResidualBins.byFeature(rows, "x", 2);
    assertThat(byX.bins())
        .extracting(ResidualBins.Bin::name)
        .containsExactly("up to 3", "above 3", "not a number");
    assertThat(byX.bins().get(2).residual()).isInstanceOf(Estimate.Undefined.class);
    assertThat(byX.chart().categories()).hasSize(2);
    assertThat(ResidualBins.byFeature(rows, "x", 1).bins().get(0).name()).isEqualTo("all");
  }

  @Test
  void residuals_groups_countAsOne() {
    double[] y = {1, 1, 0, 0, 1, 1};
    double[] p = {.5, .5, .5, .5, .5, .5};
    HeldOut<Binary> rows =
        HeldOuts.grouped(y, p, new double[] {1, 1, 1, 1, 1, 1}, new int[] {0, 0, 1, 1, 2, 2});
    Estimate.Measured m =
        (Estimate.Measured) ResidualBins.byPrediction(rows, 4).bins().get(0).residual();
    assertThat(m.interval().method()).contains("3 groups");
    // Three groups of residual .5, -.5, .5: standard error 1/3, t(0.975, 2) = 4.3027.
    assertThat(m.interval().high() - m.value()).isCloseTo(4.3027 / 3, within(1e-3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResidualBins.byFeature(rows, "group", 3))
        .withMessageContaining("NUMERIC or INTEGER");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ResidualBins.byPrediction(
                    HeldOuts.classes(
                        List.of(
                            new ClassRow(1, 0, 0, "a"),
                            new ClassRow(1, 0, 0, "b"),
                            new ClassRow(1, 0, 0, "c"))),
                    3));
  }

  @Test
  void section_eachTask_hasItsBlocks() {
    double[] y = IntStream.range(0, 40).mapToDouble(i -> i % 2).toArray();
    double[] p = IntStream.range(0, 40).mapToDouble(i -> (i % 20) / 20.0).toArray();
    HeldOut<Binary> binary = HeldOuts.binary(y, p);
    assertThat(ErrorAnalysis.of(binary, FEW, "weight").blocks()).hasSize(4);
    HeldOut<Regression> real =
        HeldOuts.real(new double[] {1, 2, 3}, new double[] {1, 1, 1}, new double[] {4, 4, 4});
    assertThat(ErrorAnalysis.of(real, FEW, "x").blocks()).hasSize(3);
    HeldOut<Multiclass> classes =
        HeldOuts.classes(
            List.of(
                new ClassRow(1, 0, 0, "a"),
                new ClassRow(1, 0, 0, "b"),
                new ClassRow(1, 0, 0, "c")));
    assertThat(ErrorAnalysis.of(classes, FEW).blocks()).hasSize(2);
  }

  @Test
  void learningCurve_sets_growAndAreNested() {
    RandomGenerator random = Seed.of(2).random();
    List<BinaryRow> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double p = random.nextDouble();
      rows.add(new BinaryRow(p, "g" + i / 2, 1, random.nextDouble() < p));
    }
    Schema schema = Schema.from(BinaryRow.class).group("group").binaryLabel("positive").build();
    Split split = RowsAt.split(Table.ofRecords(rows, schema, BinaryRow.class), 200);
    List<io.millwright.split.RowSet> sets = new ArrayList<>();
    LearningCurve curve =
        LearningCurve.of(BinaryMetrics.brier())
            .shares(0.25, 0.5)
            .bootstrap(FEW)
            .measure(
                split.train(),
                split.test(),
                train -> {
                  sets.add(train.rows());
                  return HeldOuts.reading(train);
                },
                Seed.of(3));
    assertThat(curve.steps()).extracting(LearningCurve.Step::rows).containsExactly(50, 100, 200);
    assertThat(sets.get(0).overlap(sets.get(1))).isEqualTo(50);
    assertThat(sets.get(1).overlap(sets.get(2))).isEqualTo(100);
    assertThat(curve.steps().get(0).gainOverPrevious()).isInstanceOf(Estimate.Undefined.class);
    // The pipeline learns nothing: all steps are the same.
    assertThat(value(curve.steps().get(2).gainOverPrevious())).isZero();
    assertThat(curve.steps().get(0).value()).isEqualTo(curve.steps().get(2).value());
    assertThat(curve.chart().series().get(0).points()).hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LearningCurve.of(BinaryMetrics.brier()).shares(0.5, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LearningCurve.of(BinaryMetrics.brier()).shares(1));
  }
}
