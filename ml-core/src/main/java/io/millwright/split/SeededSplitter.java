package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;

/** A random splitter that knows what to draw. */
record SeededSplitter(RandomSplitter splitter, Seed seed) implements Splitter {

  @Override
  public SplitRows rows(Table table) {
    return splitter.rows(table, seed);
  }
}
