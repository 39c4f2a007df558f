package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As many rows as are sorted and summed in parts. */
class ManyScoresTest {

  private static final int ROWS = 300_000;

  /** How scores lie. */
  enum Scores {
    UNIFORM(RandomGenerator::nextDouble),
    GAUSSIAN(RandomGenerator::nextGaussian),
    CLIPPED(r -> Math.max(0, r.nextGaussian())),
    FEW(r -> r.nextInt(7) - 3),
    CONSTANT(r -> 0.25),
    HEAVY_TAILED(r -> Math.scalb(r.nextDouble() - 0.5, r.nextInt(2000) - 1000)),
    INFINITE(r -> 1 / (r.nextInt(5) - 2.0)),
    LOW_BITS(r -> Double.longBitsToDouble(0x3FE0000000000000L + r.nextInt(1 << 20))),
    ZEROS(r -> r.nextBoolean() ? 0.0 : -0.0);

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    private final ToDoubleFunction<RandomGenerator> draw;

    Scores(ToDoubleFunction<RandomGenerator> draw) {
      this.draw = draw;
    }

    double[] of(int n) {
      RandomGenerator random = Seed.of(17).derive(name()).random();
      double[] scores = new double[n];
      Arrays.setAll(scores, i -> draw.applyAsDouble(random));
      return scores;
    }
  }

  @ParameterizedTest
  @EnumSource(Scores.class)
  void order_manyScores_isDescendingAndStable(Scores scores) {
    for (int n : new int[] {0, 1, 2, 24, 25, 26, 3000, ROWS}) {
      double[] values = scores.of(n);
      int[] order = ScoreOrder.descending(values);
      boolean[] seen = new boolean[n];
      int wrong = 0;
      for (int i = 0; i < n; i++) {
        wrong += seen[order[i]] ? 1 : 0;
        seen[order[i]] = true;
        if (i > 0) {
          double before = values[order[i - 1]];
          double here = values[order[i]];
          boolean fits = before > here || (before == here && order[i - 1] < order[i]);
          wrong += fits ? 0 : 1;
        }
      }
      assertThat(wrong).as("%s rows", n).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Scores.class)
  void keys_anyScore_leadBackToIt(Scores scores) {
    for (double score : scores.of(1000)) {
      assertThat(ScoreOrder.score(ScoreOrder.key(score))).isEqualTo(score + 0.0);
    }
  }

  @ParameterizedTest
  @EnumSource(Scores.class)
  void metrics_manyRows_equalThoseOfSteps(Scores scores) {
    double[] values = scores.of(ROWS);
    RandomGenerator random = Seed.of(3).random();
    double[] targets = new double[ROWS];
    double[] weights = new double[ROWS];
    Arrays.setAll(targets, i -> random.nextInt(4) == 0 ? 1 : 0);
    Arrays.setAll(weights, i -> random.nextInt(4) / 2.0);
    double[] ones = new double[ROWS];
    Arrays.fill(ones, 1);
    RankedScores ranked = RankedScores.of(targets, values);
    for (double[] w : new double[][] {weights, ones}) {
      double area = 0;
      double precision = 0;
      RankedScores.Step before = new RankedScores.Step(Double.POSITIVE_INFINITY, 0, 0);
      for (RankedScores.Step step : ranked.steps(w)) {
        double p = step.truePositives() - before.truePositives();
        double q = step.falsePositives() - before.falsePositives();
        area += q * (before.truePositives() + p / 2);
        double predicted = step.truePositives() + step.falsePositives();
        precision += p > 0 ? p * step.truePositives() / predicted : 0;
        before = step;
      }
      assertThat(value(ranked.rocAuc(w)))
          .isCloseTo(area / before.truePositives() / before.falsePositives(), within(1e-12));
      assertThat(value(ranked.averagePrecision(w)))
          .isCloseTo(precision / before.truePositives(), within(1e-12));
    }
  }

  private static double value(MetricValue value) {
    return value.orElse(Double.NaN);
  }

  @Test
  void metrics_oneOrFourThreads_areTheSameBits() {
    double[] scores = Scores.CLIPPED.of(ROWS);
    double[] targets = new double[ROWS];
    double[] weights = Scores.UNIFORM.of(ROWS);
    Arrays.setAll(targets, i -> scores[i] + weights[i] > 1 ? 1 : 0);
    assertThat(on(4, targets, scores, weights)).containsExactly(on(1, targets, scores, weights));
  }

  private static double[] on(int threads, double[] targets, double[] scores, double[] weights) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () -> {
                RankedScores ranked = RankedScores.of(targets, scores);
                return new double[] {
                  value(ranked.rocAuc(weights)), value(ranked.averagePrecision(weights))
                };
              })
          .join();
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 270_000, 299_999})
  void of_nanAmongMany_isRefusedWithItsRow(int row) {
    double[] scores = Scores.UNIFORM.of(ROWS);
    scores[row] = Double.NaN;
    assertThatThrownBy(() -> RankedScores.of(new double[ROWS], scores))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row " + row + ")");
  }

  /** A single weight other than 1, in the last part, must not be taken for one. */
  @Test
  void rocAuc_oneWeightOfMany_counts() {
    double[] scores = Scores.UNIFORM.of(ROWS);
    double[] targets = new double[ROWS];
    targets[0] = 1;
    targets[ROWS - 1] = 1;
    double[] weights = new double[ROWS];
    Arrays.fill(weights, 1);
    double even = value(RankedScores.of(targets, scores).rocAuc(weights));
    weights[ROWS - 1] = 0;
    double first = value(RankedScores.of(targets, scores).rocAuc(weights));
    assertThat(first).isNotEqualTo(even);
  }
}
