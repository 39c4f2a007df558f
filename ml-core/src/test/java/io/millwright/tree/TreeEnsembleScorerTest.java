package io.millwright.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.model.Link;
import io.millwright.model.Scorers;
import io.millwright.tree.TreeEnsembleScorer.Aggregation;
import io.millwright.tree.TreeEnsembleScorer.Comparison;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreeEnsembleScorerTest {

  /** x0 below 0.5: leaf 1, else leaf 2; missing goes left or right. */
  private static DecisionTree stump(double threshold, boolean missingLeft, double yes, double no) {
    return DecisionTree.of(
        new int[] {0, -1, -1},
        new double[] {threshold, 0, 0},
        new int[] {1, 0, 0},
        new int[] {2, 0, 0},
        new boolean[] {missingLeft, false, false},
        new double[] {yes, no});
  }

  private static double score(TreeEnsembleScorer scorer, double... x) {
    double[] out = new double[scorer.outputs()];
    scorer.score(x, 0, out);
    return out[0];
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @Test
  void score_sumOfStumps_isHandComputed() {
    TreeEnsembleScorer scorer =
        TreeEnsembleScorer.builder(1, 1, Comparison.FLOAT_LESS)
            .base(0.5)
            .tree(stump(2, true, 1, 10), 0)
            .tree(stump(3, false, 2, 20), 0)
            .build();
    assertThat(score(scorer, 1)).isEqualTo(3.5);
    assertThat(score(scorer, 2)).isEqualTo(12.5);
    assertThat(score(scorer, 3)).isEqualTo(30.5);
    assertThat(score(scorer, Double.NaN)).isEqualTo(21.5);
  }

  @Test
  void score_averageOfVectorLeaves_isMean() {
    TreeEnsembleScorer scorer =
        TreeEnsembleScorer.builder(1, 2, Comparison.DOUBLE_LESS_OR_EQUAL)
            .aggregation(Aggregation.AVERAGE)
            .tree(DecisionTree.leaf(0.25, 0.75))
            .tree(DecisionTree.leaf(0.75, 0.25))
            .tree(DecisionTree.leaf(0.5, 0.5))
            .build();
    double[] out = new double[2];
    scorer.score(new double[] {0}, 0, out);
    assertThat(out).containsExactly(0.5, 0.5);
  }

  @Test
  void score_logisticOfZero_isOneHalf() {
    TreeEnsembleScorer scorer =
        TreeEnsembleScorer.builder(0, 1, Comparison.FLOAT_LESS).link(Link.LOGISTIC).build();
    assertThat(score(scorer)).isCloseTo(0.5, within(0.0));
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void score_onTheThreshold_goesRightForLessAndLeftForLessOrEqual(Comparison comparison) {
    TreeEnsembleScorer scorer =
        TreeEnsembleScorer.builder(1, 1, comparison).tree(stump(0.5, true, -1, 1), 0).build();
    assertThat(score(scorer, 0.5)).isEqualTo(comparison == Comparison.FLOAT_LESS ? 1 : -1);
    assertThat(score(scorer, Math.nextDown(0.5)))
        .as("rounds to 0.5 as a float")
        .isEqualTo(comparison == Comparison.FLOAT_LESS ? 1 : -1);
    assertThat(score(scorer, Math.nextUp(0.5))).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void score_randomEnsembles_equalTheSlowOracleBitForBit(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    for (Comparison comparison : Comparison.values()) {
      for (int depth : new int[] {0, 1, 4, 8, 10}) {
        SlowTrees slow = SlowTrees.random(random, comparison, depth);
        TreeEnsembleScorer scorer = slow.toScorer();
        TreeEnsembleScorer back = (TreeEnsembleScorer) Scorers.read(scorer.stored());
        assertThat(back.stored()).isEqualTo(scorer.stored());
        double[] x = new double[slow.inputs + 2];
        double[] out = new double[slow.outputs];
        for (int row = 0; row < 30; row++) {
          Arrays.setAll(x, i -> SlowTrees.feature(random));
          double[] expected = slow.score(Arrays.copyOfRange(x, 2, x.length));
          scorer.score(x, 2, out);
          assertThat(out).containsExactly(expected);
          back.score(x, 2, out);
          assertThat(out).containsExactly(expected);
        }
      }
    }
  }

  @Test
  void layouts_shallowFloatTrees_giveTheSameBits() {
    RandomGenerator random = Seed.of(7).random();
    for (int round = 0; round < 200; round++) {
      SlowTrees slow = SlowTrees.random(random, Comparison.FLOAT_LESS, 5);
      TreeEnsembleScorer scorer = slow.toScorer();
      int[] outputOf = new int[scorer.trees().size()];
      Arrays.setAll(outputOf, scorer::outputOf);
      if (!CompleteTrees.suits(scorer.comparison(), scorer.trees())) {
        continue;
      }
      TreeLayout fast = new CompleteTrees(slow.inputs, slow.outputs, scorer.trees(), outputOf);
      TreeLayout plain =
          new NodeTrees(slow.outputs, scorer.trees(), outputOf, Comparison.FLOAT_LESS);
      for (int row = 0; row < 30; row++) {
        double[] x = new double[slow.inputs];
        Arrays.setAll(x, i -> SlowTrees.feature(random));
        double[] a = new double[slow.outputs];
        double[] b = new double[slow.outputs];
        fast.add(x, 0, a);
        plain.add(x, 0, b);
        assertThat(a).containsExactly(b);
      }
    }
  }

  @Test
  void score_afterWarmUp_allocatesNothing() throws ReflectiveOperationException {
    RandomGenerator random = Seed.of(3).random();
    // By reflection, so that the module need not read jdk.management for one test.
    Object threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    Method allocated =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getThreadAllocatedBytes", long.class);
    for (Comparison comparison : Comparison.values()) {
      SlowTrees slow = SlowTrees.random(random, comparison, 6);
      TreeEnsembleScorer scorer = slow.toScorer();
      double[] x = new double[slow.inputs];
      double[] out = new double[slow.outputs];
      for (int i = 0; i < 20_000; i++) {
        scorer.score(x, 0, out);
      }
      long id = Thread.currentThread().getId();
      long before = (long) allocated.invoke(threads, id);
      for (int i = 0; i < 10_000; i++) {
        scorer.score(x, 0, out);
      }
      // Reading the counter may itself allocate a little; one object a call would be 160,000.
      assertThat((long) allocated.invoke(threads, id) - before).isLessThan(5_000);
    }
  }

  @Test
  void builder_featureOutOfRangeOrWrongWidth_isRefused() {
    var builder = TreeEnsembleScorer.builder(0, 1, Comparison.DOUBLE_LESS_OR_EQUAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tree(stump(1, true, 0, 1)))
        .withMessageContaining("Feature of a split");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tree(DecisionTree.leaf(1, 2)))
        .withMessageContaining("Values of a leaf");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.link(Link.IDENTITY).link(Link.SOFTMAX))
        .withMessageContaining("once");
  }

  @Test
  void builder_doublesInFloatEnsemble_areRefused() {
    var builder = TreeEnsembleScorer.builder(1, 1, Comparison.FLOAT_LESS);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.tree(stump(0.1, true, 0, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.tree(stump(0.5, true, 0, 0.1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.base(0.1).build());
  }

  @Test
  void build_meanOfNoTrees_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TreeEnsembleScorer.builder(1, 1, Comparison.FLOAT_LESS)
                    .aggregation(Aggregation.AVERAGE)
                    .build());
  }
}
