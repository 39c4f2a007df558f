package io.millwright.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millwright.Seed;
import io.millwright.quality.SimilarCategories.Likeness;
import io.millwright.table.CategoricalColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  private static Spelling of(int[] codes, String... words) {
    return Spelling.of("f", CategoricalColumn.of(codes, List.of(words)), row -> 100 + row);
  }

  @Test
  void spelling_caseBlanksAndUnicode_areOneKind() {
    Spelling found =
        of(
            new int[] {0, 0, 0, 1, 2, 3, 4, 5, 5},
            "Caf\u00e9 au lait",
            "cafe\u0301 AU  lait",
            "\ufb01ve",
            " Five",
            "five\u00a0",
            "Tee");
    assertThat(found.variants()).isEqualTo(3);
    assertThat(found.variantRows()).containsExactly(103L, 104L, 106L);
    assertThat(found.pairs())
        .extracting(
            SimilarCategories::category,
            SimilarCategories::like,
            SimilarCategories::rows,
            SimilarCategories::likeness)
        .containsExactly(
            tuple("cafe\u0301 AU  lait", "Caf\u00e9 au lait", 1L, Likeness.SPELLING),
            tuple("five\u00a0", " Five", 1L, Likeness.SPELLING),
            tuple("\ufb01ve", " Five", 1L, Likeness.SPELLING));
    assertThat(found.typos()).isZero();
    assertThat(found.pairs().toString()).doesNotContain("Five").doesNotContain("lait");
  }

  @Test
  void spelling_oneLetterInLongWords_isATypoOfTheMoreFrequent() {
    Spelling found =
        of(
            new int[] {0, 0, 1, 2, 3, 4, 5, 6, 7},
            "Barcelona",
            "Barcelna",
            "barzelona",
            "Madrid",
            "Madrit",
            "Building 11",
            "Building 12",
            "Barcelone");
    // Barcelna and barzelona are two letters apart; Madrit is short; buildings differ in a digit.
    assertThat(found.typos()).isEqualTo(3);
    assertThat(found.typoRows()).containsExactly(102L, 103L, 108L);
    assertThat(found.pairs())
        .extracting(SimilarCategories::category, SimilarCategories::like)
        .containsExactly(
            tuple("Barcelna", "Barcelona"),
            tuple("Barcelone", "Barcelona"),
            tuple("barzelona", "Barcelona"));
  }

  @ParameterizedTest
  @CsvSource({
    "kitten, kitten, false",
    "kitten, kittem, true",
    "kitten, kitte, true",
    "kitten, xkitten, true",
    "kitten, kixtten, true",
    "kitten, kixtte, false",
    "kitten, kitt, false",
    "kit1en, kit2en, false",
    "kitten, kit2en, false",
    "kitten, kitten5, false"
  })
  void oneLetter_pairs_areJudgedByHand(String a, String b, boolean apart) {
    assertThat(Spelling.isOneLetterApart(a, b)).isEqualTo(apart);
    assertThat(Spelling.isOneLetterApart(b, a)).isEqualTo(apart);
  }

  @Test
  void oneLetter_randomWords_isEditDistanceOne() {
    RandomGenerator random = Seed.of(4).random();
    List<String> words = new ArrayList<>();
    while (words.size() < 120) {
      int length = 7 + random.nextInt(3);
      String word =
          random
              .ints(length, 0, 2)
              .collect(StringBuilder::new, (s, i) -> s.append((char) ('a' + i)), (x, y) -> {})
              .toString();
      if (!words.contains(word)) {
        words.add(word);
      }
    }
    Spelling found = of(IntStream.range(0, words.size()).toArray(), words.toArray(new String[0]));
    long expected = 0;
    for (int i = 0; i < words.size(); i++) {
      for (int j = 0; j < i; j++) {
        int longest = Math.max(words.get(i).length(), words.get(j).length());
        expected += longest >= 8 && distance(words.get(i), words.get(j)) == 1 ? 1 : 0;
      }
    }
    assertThat(expected).isGreaterThan(50);
    assertThat(found.pairs()).hasSize((int) expected);
  }

  /** Levenshtein by its recurrence. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
        } else {
          int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
          d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
