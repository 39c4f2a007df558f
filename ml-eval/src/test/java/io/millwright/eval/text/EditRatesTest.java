package io.millwright.eval.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.MetricValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditRatesTest {

  private static final TranslationEditRate TER = TranslationEditRate.ofDefaults();
  private static final WordErrorRate WER = WordErrorRate.ofDefaults();

  private static double value(CorpusMetric metric, String hypothesis, String... references) {
    return metric.segment(hypothesis, List.of(references)).orElse(Double.NaN);
  }

  @ParameterizedTest
  @CsvSource({
    "aaaa bbbb cccc dddd, aaaa bbbb cccc dddd, 0",
    "dddd eeee ffff, aaaa bbbb cccc, 1",
    "'', a, 1",
    "d e f g h a b c, a b c d e f g h, 0.125",
    "A b c d, a b c d, 0",
    // One move and one replaced word.
    "c d e x a b, a b c d e f, 0.3333333333333333",
    "a b c d e f g h, a b, 3"
  })
  void ter_knownCase_countsMovesAsOne(String hypothesis, String reference, double expected) {
    assertThat(value(TER, hypothesis, reference)).isCloseTo(expected, within(1e-15));
  }

  @Test
  void ter_case_countsIfKept() {
    assertThat(value(TER.withCase(), "A b", "a b")).isEqualTo(0.5);
    assertThat(TER.withCase().signature("1")).contains("case:mixed");
  }

  @Test
  void ter_severalReferences_dividesTheLeastByTheMeanLength() {
    assertThat(value(TER, "a b c d", "a b c x", "q r")).isEqualTo(1 / 3.0);
  }

  @Test
  void ter_emptyReference_isUndefined() {
    assertThat(TER.segment("a", List.of(" ")))
        .isEqualTo(MetricValue.undefined("the references have no word"));
    assertThatThrownBy(() -> TER.count("a", List.of())).hasMessageContaining("references");
  }

  /** Greedy moves find no less than the least number, and no more than without moves. */
  @Test
  void ter_randomTexts_liesBetweenTheLeastAndTheEditDistance() {
    RandomGenerator random = Seed.of(6).random();
    int equal = 0;
    int moved = 0;
    for (int run = 0; run < 150; run++) {
      List<Integer> own = draw(random);
      List<Integer> other = draw(random);
      int got = new ShiftedEdits(ints(other)).edits(ints(own));
      int least = leastWithMoves(own, other);
      int plain = WordErrorRate.edits(words(own), words(other)).total();
      assertThat(got).isBetween(least, plain);
      equal += got == least ? 1 : 0;
      moved += got < plain ? 1 : 0;
    }
    assertThat(equal).isGreaterThan(120);
    assertThat(moved).isGreaterThan(5);
  }

  /**
   * The band widens until rows overlap, so that a distance is found; the equal words at the start
   * lie outside of it and count as replaced, as with sacreBLEU.
   */
  @Test
  void ter_veryUnequalLengths_staysInTheBand() {
    String reference = "a b " + "c ".repeat(200);
    assertThat(TER.count("a b", List.of(reference))).containsExactly(202, 202);
    assertThat(TER.count(reference, List.of("a b"))).containsExactly(200, 2);
  }

  private static List<Integer> draw(RandomGenerator random) {
    List<Integer> words = new ArrayList<>();
    int length = 1 + random.nextInt(5);
    for (int i = 0; i < length; i++) {
      words.add(random.nextInt(5));
    }
    return words;
  }

  private static int[] ints(List<Integer> words) {
    return words.stream().mapToInt(w -> w).toArray();
  }

  private static List<String> words(List<Integer> words) {
    return words.stream().map(String::valueOf).toList();
  }

  /** All orders that moves of runs lead to, each with its edit distance. */
  private static int leastWithMoves(List<Integer> own, List<Integer> other) {
    Map<List<Integer>, Integer> moves = new HashMap<>(Map.of(own, 0));
    Deque<List<Integer>> open = new ArrayDeque<>(List.of(own));
    int least = Integer.MAX_VALUE;
    while (!open.isEmpty()) {
      List<Integer> words = open.remove();
      int done = moves.getOrDefault(words, 0);
      least = Math.min(least, done + WordErrorRate.edits(words(words), words(other)).total());
      for (int from = 0; from < words.size(); from++) {
        for (int to = from + 1; to <= words.size(); to++) {
          List<Integer> rest = new ArrayList<>(words);
          List<Integer> run = List.copyOf(words.subList(from, to));
          rest.subList(from, to).clear();
          for (int at = 0; at <= rest.size(); at++) {
            List<Integer> next = new ArrayList<>(rest);
            next.addAll(at, run);
            if (moves.putIfAbsent(next, done + 1) == null) {
              open.add(next);
            }
          }
        }
      }
    }
    return least;
  }

  @Test
  void wer_handCase_namesItsEdits() {
    WordErrorRate.Edits edits = WER.edits("x the cat sat mat", "the dog sat on mat");
    assertThat(edits).isEqualTo(new WordErrorRate.Edits(1, 1, 1, 5));
    assertThat(edits.total()).isEqualTo(3);
    assertThat(edits.rate()).isEqualTo(MetricValue.of(3 / 5.0));
    assertThat(WER.edits("", "a b")).isEqualTo(new WordErrorRate.Edits(0, 0, 2, 2));
    assertThat(WER.edits("a b", "").rate().isDefined()).isFalse();
  }

  @Test
  void wer_randomTexts_hasAsManyEditsAsTheDistance() {
    RandomGenerator random = Seed.of(7).random();
    for (int run = 0; run < 300; run++) {
      List<Integer> own = draw(random);
      List<Integer> other = draw(random);
      WordErrorRate.Edits edits = WordErrorRate.edits(words(own), words(other));
      assertThat(edits.total())
          .isEqualTo(EditDistance.of(String.join("", words(own)), String.join("", words(other))));
      assertThat(edits.insertions() - edits.deletions()).isEqualTo(own.size() - other.size());
    }
  }

  @Test
  void wer_severalReferences_takesTheNearestThenTheLongest() {
    assertThat(WER.count("a b", List.of("a", "a b c", "q r s"))).containsExactly(0, 0, 1, 3);
    assertThat(WER.count("a b", List.of("a b c", "a"))).containsExactly(0, 0, 1, 3);
    assertThat(value(WER, "A b", "a b")).isEqualTo(0.5);
    assertThat(value(WER.withLowercase(), "A b", "a b")).isZero();
    assertThat(WER.withLowercase().signature("1")).contains("case:lc");
    assertThat(WER.segment("a", List.of("")).isDefined()).isFalse();
    assertThatThrownBy(() -> WER.count("a", List.of())).hasMessageContaining("references");
  }
}
