package io.millwright.llm.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Bm25Test {

  private static LuceneIndex index(List<String> texts) {
    LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN);
    for (int i = 0; i < texts.size(); i++) {
      Document document = Document.of("%04d".formatted(i), "", texts.get(i));
      index.put(document, Chunkers.whole().chunk(document));
    }
    index.commit();
    return index;
  }

  /**
   * N = 3, lengths 3, 2, 4, average 3. cat: df 2, idf = ln(1 + 1.5/2.5) = ln 1.6; hat: df 1, idf =
   * ln(1 + 2.5/1.5) = ln(8/3). k1 = 1.2, b = 0.75.
   */
  @Test
  void search_threeChunks_givesTheScoresComputedByHand() {
    try (LuceneIndex index = index(List.of("cat cat dog", "cat mat", "the dog sat hat"))) {
      List<Hit> hits = index.search("cat HAT", Retrieval.bm25(10), Filter.all());
      // tf 2, length 3: 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3/3)) = 4.4 / 3.2
      double first = 0.4700036292457356 * 4.4 / 3.2;
      // tf 1, length 2: 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2/3)) = 2.2 / 1.9
      double second = 0.4700036292457356 * 2.2 / 1.9;
      // tf 1, length 4: 2.2 / (1 + 1.2 * (0.25 + 0.75 * 4/3)) = 2.2 / 2.5
      double hat = 0.9808292530117262 * 2.2 / 2.5;
      assertThat(hits.stream().map(Hit::documentId)).containsExactly("0002", "0000", "0001");
      assertThat(hits.get(0).score()).isCloseTo(hat, within(1e-6));
      assertThat(hits.get(1).score()).isCloseTo(first, within(1e-6));
      assertThat(hits.get(2).score()).isCloseTo(second, within(1e-6));
      assertThat(hits.stream().map(Hit::rank)).containsExactly(1, 2, 3);
      List<Hit> twice = index.search("hat hat", Retrieval.bm25(10), Filter.all());
      assertThat(twice.get(0).score()).isCloseTo(2 * hat, within(1e-6));
    }
  }

  @Test
  void search_equalScores_areOrderedByDocumentIdWhateverTheOrderOfWriting() {
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN)) {
      for (String id : List.of("c", "a", "d", "b")) {
        Document document = Document.of(id, "", "same words");
        index.put(document, Chunkers.whole().chunk(document));
        index.commit();
      }
      assertThat(
              index.search("words", Retrieval.bm25(3), Filter.all()).stream().map(Hit::documentId))
          .containsExactly("a", "b", "c");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void search_randomCorpus_equalsTheSlowFormulaAtEveryLimit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder("w0");
      int length = random.nextInt(random.nextInt(10) == 0 ? 400 : 60);
      for (int w = 0; w < length; w++) {
        text.append(" w").append(random.nextInt(1 + random.nextInt(40)));
      }
      texts.add(text.toString());
    }
    String question = "w3 w17 w35 w3 absent";
    Bm25 bm25 = Bm25.of(0.9, 0.4);
    double[] slow = slow(texts, question, bm25);
    try (LuceneIndex index = index(texts)) {
      for (int limit : new int[] {1, 10, 1_000}) {
        List<Hit> hits = index.search(question, Retrieval.bm25(limit, bm25), Filter.all());
        long positive = java.util.Arrays.stream(slow).filter(s -> s > 0).count();
        assertThat(hits).hasSize((int) Math.min(limit, positive));
        double[] sorted = java.util.Arrays.stream(slow).sorted().toArray();
        for (Hit hit : hits) {
          double expected = slow[Integer.parseInt(hit.documentId())];
          assertThat(hit.score()).isCloseTo(expected, within(1e-5));
          assertThat(hit.score()).isCloseTo(sorted[sorted.length - hit.rank()], within(1e-5));
        }
      }
    }
  }

  private static double[] slow(List<String> texts, String question, Bm25 p) {
    List<List<String>> words = texts.stream().map(t -> List.of(t.split(" ", -1))).toList();
    double average = words.stream().mapToInt(List::size).average().orElseThrow();
    double[] scores = new double[texts.size()];
    for (String term : question.split(" ", -1)) {
      long df = words.stream().filter(w -> w.contains(term)).count();
      double idf = Math.log(1 + (texts.size() - df + 0.5) / (df + 0.5));
      for (int i = 0; i < scores.length; i++) {
        long tf = words.get(i).stream().filter(term::equals).count();
        double norm = 1 - p.b() + p.b() * words.get(i).size() / average;
        scores[i] += idf * tf * (p.k1() + 1) / (tf + p.k1() * norm);
      }
    }
    return scores;
  }

  @Test
  void search_lengthsAbove40_areExactUnlessRoundedIsAsked() {
    try (LuceneIndex index = index(List.of("x " + "y ".repeat(100), "x " + "y ".repeat(101)))) {
      List<Hit> exact = index.search("x", Retrieval.bm25(2), Filter.all());
      assertThat(exact.get(0).score()).isGreaterThan(exact.get(1).score());
      Bm25 rounded = Bm25.ofDefaults().withRoundedLengths();
      List<Hit> alike = index.search("x", Retrieval.bm25(2, rounded), Filter.all());
      assertThat(alike.get(0).score()).isEqualTo(alike.get(1).score());
    }
  }

  @Test
  void of_parametersOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bm25.of(-0.1, 0.5))
        .withMessageContaining("was -0.1");
    assertThatIllegalArgumentException().isThrownBy(() -> Bm25.of(Double.NaN, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> Bm25.of(1, 1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> Bm25.of(1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Retrieval.bm25(0));
  }
}
