package io.millwright.eval.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's step-down procedure: gives every arm the level at which its interval decides, so that the
 * chance of any wrong decision among all arms stays below the look's level.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm (1979), A simple sequentially rejective
 *     multiple test procedure</a>
 */
final class Holm {

  private Holm() {}

  static List<Comparison> levels(List<Comparison> comparisons, Look look, double margin) {
    double[] p = comparisons.stream().mapToDouble(c -> c.decidingPValue(margin)).toArray();
    List<Integer> order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> p[i]))
            .toList();
    List<Comparison> result = new ArrayList<>(comparisons);
    int left = p.length;
    for (int i : order) {
      Look shared = look.sharedBy(left);
      result.set(i, comparisons.get(i).at(shared));
      if (left > 1 && p[i] <= shared.alpha()) {
        left--;
      }
    }
    return List.copyOf(result);
  }
}
