package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.List;

/**
 * Folds that may draw lots. Made by {@link CrossValidation}; immutable and thread-safe. The same
 * table and seed give the same folds on every JVM.
 */
public sealed interface RandomFolds extends Folds
    permits UniformFolds, StratifiedFolds, GroupedFolds {

  /**
   * As {@link #split(Table)}, with rows (for grouped folds: groups) shuffled first.
   *
   * @throws IllegalArgumentException if the table does not suit, or has too few rows or groups
   */
  List<Split> split(Table table, Seed seed);
}
