package io.millwright.llm.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The BM25 ranking function and its two parameters.
 *
 * <p>{@code score = sum over question terms of count(t) * idf(t) * tf*(k1+1) / (tf + k1*(1 - b +
 * b*len/avglen))} with {@code idf(t) = ln(1 + (N - df + 0.5)/(df + 0.5))}, where N counts the
 * chunks that have at least one term and {@code len} is the number of terms of title and chunk
 * together.
 *
 * <p>Lengths are exact. Lucene's own similarity rounds lengths above 40 down to 4 significant bits;
 * {@link #withRoundedLengths()} does the same, for figures comparable with tools built on it.
 *
 * <p>Thread-safe: immutable.
 *
 * @param k1 how slowly repeated terms saturate, finite, at least 0; 1.2 is usual
 * @param b how much long chunks are penalised, in [0, 1]; 0.75 is usual
 * @param roundedLengths whether lengths are rounded as Lucene's similarity does
 * @see <a href="https://doi.org/10.1561/1500000019">Robertson, Zaragoza (2009), The Probabilistic
 *     Relevance Framework: BM25 and Beyond</a>
 */
public record Bm25(double k1, double b, boolean roundedLengths) {

  /** Checks the ranges. */
  public Bm25 {
    if (!Double.isFinite(k1) || k1 < 0) {
      throw new IllegalArgumentException(
          "BM25 k1 must be finite and at least 0; was %s. Usual values are 0.9 to 1.5."
              .formatted(k1));
    }
    if (!(b >= 0 && b <= 1)) {
      throw new IllegalArgumentException(
          "BM25 b must be in [0, 1]; was %s. Usual values are 0.4 to 0.75.".formatted(b));
    }
  }

  /** k1 = 1.2 and b = 0.75. */
  public static Bm25 ofDefaults() {
    return of(1.2, 0.75);
  }

  /** These parameters with exact lengths. */
  public static Bm25 of(double k1, double b) {
    return new Bm25(k1, b, false);
  }

  /** A copy that rounds lengths as Lucene's similarity does. */
  public Bm25 withRoundedLengths() {
    return new Bm25(k1, b, true);
  }

  /**
   * The score of each text for the question, in double precision over texts held in memory: for
   * ordering a few candidates, and for checking an index. Without the factor {@code k1 + 1}, which
   * changes no order; lengths are exact and N counts all texts.
   *
   * @param texts the terms of each text
   * @param question its terms; a term that stands there twice counts twice
   * @return one score for each text, 0 where it has no term of the question
   */
  public double[] scores(List<List<String>> texts, List<String> question) {
    double[] scores = new double[texts.size()];
    double average = texts.stream().mapToInt(List::size).average().orElse(0);
    List<Map<String, Integer>> counts = texts.stream().map(Bm25::counts).toList();
    for (String term : question) {
      long having = counts.stream().filter(c -> c.containsKey(term)).count();
      double idf = ExactLengthBm25.idf(having, scores.length);
      for (int d = 0; d < scores.length; d++) {
        int tf = counts.get(d).getOrDefault(term, 0);
        if (tf > 0) {
          double length = texts.get(d).size() / average;
          scores[d] += idf * tf / (tf + k1 * (1 - b + b * length));
        }
      }
    }
    return scores;
  }

  private static Map<String, Integer> counts(List<String> terms) {
    Map<String, Integer> counts = new HashMap<>();
    terms.forEach(t -> counts.merge(t, 1, Integer::sum));
    return counts;
  }
}
