package io.millwright.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Folds of blocks in time whose labels do not reach into each other, by position alone.
 *
 * <p>Row {@code j} has the closed span {@code [t0, t1]}; rows are in ascending order of {@code t0}.
 * Around a held out block with {@code T0} the least start and {@code T1} the greatest end, rows
 * with {@code t0 <= T1} and {@code t1 >= T0} are purged. The embargo drops rows after it: the next
 * so many with {@code t0 > T1}, and those with {@code T1 < t0 <= until(T1)}; where fewer rows
 * follow, all of them.
 *
 * @see "López de Prado (2018), Advances in Financial Machine Learning, sections 7.4 and 12.4"
 */
final class PurgeRule {

  /** Positions learnt from and held out. */
  record Halves(BitSet train, BitSet test) {}

  private final long[] starts;
  private final long[] ends;
  private final long embargoRows;
  private final LongUnaryOperator embargoUntil;

  /**
   * For rows with these spans.
   *
   * @param embargo as a share of the rows, rounded up to whole rows
   * @param embargoUntil the last start that is dropped, from the greatest end of the block
   */
  PurgeRule(long[] starts, long[] ends, double embargo, LongUnaryOperator embargoUntil) {
    this.starts = starts;
    this.ends = ends;
    this.embargoRows = (long) Math.ceil(embargo * starts.length);
    this.embargoUntil = embargoUntil;
  }

  /**
   * A fold for each choice of {@code held} of the blocks, in lexicographic order. Either half may
   * be empty.
   */
  List<Halves> folds(int blocks, int held) {
    int[] block = FoldRules.contiguous(starts.length, blocks);
    List<BitSet> rows = FoldSplits.sets(FoldSplits.upTo(starts.length), block, blocks);
    List<BitSet> dropped = rows.stream().map(this::dropped).toList();
    List<Halves> folds = new ArrayList<>();
    for (int[] choice : Combinations.of(blocks, held)) {
      BitSet test = union(rows, choice);
      BitSet train = new BitSet();
      train.set(0, starts.length);
      train.andNot(test);
      train.andNot(union(dropped, choice));
      folds.add(new Halves(train, test));
    }
    return folds;
  }

  private static BitSet union(List<BitSet> sets, int[] choice) {
    BitSet union = new BitSet();
    Arrays.stream(choice).forEach(i -> union.or(sets.get(i)));
    return union;
  }

  /** What must not be learnt from beside the block, which is itself among it. */
  private BitSet dropped(BitSet block) {
    long first = starts[block.nextSetBit(0)];
    long last = block.stream().mapToLong(i -> ends[i]).max().orElseThrow();
    BitSet dropped = new BitSet();
    for (int i = 0; i < starts.length; i++) {
      dropped.set(i, starts[i] <= last && ends[i] >= first);
    }
    embargo(dropped, block.length(), last);
    return dropped;
  }

  private void embargo(BitSet dropped, int afterBlock, long last) {
    int from = afterBlock;
    while (from < starts.length && starts[from] <= last) {
      from++;
    }
    long until = embargoUntil.applyAsLong(last);
    for (int i = from; i < starts.length; i++) {
      if (i - from < embargoRows || starts[i] <= until) {
        dropped.set(i);
      }
    }
  }
}
