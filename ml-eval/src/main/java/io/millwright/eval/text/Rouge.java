package io.millwright.eval.text;

import io.millwright.Require;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ROUGE of a candidate against one reference: shared n-grams, or the longest common subsequence of
 * tokens. Thread-safe: has no state.
 *
 * @see <a href="https://aclanthology.org/W04-1013/">Lin (2004), ROUGE: a package for automatic
 *     evaluation of summaries</a>
 */
public final class Rouge {

  private Rouge() {}

  /**
   * ROUGE-N: n-grams as a multiset, each counted as often as in the text that has fewer of it. All
   * 0 if either text is shorter than n.
   *
   * @param n at least 1
   */
  public static TokenOverlap nGrams(int n, List<String> candidate, List<String> reference) {
    Require.atLeast("n", n, 1);
    boolean any = n <= candidate.size();
    return TokenOverlap.of(
        any ? GramMatches.ofWords(List.of(candidate, reference)).matches(n)[n - 1] : 0,
        Math.max(0, candidate.size() - n + 1),
        Math.max(0, reference.size() - n + 1));
  }

  /**
   * ROUGE-L: the longest sequence of tokens that both texts have in that order, not necessarily
   * side by side. Takes time in proportion to the product of the lengths, memory to the
   * reference's.
   */
  public static TokenOverlap longestCommonSubsequence(
      List<String> candidate, List<String> reference) {
    int[][] codes = Texts.codes(candidate, reference);
    int[] other = codes[1];
    int[] lengths = new int[other.length + 1];
    for (int token : codes[0]) {
      int diagonal = 0;
      for (int j = 0; j < other.length; j++) {
        int above = lengths[j + 1];
        lengths[j + 1] = token == other[j] ? diagonal + 1 : Math.max(above, lengths[j]);
        diagonal = above;
      }
    }
    return TokenOverlap.of(lengths[other.length], candidate.size(), other.length);
  }

  /**
   * ROUGE-Lsum of texts cut into sentences: for each sentence of the reference the union of its
   * longest common subsequences with the candidate's sentences, each token at most as often as
   * either text has it. Of equally long subsequences the one that following the table back finds
   * counts, as in the package rouge-score.
   *
   * @param candidate tokens of each sentence
   * @param reference tokens of each sentence
   */
  public static TokenOverlap summary(List<List<String>> candidate, List<List<String>> reference) {
    Map<String, Integer> left = counts(candidate);
    Map<String, Integer> leftInReference = counts(reference);
    int hits = 0;
    for (List<String> sentence : reference) {
      BitSet union = new BitSet();
      candidate.forEach(c -> markCommon(sentence, c, union));
      for (int i = union.nextSetBit(0); i >= 0; i = union.nextSetBit(i + 1)) {
        String token = sentence.get(i);
        if (left.getOrDefault(token, 0) > 0 && leftInReference.getOrDefault(token, 0) > 0) {
          left.merge(token, -1, Integer::sum);
          leftInReference.merge(token, -1, Integer::sum);
          hits++;
        }
      }
    }
    return TokenOverlap.of(hits, size(candidate), size(reference));
  }

  private static Map<String, Integer> counts(List<List<String>> sentences) {
    Map<String, Integer> counts = new HashMap<>();
    sentences.forEach(s -> s.forEach(token -> counts.merge(token, 1, Integer::sum)));
    return counts;
  }

  private static int size(List<List<String>> sentences) {
    return sentences.stream().mapToInt(List::size).sum();
  }

  /** Marks the places in the reference's sentence of a longest common subsequence. */
  private static void markCommon(List<String> reference, List<String> candidate, BitSet union) {
    int[][] codes = Texts.codes(reference, candidate);
    int[] own = codes[0];
    int[] other = codes[1];
    int[][] lengths = new int[own.length + 1][other.length + 1];
    for (int i = 1; i <= own.length; i++) {
      for (int j = 1; j <= other.length; j++) {
        lengths[i][j] =
            own[i - 1] == other[j - 1]
                ? lengths[i - 1][j - 1] + 1
                : Math.max(lengths[i - 1][j], lengths[i][j - 1]);
      }
    }
    int i = own.length;
    int j = other.length;
    while (i > 0 && j > 0) {
      if (own[i - 1] == other[j - 1]) {
        union.set(--i);
        j--;
      } else if (lengths[i][j - 1] > lengths[i - 1][j]) {
        j--;
      } else {
        i--;
      }
    }
  }
}
