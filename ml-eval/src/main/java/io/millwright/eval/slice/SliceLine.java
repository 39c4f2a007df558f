package io.millwright.eval.slice;

import io.millwright.eval.slice.SliceRows.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The k slices of the highest score, exactly: conjunctions of up to three literals of different
 * fields, of enough rows, positives and negatives, whose mean loss is above average. One that has
 * the same rows without one of its literals is left out.
 *
 * <p>{@code score = a (mean loss in S / mean loss - 1) - (1 - a) (weight of all / weight of S -
 * 1)}. Level by level; what cannot reach the k-th best so far is not extended: a part of slices
 * with the least weight {@code v}, loss {@code e} and largest loss {@code m} among them scores at
 * most the largest of {@code a (min(s m, e) / s / mean - 1) - (1 - a) (n / s - 1)} over weights s
 * up to v, which lies at {@code s = e / m} or at an end.
 *
 * @see <a href="https://doi.org/10.1145/3448016.3457323">Sagadeeva, Boehm (2021), SliceLine: fast,
 *     linear-algebra-based slice finding for ML model debugging</a>
 */
final class SliceLine {

  /** Rounding must never prune what ties with the k-th best. */
  private static final double SLACK = 1e-9;

  private static final Comparator<Found> BEST_FIRST =
      Comparator.comparingDouble((Found f) -> -f.score())
          .thenComparingInt(f -> f.literals().size())
          .thenComparing(f -> f.literals().toString());

  /**
   * What counts as a slice.
   *
   * @param rows least number
   * @param each least number of positives and of negatives
   * @param literals most, 1 to 3
   * @param best how many slices are asked for
   */
  record Limits(int rows, int each, int literals, int best) {}

  /**
   * A slice.
   *
   * @param literals ascending
   */
  record Found(List<Integer> literals, Sums sums, double score) {}

  private final SliceRows rows;
  private final Limits limits;
  private final double alpha;
  private final double leastWeight;
  private final PriorityQueue<Found> best = new PriorityQueue<>(BEST_FIRST.reversed());

  private SliceLine(SliceRows rows, Limits limits, double alpha) {
    this.rows = rows;
    this.limits = limits;
    this.alpha = alpha;
    this.leastWeight = limits.rows() * rows.leastWeight;
  }

  /** The slices, best first. */
  static List<Found> search(SliceRows rows, Limits limits, double alpha) {
    SliceLine search = new SliceLine(rows, limits, alpha);
    if (rows.meanLoss > 0) {
      search.run();
    }
    List<Found> found = new ArrayList<>(search.best);
    found.sort(BEST_FIRST);
    return found;
  }

  private void run() {
    Map<Integer, Sums> singles = new HashMap<>();
    for (int literal : rows.frequent()) {
      Sums sums = rows.sums(literal);
      if (offered(sums, literal)) {
        singles.put(literal, sums);
      }
    }
    if (limits.literals() > 1) {
      int[] literals = singles.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
      Map<Long, Sums> pairs = pairs(literals, singles);
      if (limits.literals() > 2) {
        triples(literals, pairs);
      }
    }
  }

  /** Whether the slice is large enough to be looked into; if so it is a candidate itself. */
  private boolean offered(Sums sums, int... literals) {
    if (sums.rows() < limits.rows()
        || sums.positive() < limits.each()
        || sums.negative() < limits.each()) {
      return false;
    }
    double score = score(sums.weight(), sums.loss());
    if (score > 0) {
      best.add(new Found(Arrays.stream(literals).boxed().toList(), sums, score));
      if (best.size() > limits.best()) {
        best.remove();
      }
    }
    return true;
  }

  private double score(double weight, double loss) {
    return alpha * (loss / weight / rows.meanLoss - 1)
        - (1 - alpha) * (rows.totalWeight / weight - 1);
  }

  /** Whether a part of all these could be among the best. */
  private boolean promising(Sums... parents) {
    double weight = Double.POSITIVE_INFINITY;
    double loss = Double.POSITIVE_INFINITY;
    double largest = Double.POSITIVE_INFINITY;
    for (Sums p : parents) {
      weight = Math.min(weight, p.weight());
      loss = Math.min(loss, p.loss());
      largest = Math.min(largest, p.largest());
    }
    double low = Math.min(leastWeight, weight);
    double bend = largest > 0 ? Math.max(low, Math.min(weight, loss / largest)) : low;
    double bound =
        Math.max(
            bound(low, loss, largest),
            Math.max(bound(bend, loss, largest), bound(weight, loss, largest)));
    double needed = best.size() < limits.best() || best.isEmpty() ? 0 : best.element().score();
    return bound + SLACK * (1 + Math.abs(bound)) >= needed && bound > -SLACK;
  }

  private double bound(double weight, double loss, double largest) {
    return score(weight, Math.min(weight * largest, loss));
  }

  private static long key(int a, int b) {
    return ((long) a << 32) | b;
  }

  /** Pairs that are large enough and may have promising parts. */
  private Map<Long, Sums> pairs(int[] literals, Map<Integer, Sums> singles) {
    Map<Long, Sums> kept = new HashMap<>();
    for (int i = 0; i < literals.length; i++) {
      Sums first = sums(singles, literals[i]);
      for (int j = i + 1; j < literals.length; j++) {
        int a = literals[i];
        int b = literals[j];
        if (rows.fieldOf(a) != rows.fieldOf(b) && promising(first, sums(singles, b))) {
          Sums sums = rows.sums(a, b);
          boolean smaller = sums.rows() < Math.min(first.rows(), sums(singles, b).rows());
          if (smaller && offered(sums, a, b)) {
            kept.put(key(a, b), sums);
          }
        }
      }
    }
    return kept;
  }

  private static <K> Sums sums(Map<K, Sums> of, K key) {
    return java.util.Objects.requireNonNull(of.get(key));
  }

  private void triples(int[] literals, Map<Long, Sums> pairs) {
    for (int i = 0; i < literals.length; i++) {
      for (int j = i + 1; j < literals.length; j++) {
        Sums ab = pairs.get(key(literals[i], literals[j]));
        if (ab != null && promising(ab)) {
          triples(literals, i, j, ab, pairs);
        }
      }
    }
  }

  private void triples(int[] literals, int i, int j, Sums ab, Map<Long, Sums> pairs) {
    for (int k = j + 1; k < literals.length; k++) {
      Sums ac = pairs.get(key(literals[i], literals[k]));
      Sums bc = ac == null ? null : pairs.get(key(literals[j], literals[k]));
      if (ac != null && bc != null && promising(ab, ac, bc)) {
        int[] three = {literals[i], literals[j], literals[k]};
        Sums sums = rows.sums(three);
        if (sums.rows() < Math.min(ab.rows(), Math.min(ac.rows(), bc.rows()))) {
          offered(sums, three);
        }
      }
    }
  }
}
