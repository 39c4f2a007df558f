package io.millwright.llm.rank;

import io.millwright.Require;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One ranked list of several, by ranks alone, so that scores of different kinds need not be
 * comparable: {@code score(d) = sum over the lists that have d of weight / (k + rank)}, ranks from
 * 1. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/1571941.1572114">Cormack, Clarke, Büttcher (2009),
 *     Reciprocal rank fusion outperforms Condorcet and individual rank learning methods</a>
 */
public final class ReciprocalRankFusion {

  private static final double USUAL_K = 60;

  private final double k;

  private ReciprocalRankFusion(double k) {
    this.k = k;
  }

  /** k = 60, as in the paper. */
  public static ReciprocalRankFusion ofDefaults() {
    return of(USUAL_K);
  }

  /**
   * Fusion with this k: the larger, the less the first ranks stand out.
   *
   * @param k finite, at least 0
   */
  public static ReciprocalRankFusion of(double k) {
    if (!(k >= 0 && k < Double.POSITIVE_INFINITY)) {
      throw Require.violated("k", "finite and at least 0", k);
    }
    return new ReciprocalRankFusion(k);
  }

  /** All lists count alike; as {@link #fuse(List, double[])} otherwise. */
  public List<Ranked> fuse(List<List<String>> lists) {
    double[] weights = new double[lists.size()];
    java.util.Arrays.fill(weights, 1);
    return fuse(lists, weights);
  }

  /**
   * Every id of the lists, best first; equal scores by id, in the order of code points.
   *
   * @param lists ids, best first; of an id that a list has twice the first rank counts
   * @param weights of the lists, finite and at least 0
   */
  public List<Ranked> fuse(List<List<String>> lists, double[] weights) {
    if (weights.length != lists.size()) {
      throw Require.violated("Number of weights", "that of lists, " + lists.size(), weights.length);
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int l = 0; l < weights.length; l++) {
      if (!(weights[l] >= 0 && weights[l] < Double.POSITIVE_INFINITY)) {
        throw Require.violated("Weight of list " + l, "finite and at least 0", weights[l]);
      }
      Set<String> seen = new HashSet<>();
      List<String> list = lists.get(l);
      for (int i = 0; i < list.size(); i++) {
        if (seen.add(list.get(i))) {
          scores.merge(list.get(i), weights[l] / (k + i + 1), Double::sum);
        }
      }
    }
    return scores.entrySet().stream()
        .map(e -> new Ranked(e.getKey(), e.getValue()))
        .sorted(
            Comparator.comparingDouble(Ranked::score)
                .reversed()
                .thenComparing(Ranked::id, ReciprocalRankFusion::byCodePoint))
        .toList();
  }

  private static int byCodePoint(String a, String b) {
    int[] one = a.codePoints().toArray();
    int[] other = b.codePoints().toArray();
    return java.util.Arrays.compare(one, other);
  }
}
