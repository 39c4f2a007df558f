package io.millwright.eval.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a candidate is in a reference and the other way round, each in [0, 1].
 *
 * @param precision share of the candidate that is shared; 0 for an empty candidate
 * @param recall share of the reference that is shared; 0 for an empty reference
 * @param f1 their harmonic mean; 0 when both are 0
 */
public record TokenOverlap(double precision, double recall, double f1) {

  static TokenOverlap of(double shared, double candidate, double reference) {
    double p = candidate > 0 ? shared / candidate : 0;
    double r = reference > 0 ? shared / reference : 0;
    return new TokenOverlap(p, r, p + r > 0 ? 2 * p * r / (p + r) : 0);
  }

  /**
   * Over tokens as a multiset, each counted as often as in the text that has fewer of it: the token
   * F1 of question answering. All 1 if both are empty.
   */
  public static TokenOverlap ofTokens(List<String> candidate, List<String> reference) {
    if (candidate.isEmpty() && reference.isEmpty()) {
      return new TokenOverlap(1, 1, 1);
    }
    return of(
        shared(NGrams.count(candidate, 1), NGrams.count(reference, 1)),
        candidate.size(),
        reference.size());
  }

  /** Sum of the smaller counts. */
  static double shared(Map<List<String>, Integer> one, Map<List<String>, Integer> other) {
    double shared = 0;
    for (Map.Entry<List<String>, Integer> entry : one.entrySet()) {
      shared += Math.min(entry.getValue(), other.getOrDefault(entry.getKey(), 0));
    }
    return shared;
  }

  /** The runs of n neighbouring tokens of a text, and how often each occurs. */
  static final class NGrams {

    private NGrams() {}

    static Map<List<String>, Integer> count(List<String> tokens, int n) {
      Map<List<String>, Integer> counts = new HashMap<>();
      for (int i = 0; i + n <= tokens.size(); i++) {
        counts.merge(List.copyOf(tokens.subList(i, i + n)), 1, Integer::sum);
      }
      return counts;
    }
  }
}
