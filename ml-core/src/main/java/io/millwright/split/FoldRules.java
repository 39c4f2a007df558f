package io.millwright.split;

import io.millwright.Require;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which row is held out in which fold, by position alone: the rules of scikit-learn's {@code
 * KFold}, {@code StratifiedKFold}, {@code GroupKFold} and {@code TimeSeriesSplit}.
 */
final class FoldRules {

  /** Positions {@code [trainFrom, trainTo)} are learnt from, {@code [testFrom, testTo)} judged. */
  record Window(int trainFrom, int trainTo, int testFrom, int testTo) {}

  private FoldRules() {}

  /** Blocks of neighbours; the first {@code n mod k} folds have one row more. */
  static int[] contiguous(int n, int k) {
    enough(k, n, "rows");
    int size = n / k;
    int larger = n % k;
    int[] fold = new int[n];
    for (int i = 0; i < n; i++) {
      int inLarger = i / (size + 1);
      fold[i] = inLarger < larger ? inLarger : (i - larger) / size;
    }
    return fold;
  }

  /**
   * Classes are numbered by first appearance; of class {@code c}, fold {@code i} has as many rows
   * as the sorted class numbers have {@code c} at positions {@code i, i + k, i + 2k, …}, the rows
   * of a class going to the folds in order.
   */
  static int[] stratified(int[] classes, int k) {
    int[] number = byFirstAppearance(classes);
    int[] sorted = number.clone();
    Arrays.sort(sorted);
    int classCount = sorted.length == 0 ? 0 : sorted[sorted.length - 1] + 1;
    int largest = Arrays.stream(sizes(number)).max().orElse(0);
    enough(k, largest, "rows in the largest stratum");
    int[][] allocation = new int[classCount][k];
    for (int i = 0; i < sorted.length; i++) {
      allocation[sorted[i]][i % k]++;
    }
    int[] current = new int[classCount];
    int[] fold = new int[number.length];
    for (int i = 0; i < number.length; i++) {
      int c = number[i];
      while (allocation[c][current[c]] == 0) {
        current[c]++;
      }
      allocation[c][current[c]]--;
      fold[i] = current[c];
    }
    return fold;
  }

  /**
   * Groups by size descending, of equal sizes the higher number first; each goes to the fold with
   * fewest rows so far, of equal folds the lowest.
   *
   * @param groups of each row: 0 to the number of groups less 1, each occurring
   */
  static int[] grouped(int[] groups, int k) {
    int[] sizes = sizes(groups);
    int[] order =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer g) -> -sizes[g])
                    .thenComparing(Comparator.reverseOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    return grouped(groups, k, order);
  }

  /** Groups in the given order; each goes to the fold with fewest rows so far. */
  static int[] grouped(int[] groups, int k, int[] order) {
    int[] sizes = sizes(groups);
    enough(k, sizes.length, "groups");
    long[] rows = new long[k];
    int[] foldOfGroup = new int[sizes.length];
    for (int group : order) {
      int fewest = 0;
      for (int i = 1; i < k; i++) {
        if (rows[i] < rows[fewest]) {
          fewest = i;
        }
      }
      foldOfGroup[group] = fewest;
      rows[fewest] += sizes[group];
    }
    return Arrays.stream(groups).map(g -> foldOfGroup[g]).toArray();
  }

  /**
   * Test windows of {@code s} rows at the end, one after another; learnt from are the rows before
   * each, but for the gap.
   *
   * @param maxTrain of rows to learn from, 0 for all
   * @param testSize {@code s}, 0 for {@code n / (k + 1)} rounded down
   */
  static Window[] timeSeries(int n, int k, int gap, int maxTrain, int testSize) {
    Require.atLeast("k", k, 2);
    int size = testSize > 0 ? testSize : n / (k + 1);
    if (k + 1L > n || n - (long) gap - (long) size * k <= 0) {
      throw new IllegalArgumentException(
          "Rows must be more than k times the test size and the gap together, and more than k; were "
              + n
              + " with k "
              + k
              + ", test size "
              + size
              + ", gap "
              + gap
              + ". Choose fewer folds, smaller tests or a smaller gap, or bring more rows.");
    }
    Window[] windows = new Window[k];
    for (int i = 0; i < k; i++) {
      int testFrom = n - (k - i) * size;
      int trainTo = testFrom - gap;
      int trainFrom = maxTrain > 0 ? Math.max(0, trainTo - maxTrain) : 0;
      windows[i] = new Window(trainFrom, trainTo, testFrom, testFrom + size);
    }
    return windows;
  }

  private static int[] byFirstAppearance(int[] classes) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] number = new int[classes.length];
    for (int i = 0; i < classes.length; i++) {
      Integer known = numbers.putIfAbsent(classes[i], numbers.size());
      number[i] = known == null ? numbers.size() - 1 : known;
    }
    return number;
  }

  private static int[] sizes(int[] groups) {
    int[] sizes = new int[Arrays.stream(groups).max().orElse(-1) + 1];
    for (int group : groups) {
      sizes[group]++;
    }
    return sizes;
  }

  /** Refuses more folds than there is to put into them. */
  static void enough(int k, int available, String what) {
    Require.atLeast("k", k, 2);
    if (k > available) {
      throw new IllegalArgumentException(
          "k must be at most the number of "
              + what
              + "; was "
              + k
              + " with "
              + available
              + ". Choose fewer folds or bring more rows.");
    }
  }
}
