package io.millwright.features;

import static io.millwright.features.Transforms.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.model.Targets;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TreeBinsTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(raw("n").treeBins(5), raw("x").log1p().invalidAsMissing().treeBins(3));
  }

  private static Table real(double[] x, double[] y) {
    Schema schema = Schema.builder().numeric("x").realLabel("y").build();
    return Table.of(
        schema, List.of(NumericColumn.of(x, new BitSet()), NumericColumn.of(y, new BitSet())));
  }

  @Test
  void edges_steps_areFoundBetweenThem() {
    double[] x = IntStream.range(0, 90).mapToDouble(i -> i).toArray();
    double[] y = IntStream.range(0, 90).mapToDouble(i -> i < 30 ? 1 : i < 50 ? 7 : 2).toArray();
    double[] edges = TreeEdges.of(x, Targets.of(real(x, y)), 8, 1);
    assertThat(edges).containsExactly(29.5, 49.5);
    FittedFeatures fitted = Rows.fit(raw("x").treeBins(8), real(x, y));
    Table later = real(new double[] {-3, 29.4, 29.5, 49.6, 1e9}, new double[5]);
    assertThat(fitted.transform(later)).containsExactly(0, 0, 1, 2, 2);
  }

  @Test
  void edges_bestOfTwoBins_equalsTrialOfEveryCut() {
    RandomGenerator random = Seed.of(7).random();
    for (int run = 0; run < 50; run++) {
      double[] x = IntStream.range(0, 40).mapToDouble(i -> random.nextInt(12)).toArray();
      double[] y = random.doubles(40).toArray();
      double best = Double.POSITIVE_INFINITY;
      double cut = 0;
      for (double c = 0.5; c < 11; c++) {
        double error = error(x, y, c, true) + error(x, y, c, false);
        boolean both = countBelow(x, c) >= 2 && countBelow(x, c) <= 38;
        if (both && error < best - 1e-12) {
          best = error;
          cut = c;
        }
      }
      double[] edges = TreeEdges.of(x, Targets.of(real(x, y)), 2, 2);
      double found = error(x, y, edges[0], true) + error(x, y, edges[0], false);
      assertThat(found).as("cut %s", cut).isLessThanOrEqualTo(best + 1e-9);
    }
  }

  private static long countBelow(double[] x, double cut) {
    return java.util.Arrays.stream(x).filter(v -> v < cut).count();
  }

  private static double error(double[] x, double[] y, double cut, boolean below) {
    double[] own =
        IntStream.range(0, x.length)
            .filter(i -> (x[i] < cut) == below)
            .mapToDouble(i -> y[i])
            .toArray();
    double mean = java.util.Arrays.stream(own).average().orElse(0);
    return java.util.Arrays.stream(own).map(v -> (v - mean) * (v - mean)).sum();
  }

  @Test
  void edges_severalClasses_separateThem() {
    Schema schema = Schema.builder().numeric("x").multiclassLabel("y").build();
    double[] x = IntStream.range(0, 60).mapToDouble(i -> i).toArray();
    int[] codes = IntStream.range(0, 60).map(i -> i / 20).toArray();
    Table table =
        Table.of(
            schema,
            List.of(
                NumericColumn.of(x, new BitSet()),
                CategoricalColumn.of(codes, List.of("b", "a", "c"))));
    assertThat(TreeEdges.of(x, Targets.of(table), 9, 3)).containsExactly(19.5, 39.5);
  }

  @Test
  void edges_constantLabelOrTooFewRows_areNone() {
    double[] x = {1, 2, 3, 4};
    assertThat(TreeEdges.of(x, Targets.of(real(x, new double[] {5, 5, 5, 5})), 4, 1)).isEmpty();
    assertThat(TreeEdges.of(x, Targets.of(real(x, x)), 4, 3)).isEmpty();
    assertThat(TreeEdges.of(x, Targets.of(real(x, x)), 4, 2)).containsExactly(2.5);
  }

  @Test
  void build_withoutLabel_isRefused() {
    Schema none = Schema.builder().numeric("x").build();
    assertThatThrownBy(() -> FeatureSpec.over(none).add(raw("x").treeBins(3)).build())
        .hasMessageContaining("Schema must have a label for the tree bins");
  }
}
