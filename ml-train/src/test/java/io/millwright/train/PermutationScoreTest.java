package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.features.FittedFeatures;
import io.millwright.features.Selection;
import io.millwright.features.Transforms;
import io.millwright.model.Targets;
import io.millwright.model.TrainingFeatures;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.BooleanColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PermutationScoreTest {

  /** Positive where {@code a} and {@code b} have one sign, which no feature tells alone. */
  private static Table exclusiveOr() {
    RandomGenerator random = Seed.of(3).random();
    int n = 800;
    double[][] x = new double[3][n];
    BitSet y = new BitSet();
    for (int i = 0; i < n; i++) {
      for (double[] column : x) {
        column[i] = random.nextGaussian();
      }
      y.set(i, x[0][i] * x[1][i] > 0);
    }
    Schema schema =
        Schema.builder().numeric("noise").numeric("a").numeric("b").binaryLabel("y").build();
    return Table.of(
        schema,
        List.of(
            NumericColumn.of(x[2], new BitSet()),
            NumericColumn.of(x[0], new BitSet()),
            NumericColumn.of(x[1], new BitSet()),
            BooleanColumn.of(n, y, new BitSet())));
  }

  private static FeatureSpec spec(Table table, Selection selection) {
    return FeatureSpec.over(table.schema())
        .add(Transforms.raw("noise"), Transforms.raw("a"), Transforms.raw("b"))
        .select(selection)
        .build();
  }

  @Test
  void selection_byATreesPermutationScore_findsWhatOnlyCountsTogether() {
    Table table = exclusiveOr();
    PermutationScore score = PermutationScore.of(XGBoost.binary(o -> o.trees(30).depth(4)));
    Selection best = Selection.best(2, "permutation importance", score.repeats(3));
    FittedFeatures fitted = spec(table, best).fit(TrainingSet.ofAll(table), Seed.of(1));
    assertThat(fitted.features()).extracting(f -> f.name()).containsExactly("a", "b");
    assertThat(fitted.dropped()).containsExactly("noise");
  }

  @Test
  void scores_sameSeed_areTheSameBits() {
    Table table = exclusiveOr();
    TrainingFeatures rows =
        spec(table, Selection.varianceAbove(0)).fitTransform(TrainingSet.ofAll(table), Seed.of(1));
    PermutationScore score = PermutationScore.of(XGBoost.binary(o -> o.trees(10).depth(3)));
    double[] one = score.scores(rows.matrix(), Targets.of(table), Seed.of(4));
    assertThat(score.scores(rows.matrix(), Targets.of(table), Seed.of(4))).isEqualTo(one);
    assertThat(score.scores(rows.matrix(), Targets.of(table), Seed.of(5))).isNotEqualTo(one);
  }

  @Test
  void scores_trainerOfAnotherTask_isRefused() {
    Table table = exclusiveOr();
    Selection wrong =
        Selection.best(1, "importance", PermutationScore.of(LinearRegression.regression()));
    assertThatThrownBy(() -> spec(table, wrong).fit(TrainingSet.ofAll(table), Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Task of the trainer must be that of the label, binary");
    Table few = table.take(new int[] {0, 1, 2, 3});
    Selection right =
        Selection.best(
            1, "importance", PermutationScore.of(XGBoost.binary(o -> o.trees(2).depth(2))));
    assertThatThrownBy(() -> spec(few, right).fit(TrainingSet.ofAll(few), Seed.of(1)))
        .hasMessageContaining("at least 8");
  }
}
