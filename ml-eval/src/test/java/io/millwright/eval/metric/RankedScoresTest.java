package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankedScoresTest {

  /** Order of sums differs between kernel and oracle: a few ulp over some hundred rows. */
  private static final double ROUNDING = 1e-12;

  @Test
  void rocAuc_tie_countsHalf() {
    // Pairs: (.8 > .5) 1, (.8 > .1) 1, (.5 = .5) 1/2, (.5 > .1) 1.
    double[] targets = {1, 1, 0, 0};
    double[] scores = {0.8, 0.5, 0.5, 0.1};
    assertThat(RankedScores.of(targets, scores).rocAuc(ones(4)))
        .isEqualTo(new MetricValue.Defined(3.5 / 4));
  }

  @Test
  void averagePrecision_handCase_isStepwise() {
    // Ranks + - +: precision 1 at recall 1/2, 2/3 at recall 1.
    double[] targets = {1, 0, 1};
    double[] scores = {0.9, 0.5, 0.1};
    assertThat(value(RankedScores.of(targets, scores).averagePrecision(ones(3))))
        .isEqualTo(0.5 * 1 + 0.5 * (2.0 / 3), within(1e-15));
  }

  @Test
  void averagePrecision_constantScores_isPrevalence() {
    assertThat(
            value(
                RankedScores.of(new double[] {1, 0, 0, 0}, new double[4])
                    .averagePrecision(ones(4))))
        .isEqualTo(0.25);
  }

  @Test
  void rocAuc_negativeAndPositiveZero_tie() {
    assertThat(
            value(RankedScores.of(new double[] {1, 0}, new double[] {0.0, -0.0}).rocAuc(ones(2))))
        .isEqualTo(0.5);
  }

  @Test
  void rocAuc_oneClass_isUndefinedWithReason() {
    assertThat(RankedScores.of(new double[] {1, 1}, new double[] {0, 1}).rocAuc(ones(2)))
        .isEqualTo(new MetricValue.Undefined("no negative rows"));
    assertThat(RankedScores.of(new double[] {0, 0}, new double[] {0, 1}).rocAuc(ones(2)))
        .isEqualTo(new MetricValue.Undefined("no positive rows"));
    assertThat(
            RankedScores.of(new double[] {1, 0}, new double[] {0, 1}).rocAuc(new double[] {1, 0}))
        .isEqualTo(new MetricValue.Undefined("no negative rows"));
  }

  @Test
  void of_nanScore_isRefusedWithItsRow() {
    assertThatThrownBy(() -> RankedScores.of(new double[] {1, 0}, new double[] {0.5, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1");
  }

  @Test
  void order_extremeScores_isThatOfDoubles() {
    double[] scores = {
      0,
      -1e308,
      1e308,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.POSITIVE_INFINITY,
      -3,
      1e-300,
      Double.NEGATIVE_INFINITY,
      3,
      2.0000000000000004,
      2
    };
    double[] sorted = new double[scores.length];
    int[] order = ScoreOrder.descending(scores);
    Arrays.setAll(sorted, i -> -scores[order[i]]);
    assertThat(sorted).isSorted();
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(java.util.stream.IntStream.range(0, scores.length).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void kernels_randomRows_equalSlowOracles(long seed) {
    Rows rows = Rows.draw(seed, 150);
    RankedScores ranked = RankedScores.of(rows.targets(), rows.scores());
    assertThat(value(ranked.rocAuc(rows.weights()))).isEqualTo(slowAuc(rows), within(ROUNDING));
    assertThat(value(ranked.averagePrecision(rows.weights())))
        .isEqualTo(slowAveragePrecision(rows), within(ROUNDING));
    assertThat(value(ranked.partialRocAuc(rows.weights(), 1)))
        .isEqualTo(slowAuc(rows), within(ROUNDING));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void kernels_permutedRows_areTheSame(long seed) {
    Rows rows = Rows.draw(seed, 200);
    int[] order = Seed.of(seed).derive("order").permutation(200);
    Rows moved = rows.take(order);
    assertThat(auc(moved)).isEqualTo(auc(rows), within(ROUNDING));
    assertThat(ap(moved)).isEqualTo(ap(rows), within(ROUNDING));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void rocAuc_increasingTransform_isTheSameBits(long seed) {
    Rows rows = Rows.draw(seed, 200);
    double[] moved = Arrays.stream(rows.scores()).map(s -> 1000 * StrictMath.exp(s) - 7).toArray();
    assertThat(auc(new Rows(rows.targets(), moved, rows.weights()))).isEqualTo(auc(rows));
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void kernels_rowTwice_equalsWeightTwo(long seed) {
    Rows rows = Rows.draw(seed, 100);
    int[] doubled = new int[200];
    Arrays.setAll(doubled, i -> i / 2);
    double[] half = Arrays.stream(rows.weights()).map(w -> 2 * w).toArray();
    Rows heavy = new Rows(rows.targets(), rows.scores(), half);
    assertThat(auc(rows.take(doubled))).isEqualTo(auc(heavy), within(ROUNDING));
    assertThat(ap(rows.take(doubled))).isEqualTo(ap(heavy), within(ROUNDING));
  }

  private static double auc(Rows rows) {
    return value(RankedScores.of(rows.targets(), rows.scores()).rocAuc(rows.weights()));
  }

  private static double ap(Rows rows) {
    return value(RankedScores.of(rows.targets(), rows.scores()).averagePrecision(rows.weights()));
  }

  private static double value(MetricValue value) {
    return ((MetricValue.Defined) value).value();
  }

  private static double[] ones(int n) {
    return DoubleStream.generate(() -> 1).limit(n).toArray();
  }

  /** All pairs. */
  private static double slowAuc(Rows rows) {
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < rows.targets().length; i++) {
      for (int j = 0; j < rows.targets().length; j++) {
        if (rows.targets()[i] == 1 && rows.targets()[j] == 0) {
          double w = rows.weights()[i] * rows.weights()[j];
          pairs += w;
          wins += w * (1 + Math.signum(rows.scores()[i] - rows.scores()[j])) / 2;
        }
      }
    }
    return wins / pairs;
  }

  /** Each positive row contributes the precision at its own score. */
  private static double slowAveragePrecision(Rows rows) {
    double sum = 0;
    double positives = 0;
    for (int i = 0; i < rows.targets().length; i++) {
      if (rows.targets()[i] == 1) {
        double above = 0;
        double hits = 0;
        for (int j = 0; j < rows.targets().length; j++) {
          if (rows.scores()[j] >= rows.scores()[i]) {
            above += rows.weights()[j];
            hits += rows.targets()[j] * rows.weights()[j];
          }
        }
        positives += rows.weights()[i];
        sum += rows.weights()[i] * hits / above;
      }
    }
    return sum / positives;
  }

  /** Weighted rows with many ties. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Rows(double[] targets, double[] scores, double[] weights) {

    static Rows draw(long seed, int n) {
      RandomGenerator random = Seed.of(seed).random();
      double[] targets = new double[n];
      double[] scores = new double[n];
      double[] weights = new double[n];
      for (int i = 0; i < n; i++) {
        targets[i] = random.nextInt(3) == 0 ? 1 : 0;
        scores[i] = random.nextInt(40) / 8.0 - 2 + targets[i];
        weights[i] = random.nextInt(5) / 2.0;
      }
      return new Rows(targets, scores, weights);
    }

    Rows take(int[] rows) {
      return new Rows(pick(targets, rows), pick(scores, rows), pick(weights, rows));
    }

    private static double[] pick(double[] values, int[] rows) {
      return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
    }
  }
}
