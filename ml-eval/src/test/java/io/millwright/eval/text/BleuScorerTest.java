package io.millwright.eval.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BleuScorerTest {

  private static final BleuScorer WORDS = BleuScorer.ofDefaults().withTokens(TextTokens.NONE);

  private static double value(CorpusMetric metric, String hypothesis, String... references) {
    return metric.segment(hypothesis, List.of(references)).orElse(Double.NaN);
  }

  @Test
  void score_randomCorpora_equalsBleuOfTokens() {
    RandomGenerator random = Seed.of(3).random();
    for (int run = 0; run < 200; run++) {
      List<String> hypotheses = new ArrayList<>();
      List<List<String>> references = new ArrayList<>();
      List<List<List<String>>> cut = new ArrayList<>();
      for (int s = 0; s < 3; s++) {
        hypotheses.add(draw(random));
        references.add(List.of(draw(random), draw(random)));
        cut.add(references.get(s).stream().map(Texts::words).toList());
      }
      List<List<String>> tokens = hypotheses.stream().map(Texts::words).toList();
      GeneratedCorpus corpus = GeneratedCorpus.of(hypotheses, references);
      assertThat(corpus.score(WORDS).value().orElse(Double.NaN))
          .isCloseTo(Bleu.corpus(tokens, cut, 4, Bleu.Smoothing.EXP).score(), within(1e-14));
      assertThat(corpus.score(WORDS.withoutSmoothing()).value().orElse(Double.NaN))
          .isCloseTo(Bleu.corpus(tokens, cut, 4, Bleu.Smoothing.NONE).score(), within(1e-14));
      assertThat(corpus.score(WORDS.withAdded(1).withMaxOrder(3)).value().orElse(Double.NaN))
          .isCloseTo(Bleu.corpus(tokens, cut, 3, Bleu.Smoothing.ADD_ONE).score(), within(1e-14));
    }
  }

  /** At least five words, so that every order has an n-gram. */
  private static String draw(RandomGenerator random) {
    List<String> words = new ArrayList<>();
    int length = 5 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      words.add("w" + random.nextInt(4));
    }
    return String.join(" ", words);
  }

  @Test
  void segment_noHigherMatch_isSmoothedAsNamed() {
    // 4 words, 2 in the reference, no pair: shares 2/4, then 0/3, 0/2, 0/1.
    String text = "a x b y";
    String reference = "b q a r";
    assertThat(value(WORDS.withoutSmoothing(), text, reference)).isZero();
    assertThat(value(WORDS, text, reference))
        .isCloseTo(Math.pow(0.5 * (1 / 6.0) * (1 / 8.0) * (1 / 8.0), 0.25), within(1e-15));
    assertThat(value(WORDS.withoutSmoothing().withExponentialSmoothing(), text, reference))
        .isEqualTo(value(WORDS, text, reference));
    assertThat(value(WORDS.withFloor(0.1), text, reference))
        .isCloseTo(Math.pow(0.5 * (0.1 / 3) * (0.1 / 2) * 0.1, 0.25), within(1e-15));
    assertThat(value(WORDS.withAdded(2), text, reference))
        .isCloseTo(Math.pow(0.5 * (2 / 5.0) * (2 / 4.0) * (2 / 3.0), 0.25), within(1e-15));
  }

  @Test
  void segment_shorterThanFourWords_needsEffectiveOrder() {
    assertThat(value(WORDS, "a b c", "a b c")).isZero();
    assertThat(value(BleuScorer.ofSentences(), "a b c", "a b c")).isEqualTo(1);
    assertThat(value(BleuScorer.ofSentences(), "x y", "a b")).isZero();
    assertThat(value(BleuScorer.ofSentences(), "", "a b")).isZero();
  }

  @Test
  void segment_shortHypothesis_isPenalisedByTheNearestReference() {
    // 4 of 5 words against 5 and 9: bp = exp(1 - 5/4), all shares 1.
    assertThat(value(WORDS, "a b c d", "a b c d e", "a b c d e f g h i"))
        .isCloseTo(Math.exp(-0.25), within(1e-15));
    // Lengths 3 and 5 are as near: the shorter counts, so there is no penalty.
    assertThat(value(WORDS, "a b c d", "a b c d e", "a b c")).isEqualTo(1);
  }

  @Test
  void segment_case_countsUnlessLowered() {
    assertThat(value(WORDS, "A b c d", "a b c D")).isLessThan(0.6);
    assertThat(value(WORDS.withLowercase(), "A b c d", "a b c D")).isEqualTo(1);
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> WORDS.withMaxOrder(0)).hasMessageContaining("Largest order");
    assertThatThrownBy(() -> WORDS.withFloor(0)).hasMessageContaining("Floor");
    assertThatThrownBy(() -> WORDS.withAdded(-1)).hasMessageContaining("Added");
  }
}
