package io.millwright.eval.text;

import io.millwright.Require;
import io.millwright.eval.text.TokenOverlap.NGrams;
import java.util.List;

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
    return TokenOverlap.of(
        TokenOverlap.shared(NGrams.count(candidate, n), NGrams.count(reference, n)),
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
    String[] other = reference.toArray(String[]::new);
    int[] lengths = new int[other.length + 1];
    for (String token : candidate) {
      int diagonal = 0;
      for (int j = 0; j < other.length; j++) {
        int above = lengths[j + 1];
        lengths[j + 1] = token.equals(other[j]) ? diagonal + 1 : Math.max(above, lengths[j]);
        diagonal = above;
      }
    }
    return TokenOverlap.of(lengths[other.length], candidate.size(), other.length);
  }
}
