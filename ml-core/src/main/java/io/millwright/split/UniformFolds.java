package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.List;

/** Blocks of neighbouring rows, or of shuffled ones. */
record UniformFolds(int k) implements RandomFolds {

  @Override
  public List<SplitRows> rows(Table table) {
    return folds(table, FoldRules.contiguous(table.rowCount(), k), "");
  }

  @Override
  public List<SplitRows> rows(Table table, Seed seed) {
    int[] fold = FoldRules.contiguous(table.rowCount(), k);
    int[] order = seed.derive("folds-random").permutation(fold.length);
    return folds(table, FoldSplits.unshuffled(fold, order), FoldSplits.suffix(seed));
  }

  private List<SplitRows> folds(Table table, int[] fold, String suffix) {
    int[] rows = FoldSplits.upTo(fold.length);
    return FoldSplits.of(table, rows, fold, k, "k-fold", suffix);
  }
}
