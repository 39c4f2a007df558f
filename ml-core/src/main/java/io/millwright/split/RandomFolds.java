package io.millwright.split;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.List;

/**
 * Folds that may draw lots: without a seed they follow fixed rules, with one they shuffle first.
 * Made by {@link CrossValidation}; immutable and thread-safe. The same table and seed give the same
 * folds on every JVM.
 */
public sealed interface RandomFolds extends Folds
    permits UniformFolds, StratifiedFolds, GroupedFolds, StratifiedGroupedFolds {

  /**
   * As {@link #rows(Table)}, with rows (for grouped folds: groups) shuffled first.
   *
   * @throws IllegalArgumentException if the table does not suit, or has too few rows or groups
   */
  List<SplitRows> rows(Table table, Seed seed);

  /**
   * As {@link #split(Table)}, with rows (for grouped folds: groups) shuffled first.
   *
   * @throws IllegalArgumentException if the table does not suit, or has too few rows or groups
   */
  default List<Split> split(Table table, Seed seed) {
    return seeded(seed).split(table);
  }

  /**
   * As {@link #split(TrainingSet)}, with rows (for grouped folds: groups) shuffled first.
   *
   * @throws IllegalArgumentException if the table does not suit, or has too few rows or groups
   */
  default List<Split> split(TrainingSet train, Seed seed) {
    return seeded(seed).split(train);
  }

  @Override
  default Folds seeded(Seed seed) {
    return new SeededFolds(this, seed);
  }

  /**
   * All folds several times over, shuffled anew each time: every row is held out once in each
   * repeat. Repeat {@code r}, from 0, draws from {@code seed.derive("repeat").derive(r)}.
   *
   * @param times at least 1
   */
  default Folds repeated(int times, Seed seed) {
    return new RepeatedFolds(this, Require.atLeast("times", times, 1), seed);
  }
}
