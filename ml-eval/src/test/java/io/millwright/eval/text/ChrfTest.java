package io.millwright.eval.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ChrfTest {

  private static double value(CorpusMetric metric, String hypothesis, String... references) {
    return metric.segment(hypothesis, List.of(references)).orElse(Double.NaN);
  }

  @Test
  void segment_handCase_averagesOrders() {
    // "ab c" is abc, "abd": 1-grams 2 of 3, 2-grams 1 of 2, 3-grams 0 of 1, both ways.
    double share = (2 / 3.0 + 1 / 2.0 + 0) / 3;
    assertThat(value(Chrf.characters(), "ab c", "abd")).isCloseTo(share, within(1e-15));
  }

  @Test
  void segment_beta_weighsRecall() {
    // Only 1-grams: precision 1, recall 1/2.
    assertThat(value(Chrf.characters(), "a", "ab")).isCloseTo(5 * 0.5 / 4.5, within(1e-15));
    assertThat(value(Chrf.characters().withBeta(1), "a", "ab"))
        .isCloseTo(2 * 0.5 / 1.5, within(1e-15));
  }

  @Test
  void segment_words_haveTheirPunctuationCutOff() {

    double[] counts = Chrf.withWords().count("ab, c", List.of("ab. \"c"));
    assertThat(counts).hasSize(24);
    // Words: ab , c against ab . " c; pairs: none shared.
    assertThat(new double[] {counts[18], counts[19], counts[20]}).containsExactly(3, 4, 2);
    assertThat(new double[] {counts[21], counts[22], counts[23]}).containsExactly(2, 3, 0);
  }

  @Test
  void segment_severalReferences_takesTheBest() {
    assertThat(value(Chrf.characters(), "abc", "xyz", "abc")).isEqualTo(1);
    assertThat(value(Chrf.characters(), "ABC", "abc")).isZero();
    assertThat(value(Chrf.characters().withLowercase(), "ABC", "abc")).isEqualTo(1);
    assertThat(value(Chrf.characters(), "", "abc")).isZero();
  }

  @Test
  void corpus_randomTexts_equalsSlowOracle() {
    RandomGenerator random = Seed.of(8).random();
    for (int run = 0; run < 100; run++) {
      List<String> hypotheses = List.of(draw(random), draw(random));
      List<String> references = List.of(draw(random), draw(random));
      GeneratedCorpus corpus =
          GeneratedCorpus.of(hypotheses, references.stream().map(List::of).toList());
      assertThat(corpus.score(Chrf.characters()).value().orElse(0))
          .isCloseTo(slow(hypotheses, references), within(1e-14));
    }
  }

  private static String draw(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(14);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(random.nextInt(3) + 0x1F600);
      text.append(random.nextInt(4) == 0 ? " " : "");
    }
    return text.toString();
  }

  private static double slow(List<String> hypotheses, List<String> references) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int n = 1; n <= 6; n++) {
      double own = 0;
      double other = 0;
      double shared = 0;
      for (int s = 0; s < hypotheses.size(); s++) {
        Map<String, Integer> a = grams(hypotheses.get(s), n);
        Map<String, Integer> b = grams(references.get(s), n);
        own += b.isEmpty() ? 0 : a.values().stream().mapToInt(v -> v).sum();
        other += b.values().stream().mapToInt(v -> v).sum();
        for (Map.Entry<String, Integer> e : a.entrySet()) {
          shared += Math.min(e.getValue(), b.getOrDefault(e.getKey(), 0));
        }
      }
      if (own > 0 && other > 0) {
        precision += shared / own;
        recall += shared / other;
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    return 5 * (precision / orders) * (recall / orders) / ((4 * precision + recall) / orders);
  }

  private static Map<String, Integer> grams(String text, int n) {
    List<String> characters = new ArrayList<>();
    text.replace(" ", "").codePoints().forEach(c -> characters.add(Character.toString(c)));
    Map<String, Integer> grams = new HashMap<>();
    for (int i = 0; i + n <= characters.size(); i++) {
      grams.merge(String.join("", characters.subList(i, i + n)), 1, Integer::sum);
    }
    return grams;
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> Chrf.characters().withBeta(0)).hasMessageContaining("Beta");
    assertThatThrownBy(() -> Chrf.characters().count("a", List.of()))
        .hasMessageContaining("Number of references");
  }
}
