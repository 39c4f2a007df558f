package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;

/**
 * A way to cut a table that draws lots; {@link #seeded} makes a {@link Splitter} of it. Made by
 * {@link Splitter}; immutable and thread-safe. The same table and seed give the same halves on
 * every JVM.
 */
public sealed interface RandomSplitter
    permits UniformSplitter, StratifiedSplitter, GroupedSplitter, StratifiedGroupedSplitter {

  /**
   * Which rows are in which half, without copying any.
   *
   * @throws IllegalArgumentException if the table does not suit, or a half would be empty
   */
  SplitRows rows(Table table, Seed seed);

  /**
   * The halves.
   *
   * @throws IllegalArgumentException if the table does not suit, or a half would be empty
   */
  default Split split(Table table, Seed seed) {
    return seeded(seed).split(table);
  }

  /**
   * The halves of rows that may be learnt from; they are rows of the same whole table as the set.
   *
   * @throws IllegalArgumentException if the table does not suit, or a half would be empty
   */
  default Split split(TrainingSet train, Seed seed) {
    return seeded(seed).split(train);
  }

  /** This way to cut, drawing from the seed. */
  default Splitter seeded(Seed seed) {
    return new SeededSplitter(this, seed);
  }
}
