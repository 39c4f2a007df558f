package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;

/**
 * A way to cut a table that draws lots. Made by {@link Splitter}; immutable and thread-safe. The
 * same table and seed give the same halves on every JVM.
 */
public sealed interface RandomSplitter
    permits UniformSplitter, StratifiedSplitter, GroupedSplitter {

  /**
   * The halves.
   *
   * @throws IllegalArgumentException if the table does not suit, or a half would be empty
   */
  Split split(Table table, Seed seed);
}
