package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the halves of rows whose fold is known. */
final class FoldSplits {

  private FoldSplits() {}

  /**
   * One split for each fold: its rows are held out, those of the other folds are learnt from.
   *
   * @param rows of the table that are in a fold, ascending
   * @param fold of each of those rows, 0 to {@code k - 1}
   */
  static List<SplitRows> of(Table table, int[] rows, int[] fold, int k, String how, String suffix) {
    BitSet all = set(rows);
    List<BitSet> held = sets(rows, fold, k);
    List<SplitRows> splits = new ArrayList<>(k);
    for (int f = 0; f < k; f++) {
      BitSet train = (BitSet) all.clone();
      train.andNot(held.get(f));
      String description = how + ", fold " + (f + 1) + " of " + k + suffix;
      splits.add(SplitRows.of(table.rowCount(), train, held.get(f), description));
    }
    return List.copyOf(splits);
  }

  /** The rows of each number from 0 to {@code count - 1}. */
  static List<BitSet> sets(int[] rows, int[] numbers, int count) {
    List<BitSet> sets = Stream.generate(BitSet::new).limit(count).toList();
    for (int i = 0; i < rows.length; i++) {
      sets.get(numbers[i]).set(rows[i]);
    }
    return sets;
  }

  /** {@code 0 .. count - 1}. */
  static int[] upTo(int count) {
    return IntStream.range(0, count).toArray();
  }

  /** The rows as a set. */
  static BitSet set(int[] rows) {
    BitSet set = new BitSet();
    for (int row : rows) {
      set.set(row);
    }
    return set;
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
}
