package io.millwright.eval.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GeneratedTextTest {

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  @Test
  void bleu_handComputed_countsClippedAndPenalises() {
    // 1-grams: "the" once of 3 though said twice, "cat": 2 of 3; 2-grams: "the cat" 1 of 2.
    Bleu bleu =
        Bleu.corpus(
            List.of(words("the the cat")),
            List.of(List.of(words("the cat sat down"))),
            2,
            Bleu.Smoothing.NONE);
    assertThat(bleu.matches()).containsExactly(2L, 1L);
    assertThat(bleu.totals()).containsExactly(3L, 2L);
    double penalty = Math.exp(1 - 4 / 3.0);
    assertThat(bleu.score()).isCloseTo(penalty * Math.sqrt(2 / 3.0 / 2), within(1e-15));
  }

  @Test
  void bleu_badInput_isRefused() {
    List<List<String>> one = List.of(words("a"));
    assertThatThrownBy(() -> Bleu.corpus(one, List.of(), 4, Bleu.Smoothing.NONE))
        .hasMessageContaining("Number of references must be that of hypotheses, 1");
    assertThatThrownBy(() -> Bleu.corpus(one, List.of(List.of()), 4, Bleu.Smoothing.NONE))
        .hasMessageContaining("References of segment 0");
    assertThatThrownBy(() -> Bleu.corpus(List.of(), List.of(), 4, Bleu.Smoothing.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longestCommonSubsequence_randomTexts_equalsTheRecursiveDefinition() {
    RandomGenerator random = Seed.of(2).random();
    for (int run = 0; run < 200; run++) {
      List<String> a = draw(random);
      List<String> b = draw(random);
      TokenOverlap got = Rouge.longestCommonSubsequence(a, b);
      int expected = slow(a, b);
      assertThat(got.precision()).isEqualTo(a.isEmpty() ? 0 : expected / (double) a.size());
      assertThat(got.recall()).isEqualTo(b.isEmpty() ? 0 : expected / (double) b.size());
    }
  }

  private static List<String> draw(RandomGenerator random) {
    List<String> tokens = new ArrayList<>();
    int length = random.nextInt(9);
    for (int i = 0; i < length; i++) {
      tokens.add("t" + random.nextInt(4));
    }
    return tokens;
  }

  private static int slow(List<String> a, List<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    List<String> restA = a.subList(1, a.size());
    List<String> restB = b.subList(1, b.size());
    return a.get(0).equals(b.get(0))
        ? 1 + slow(restA, restB)
        : Math.max(slow(restA, b), slow(a, restB));
  }

  @Test
  void editDistance_surrogatePairs_countAsOne() {
    assertThat(EditDistance.of("a\uD83D\uDE00b", "ab")).isEqualTo(1);
    assertThat(EditDistance.of("", "abc")).isEqualTo(3);
    assertThat(EditDistance.of("flaw", "lawn")).isEqualTo(2);
  }

  @Test
  void perplexity_uniform_isTheNumberOfChoices() {
    double third = Math.log(1 / 3.0);
    assertThat(Perplexity.of(third, third, third)).isCloseTo(3, within(1e-14));
    assertThat(Perplexity.of(0, Double.NEGATIVE_INFINITY)).isInfinite();
    assertThatThrownBy(() -> Perplexity.of(-1, 0.5)).hasMessageContaining("token 1");
    assertThatThrownBy(() -> Perplexity.of(Double.NaN)).hasMessageContaining("at most 0");
  }

  @Test
  void rouge_nBeyondTheTexts_isZero() {
    assertThat(Rouge.nGrams(3, words("a b"), words("a b")).f1()).isZero();
    assertThatThrownBy(() -> Rouge.nGrams(0, words("a"), words("a"))).hasMessageContaining("n");
  }
}
