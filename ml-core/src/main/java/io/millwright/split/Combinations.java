package io.millwright.split;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Ways to choose some of several, in lexicographic order. */
final class Combinations {

  /** More folds than anyone waits for. */
  private static final int MOST = 10_000;

  private Combinations() {}

  /**
   * All ways to choose {@code some} of {@code 0 .. n-1}, each ascending.
   *
   * @throws IllegalArgumentException if there are more than 10,000
   */
  static List<int[]> of(int n, int some) {
    if (tooMany(n, some)) {
      throw new IllegalArgumentException(
          "Folds must be at most "
              + MOST
              + "; choosing "
              + some
              + " of "
              + n
              + " groups gives more. Choose fewer groups, or grouped folds.");
    }
    List<int[]> all = new ArrayList<>();
    int[] chosen = IntStream.range(0, some).toArray();
    boolean more = some <= n;
    while (more) {
      all.add(chosen.clone());
      more = next(chosen, n);
    }
    return all;
  }

  /** Moves on to the next choice; false if that was the last. */
  private static boolean next(int[] chosen, int n) {
    int i = chosen.length - 1;
    while (i >= 0 && chosen[i] == n - chosen.length + i) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    chosen[i]++;
    for (int j = i + 1; j < chosen.length; j++) {
      chosen[j] = chosen[j - 1] + 1;
    }
    return true;
  }

  /** Each step of the product is itself a number of combinations, so that it divides exactly. */
  private static boolean tooMany(int n, int some) {
    long count = 1;
    int steps = Math.min(some, n - some);
    for (int i = 1; i <= steps; i++) {
      count = count * (n - steps + i) / i;
      if (count > MOST) {
        return true;
      }
    }
    return false;
  }
}
