package io.millwright.split;

import io.millwright.table.Table;
import java.util.BitSet;

/** Holds out the last rows of the table. */
record TailSplitter(double share) implements Splitter {

  @Override
  public SplitRows rows(Table table) {
    int rows = table.rowCount();
    BitSet test = new BitSet(rows);
    test.set(rows - (int) Math.ceil(share * rows), rows);
    return SplitRows.leaving(rows, test, new BitSet(), "last " + Shares.percent(share));
  }
}
