package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.List;

/** Folds of whole groups. */
record GroupedFolds(String field, int k) implements RandomFolds {

  @Override
  public List<SplitRows> rows(Table table) {
    Groups groups = Groups.of(table, field);
    return folds(table, groups, FoldRules.grouped(groups.numbers(), k), "");
  }

  @Override
  public List<SplitRows> rows(Table table, Seed seed) {
    Groups groups = Groups.of(table, field);
    int[] order = seed.derive("folds-grouped").permutation(groups.count());
    int[] fold = FoldRules.grouped(groups.numbers(), k, order);
    return folds(table, groups, fold, FoldSplits.suffix(seed));
  }

  private List<SplitRows> folds(Table table, Groups groups, int[] fold, String suffix) {
    return FoldSplits.of(
        table, groups.rows(), fold, k, "k-fold grouped by '" + field + "'", suffix);
  }
}
