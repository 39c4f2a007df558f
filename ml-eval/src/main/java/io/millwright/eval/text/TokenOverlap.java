package io.millwright.eval.text;

import java.util.List;

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
        GramMatches.ofWords(List.of(candidate, reference)).matches(1)[0],
        candidate.size(),
        reference.size());
  }
}
