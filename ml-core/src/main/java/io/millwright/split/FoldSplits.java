package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Makes splits of rows whose fold is known. */
final class FoldSplits {

  private FoldSplits() {}

  /**
   * One split for each fold: its rows are held out, those of the other folds are learnt from.
   *
   * @param rows of the table that are in a fold, ascending
   * @param fold of each of those rows, 0 to {@code k - 1}
   */
  static List<Split> of(Table table, int[] rows, int[] fold, int k, String how, String suffix) {
    List<Split> splits = new ArrayList<>(k);
    for (int f = 0; f < k; f++) {
      int held = f;
      int[] train = pick(rows, i -> i.filter(j -> fold[j] != held));
      int[] test = pick(rows, i -> i.filter(j -> fold[j] == held));
      splits.add(Split.of(table, train, test, how + ", fold " + (f + 1) + " of " + k + suffix));
    }
    return List.copyOf(splits);
  }

  /** The values in a random order. */
  static int[] shuffled(int[] values, int[] order) {
    return IntStream.of(order).map(i -> values[i]).toArray();
  }

  /** What was computed for the shuffled rows, in the order of the rows. */
  static int[] unshuffled(int[] fold, int[] order) {
    int[] back = new int[fold.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = fold[i];
    }
    return back;
  }

  /** The seed as descriptions name it. */
  static String suffix(Seed seed) {
    return ", seed " + seed.value();
  }

  private static int[] pick(int[] rows, UnaryOperator<IntStream> which) {
    return which.apply(IntStream.range(0, rows.length)).map(i -> rows[i]).toArray();
  }
}
