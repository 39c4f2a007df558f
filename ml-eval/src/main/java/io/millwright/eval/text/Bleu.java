package io.millwright.eval.text;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * BLEU of a corpus: {@code bp exp(mean of ln p_n)}, p_n being the share of the hypotheses' n-grams
 * that a reference has, counted over all segments, and {@code bp = exp(1 - r/c)} where the
 * hypotheses are shorter (c tokens) than the references nearest to them in length (r tokens).
 *
 * @param score in [0, 1]; often given times 100
 * @param matches n-grams of orders 1, 2, … that a reference has, each at most as often as in the
 *     reference that has it most
 * @param totals n-grams of orders 1, 2, … of the hypotheses
 * @param brevityPenalty bp, in [0, 1]
 * @param hypothesisLength c, tokens
 * @param referenceLength r, tokens
 * @see <a href="https://aclanthology.org/P02-1040/">Papineni et al. (2002), BLEU: a method for
 *     automatic evaluation of machine translation</a>
 */
public record Bleu(
    double score,
    List<Long> matches,
    List<Long> totals,
    double brevityPenalty,
    long hypothesisLength,
    long referenceLength) {

  /** Copies the lists. */
  public Bleu {
    matches = List.copyOf(matches);
    totals = List.copyOf(totals);
  }

  /** What an order without a match counts as. */
  public enum Smoothing {
    /** As it is: one order without a match, or without an n-gram, makes the score 0. */
    NONE,
    /** Orders from 2 on as {@code (matches + 1) / (totals + 1)}. */
    ADD_ONE,
    /** The k-th order without a match as {@code 1 / (2^k totals)}, as NIST's script. */
    EXP
  }

  /**
   * BLEU of these segments. With smoothing, orders that no hypothesis is long enough for are left
   * out of the mean. 0 if not one token matches.
   *
   * @param hypotheses tokens of each segment
   * @param references for each segment at least one list of tokens
   * @param maxOrder the largest n, at least 1; 4 is usual
   * @throws IllegalArgumentException if there are not as many references as hypotheses, none, or a
   *     segment has no reference
   */
  public static Bleu corpus(
      List<List<String>> hypotheses,
      List<List<List<String>>> references,
      int maxOrder,
      Smoothing smoothing) {
    Require.atLeast("Largest order", maxOrder, 1);
    Require.atLeast("Number of segments", hypotheses.size(), 1);
    if (hypotheses.size() != references.size()) {
      throw Require.violated(
          "Number of references", "that of hypotheses, " + hypotheses.size(), references.size());
    }
    long[] matches = new long[maxOrder];
    long[] totals = new long[maxOrder];
    long length = 0;
    long nearest = 0;
    for (int i = 0; i < hypotheses.size(); i++) {
      List<String> hypothesis = hypotheses.get(i);
      if (references.get(i).isEmpty()) {
        throw Require.violated("References of segment " + i, "at least one", "none");
      }
      length += hypothesis.size();
      nearest += nearestLength(hypothesis.size(), references.get(i));
      List<List<String>> texts = new ArrayList<>(references.get(i));
      texts.add(0, hypothesis);
      double[] shared = GramMatches.ofWords(texts).matches(maxOrder);
      for (int n = 1; n <= maxOrder; n++) {
        totals[n - 1] += Math.max(0, hypothesis.size() - n + 1);
        matches[n - 1] += (long) shared[n - 1];
      }
    }
    double penalty =
        length == 0 ? 0 : length > nearest ? 1 : StrictMath.exp(1 - nearest / (double) length);
    double score = penalty * StrictMath.exp(meanLog(matches, totals, smoothing));
    return new Bleu(score, list(matches), list(totals), penalty, length, nearest);
  }

  static int nearestLength(int length, List<List<String>> references) {
    int best = references.get(0).size();
    for (List<String> reference : references) {
      int own = Math.abs(reference.size() - length);
      int least = Math.abs(best - length);
      if (own < least || (own == least && reference.size() < best)) {
        best = reference.size();
      }
    }
    return best;
  }

  /** Negative infinity where the score is 0. */
  private static double meanLog(long[] matches, long[] totals, Smoothing smoothing) {
    if (matches[0] == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    int orders = 0;
    double halves = 1;
    for (int n = 0; n < matches.length; n++) {
      if (totals[n] == 0 && smoothing != Smoothing.NONE) {
        continue;
      }
      double share = (double) matches[n] / totals[n];
      if (smoothing == Smoothing.ADD_ONE && n > 0) {
        share = (matches[n] + 1.0) / (totals[n] + 1.0);
      } else if (smoothing == Smoothing.EXP && matches[n] == 0) {
        halves *= 2;
        share = 1 / (halves * totals[n]);
      }
      if (!(share > 0)) {
        return Double.NEGATIVE_INFINITY;
      }
      sum += StrictMath.log(share);
      orders++;
    }
    return sum / orders;
  }

  private static List<Long> list(long[] values) {
    List<Long> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return list;
  }
}
