package io.millwright.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.model.Link;
import io.millwright.model.Scorer;
import io.millwright.model.Scorers;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearScorerTest {

  private static double[] score(Scorer scorer, double... features) {
    double[] out = new double[scorer.outputs()];
    scorer.score(features, 0, out);
    return out;
  }

  @Test
  void score_identity_isWeightedSumPlusIntercept() {
    Scorer scorer = LinearScorer.of(new double[][] {{2, -1}}, new double[] {0.5}, Link.IDENTITY);
    assertThat(score(scorer, 3, 4)).containsExactly(2.5);
  }

  @Test
  void score_logistic_isHandComputedProbability() {
    Scorer scorer = LinearScorer.of(new double[][] {{1}}, new double[] {0}, Link.LOGISTIC);
    // 1 / (1 + 1/3) for x = ln 3; far out the probability saturates without NaN.
    assertThat(score(scorer, Math.log(3))[0]).isCloseTo(0.75, within(1e-15));
    assertThat(score(scorer, -800)[0]).isEqualTo(StrictMath.exp(-800));
    assertThat(score(scorer, 800)[0]).isEqualTo(1);
  }

  @Test
  void score_softmaxOfHugeSums_doesNotOverflow() {
    Scorer scorer =
        LinearScorer.of(
            new double[][] {{1000}, {1000}, {0}}, new double[] {0, Math.log(3), 0}, Link.SOFTMAX);
    double[] out = score(scorer, 1);
    assertThat(out[0]).isCloseTo(0.25, within(1e-12));
    assertThat(out[1]).isCloseTo(0.75, within(1e-12));
    assertThat(out[2]).isZero();
  }

  @Test
  void score_offset_readsFromThere() {
    Scorer scorer = LinearScorer.of(new double[][] {{1, 10}}, new double[] {0}, Link.IDENTITY);
    double[] out = new double[1];
    scorer.score(new double[] {9, 9, 1, 2}, 2, out);
    assertThat(out).containsExactly(21);
  }

  @Test
  void constant_anyRow_givesItsNumbersEvenWithoutValues() {
    Scorer scorer = LinearScorer.constant(2, 0.25, 0.75);
    assertThat(scorer.acceptsMissing()).isTrue();
    assertThat(score(scorer, Double.NaN, Double.POSITIVE_INFINITY)).containsExactly(0.25, 0.75);
    assertThat(
            LinearScorer.of(new double[][] {{1}}, new double[] {0}, Link.IDENTITY).acceptsMissing())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void stored_anyScorer_readsBackToTheSameBits(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    int inputs = random.nextInt(20);
    int outputs = 1 + random.nextInt(4);
    double[][] weights = new double[outputs][inputs];
    double[] intercepts = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      intercepts[k] = random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
      Arrays.setAll(weights[k], i -> random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15));
    }
    LinearScorer scorer = LinearScorer.of(weights, intercepts, Link.SOFTMAX);
    LinearScorer back = (LinearScorer) Scorers.read(scorer.stored());
    assertThat(back.stored()).isEqualTo(scorer.stored());
    assertThat(back.link()).isEqualTo(Link.SOFTMAX);
    for (int k = 0; k < outputs; k++) {
      assertThat(Double.doubleToRawLongBits(back.intercept(k)))
          .isEqualTo(Double.doubleToRawLongBits(intercepts[k]));
      for (int i = 0; i < inputs; i++) {
        assertThat(Double.doubleToRawLongBits(back.weight(k, i)))
            .isEqualTo(Double.doubleToRawLongBits(weights[k][i]));
      }
    }
  }

  @Test
  void of_wrongSizesOrNumbers_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearScorer.of(new double[0][], new double[0], Link.IDENTITY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearScorer.of(new double[][] {{1}}, new double[2], Link.IDENTITY));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LinearScorer.of(new double[][] {{1}, {1, 2}}, new double[2], Link.IDENTITY))
        .withMessageContaining("output 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LinearScorer.of(new double[][] {{Double.NaN}}, new double[1], Link.IDENTITY))
        .withMessageContaining("finite");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"formatVersion\":2}",
        "{\"formatVersion\":1,\"inputs\":1,\"outputs\":1,\"link\":\"identity\",\"intercepts\":[0]}",
        "{\"formatVersion\":1,\"inputs\":2,\"outputs\":1,\"link\":\"identity\",\"intercepts\":[0],\"weights\":[1]}",
        "{\"formatVersion\":1,\"inputs\":1,\"outputs\":1,\"link\":\"probit\",\"intercepts\":[0],\"weights\":[1]}",
        "{\"formatVersion\":1,\"inputs\":1,\"outputs\":1,\"link\":\"identity\",\"intercepts\":[0],\"weights\":[1e999]}",
        "{\"formatVersion\":1,\"inputs\":1,\"outputs\":1,\"link\":\"identity\",\"intercepts\":[0],\"weights\":[\"1\"]}",
        "{\"formatVersion\":1,\"inputs\":-1,\"outputs\":1,\"link\":\"identity\",\"intercepts\":[0],\"weights\":[]}",
        "{\"formatVersion\":1,\"inputs\":2000000000,\"outputs\":1000000,\"link\":\"identity\",\"intercepts\":[0],\"weights\":[]}"
      })
  void read_damagedContent_isRefused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scorers.read(new Scorer.Stored("linear", json)));
  }

  @Test
  void read_unknownKind_namesTheKindsThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scorers.read(new Scorer.Stored("quantum", "{}")))
        .withMessageContaining("linear")
        .withMessageContaining("trees")
        .withMessageContaining("quantum");
  }
}
