package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.BitSet;

/** Holds out a random share of the rows. */
record UniformSplitter(double share) implements RandomSplitter {

  @Override
  public SplitRows rows(Table table, Seed seed) {
    int[] order = seed.derive("split-random").permutation(table.rowCount());
    long held = Math.round(share * order.length);
    BitSet test = new BitSet(order.length);
    for (int i = 0; i < held; i++) {
      test.set(order[i]);
    }
    return SplitRows.leaving(
        table.rowCount(),
        test,
        new BitSet(),
        "random " + Shares.percent(share) + ", seed " + seed.value());
  }
}
