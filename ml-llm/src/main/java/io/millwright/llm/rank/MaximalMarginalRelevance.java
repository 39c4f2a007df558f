package io.millwright.llm.rank;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Picks items one by one that are like the query and unlike the items picked before: that of the
 * largest {@code lambda sim(d, q) - (1 - lambda) max sim(d, s)} over the picked s, where the
 * maximum is 0 for the first; sim is the {@link CosineSimilarity}. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/290941.291025">Carbonell, Goldstein (1998), The use of MMR,
 *     diversity-based reranking</a>
 */
public final class MaximalMarginalRelevance {

  private final double lambda;

  private MaximalMarginalRelevance(double lambda) {
    this.lambda = lambda;
  }

  /**
   * @param lambda from 0, only unlike each other, to 1, only like the query
   */
  public static MaximalMarginalRelevance of(double lambda) {
    return new MaximalMarginalRelevance(Require.share("lambda", lambda));
  }

  /**
   * Positions of at most k items in the order they are picked; of equal ones the first. Takes time
   * in proportion to items × k × dimensions.
   *
   * @param k at least 0
   * @throws IllegalArgumentException if a vector has another length than the query, or a number
   *     that is not finite
   */
  public List<Integer> select(List<double[]> items, double[] query, int k) {
    Require.atLeast("k", k, 0);
    int n = items.size();
    double[] relevance = new double[n];
    double[] nearest = new double[n];
    boolean[] taken = new boolean[n];
    for (int i = 0; i < n; i++) {
      relevance[i] = CosineSimilarity.of(items.get(i), query);
    }
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < Math.min(k, n)) {
      int best = best(relevance, nearest, taken);
      taken[best] = true;
      for (int i = 0; i < n; i++) {
        double similar = taken[i] ? 0 : CosineSimilarity.of(items.get(i), items.get(best));
        nearest[i] = picked.isEmpty() ? similar : Math.max(nearest[i], similar);
      }
      picked.add(best);
    }
    return List.copyOf(picked);
  }

  private int best(double[] relevance, double[] nearest, boolean[] taken) {
    int best = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < relevance.length; i++) {
      double value = lambda * relevance[i] - (1 - lambda) * nearest[i];
      if (!taken[i] && value > most) {
        best = i;
        most = value;
      }
    }
    return best;
  }
}
