package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Folds of whole groups with about the same share of each value of the label. */
record StratifiedGroupedFolds(String field, int k) implements RandomFolds {

  @Override
  public List<SplitRows> rows(Table table) {
    return rows(table, FoldSplits::upTo, "");
  }

  @Override
  public List<SplitRows> rows(Table table, Seed seed) {
    Seed order = seed.derive("folds-stratified-grouped");
    return rows(table, order::permutation, FoldSplits.suffix(seed));
  }

  private List<SplitRows> rows(Table table, IntFunction<int[]> order, String suffix) {
    Strata strata = Strata.of(table, k);
    Groups groups = Groups.of(table, field, strata.left());
    FoldRules.enough(k, groups.count(), "groups");
    int[] ofGroup =
        StratifiedGroupRule.folds(groups.counts(strata), k, order.apply(groups.count()));
    int[] fold = Arrays.stream(groups.numbers()).map(g -> ofGroup[g]).toArray();
    String how = "k-fold grouped by '" + field + "' and stratified by '" + strata.label() + "'";
    return FoldSplits.of(table, groups.rows(), fold, k, how, suffix);
  }
}
