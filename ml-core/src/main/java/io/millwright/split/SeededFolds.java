package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.List;

/** Random folds that know what to draw. */
record SeededFolds(RandomFolds folds, Seed seed) implements Folds {

  @Override
  public List<SplitRows> rows(Table table) {
    return folds.rows(table, seed);
  }
}
